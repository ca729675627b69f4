import SheetModel
import XML

/// The rows of one worksheet part, pulled from its XML (ECMA-376 Part 1, 18.3.1.80).
///
/// Rows must ascend, as the standard has it, unless they are sorted afterwards: a filled row that
/// does not is a `malformedValue`, because taking it would cost memory for the whole sheet. Cells
/// within a row may come in any order; of two at one address the later counts. Rows and cells
/// without an address follow the one before. What a sheet declares as its dimension counts for
/// nothing.
struct SheetPart: ~Copyable {
  /// The last row and column of a sheet, from 0 (18.3.1.73, 18.3.1.13).
  static let lastRow = 1_048_575
  static let lastColumn = 16_383

  let parser: XMLPullParser
  /// Where rows can be taken past the parser; nil where all is left to it.
  let feed: XMLRowFeed?
  let context: SheetContext
  let includesStyledBlanks: Bool
  let includesFormulaTexts: Bool
  let includesDataTables: Bool
  let includesRuns: Bool
  /// The cells of the row being read.
  var builder = RowBuilder()
  /// Whether rows may come in any order, and more than once.
  var mayDescend = false

  /// The row being read, from 0, and the one before it that was handed out.
  var rowIndex = -1
  private(set) var deliveredRow = -1
  /// The digits of the row's number as cells repeat them.
  var rowDigits: [UInt8] = []
  /// The column of the last cell, from 0.
  var column = -1
  var needsSorting = false
  /// The elements met, filled or not: a few bytes each, they are what a bomb is made of.
  private(set) var rowElements = 0
  private var cellCount = 0
  private var byteCount = 0
  private var isFinished = false
  /// The text of the value and formula of the cell being read.
  var value: [UInt8] = []
  var run: [UInt8] = []
  var formula: [UInt8] = []
  /// The stretches of the cell being read that have fonts of their own; nil where not asked for.
  var runs: [TextRun]?
  var formulas = SharedFormulas()
  /// The workbook's shared strings, once a cell has needed one.
  var strings: SharedStringsPart?
  /// The elements of the row that is being taken past the parser.
  var plainElements = 0
  var isHidden = false

  init(
    _ parser: XMLPullParser, feed: XMLRowFeed? = nil, context: SheetContext, options: RowOptions
  ) {
    self.parser = parser
    self.feed = feed
    self.context = context
    includesStyledBlanks = options.includesStyledBlanks
    includesFormulaTexts = options.includesFormulaTexts
    includesRuns = options.includesRuns
    if options.includesRuns { runs = [] }
    includesDataTables = options.includesFormulaTexts && options.includesDataTables
  }

  /// Puts the next filled row into `row`; false at the end of the part, which is always reached.
  mutating func next(into row: inout Row) throws(WorkbookError) -> Bool {
    while !isFinished {
      if let feed, feed.isBeforeRow(of: PartName.sheetData.rawValue, at: plainDepths, parser),
        let isFilled = try takePlainRow(feed)
      {
        guard isFilled else { continue }
        builder.copy(index: rowIndex, isHidden: isHidden, into: &row)
        return true
      }
      switch try parser.next() {
      case .text, .end: continue
      case .endOfDocument: isFinished = true
      case .start:
        switch parser.part {
        case .row where parser.depth >= 3:
          if try readRow() {
            builder.copy(index: rowIndex, isHidden: isHidden, into: &row)
            return true
          }
        case .sheetData, .alternateContent, .fallback: continue
        case .worksheet where parser.depth == 1: continue
        default:
          guard parser.depth > 1 else {
            throw WorkbookError(
              .malformedValue, at: Place(line: parser.line), found: "root element")
          }
          try parser.skipElement()
        }
      }
    }
    row.reset(index: max(0, deliveredRow))
    return false
  }

  /// After the start of `row`: reads its cells; true if one is filled.
  private mutating func readRow() throws(WorkbookError) -> Bool {
    beginRow()
    try readRowStart()
    guard rowElements < Self.lastRow + 1 else { throw malformed("more rows than a sheet has") }
    var cellElements = 0
    cells: while true {
      switch try parser.next() {
      case .start:
        if parser.name == PartName.c.rawValue {
          try readCell()
          cellElements += 1
          guard cellElements <= 65_536 else { throw malformed("more cells than columns") }
        } else {
          try parser.skipElement()
        }
      case .end, .endOfDocument: break cells
      case .text: continue
      }
    }
    return try finishRow()
  }

  mutating func beginRow() {
    builder.clear()
    rowIndex += 1
    isHidden = false
    column = -1
    needsSorting = false
  }

