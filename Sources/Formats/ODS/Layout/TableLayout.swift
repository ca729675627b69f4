import SheetModel
import XML

/// What surrounds the cells of one sheet, gathered in one pass over it.
struct TableLayout {
  private(set) var layout = SheetLayout(name: "")
  private let sheet: StyleSheet
  private let styleNames: StyleNames
  private let validations: ValidationList
  private let limits: ReadLimits
  private var budget: KeptBytes
  /// The rows met beyond the last one, of which a cursor bears so many.
  private var excess = 0

  /// Longer runs of rows with a height of their own, and of plain columns, are the empty rest.
  private static let restRun = 1000

  private var rowIndex = 0
  private var columnIndex = 0
  private var headerStart: Int?
  /// The depth of the outermost group of columns that is closed.
  private var closedGroup: Int?
  /// The row being read and its repeats, within the sheet.
  private var rows = 0..<0
  /// Comments of the row being read, in its first row.
  private var comments: [CellComment] = []
  /// Validated stretches of the row being read.
  private var stretches: [Stretch] = []
  /// Rectangles of validated cells that the next row may go on with.
  private var open: [Stretch: Int] = [:]
  private var areas: [(validation: Int, range: CellRange)] = []

  private struct Stretch: Hashable {
    var validation: Int
    var first: Int
    var last: Int
  }

  init(
    sheet: StyleSheet, styleNames: StyleNames, validations: ValidationList, limits: ReadLimits
  ) {
    self.sheet = sheet
    self.styleNames = styleNames
    self.validations = validations
    self.limits = limits
    budget = KeptBytes(limits)
  }

