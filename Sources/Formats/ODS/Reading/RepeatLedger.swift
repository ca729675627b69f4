import SheetModel

/// What the repeats of a workbook have added to its cells and texts, over all its sheets.
///
/// A line of XML can stand for a million cells, so that the file's size bounds nothing; what is
/// written out in full is bounded by the file itself.
final class RepeatLedger {
  private var sheets: [(cells: Int, bytes: Int)]
  private var cells = 0
  private var bytes = 0
  private let limits: ReadLimits

  init(sheets: Int, limits: ReadLimits) {
    self.sheets = Array(repeating: (0, 0), count: sheets)
    self.limits = limits
  }

  /// Notes what a pass over a sheet has come to; of several passes the longest counts.
  ///
  /// - Throws: `limitExceeded` for `repeats` or `lineBytes`, of which eightfold is allowed in all.
  func note(cells newCells: Int, bytes newBytes: Int, sheet: Int) throws(WorkbookError) {
    guard sheets.indices.contains(sheet) else { return }
    cells += max(0, newCells - sheets[sheet].cells)
    bytes += max(0, newBytes - sheets[sheet].bytes)
    sheets[sheet].cells = max(sheets[sheet].cells, newCells)
    sheets[sheet].bytes = max(sheets[sheet].bytes, newBytes)
    guard cells / 8 <= limits.repeats else { throw .limit(.repeats, of: limits) }
    guard bytes / 8 <= limits.lineBytes else { throw .limit(.lineBytes, of: limits) }
  }
}
