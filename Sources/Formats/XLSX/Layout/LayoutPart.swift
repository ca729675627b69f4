import SheetModel
import XML

/// What surrounds the cells in a worksheet part (ECMA-376 Part 1, 18.3.1.99).
struct LayoutPart {
  private(set) var layout = SheetLayout(name: "")
  private let styleCount: Int
  private let links: [String: String]
  private var linkBytes = 0
  private var fitsToPage = false
  private var validatedRanges = 0

  /// Reads the part to its end, cells left out; `links` are those of its relationships.
  init(
    _ path: String, links: [String: String], styleCount: Int, in parts: PackageParts
  ) throws(WorkbookError) {
    self.links = links
    self.styleCount = styleCount
    try parts.read(path, Self.names, root: .worksheet, .aroundCells) {
      parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in try read(name, parser) }
    }
    layout.columns.sort { $0.first < $1.first }
    var end = -1
    layout.columns.removeAll { run in
      let overlaps = run.first <= end
      end = max(end, run.last)
      return overlaps
    }
    if !fitsToPage {
      layout.print.fitToWidth = nil
      layout.print.fitToHeight = nil
    }
  }

  /// Reads a child of `worksheet`; false leaves the rest of it to be skipped.
  private mutating func read(
    _ name: PartName, _ parser: XMLPullParser
  ) throws(WorkbookError) -> Bool {
    switch name {
    case .sheetPr:
      try parser.eachChild { child in
        if child == .pageSetUpPr { fitsToPage = parser.boolean(.fitToPage) ?? false }
        return false
      }
    case .sheetViews: try readViews(parser)
    case .cols:
      try parser.eachChild { child in
        if child == .col { appendColumns(parser) }
        return false
      }
    case .sheetData: try readRows(parser)
    case .mergeCells:
      try parser.eachChild { child throws(WorkbookError) in
        if child == .mergeCell { try appendMerge(parser) }
        return false
      }
    case .hyperlinks:
      try parser.eachChild { child throws(WorkbookError) in
        if child == .hyperlink { try appendHyperlink(parser) }
        return false
      }
    case .dataValidations, .extLst:
      try ValidationElements.read(
        parser, into: &layout.validations, ranges: &validatedRanges)
    case .sheetProtection:
      layout.isProtected = parser.boolean(.sheet) ?? false
      return false
    case .printOptions:
      layout.print.isCentered = parser.boolean(.horizontalCentered) ?? false
      return false
    case .pageMargins:
      readMargins(parser)
      return false
    case .pageSetup:
      readPageSetup(parser)
      return false
    case .headerFooter:
      try parser.eachChild { child throws(WorkbookError) in
        guard child == .oddFooter else { return false }
        layout.print.footer = Self.middle(of: try parser.elementText())
        return true
      }
    default: return false
    }
    return true
  }

  private mutating func readViews(_ parser: XMLPullParser) throws(WorkbookError) {
    try parser.eachChild { view throws(WorkbookError) in
      guard view == .sheetView else { return false }
      // The split counts from the first cell that the frozen part shows.
      let corner = parser.value(.topLeftCell).flatMap { CellAddress($0) }
      try parser.eachChild { child in
        let state = parser.value(.state)
        guard child == .pane, state == "frozen" || state == "frozenSplit" else { return false }
        let rows = Int(parser.number(.ySplit).map { max(0, min(1_048_575, $0)) } ?? 0)
        let columns = Int(parser.number(.xSplit).map { max(0, min(16_383, $0)) } ?? 0)
        guard rows > 0 || columns > 0 else { return false }
        layout.frozenAt = CellAddress(
          row: rows > 0 ? min(1_048_575, rows + (corner?.row ?? 0)) : 0,
          column: columns > 0 ? min(16_383, columns + (corner?.column ?? 0)) : 0)
        return false
      }
      return true
    }
  }

  private mutating func appendColumns(_ parser: XMLPullParser) {
    guard let first = parser.integer(.min), let last = parser.integer(.max), first >= 1,
      first <= last, first <= 16_384, layout.columns.count < 16_384
    else { return }
    let width = parser.number(.width).map { max(0, min(255, $0)) }
    // Some writers give hidden columns no width at all.
    let isDefault =
      width == 0 || (parser.boolean(.customWidth) != true && width == Self.defaultWidth)
    let style = parser.integer(.style) ?? 0
    layout.columns.append(
      ColumnLayout(
        first: first - 1, last: min(last, 16_384) - 1, width: isDefault ? nil : width,
        isHidden: parser.boolean(.hidden) ?? false,
        style: (0..<styleCount).contains(style) ? style : 0))
  }

  private mutating func readRows(_ parser: XMLPullParser) throws(WorkbookError) {
    var index = -1
    var elements = 0
    try parser.eachChild { child throws(WorkbookError) in
      elements += 1
      guard elements <= SheetPart.lastRow + 1 else {
        throw WorkbookError(
          .malformedValue, at: Place(line: parser.line), found: "more rows than a sheet has")
      }
      if child == .row { appendRow(parser, &index) }
      return false
    }
  }

  private mutating func appendRow(_ parser: XMLPullParser, _ index: inout Int) {
    index = max(0, min(parser.integer(.r) ?? index + 2, 1 << 40)) - 1
    guard parser.boolean(.customHeight) == true, let height = parser.number(.ht), height >= 0,
      index >= 0, index <= SheetPart.lastRow, index > layout.rows.last?.index ?? -1
    else { return }
    layout.rows.append(RowLayout(index: index, height: min(height, 409.5)))
  }

  /// A merge of no range is none, as LibreOffice has it: cells are where they are all the same.
  private mutating func appendMerge(_ parser: XMLPullParser) throws(WorkbookError) {
    guard let text = parser.value(.ref), let range = CellRange(text) else { return }
    guard layout.merges.count < 1_048_576 else {
      throw WorkbookError(
        .malformedValue, at: Place(line: parser.line), found: "more than 1048576 merges")
    }
    if range.first != range.last { layout.merges.append(range) }
  }

  /// A link (18.3.1.47) to a target of the sheet's relationships, to a place, or to both.
  private mutating func appendHyperlink(_ parser: XMLPullParser) throws(WorkbookError) {
    guard let range = parser.value(.ref).flatMap({ CellRange($0) }) else { return }
    var target = parser.value(.relationID).flatMap { links[$0] } ?? ""
    if let place = parser.value(.location), !place.isEmpty, !target.contains("#") {
      target += place.hasPrefix("#") ? place : "#" + place
    }
    guard !target.isEmpty else { return }
    let tooltip = parser.value(.tooltip).map { EscapedText.decoded($0) }
    linkBytes += target.utf8.count + (tooltip?.utf8.count ?? 0) + 128
    guard linkBytes <= Self.mostLinkBytes else {
      throw WorkbookError(
        .malformedValue, at: Place(line: parser.line), found: "more than 32 MiB of hyperlinks")
    }
    layout.hyperlinks.append(Hyperlink(range: range, target: target, tooltip: tooltip))
  }

  /// The most bytes that all hyperlinks of a sheet may take; each counts 128 beside its text.
  private static let mostLinkBytes = 32 << 20

  private mutating func readMargins(_ parser: XMLPullParser) {
    func margin(_ name: PartName, _ standard: Double) -> Double {
      parser.number(name).map { max(0, min(49, $0)) } ?? standard
    }
    let standard = PrintSetup.Margins()
    layout.print.margins.left = margin(.left, standard.left)
    layout.print.margins.right = margin(.right, standard.right)
    layout.print.margins.top = margin(.top, standard.top)
    layout.print.margins.bottom = margin(.bottom, standard.bottom)
  }

  private mutating func readPageSetup(_ parser: XMLPullParser) {
    layout.print.isLandscape = parser.value(.orientation) == "landscape"
    let width = parser.integer(.fitToWidth) ?? 1
    let height = parser.integer(.fitToHeight) ?? 1
    layout.print.fitToWidth = (1...32_767).contains(width) ? width : nil
    layout.print.fitToHeight = (1...32_767).contains(height) ? height : nil
  }

  /// The middle section of a footer (18.3.1.46): what follows `&C`, up to `&L` or `&R`.
  private static func middle(of footer: String) -> String? {
    var sections: [Character: String] = [:]
    var section: Character = "C"
    var rest = Substring(EscapedText.decoded(footer))
    while let mark = rest.firstIndex(of: "&") {
      sections[section, default: ""] += rest[..<mark]
      let code = rest[mark...].prefix(2)
      if let letter = code.last, letter == "L" || letter == "C" || letter == "R" {
        section = letter
      } else {
        sections[section, default: ""] += code
      }
      rest = rest[mark...].dropFirst(2)
    }
    sections[section, default: ""] += rest
    return sections["C"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The width that files state for columns without one of their own.
  static let defaultWidth = 9.140625
}

/// Print titles and areas, which files keep as names (ECMA-376 Part 1, 18.2.5).
enum PrintNames {
  static let titles = "_xlnm.Print_Titles"
  static let area = "_xlnm.Print_Area"

  /// Puts a sheet's print titles and area into its setup; several areas count as none.
  static func apply(
    _ names: [DefinedName], ofSheet index: Int, to setup: inout PrintSetup
  ) {
    for name in names where name.sheet == index {
      let ranges = references(name.formula)
      if name.name == titles {
        for range in ranges {
          let ends = range.split(separator: ":")
          guard ends.count == 2, let first = row(ends[0]), let last = row(ends[1]) else {
            continue
          }
          setup.repeatedRows = min(first, last)...max(first, last)
        }
      } else if name.name == area, ranges.count == 1 {
        setup.printArea = CellRange(ranges[0])
      }
    }
  }

  /// The references of a list such as `'Biểu 1'!$A:$B,'Biểu 1'!$1:$3`, without their sheets.
  private static func references(_ formula: String) -> [Substring] {
    var pieces: [Substring] = []
    var isQuoted = false
    var start = formula.startIndex
    for index in formula.utf8.indices {
      switch formula.utf8[index] {
      case UInt8(ascii: "'"): isQuoted.toggle()
      case UInt8(ascii: "!") where !isQuoted: start = formula.utf8.index(after: index)
      case UInt8(ascii: ",") where !isQuoted:
        pieces.append(formula[start..<index])
        start = formula.utf8.index(after: index)
      default: continue
      }
    }
    pieces.append(formula[start...])
    return pieces
  }

  private static func row(_ text: Substring) -> Int? {
    guard let number = Int(text.drop { $0 == "$" }), number >= 1, number <= 1_048_576
    else { return nil }
    return number - 1
  }
}