  /// Reads a document that holds this sheet alone.
  mutating func read(_ parser: XMLPullParser) throws(WorkbookError) {
    guard try parser.advance(to: .table) else { throw WorkbookError(.truncated) }
    layout.isProtected = parser.has(.protected, "true")
    if let ranges = parser.string(.printRanges) { layout.print.printArea = Self.area(ranges) }
    let outer = parser.depth
    while true {
      switch try parser.next() {
      case .start: try readChild(parser)
      case .end:
        if parser.depth == outer { return finish() }
        if parser.depth == closedGroup { closedGroup = nil }
        if parser.tag == .tableHeaderRows, let start = headerStart {
          if layout.print.repeatedRows == nil, rowIndex > start, rowIndex <= limits.rows {
            layout.print.repeatedRows = start...(rowIndex - 1)
          }
          headerStart = nil
        }
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
  }

  private mutating func readChild(_ parser: XMLPullParser) throws(WorkbookError) {
    switch parser.tag {
    case .tableRow: try readRow(parser)
    case .tableColumn: try readColumn(parser)
    case .tableHeaderRows: headerStart = rowIndex
    case .tableColumnGroup:
      if closedGroup == nil, parser.has(.display, "false") { closedGroup = parser.depth }
    case .tableColumns, .tableHeaderColumns, .tableRows, .tableRowGroup: break
    default: try parser.skipElement()
    }
  }

  private mutating func readColumn(_ parser: XMLPullParser) throws(WorkbookError) {
    let count = try parser.count(.numberColumnsRepeated)
    let first = columnIndex
    columnIndex = min(columnIndex + count, limits.columns)
    guard first < columnIndex else { return }
    var column = ColumnLayout(first: first, last: columnIndex - 1)
    column.width = parser.string(.tableStyleName).flatMap { sheet.columnWidths[$0] }
    column.isHidden =
      parser.value(.visibility).map { !$0.equals("visible") } ?? (closedGroup != nil)
    column.style = parser.value(.defaultCellStyleName).flatMap(styleNames.value) ?? 0
    let isPlain = !column.isHidden && column.style == 0
    if isPlain, column.width == nil || count >= Self.restRun { return }
    if var previous = layout.columns.last, previous.last + 1 == first,
      previous.width == column.width, previous.isHidden == column.isHidden,
      previous.style == column.style
    {
      previous.last = column.last
      layout.columns[layout.columns.count - 1] = previous
    } else {
      layout.columns.append(column)
    }
  }

  // MARK: Rows

  private mutating func readRow(_ parser: XMLPullParser) throws(WorkbookError) {
    let repeats = try parser.count(.numberRowsRepeated)
    if repeats < Self.restRun, rowIndex + repeats <= limits.rows,
      let height = parser.string(.tableStyleName).flatMap({ sheet.rowHeights[$0] })
    {
      for index in rowIndex..<(rowIndex + repeats) {
        layout.rows.append(RowLayout(index: index, height: height))
      }
    }
    stretches.removeAll(keepingCapacity: true)
    if rowIndex >= limits.rows {
      excess += 1
      if excess > ContentCursor.mostExcess { throw .limit(.rows, of: limits) }
    }
    rows = min(rowIndex, limits.rows)..<min(rowIndex + repeats, limits.rows)
    var column = 0
    let outer = parser.depth
    reading: while true {
      switch try parser.next() {
      case .start:
        if parser.tag == .tableCell || parser.tag == .coveredTableCell {
          try readCell(parser, at: &column)
        } else {
          try parser.skipElement()
        }
      case .end: if parser.depth == outer { break reading }
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
    if let last = rows.last { closeRow(through: last) }
    for row in rows {
      for var comment in comments {
        comment.cell.row = row
        layout.comments.append(comment)
      }
      if comments.isEmpty { break }
    }
    comments.removeAll(keepingCapacity: true)
    rowIndex = min(rowIndex + repeats, Int(Int32.max))
  }

  private mutating func readCell(
    _ parser: XMLPullParser, at column: inout Int
  ) throws(WorkbookError) {
    let first = column
    let repeats = try parser.count(.numberColumnsRepeated)
    column = min(column + repeats, limits.columns)
    guard column > first, let row = rows.first, let last = rows.last else {
      return try parser.skipElement()
    }
    try readMerge(parser, at: CellAddress(row: row, column: first))
    if let validation = parser.value(.contentValidationName).flatMap(validations.names.value) {
      try add(Stretch(validation: validation, first: first, last: column - 1))
    }
    if parser.isEmptyElement { return try parser.skipElement() }
    let cells = CellRange(
      CellAddress(row: row, column: first), CellAddress(row: last, column: column - 1))
    try readContent(parser, of: cells)
  }

  private mutating func readMerge(
    _ parser: XMLPullParser, at cell: CellAddress
  ) throws(WorkbookError) {
    let width = try parser.count(.numberColumnsSpanned)
    let height = try parser.count(.numberRowsSpanned)
    guard width > 1 || height > 1 else { return }
    // Every repeat of a row has its merged cells, unless they reach into the next one.
    for row in height > 1 ? cell.row..<(cell.row + 1) : rows {
      try budget.spend(64)
      let last = CellAddress(
        row: min(row + height, limits.rows) - 1,
        column: min(cell.column + width, limits.columns) - 1)
      layout.merges.append(CellRange(CellAddress(row: row, column: cell.column), last))
    }
  }

  private mutating func add(_ stretch: Stretch) throws(WorkbookError) {
    if let previous = stretches.last, previous.validation == stretch.validation,
      previous.last + 1 == stretch.first
    {
      stretches[stretches.count - 1].last = stretch.last
    } else {
      try budget.spend(128)
      stretches.append(stretch)
    }
  }

  // MARK: Comments and links

  /// Gathers what hangs at a cell, to the cell's end.
  private mutating func readContent(
    _ parser: XMLPullParser, of cells: CellRange
  ) throws(WorkbookError) {
    let outer = parser.depth
    while true {
      switch try parser.next() {
      case .start:
        switch parser.tag {
        case .annotation:
          let remark = try CellCommentReading(parser, limits: limits)
          try add(remark, at: cells)
        case .textA:
          guard let target = parser.string(.linkTarget), !target.isEmpty else { continue }
          let tooltip = parser.string(.linkTitle)
          try budget.spend(128 + target.utf8.count + (tooltip?.utf8.count ?? 0))
          layout.hyperlinks.append(
            Hyperlink(
              range: cells, target: FormulaDialect.linkToExcel(target), tooltip: tooltip))
        case .table, .drawing, .textNote: try parser.skipElement()
        default: continue
        }
      case .end: if parser.depth == outer { return }
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
  }

  private mutating func add(_ remark: CellCommentReading, at cells: CellRange) throws(WorkbookError)
  {
    let columns = cells.first.column...cells.last.column
    let count = columns.count.multipliedReportingOverflow(by: rows.count)
    guard !count.overflow, count.partialValue <= limits.repeats else {
      throw .limit(.repeats, of: limits, at: Place(cell: cells.first))
    }
    try budget.spend(count.partialValue * 64 + remark.text.utf8.count)
    for column in columns {
      comments.append(
        CellComment(
          cell: CellAddress(row: cells.first.row, column: column), author: remark.author,
          text: remark.text))
    }
  }

  /// Goes on with the rectangles of the row before, and begins new ones.
  private mutating func closeRow(through last: Int) {
    var next: [Stretch: Int] = [:]
    for stretch in stretches {
      if let area = open[stretch] {
        areas[area].range.last.row = last
        next[stretch] = area
      } else {
        next[stretch] = areas.count
        let corner = CellAddress(row: last, column: stretch.last)
        areas.append(
          (
            stretch.validation,
            CellRange(CellAddress(row: rowIndex, column: stretch.first), corner)
          ))
      }
    }
    open = next
  }

  private mutating func finish() {
    var ranges = [[CellRange]](repeating: [], count: validations.entries.count)
    for area in areas { ranges[area.validation].append(area.range) }
    for (entry, ranges) in zip(validations.entries, ranges) where !ranges.isEmpty {
      guard var validation = entry else { continue }
      validation.ranges = ranges
      layout.validations.append(validation)
    }
  }

  /// The first of some print ranges, without its sheet.
  private static func area(_ ranges: String) -> CellRange? {
    var isQuoted = false
    let first = ranges.prefix { letter in
      if letter == "'" { isQuoted.toggle() }
      return letter != " " || isQuoted
    }
    let reference = FormulaDialect.referenceToExcel(String(first))
    let cells = reference.split(separator: "!").last ?? ""
    return CellRange(cells)
  }
}
