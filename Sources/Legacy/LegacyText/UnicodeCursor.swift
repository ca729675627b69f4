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
  }
  private var pending: [Pending] = []
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
            item.runs.isEmpty
            ? convertText(bytes, range, item.scan, cell.column, font)
            : convertRuns(runs[item.runs], cell.column, bytes, range, font, &kept)
          guard let outcome else { continue }
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
    let isPlain = workbook.fonts.isEmpty && converter.told != .viqr && row.runs.isEmpty
    row.bytes.withUnsafeBytes { raw in
      for index in row.cells.indices {
        if row.cells[index].hasFormula { hasFormula = true }
        guard row.cells[index].kind == .text else { continue }
        let cell = row.cells[index]
        let range = Self.range(of: cell, in: raw.count)
        let scan = TextScan(UnsafeRawBufferPointer(rebasing: raw[range]))
        if scan.isASCII, isPlain || range.isEmpty { continue }
        let runs = row.runs.isEmpty ? 0..<0 : row.runRange(ofColumn: cell.column)
        if scan.isPlainUnicode, runs.isEmpty {
          report.sum.countUnicode()
          vote(UnsafeRawBufferPointer(rebasing: raw[range]), scan, cell.column)
        } else {
          pending.append(Pending(cell: index, scan: scan, runs: runs))
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

  /// Appends a text to `out` if it changes; nil for one that is ASCII and stays.
  private func convertText(
    _ bytes: [UInt8], _ range: Range<Int>, _ scan: TextScan?, _ column: Int, _ font: LegacyFont?
  ) -> TextConverter.Outcome? {
    bytes.withUnsafeBytes { raw in
      let text = UnsafeRawBufferPointer(rebasing: raw[range])
      let scan = scan ?? TextScan(text)
      if scan.isASCII, font == nil, converter.told != .viqr { return nil }
      if !hasEvidence, font != nil || converter.isOpen(scan) { takeEvidence() }
      let votes = columns.indices.contains(column) ? columns[column] : EncodingVotes()
      let outcome = converter.append(text, scan, font: font, votes: votes, to: &out)
      vote(text, scan, column)
      return outcome
    }
  }

  /// Goes on voting behind the rows of the sample, as long as the column does not tell.
  private func vote(_ text: UnsafeRawBufferPointer, _ scan: TextScan, _ column: Int) {
    guard rowsSeen > UnicodeWorkbook.sampleRows || !hasEvidence, column < 16_384 else { return }
    if columns.count <= column {
      columns += repeatElement(EncodingVotes(), count: column + 1 - columns.count)
    }
    if scan.isProven {
      columns[column].add(EncodingCandidates.unicode)
    } else if scan.hasLatin, columns[column].settled == nil,
      let vote = converter.vote(text, scan)
    {
      columns[column].add(vote)
    }
  }

  private func takeEvidence() {
    let found = workbook.found()
    hasEvidence = true
    converter.file = found.file
    converter.foreign = found.foreign
    converter.lyingFonts = found.lyingFonts
    columns = found.columns[sheet] ?? []
  }

  // MARK: Rich text

  /// Appends a text whose stretches are in fonts of their own.
  private func convertRuns(
    _ runs: ArraySlice<Row.CellRun>, _ column: Int, _ bytes: [UInt8], _ range: Range<Int>,
    _ own: LegacyFont?, _ kept: inout [Row.CellRun]
  ) -> TextConverter.Outcome? {
    var sum: TextConverter.Outcome?
    var start = 0
    var font = own
    var ends: [(place: Int, font: String?)] = []
    for run in runs {
      ends.append((min(max(0, run.run.start), range.count), run.run.font))
    }
    ends.append((range.count, nil))
    for (end, name) in ends {
      if end > start {
        let piece = (range.lowerBound + start)..<(range.lowerBound + end)
        let before = out.count
        let outcome = convertText(bytes, piece, nil, column, font)
        if out.count == before, outcome?.isChanged != true {
          out.append(contentsOf: bytes[piece])
        }
        if let outcome { sum = sum.map { $0.joined(outcome) } ?? outcome }
        start = end
      }
      guard let name else { break }
      font = name.isEmpty ? own : LegacyFont(name)
      let unicode = LegacyFont.replacement(of: name) ?? name
      kept.append(
        Row.CellRun(column: column, run: TextRun(start: out.count, font: unicode)))
    }
    return sum
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
    if !hasEvidence, converter.isOpen(text.scan) { takeEvidence() }
    return converter.text(text, font: font(ofStyle: cell.style)) { _ in }
  }
}

extension TextConverter.Outcome {
  /// What became of a text of two stretches: the old encoding and the doubt of either.
  fileprivate func joined(_ other: TextConverter.Outcome) -> TextConverter.Outcome {
    var sum = self
    if encoding == nil || encoding == .unicode { sum.encoding = other.encoding ?? encoding }
    sum.isChanged = isChanged || other.isChanged
    if review == nil { sum.review = other.review }
    return sum
  }
}