  /// Takes the row into account whose cells are read; true if one is filled.
  mutating func finishRow() throws(WorkbookError) -> Bool {
    rowElements += 1
    guard builder.cellCount > 0 else { return false }
    if needsSorting { builder.sort() }
    guard rowIndex > deliveredRow || mayDescend else {
      throw WorkbookError(
        .malformedValue, at: Place(line: parser.line),
        found: "row \(rowIndex + 1) after row \(deliveredRow + 1)")
    }
    deliveredRow = rowIndex
    cellCount += builder.cellCount
    if cellCount > context.limits.cells {
      throw WorkbookError.limit(.cells, of: context.limits, at: Place(line: parser.line))
    }
    // A filled cell takes far less markup than this.
    parser.grant(builder.cellCount &* 1024)
    // One long shared string in every cell would otherwise make endless text of a small part.
    byteCount += builder.byteCount
    if byteCount > context.limits.totalBytes / 8 &+ parser.byteCount &* 4 {
      throw WorkbookError.limit(.totalBytes, of: context.limits, at: Place(line: parser.line))
    }
    return true
  }

  private mutating func readRowStart() throws(WorkbookError) {
    for index in 0..<parser.attributeCount {
      let (name, text) = parser.attributeAt(index)
      switch name {
      case PartName.r.rawValue:
        if text.count == 0 { continue }
        guard let number = Self.integer(text) ?? Self.spacedInteger(text), number >= 1 else {
          throw malformed(Evidence(reference: text, expected: .rowNumber))
        }
        rowIndex = number - 1
      case PartName.hidden.rawValue:
        isHidden = Self.isTrue(text)
      default: continue
      }
    }
    setRowDigits()
  }

  mutating func setRowDigits() {
    rowDigits.removeAll(keepingCapacity: true)
    var rest = rowIndex + 1
    while rest > 0 {
      rowDigits.append(UInt8(truncatingIfNeeded: rest % 10) + 0x30)
      rest /= 10
    }
    rowDigits.reverse()
  }

  /// A `malformedValue` at the cell being read, or at the line before the first cell.
  func malformed(_ found: Evidence) -> WorkbookError {
    var place = Place(line: parser.line)
    if column >= 0 { place.cell = address }
    return WorkbookError(.malformedValue, at: place, found: found)
  }

  /// The cell being read; nil in a row beyond the last, whose number may be anything that somebody
  /// wrote there, a child's too.
  var address: CellAddress? {
    rowIndex <= Self.lastRow ? CellAddress(row: rowIndex, column: column) : nil
  }

  /// The value of an attribute of type xsd:boolean.
  static func isTrue(_ text: UnsafeRawBufferPointer) -> Bool {
    text.count > 0 && (text[0] == UInt8(ascii: "1") || text[0] == UInt8(ascii: "t"))
  }

  /// An unsigned decimal, clamped far below overflow; nil for anything else.
  @inline(__always)
  static func integer(_ text: UnsafeRawBufferPointer) -> Int? {
    guard text.count > 0 else { return nil }
    var value = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = min(value &* 10 &+ Int(byte &- 0x30), 1 << 40)
    }
    return value
  }

  /// The same with white space around it and a sign before it, as xsd:unsignedInt allows.
  static func spacedInteger(_ text: UnsafeRawBufferPointer) -> Int? {
    var rest = text[...]
    while let first = rest.first, first <= 0x20 { rest.removeFirst() }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    return integer(UnsafeRawBufferPointer(rebasing: rest))
  }

  static let names = PartName.names([
    (.worksheet, "worksheet"), (.sheetData, "sheetData"), (.row, "row"), (.c, "c"), (.v, "v"),
    (.r, "r"), (.s, "s"), (.t, "t"), (.f, "f"), (.is, "is"), (.rPh, "rPh"), (.si, "si"),
    (.ref, "ref"), (.hidden, "hidden"), (.r1, "r1"), (.r2, "r2"), (.dt2D, "dt2D"), (.dtr, "dtr"),
    (.rPr, "rPr"), (.rFont, "rFont"), (.val, "val"),
  ])
}

/// What the cells of a sheet point into.
struct SheetContext {
  let strings: SharedStringsLoader
  let formats: CellFormats
  let limits: ReadLimits
  /// How many rows and columns may hold filled cells.
  let rows: Int
  let columns: Int
  /// How many bytes of text a row may have: it is held beside the shared strings.
  let rowBytes: Int

  init(strings: SharedStringsLoader, formats: CellFormats, limits: ReadLimits) {
    self.strings = strings
    self.formats = formats
    self.limits = limits
    rows = min(limits.rows, SheetPart.lastRow + 1)
    columns = min(limits.columns, SheetPart.lastColumn + 1)
    rowBytes = limits.lineBytes / 4
  }
}

/// The cursor over a worksheet part; an error ends it, and is thrown again if it is asked on.
final class SheetRowCursor: RowCursor {
  private var part: SheetPart
  private let place: Place
  private var failure: WorkbookError?

  init(_ part: consuming SheetPart, at place: Place) {
    self.part = part
    self.place = place
  }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    if let failure { throw failure }
    do {
      return try part.next(into: &row)
    } catch {
      let located = error.located(in: place)
      failure = located
      throw located
    }
  }
}
