import SheetModel
import Zip

/// An Office Open XML workbook being written, transitional, as Excel itself writes it.
///
/// Memory does not grow with the rows: texts are shared up to a fixed amount and stand in their
/// cells beyond it. What Excel would repair is refused with `notRepresentable`. Dates before 1900,
/// which Excel cannot count, are written as text.
package final class XLSXWriter: WorkbookWriter {
  private let outline: WorkbookOutline
  private let zip: ZipWriter
  private var styles: StylesPartWriter
  private var strings = SharedStringTable()
  private var sheet: SheetPartWriter?
  private var begun = 0
  private var computesOnLoad = false
  private var isFinished = false

  /// Begins a workbook; `level` and `threads` as in `ZipWriter`.
  /// - Throws: `notRepresentable` for an outline that Excel would repair, and what the sink throws.
  package init(
    _ sink: any ByteSink, outline: WorkbookOutline, level: Int32?, threads: Int = 1
  ) throws(WorkbookError) {
    try OutlineRules.check(outline)
    self.outline = outline
    zip = ZipWriter(sink, level: level, threads: threads)
    styles = StylesPartWriter(outline.styles)
    let hasCustom = !outline.properties.custom.isEmpty
    let count = outline.sheets.count
    try add(
      "[Content_Types].xml",
      WorkbookPartWriter.contentTypes(sheetCount: count, hasCustom: hasCustom))
    try add("_rels/.rels", WorkbookPartWriter.packageRelationships(hasCustom: hasCustom))
    try add("docProps/app.xml", PropertiesPartWriter.extended(outline.properties))
    try add("docProps/core.xml", PropertiesPartWriter.core(outline.properties))
    if hasCustom {
      try add("docProps/custom.xml", PropertiesPartWriter.custom(outline.properties))
    }
  }

  /// Ends the sheet before and begins the next one of the outline.
  /// - Throws: `noSuchSheet` beyond the outline's sheets.
  package func beginSheet() throws(WorkbookError) {
    try endSheet()
    guard begun < outline.sheets.count, !isFinished else {
      throw WorkbookError(.noSuchSheet, found: "\(begun + 1)")
    }
    let selected = outline.sheets.firstIndex { $0.visibility == .visible }
    begun += 1
    try zip.beginEntry("xl/worksheets/sheet\(begun).xml")
    sheet = try SheetPartWriter(
      outline.sheets[begun - 1], isSelected: selected == begun - 1, styles: &styles, zip: zip)
  }

  /// Writes a row of the current sheet.
  /// - Throws: `notRepresentable` with sheet and cell, `noSuchSheet` before the first sheet.
  package func write(_ row: borrowing Row) throws(WorkbookError) {
    guard sheet != nil else { throw WorkbookError(.noSuchSheet) }
    do throws(WorkbookError) {
      try sheet?.write(row, styles: &styles, strings: &strings)
    } catch { throw error.located(in: place) }
  }

  /// Writes what remains; sheets that were not begun become empty ones.
  package func finish() throws(WorkbookError) {
    if isFinished { return }
    repeat {
      try endSheet()
      if begun < outline.sheets.count { try beginSheet() }
    } while sheet != nil
    isFinished = true
    guard styles.count <= 65_490 else {
      throw WorkbookError(.notRepresentable, found: "\(styles.count) > 65490")
    }
    try add("xl/styles.xml", styles.part())
    try zip.beginEntry("xl/sharedStrings.xml")
    try strings.write(to: zip)
    try zip.endEntry()
    try add(
      "xl/workbook.xml", WorkbookPartWriter.workbook(outline, computesOnLoad: computesOnLoad))
    try add(
      "xl/_rels/workbook.xml.rels",
      WorkbookPartWriter.relationships(sheetCount: outline.sheets.count))
    try zip.finish()
  }

  private var place: Place { Place(sheet: outline.sheets[max(0, begun - 1)].name) }

  private func endSheet() throws(WorkbookError) {
    guard sheet != nil else { return }
    do throws(WorkbookError) {
      try sheet?.finish()
    } catch { throw error.located(in: place) }
    computesOnLoad = computesOnLoad || (sheet?.hasUncomputedFormula ?? false)
    sheet = nil
    try zip.endEntry()
  }

  private func add(_ name: String, _ bytes: [UInt8]) throws(WorkbookError) {
    try zip.beginEntry(name)
    try zip.write(bytes)
    try zip.endEntry()
  }
}
