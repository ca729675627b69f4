import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// The head of a matrix form found in a sheet: which of its columns is which of the form's.
struct MatrixHead {
  /// Two columns of the sheet that answer to one label of the form.
  struct Clash {
    var column: Int
    var first: CellAddress
    var second: CellAddress
  }

  /// The first line of the head, an index into the grid's lines.
  var top: Int
  /// The first line of the body.
  var body: Int
  /// The line of column marks, if there is one.
  var markLine: Int?
  /// The sheet's column of each of the form's columns that was found.
  var columns: [Int: Int] = [:]
  /// The form's column of each of the sheet's columns.
  var roles: [Int: Int] = [:]
  /// The sheet's columns that belong to a clash.
  var clashing: Set<Int> = []
  var clashes: [Clash] = []
  /// The sheet's column of codes, by its label or by its content.
  var codeColumn: Int?
  var labelColumn: Int?
  /// Where misfits of the whole table are reported.
  var address: CellAddress
}

/// Looks for the head of a form in a sheet, by labels first and by codes below.
struct MatrixHeadSearch {
  /// A head is not taller than this.
  private static let tallest = 12
  /// A head stands in so many filled rows from the top, or nowhere.
  private static let deepest = 2000
  /// So many cells with the label of one column are looked at, lest a sheet full of them take long.
  private static let mostHeads = 40

  let form: FormIndex
  let scan: SheetScan
  let merges: [CellRange]

  /// The head; nil when the sheet has no table of the form.
  func head() -> MatrixHead? {
    let codeRole = form.column { $0 == .code }
    let labelRole = form.column { $0 == .label }
    let codeHead = codeRole.flatMap { headCell(of: $0) { codesBelow($0, column: $1) } }
    let labelHead = labelRole.flatMap { headCell(of: $0) { labelsBelow($0, column: $1) } }
    let codeColumn = codeHead?.column ?? columnByContent { scan.code($0).flatMap(form.row) }
    let labelColumn =
      labelHead?.column
      ?? columnByContent { index in
        scan.key(index).flatMap { form.labels[$0]?.first }
      }
    guard codeColumn != nil || labelColumn != nil else { return nil }
    let start = [codeHead?.line, labelHead?.line].compactMap { $0 }.max().map { $0 + 1 } ?? 0
    guard let body = firstBodyLine(from: start, code: codeColumn, label: labelColumn) else {
      return nil
    }
    var top = body
    for line in stride(from: body - 1, through: max(0, body - Self.tallest), by: -1) {
      if matches(inLine: line) >= 2 { top = line }
    }
    top = min(top, codeHead?.line ?? top, labelHead?.line ?? top)
    let corner = scan.grid.lines[top].cells.lowerBound
    var head = MatrixHead(
      top: top, body: body, codeColumn: codeColumn, labelColumn: labelColumn,
      address: scan.address(corner, inLine: top))
    head.markLine = (top..<body).last { isMarkLine($0) }
    assign(&head)
    if let codeRole, head.columns[codeRole] == nil, let codeColumn, head.roles[codeColumn] == nil {
      bind(&head, codeRole, to: codeColumn)
    }
    if let labelRole, head.columns[labelRole] == nil, let labelColumn,
      head.roles[labelColumn] == nil
    {
      bind(&head, labelRole, to: labelColumn)
    }
    return head
  }

  // MARK: Finding the table

  /// The cell labelled as one of the form's columns that has most of the form's content below it.
  private func headCell(
    of definition: Int, content: (Int, Int) -> Int
  ) -> (line: Int, column: Int)? {
    var best: (line: Int, column: Int, content: Int)?
    var looked = 0
    for line in scan.grid.lines.indices.prefix(Self.deepest) {
      for (cell, key) in scan.labels(inLine: line)
      where form.columns[key]?.contains(definition) == true {
        looked += 1
        if looked > Self.mostHeads { return best.map { ($0.line, $0.column) } }
        let column = scan.grid.cells[cell].column
        let found = content(line, column)
        if found > best?.content ?? 0 { best = (line, column, found) }
        // No other column can have more.
        if found * 2 > form.demands.count { return (line, column) }
      }
    }
    return best.map { ($0.line, $0.column) }
  }

  private func codesBelow(_ line: Int, column: Int) -> Int {
    countBelow(line, column: column) { scan.code($0).flatMap(form.row) != nil }
  }

  private func labelsBelow(_ line: Int, column: Int) -> Int {
    countBelow(line, column: column) { index in
      scan.key(index).map { form.labels[$0] != nil } ?? false
    }
  }

  private func countBelow(_ line: Int, column: Int, _ isWanted: (Int) -> Bool) -> Int {
    var count = 0
    for below in scan.grid.lines.indices.suffix(from: line + 1) {
      if let cell = scan.grid.cell(inLine: below, column: column), isWanted(cell) { count += 1 }
    }
    return count
  }

  /// The column in which most rows of the form are found, where there are at least two.
  private func columnByContent(_ row: (Int) -> Int?) -> Int? {
    var found: [Int: Set<Int>] = [:]
    for cell in scan.grid.lines.prefix(Self.deepest).lazy.flatMap(\.cells) {
      guard let row = row(cell) else { continue }
      found[scan.grid.cells[cell].column, default: []].insert(row)
    }
    let best = found.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    return best.flatMap { $0.value.count >= 2 ? $0.key : nil }
  }

  private func firstBodyLine(from start: Int, code: Int?, label: Int?) -> Int? {
    scan.grid.lines.indices.suffix(from: min(start, scan.grid.lines.count)).first { line in
      if let code, let cell = scan.grid.cell(inLine: line, column: code),
        scan.code(cell).flatMap(form.row) != nil
      {
        return true
      }
      guard let label, let cell = scan.grid.cell(inLine: line, column: label),
        let key = scan.key(cell)
      else { return false }
      return form.labels[key] != nil && !isMarkLine(line)
    }
  }

  private func isMarkLine(_ line: Int) -> Bool {
    MarkLine.isMarkLine(line, of: scan, known: form.marks)
  }

  /// How many labels of the form a line has.
  private func matches(inLine line: Int) -> Int {
    Set(scan.labels(inLine: line).lazy.map(\.key).filter { form.headKeys.contains($0) }).count
  }
}
