import SheetModel

/// A report that a cursor goes on writing while its workbook can be asked for it.
final class LegacyTextTally {
  var sum = LegacyTextReport()
}

/// Rows whose texts come as Unicode in NFC; rows that need no change pass as they are.
final class UnicodeCursor: RowCursor {
  private let inner: any RowCursor
  private let workbook: UnicodeWorkbook
  private let sheet: Int
  private let keepsRuns: Bool
  private var converter: TextConverter
  /// The converter's; a copy, so that a look at a text copies nothing.
  private let decider: TextDecider
  private let isTold: Bool
  private let isVIQR: Bool
  private var columns: [EncodingVotes] = []
  private var hasEvidence = false
  private var rowsSeen = 0
  private var out: [UInt8] = []
  /// A cell of the row that needs more than a look.
  private struct Pending {
    var cell: Int
    var scan: TextScan
    /// The stretches of its text in `Row.runs`; none for a text in one font.
    var runs: Range<Int>
    /// Whether it needs no change, for all that its words tell.
    var isPlain: Bool
  }
  private var pending: [Pending] = []
  private var stretches: [FontStretch] = []
  private let sheetName: String
  /// What was found in the rows so far; the workbook has it too.
  private let report: LegacyTextTally

  init(
    _ inner: any RowCursor, of workbook: UnicodeWorkbook, sheet: Int, _ converter: TextConverter,
    _ report: LegacyTextTally, keepsRuns: Bool
  ) {
    self.report = report
    self.inner = inner
    self.workbook = workbook
    self.sheet = sheet
    sheetName = workbook.sheets[sheet].name
    self.converter = converter
    decider = converter.decider
    isTold = converter.told != nil
    isVIQR = converter.told == .viqr
    self.keepsRuns = keepsRuns
  }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    guard try inner.next(into: &row) else { return false }
    rowsSeen &+= 1
    convert(&row)
    return true
  }

  private func convert(_ row: inout Row) {
    pending.removeAll(keepingCapacity: true)
    let hasFormula = look(at: row)
    if !pending.isEmpty {
      let runs = row.runs
      var kept: [Row.CellRun] = []
      let place = row.index
      row.withStorage { cells, bytes in
        for item in pending {
          let cell = cells[item.cell]
          let range = Self.range(of: cell, in: bytes.count)
          out.removeAll(keepingCapacity: true)
          let font = font(ofStyle: cell.style)
          let outcome =
            item.isPlain
            ? bytes.withUnsafeBytes {
              decider.outcome(
                ofPlain: UnsafeRawBufferPointer(rebasing: $0[range]), item.scan)
            }
            : convert(
              runs[item.runs], cell.column, bytes, range, item.scan, font, &kept)
          if outcome.isChanged {
            let start = UInt32(clamping: bytes.count)
            bytes.append(contentsOf: out)
            cells[item.cell].text = Cell.Slice(start: start, count: UInt32(clamping: out.count))
          }
          report.sum.take(outcome, sheetName, CellAddress(row: place, column: cell.column))
        }
      }
      if !runs.isEmpty { row.runs = keepsRuns ? kept : [] }
    }
    if hasFormula { convertFormulas(&row) }
  }

  /// Notes the cells that may have to be changed, and votes for those that need no more than a
  /// look; whether there are formulas.
  private func look(at row: borrowing Row) -> Bool {
    var hasFormula = false
    let isPlain = workbook.fonts.isEmpty && !isVIQR && row.runs.isEmpty
    row.bytes.withUnsafeBytes { raw in
      for index in row.cells.indices {
        if row.cells[index].hasFormula { hasFormula = true }
        guard row.cells[index].kind == .text else { continue }
        let cell = row.cells[index]
        let range = Self.range(of: cell, in: raw.count)
        let scan = TextScan(UnsafeRawBufferPointer(rebasing: raw[range]))
        if scan.isASCII, isPlain || range.isEmpty { continue }
        let runs = row.runs.isEmpty ? 0..<0 : row.runRange(ofColumn: cell.column)
        let text = UnsafeRawBufferPointer(rebasing: raw[range])
        let isPlainText =
          runs.isEmpty && !scan.isASCII
          && !isTold && decider.isPlain(text, scan, isSettled: isSettled(cell))
        if isPlainText { voteForUnicode(cell.column) }
        if isPlainText, scan.isWell {
          report.sum.countUnicode()
        } else {
          pending.append(
            Pending(cell: index, scan: scan, runs: runs, isPlain: isPlainText))
        }
      }
    }
    return hasFormula
  }

  @inline(__always)
  private static func range(of cell: Cell, in count: Int) -> Range<Int> {
    let end = min(Int(cell.text.start) + Int(cell.text.count), count)
    return min(Int(cell.text.start), end)..<end
  }

  private func font(ofStyle style: Int) -> LegacyFont? {
    workbook.fonts.indices.contains(style) ? workbook.fonts[style] : nil
  }

  /// Appends a text, whose stretches may be in fonts of their own, to `out` if it changes.
  private func convert(
    _ runs: ArraySlice<Row.CellRun>, _ column: Int, _ bytes: [UInt8], _ range: Range<Int>,
    _ scan: TextScan, _ own: LegacyFont?, _ kept: inout [Row.CellRun]
  ) -> TextConverter.Outcome {
    stretches.removeAll(keepingCapacity: true)
    var font = own
    for run in runs {
      stretches.append(FontStretch(end: min(max(0, run.run.start), range.count), font: font))
      font = run.run.font.isEmpty ? own : LegacyFont(run.run.font)
    }
    stretches.append(FontStretch(end: range.count, font: font))
    let outcome = bytes.withUnsafeBytes { raw in
      let text = UnsafeRawBufferPointer(rebasing: raw[range])
      let hasFont = stretches.contains { $0.font != nil }
      if !hasEvidence, hasFont || converter.isOpen(text, scan) { takeEvidence() }
      let votes = columns.indices.contains(column) ? columns[column] : EncodingVotes()
      let outcome = converter.append(text, scan, stretches, votes: votes, to: &out)
      vote(text, scan, column)
      return outcome
    }
    for (place, run) in runs.enumerated() {
      let start = outcome.isChanged ? converter.ends[place] : stretches[place].end
      let unicode = LegacyFont.replacement(of: run.run.font) ?? run.run.font
      kept.append(Row.CellRun(column: column, run: TextRun(start: start, font: unicode)))
    }
    return outcome
  }

  /// Whether a cell's column is known to be Unicode, and its font says nothing else.
  @inline(__always)
  private func isSettled(_ cell: Cell) -> Bool {
    guard cell.column < columns.count, font(ofStyle: cell.style) == nil else { return false }
    return columns[cell.column].isUnicode
  }

  /// Goes on voting for a text that is plainly Unicode.
  @inline(__always)
  private func voteForUnicode(_ column: Int) {
    guard rowsSeen > UnicodeWorkbook.sampleRows || !hasEvidence, column < 16_384 else { return }
    if columns.count <= column {
      columns += repeatElement(EncodingVotes(), count: column + 1 - columns.count)
    }
    columns[column].add(EncodingCandidates.unicode)
  }

  /// Goes on voting behind the rows of the sample, as long as the column does not tell.
  private func vote(_ text: UnsafeRawBufferPointer, _ scan: TextScan, _ column: Int) {
    guard rowsSeen > UnicodeWorkbook.sampleRows || !hasEvidence, column < 16_384 else { return }
    if columns.count <= column {
      columns += repeatElement(EncodingVotes(), count: column + 1 - columns.count)
    }
    if scan.isASCII || columns[column].settled != nil && !scan.isProven { return }
    converter.votes(text, scan) { columns[column].add($0) }
  }

  private func takeEvidence() {
    let found = workbook.found()
    hasEvidence = true
    converter.evidence = found.file
    columns = found.columns[sheet] ?? []
  }

  // MARK: Formulas

  /// Gives formulas the sheets' names of now, and their constants in Unicode.
  private func convertFormulas(_ row: inout Row) {
    for index in row.cells.indices where row.cells[index].hasFormula {
      let cell = row.cells[index]
      let range = row.range(cell.formula)
      guard row.bytes[range].contains(where: { $0 >= 0x80 }) else { continue }
      let formula = workbook.renamedSheets(in: String(decoding: row.bytes[range], as: UTF8.self))
      let pieces = formula.split(separator: "\"", omittingEmptySubsequences: false)
      var joined = ""
      for (place, piece) in pieces.enumerated() {
        if place > 0 { joined += "\"" }
        // Every other piece is a constant; quotes in constants are doubled and keep the count.
        joined += place % 2 == 1 ? constant(String(piece), cell) : String(piece)
      }
      guard !joined.utf8.elementsEqual(row.bytes[range]) else { continue }
      let slice = row.store(joined.utf8)
      row.replaceCells { $0[index].formula = slice }
    }
  }

  private func constant(_ text: String, _ cell: Cell) -> String {
    if !hasEvidence, converter.isOpen(text) { takeEvidence() }
    return converter.text(text, font: font(ofStyle: cell.style)) { _ in }
  }
}
