import SheetModel
import XML
import Zip

/// Writes an OpenDocument spreadsheet, row by row, as a package or as one flat XML file.
package final class ODSWriter: WorkbookWriter {
  let outline: WorkbookOutline
  let names: OutlineNames
  /// What has been written and not yet been handed on.
  var xml = XMLWriter()

  private let sink: any ByteSink
  private let zip: ZipWriter?
  private var isFinished = false

  /// The sheet being written, from 0; -1 before the first.
  var sheet = -1
  /// The row after the last one written.
  var nextRow = 0
  var structure = SheetStructure(SheetLayout(name: ""), firstValidation: 0)
  /// The default style of each column that has one, as runs.
  var columnStyles: [ColumnLayout] = []
  var isInHeaderRows = false
  /// Where a formula is translated.
  var formula: [UInt8] = []

  /// Begins a workbook: everything but the sheets is written at once.
  ///
  /// A flat file is the same document without the package around it. `level` and `threads` as in
  /// `ZipWriter`.
  /// - Throws: `notRepresentable` for an outline that ODF or a spreadsheet program cannot hold,
  ///   and what the sink throws.
  package init(
    _ sink: any ByteSink, outline: WorkbookOutline, level: Int32? = nil, threads: Int = 1,
    flat: Bool = false
  ) throws(WorkbookError) {
    try OutlineCheck.check(outline)
    self.outline = outline
    self.sink = sink
    names = OutlineNames(outline)
    zip = flat ? nil : ZipWriter(sink, level: level, threads: threads)
    if let zip {
      try zip.addStored("mimetype", Array(ODSPackage.mimetype.utf8))
      try part(ManifestPart.name) { xml in ManifestPart.write(&xml) }
      try part("meta.xml") { xml in
        Self.root("document-meta", &xml) { MetaPart.write(outline.properties, to: &$0) }
      }
      try part("settings.xml") { xml in
        Self.root("document-settings", &xml) { SettingsPart.write(outline, to: &$0) }
      }
      try part("styles.xml") { xml in
        Self.root("document-styles", &xml) { xml in
          CellStyleWriting.writeFonts(outline.styles, to: &xml)
          PageStyles.writeCommon(outline, to: &xml)
          xml.raw("<office:automatic-styles>")
          PageStyles.writeLayouts(names, to: &xml)
          xml.raw("</office:automatic-styles>")
          PageStyles.writeMasters(names, to: &xml)
        }
      }
      try zip.beginEntry("content.xml")
      Self.openRoot("document-content", &xml)
      CellStyleWriting.writeFonts(outline.styles, to: &xml)
      xml.raw("<office:automatic-styles>")
    } else {
      Self.openRoot("document", &xml)
      MetaPart.write(outline.properties, to: &xml)
      SettingsPart.write(outline, to: &xml)
      CellStyleWriting.writeFonts(outline.styles, to: &xml)
      PageStyles.writeCommon(outline, to: &xml)
      xml.raw("<office:automatic-styles>")
      PageStyles.writeLayouts(names, to: &xml)
    }
    names.writeAutomaticStyles(outline, to: &xml)
    xml.raw("</office:automatic-styles>")
    if zip == nil { PageStyles.writeMasters(names, to: &xml) }
    xml.raw("<office:body><office:spreadsheet>")
    ValidationWriting.write(outline, to: &xml)
    try drain()
  }

  // MARK: Sheets

  /// Ends the sheet before and begins the next one of the outline.
  package func beginSheet() throws(WorkbookError) {
    guard !isFinished, sheet + 1 < outline.sheets.count else {
      throw WorkbookError(.notRepresentable, found: "a sheet that is not in the outline")
    }
    try endSheet()
    sheet += 1
    nextRow = 0
    isInHeaderRows = false
    let layout = outline.sheets[sheet]
    let before = outline.sheets[..<sheet].reduce(0) { $0 + $1.validations.count }
    structure = SheetStructure(layout, firstValidation: before)
    columnStyles = layout.columns.filter {
      $0.style != 0 && names.cellAttributes.indices.contains($0.style)
    }
    SheetHead.write(layout, names, sheet: sheet, to: &xml)
    try drain()
  }

  private func endSheet() throws(WorkbookError) {
    guard sheet >= 0 else { return }
    let layout = outline.sheets[sheet]
    try located(Place(sheet: layout.name)) { () throws(WorkbookError) in
      if structure.end > nextRow { try writeGap(upTo: structure.end) }
    }
    if nextRow == 0 { xml.raw("<table:table-row><table:table-cell/></table:table-row>") }
    if isInHeaderRows { xml.raw("</table:table-header-rows>") }
    NamedExpressions.write(
      outline.definedNames.filter { $0.sheet == sheet }, base: layout.name, to: &xml)
    xml.raw("</table:table>\n")
  }

  /// Writes what remains, sheets that were never begun included, and ends the file.
  package func finish() throws(WorkbookError) {
    guard !isFinished else { return }
    while sheet + 1 < outline.sheets.count { try beginSheet() }
    try endSheet()
    isFinished = true
    NamedExpressions.write(
      outline.definedNames.filter { $0.sheet == nil }, base: outline.sheets.first?.name ?? "",
      to: &xml)
    xml.raw("</office:spreadsheet></office:body>")
    xml.raw(zip == nil ? "</office:document>\n" : "</office:document-content>\n")
    try drain()
    if let zip {
      try zip.endEntry()
      try zip.finish()
    }
  }

  // MARK: Bytes

  /// Hands on what has been written, once it is worth the call.
  func drainIfFull() throws(WorkbookError) { if xml.bytes.count >= 1 << 15 { try drain() } }

  private func drain() throws(WorkbookError) {
    if let zip { try zip.write(xml.bytes) } else { try sink.write(xml.bytes) }
    xml.bytes.removeAll(keepingCapacity: true)
  }

  private func part(
    _ name: String, _ body: (inout XMLWriter) -> Void
  ) throws(WorkbookError) {
    var xml = XMLWriter()
    body(&xml)
    try zip?.beginEntry(name)
    try zip?.write(xml.bytes)
    try zip?.endEntry()
  }

  private static func root(
    _ name: String, _ xml: inout XMLWriter, _ body: (inout XMLWriter) -> Void
  ) {
    openRoot(name, &xml)
    body(&xml)
    xml.raw(text: "</office:\(name)>\n")
  }

  private static func openRoot(_ name: String, _ xml: inout XMLWriter) {
    xml.raw(text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:\(name)")
    let namespaces: [(prefix: String, namespace: ODSNamespace)] = [
      ("office", .office), ("table", .table), ("text", .text), ("style", .style), ("fo", .fo),
      ("svg", .svg), ("number", .number), ("meta", .meta), ("config", .config), ("dc", .dc),
      ("calcext", .calcext),
    ]
    for (prefix, namespace) in namespaces {
      xml.raw(text: " xmlns:\(prefix)=\"\(namespace.rawValue)\"")
    }
    xml.raw(" xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\"")
    xml.raw(" xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\"")
    if name == "document" { xml.raw(text: " office:mimetype=\"\(ODSPackage.mimetype)\"") }
    xml.raw(">")
  }
}
