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
    let runs = row.runs
    var kept: [Row.CellRun] = []
    var hasFormula = false
    let place = row.index
    row.withStorage { cells, bytes in
      for index in cells.indices {
        if cells[index].hasFormula { hasFormula = true }
        guard cells[index].kind == .text else { continue }
        let font = font(ofStyle: cells[index].style)
        let start = Int(cells[index].text.start)
        let range = start..<min(bytes.count, start + Int(cells[index].text.count))
        if range.isEmpty { continue }
        out.removeAll(keepingCapacity: true)
        let column = cells[index].column
        let isRich = !runs.isEmpty && runs.contains { $0.column == column }
        let outcome =
          isRich
          ? convertRuns(runs, column, bytes, range, font, &kept)
          : convertText(bytes, range, column, font)
        guard let outcome else { continue }
        if outcome.isChanged {
          let start = UInt32(clamping: bytes.count)
          bytes.append(contentsOf: out)
          cells[index].text = Cell.Slice(start: start, count: UInt32(clamping: out.count))
        }
        report.sum.take(
          outcome, workbook.sheets[sheet].name, CellAddress(row: place, column: column))
      }
    }
    if !runs.isEmpty { row.runs = keepsRuns ? kept : [] }
    if hasFormula { convertFormulas(&row) }
  }

  private func font(ofStyle style: Int) -> LegacyFont? {
    workbook.fonts.indices.contains(style) ? workbook.fonts[style] : nil
  }

  /// Appends a text to `out` if it changes; nil for one that is ASCII and stays.
  private func convertText(
    _ bytes: [UInt8], _ range: Range<Int>, _ column: Int, _ font: LegacyFont?
  ) -> TextConverter.Outcome? {
    bytes.withUnsafeBytes { raw in
      let text = UnsafeRawBufferPointer(rebasing: raw[range])
      let scan = TextScan(text)
      if scan.isASCII, font == nil, converter.told != .viqr { return nil }
      if !hasEvidence, font != nil || converter.isOpen(scan) { takeEvidence() }
      if columns.count <= column, column < 16_384 {
        columns += repeatElement(EncodingVotes(), count: column + 1 - columns.count)
      }
      guard columns.indices.contains(column) else { return nil }
      let outcome = converter.append(text, scan, font: font, votes: columns[column], to: &out)
      vote(text, scan, column)
      return outcome
    }
  }

  /// Goes on voting behind the rows of the sample, as long as the column does not tell.
  private func vote(_ text: UnsafeRawBufferPointer, _ scan: TextScan, _ column: Int) {
    guard rowsSeen > UnicodeWorkbook.sampleRows || !hasEvidence else { return }
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
    _ runs: [Row.CellRun], _ column: Int, _ bytes: [UInt8], _ range: Range<Int>,
    _ own: LegacyFont?, _ kept: inout [Row.CellRun]
  ) -> TextConverter.Outcome? {
    var sum: TextConverter.Outcome?
    var start = 0
    var font = own
    var ends: [(place: Int, font: String?)] = []
    for run in runs where run.column == column {
      ends.append((min(max(0, run.run.start), range.count), run.run.font))
    }
    ends.append((range.count, nil))
    for (end, name) in ends {
      if end > start {
        let piece = (range.lowerBound + start)..<(range.lowerBound + end)
        let before = out.count
        let outcome = convertText(bytes, piece, column, font)
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
