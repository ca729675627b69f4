import Indicators
import Migration
import SheetModel
import Text
import WorkbookIO

/// A table that a migration has made, on its way to the same table with fewer lines.
struct MadeTable {
  /// Where it is.
  let path: String
  /// The names of its columns, where it has no head.
  var columns: [String] = []

  private func rows() throws(WorkbookError) -> any RowCursor {
    var csv = CSVReadOptions()
    csv.delimiter = UInt8(ascii: ",")
    csv.encoding = .utf8
    return try WorkbookOpener.open(path: path, csv: csv, limits: .ofOutputs).rows(ofSheet: 0)
  }

  /// The names in its head.
  /// - Throws: what reading throws.
  func head() throws(WorkbookError) -> [String] {
    var row = Row()
    guard try rows().next(into: &row) else { return [] }
    return row.cells.map { row.text(of: $0) }
  }

  /// Hands every line below the head to `isKept`, and writes those that are kept to a sink, which
  /// the caller commits; without a sink it only looks.
  ///
  /// A line is kept byte for byte, for it is written as it was first.
  /// - Throws: what reading and writing throws.
  func filter(
    into sink: FileSink?, keeping isKept: (_ line: [String], _ columns: [String]) -> Bool
  ) throws(WorkbookError) {
    let rows = try rows()
    var row = Row()
    var columns = columns
    var isHead = columns.isEmpty
    var bytes: [UInt8] = []
    while try rows.next(into: &row) {
      if isHead { columns = row.cells.map { row.text(of: $0) } }
      var line = [String](repeating: "", count: columns.count)
      for cell in row.cells where line.indices.contains(cell.column) {
        line[cell.column] = row.text(of: cell)
      }
      guard isHead || isKept(line, columns) else { continue }
      isHead = false
      CSVLine.append(line, to: &bytes)
      guard bytes.count >= 1 << 16 else { continue }
      try sink?.write(bytes)
      bytes = []
    }
    try sink?.write(bytes)
  }
}

/// The rows of children that are to be forgotten, found in the tables that a migration has made.
struct ForgottenRows {
  /// Which rows are meant.
  enum Choice {
    /// Those of files, by their names in the outputs.
    case files(Set<PathKey>)
    /// Those of periods that ended before a day.
    case before(CalendarDate)
  }

  /// A sheet of a file.
  private struct Sheet: Hashable {
    var file: PathKey
    var sheet: PathKey
  }

  let choice: Choice
  /// The rows that were found in the register, by sheet.
  private var rows: [Sheet: Set<Int>] = [:]
  /// The sheets of which rows stay.
  private var withRest: Set<Sheet> = []
  /// How many there are, and how many stay.
  private(set) var count = 0
  private(set) var rest = 0

  init(_ choice: Choice) { self.choice = choice }

  /// Takes a line of the register; true where it stays.
  mutating func keeps(registerLine line: [String], _ columns: [String]) -> Bool {
    let place = place(of: line, columns)
    guard isMeant(line, columns) else {
      rest += 1
      if let place { withRest.insert(place.sheet) }
      return true
    }
    count += 1
    if let place { rows[place.sheet, default: []].insert(place.row) }
    return false
  }

  /// Whether a line of the register is one of those that are meant.
  func isMeant(_ line: [String], _ columns: [String]) -> Bool {
    switch choice {
    case .files(let files):
      columns.lastIndex(of: "file").map { files.contains(PathKey(line[$0])) } ?? false
    case .before(let day):
      columns.firstIndex(of: "period").flatMap { ReportingPeriod(line[$0]) }
        .map { $0.lastDay < day } ?? false
    }
  }

  /// Whether a line of another table stays: one that names no row that was found, no sheet of which
  /// nothing is left, whose other rows were held back, nor a file that is meant.
  func keeps(_ line: [String], _ columns: [String]) -> Bool {
    guard let place = place(of: line, columns) else { return true }
    if case .files(let files) = choice, files.contains(place.sheet.file) { return false }
    guard let gone = rows[place.sheet] else { return true }
    return withRest.contains(place.sheet) && !gone.contains(place.row)
  }

  /// The row that a line is about; tables for people have their texts guarded, which is taken away.
  private func place(of line: [String], _ columns: [String]) -> (sheet: Sheet, row: Int)? {
    let isGuarded = columns.first != "unit"
    guard let file = columns.lastIndex(of: "file"), let sheet = columns.lastIndex(of: "sheet"),
      let row = columns.lastIndex(of: "row")
    else { return nil }
    func name(_ index: Int) -> PathKey {
      PathKey(isGuarded ? FormulaGuard.plain(line[index]) : line[index])
    }
    return (Sheet(file: name(file), sheet: name(sheet)), Int(line[row]) ?? -1)
  }
}
