import FormModel
import Indicators
import SheetModel
import WorkbookIO

/// Counts the children of a written register anew, line by line, as a second witness of the counts.
///
/// Knows the tallies' conditions alone (which column must be filled), not their breakdowns: the
/// wholes that it counts must be those of the observations.
package struct RegisterRecount {
  /// The children of each total.
  private(set) var counts: [TotalKey: Int64] = [:]
  /// The lines below the head.
  package private(set) var records = 0

  /// A condition of a tally, and the column that it asks for.
  private struct Condition {
    var indicator: String
    var column: Int?
  }

  /// Reads a register that a migration wrote.
  /// - Throws: what reading throws.
  package init(_ path: String, library: TemplateLibrary) throws(WorkbookError) {
    var csv = CSVReadOptions()
    csv.delimiter = UInt8(ascii: ",")
    let rows = try WorkbookOpener.open(path: path, csv: csv, limits: .ofOutputs).rows(ofSheet: 0)
    var row = Row()
    guard try rows.next(into: &row) else { return }
    var columns: [String: Int] = [:]
    for cell in row.cells { columns[row.text(of: cell)] = cell.column }
    var conditions: [Condition] = []
    for form in library.forms {
      for tally in form.register?.tallies ?? [] {
        if let asked = tally.condition, columns[asked] == nil { continue }
        conditions.append(
          Condition(
            indicator: tally.indicator.description,
            column: tally.condition.flatMap { columns[$0] }))
      }
    }
    guard let periodColumn = columns["period"] else { return }
    while try rows.next(into: &row) {
      records += 1
      guard let cell = row.cell(inColumn: periodColumn) else { continue }
      let period = row.text(of: cell)
      for condition in conditions where Self.isMet(condition.column, in: row) {
        let key = TotalKey(
          indicator: condition.indicator, measure: Measure.count.rawValue, period: period,
          isCounted: true)
        counts[key, default: 0] += 1
      }
    }
  }

  private static func isMet(_ column: Int?, in row: borrowing Row) -> Bool {
    guard let column else { return true }
    guard let cell = row.cell(inColumn: column) else { return false }
    return row.text(of: cell) != "Không"
  }
}

extension ReadLimits {
  /// For files that a migration wrote itself: they may have more lines than a sheet has rows.
  package static var ofOutputs: ReadLimits {
    var limits = ReadLimits()
    limits.rows = Int(UInt32.max)
    limits.cells = Int.max
    return limits
  }
}
