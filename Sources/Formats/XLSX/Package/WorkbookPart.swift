import SheetModel
import XML

/// The workbook part (ECMA-376 Part 1, 18.2.27): its sheets, names and date system.
struct WorkbookPart {
  /// A worksheet and where its part is.
  struct Sheet {
    var entry: SheetEntry
    /// The part's name; nil where the workbook does not say.
    var path: String?
    /// Whether a sheet before has the same part, which no program writes.
    var isRepeated = false
  }

  /// The worksheets; chart, dialog and macro sheets are left out, and sheets under an
  /// empty relationship.
  private(set) var sheets: [Sheet] = []
  /// All names, those of Excel's own (`_xlnm.`) included.
  private(set) var definedNames: [DefinedName] = []
  private(set) var dateSystem = DateSystem.excel1900
  /// The bytes that the names take so far.
  private var nameBytes = 0
  private var paths: Set<String> = []

  /// The types of relationships to sheets without cells that are data.
  ///
  /// Whatever has another type is taken for a worksheet, so that none is left out in silence.
  private static let otherSheets: Set<String> = [
    "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet",
  ]

  /// The most bytes that all names may take; each counts 128 beside its text.
  static let mostNameBytes = 64 << 20

  /// Reads the part.
  init(
    _ path: String, relationships: RelationshipsPart, in parts: PackageParts
  ) throws(WorkbookError) {
    // Positions in the file, chart sheets included, to positions in `sheets`.
    var positions: [Int?] = []
    try parts.read(path, Self.names, root: .workbook) { parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in
        switch name {
        case .workbookPr:
          if parser.boolean(.date1904) == true { dateSystem = .excel1904 }
          return false
        case .sheets:
          try parser.eachChild { child throws(WorkbookError) in
            guard child == .sheet else { return false }
            guard positions.count < parts.limits.entries else {
              throw WorkbookError.limit(.entries, of: parts.limits, at: Place(line: parser.line))
            }
            positions.append(try appendSheet(parser, relationships))
            return false
          }
        case .definedNames:
          try parser.eachChild { child throws(WorkbookError) in
            guard child == .definedName else { return false }
            try appendName(parser)
            return true
          }
        default: return false
        }
        return true
      }
    }
    definedNames = definedNames.compactMap { name in
      guard let position = name.sheet else { return name }
      guard positions.indices.contains(position), let index = positions[position] else {
        return nil
      }
      var name = name
      name.sheet = index
      return name
    }
  }

  private mutating func appendSheet(
    _ parser: XMLPullParser, _ relationships: RelationshipsPart
  ) throws(WorkbookError) -> Int? {
    // Excel keeps the modules of Excel 5 as sheets without a part; they have no cells.
    let id = parser.value(.relationID)
    if id == "" { return nil }
    let relationship = id.flatMap { relationships[id: $0] }
    if let relationship, Self.otherSheets.contains(relationship.type) { return nil }
    let visibility: SheetVisibility =
      switch parser.value(.state) {
      case "hidden": .hidden
      case "veryHidden": .veryHidden
      default: .visible
      }
    let name = EscapedText.decoded(parser.value(.name) ?? "")
    try count(name.utf8.count, parser)
    var sheet = Sheet(
      entry: SheetEntry(name: name, visibility: visibility), path: relationship?.target)
    if let path = sheet.path { sheet.isRepeated = !paths.insert(path.lowercased()).inserted }
    sheets.append(sheet)
    return sheets.count - 1
  }

  private mutating func appendName(_ parser: XMLPullParser) throws(WorkbookError) {
    let name = parser.value(.name) ?? ""
    let sheet = parser.integer(.localSheetId)
    let isHidden = parser.boolean(.hidden) ?? false
    let formula = try parser.elementText()
    guard !name.isEmpty else { return }
    try count(name.utf8.count + formula.utf8.count, parser)
    definedNames.append(
      DefinedName(name: name, formula: formula, sheet: sheet, isHidden: isHidden))
  }

  private mutating func count(_ bytes: Int, _ parser: XMLPullParser) throws(WorkbookError) {
    nameBytes += bytes + 128
    guard nameBytes <= Self.mostNameBytes else {
      throw WorkbookError(
        .malformedValue, at: Place(line: parser.line), found: "more than 64 MiB of names")
    }
  }

  private static let names: XMLNames = {
    var names = PartName.names([
      (.workbook, "workbook"), (.workbookPr, "workbookPr"), (.date1904, "date1904"),
      (.sheets, "sheets"), (.sheet, "sheet"), (.name, "name"), (.state, "state"),
      (.definedNames, "definedNames"), (.definedName, "definedName"),
      (.localSheetId, "localSheetId"), (.hidden, "hidden"),
    ])
    names.add(PartName.relationID.rawValue, "id", in: PartName.relationshipReference)
    return names
  }()
}
