import SheetModel
import Zip

/// An Office Open XML workbook open for reading (ECMA-376, transitional and strict).
///
/// Parts are found by relationship, never by a fixed name. Opening reads the workbook and styles
/// parts; shared strings are read with the first cell that needs one, layouts and properties when
/// asked for.
package final class XLSXReader: WorkbookReader {
  package let format = WorkbookFormat.xlsx
  package let sheets: [SheetEntry]
  package let styles: StyleTable
  package let dateSystem: DateSystem

  private let areStylesLost: Bool
  private let parts: PackageParts
  private let packageRelationships: RelationshipsPart
  private let relationships: RelationshipsPart
  private let workbook: WorkbookPart
  private var context: SheetContext?

  /// Opens a workbook in an archive.
  /// - Throws: `missingPart` without a workbook part, `binaryXLSB` for the binary kind, and what
  ///   reading the parts throws.
  package convenience init(_ archive: ZipArchive, limits: ReadLimits) throws(WorkbookError) {
    try self.init(archive, limits: limits, chunkBytes: 65_536)
  }

  /// The same with the number of bytes that go to the XML parser at a time.
  package init(
    _ archive: ZipArchive, limits: ReadLimits, chunkBytes: Int
  ) throws(WorkbookError) {
    let parts = PackageParts(archive: archive, limits: limits, chunkBytes: chunkBytes)
    packageRelationships = try RelationshipsPart(of: "", in: parts)
    let path = try Self.workbookPath(packageRelationships, in: parts)
    relationships = try RelationshipsPart(of: path, in: parts)
    workbook = try WorkbookPart(path, relationships: relationships, in: parts)
    let stylesPath = relationships.first(ofType: "styles")?.target
    areStylesLost = stylesPath.map { !parts.contains($0) } ?? false
    styles = try Self.styles(areStylesLost ? nil : stylesPath, relationships, in: parts)
    sheets = workbook.sheets.map(\.entry)
    dateSystem = workbook.dateSystem
    self.parts = parts
  }

  /// Whether the main part of a package is a workbook, for packages that do not declare it.
  package static func isWorkbook(_ archive: ZipArchive) -> Bool {
    let parts = PackageParts(archive: archive, limits: ReadLimits())
    do throws(WorkbookError) {
      let relationships = try RelationshipsPart(of: "", in: parts)
      guard let path = relationships.first(ofType: "officeDocument")?.target else { return false }
      let parser = try parts.parser(path, PartName.names([(.workbook, "workbook")]), .partly)
      return try parser.root() == .workbook
    } catch { return false }
  }

  /// A new cursor over the rows of a sheet.
  package func rows(
    ofSheet index: Int, options: RowOptions
  ) throws(WorkbookError) -> any RowCursor {
    let (path, place) = try sheet(index)
    do {
      let context = sheetContext()
      let inflated = SheetRowOrder.bytes(of: path, in: parts)
      var parts = parts
      parts.inMemory[path] = inflated
      let (parser, feed) = try parts.rowParser(path, SheetPart.names, threads: options.threads)
      var part = SheetPart(parser, feed: feed, context: context, options: options)
      let isBroken = inflated.map { SheetRowOrder.isBroken(path, $0, in: parts) } ?? false
      part.mayDescend = isBroken
      let cursor = SheetRowCursor(part, at: place)
      return isBroken ? SortedRowCursor(cursor, at: place) : cursor
    } catch { throw error.located(in: Place(sheet: place.sheet)) }
  }

  /// What surrounds the cells of a sheet; reads the sheet's part to its end, and its comments.
  ///
  /// Comments and links in parts that are no XML are left out.
  package func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    let (path, place) = try sheet(index)
    do {
      let around = try PackageParts.ifWellFormed { () throws(WorkbookError) in
        try RelationshipsPart(of: path, in: parts, withLinks: true)
      }
      var layout = try LayoutPart(
        path, links: around?.links ?? [:], styleCount: styles.styles.count, in: parts
      ).layout
      layout.comments = try comments(around)
      layout.name = sheets[index].name
      layout.visibility = sheets[index].visibility
      PrintNames.apply(workbook.definedNames, ofSheet: index, to: &layout.print)
      return layout
    } catch { throw error.located(in: place) }
  }

  /// The remarks at the cells of a sheet; the sheet's part is not read for them.
  package func comments(ofSheet index: Int) throws(WorkbookError) -> [CellComment] {
    let (path, place) = try sheet(index)
    do {
      return try comments(
        try PackageParts.ifWellFormed { () throws(WorkbookError) in
          try RelationshipsPart(of: path, in: parts)
        })
    } catch { throw error.located(in: place) }
  }

  private func comments(
    _ around: RelationshipsPart?
  ) throws(WorkbookError) -> [CellComment] {
    guard let around else { return [] }
    let people = relationships.first(ofType: "person")?.target
    return try PackageParts.ifWellFormed { () throws(WorkbookError) in
      try CommentsPart.read(around, people: people, in: parts)
    } ?? []
  }

  /// The names given to ranges, without those that Excel keeps for itself (`_xlnm.`): print areas
  /// and titles are part of a sheet's layout.
  package func definedNames() throws(WorkbookError) -> [DefinedName] {
    workbook.definedNames.filter { !$0.name.hasPrefix("_xlnm.") }
  }

  /// What the workbook says of itself.
  package func properties() throws(WorkbookError) -> DocumentProperties {
    try PropertiesPart.read(packageRelationships, in: parts)
  }

  private func sheet(_ index: Int) throws(WorkbookError) -> (path: String, place: Place) {
    guard sheets.indices.contains(index) else {
      throw WorkbookError(.noSuchSheet, found: "\(index &+ 1)")
    }
    let name = sheets[index].name
    guard let path = workbook.sheets[index].path else {
      throw WorkbookError(.missingPart, at: Place(sheet: name), found: .name(name, of: .sheet))
    }
    // A few bytes a sheet would otherwise have one large part read over and over.
    guard !workbook.sheets[index].isRepeated else {
      throw WorkbookError(
        .malformedValue, at: Place(part: path, sheet: name), found: "one part for two sheets")
    }
    return (path, Place(part: path, sheet: name))
  }

  private func sheetContext() -> SheetContext {
    if let context { return context }
    let made = SheetContext(
      strings: SharedStringsLoader(
        relationships.first(ofType: "sharedStrings")?.target, in: parts),
      formats: CellFormats(styles, areLost: areStylesLost, dateSystem: dateSystem),
      limits: parts.limits)
    context = made
    return made
  }

  private static func workbookPath(
    _ relationships: RelationshipsPart, in parts: PackageParts
  ) throws(WorkbookError) -> String {
    var candidates: [String] = []
    if let target = relationships.first(ofType: "officeDocument")?.target {
      candidates.append(target)
    }
    if candidates.isEmpty || !parts.contains(candidates[0]) {
      if let path = try ContentTypesPart.workbook(in: parts) { candidates.append(path) }
      candidates.append("xl/workbook.xml")
    }
    guard let path = candidates.first(where: { parts.contains($0) }) else {
      let isBinary = parts.contains("xl/workbook.bin")
      throw WorkbookError(isBinary ? .binaryXLSB : .missingPart, found: "xl/workbook.xml")
    }
    if path.hasSuffix(".bin") { throw WorkbookError(.binaryXLSB, found: .name(path, of: .part)) }
    return path
  }

  private static func styles(
    _ path: String?, _ relationships: RelationshipsPart, in parts: PackageParts
  ) throws(WorkbookError) -> StyleTable {
    guard let path else { return StyleTable() }
    var theme = relationships.first(ofType: "theme")?.target
    if let path = theme, !parts.contains(path) { theme = nil }
    return try StylesCache.table(path, theme: theme, in: parts) {
      parts throws(WorkbookError) in
      var palette = ColorPalette()
      if let theme {
        try PackageParts.ifWellFormed { () throws(WorkbookError) in
          try palette.readTheme(theme, in: parts)
        }
      }
      return try StylesPart(path, palette: palette, in: parts).table
    }
  }
}
