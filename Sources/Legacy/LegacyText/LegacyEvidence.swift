import SheetModel

/// What a sample of a workbook's rows tells of the encodings of its texts.
struct LegacyEvidence {
  /// The votes of all columns.
  private(set) var file = EncodingVotes()
  /// The votes by sheet and column.
  private(set) var columns: [Int: [EncodingVotes]] = [:]
  /// The encodings whose fonts stand over texts that are Unicode, more often than not.
  private(set) var lyingFonts: Set<LegacyEncoding> = []
  /// The chance of a word of Unicode that is no syllable: lower, the more texts are Vietnamese
  /// without letters of other languages.
  private(set) var foreign = EncodingLikelihood.foreign

  /// The most sheets that are looked at.
  private static let sheets = 32

  /// Looks at the first rows of each sheet; a sheet that cannot be read tells nothing.
  init(of reader: any WorkbookReader, _ decider: TextDecider, fonts: [LegacyFont?]) {
    var converter = TextConverter(decider, told: nil)
    var agreed: [LegacyEncoding: Int] = [:]
    var (proven, withForeign) = (0.0, 0.0)
    var options = RowOptions()
    options.includesFormulaTexts = false
    for sheet in reader.sheets.indices.prefix(Self.sheets) {
      guard let cursor = try? reader.rows(ofSheet: sheet, options: options) else { continue }
      var votes: [EncodingVotes] = []
      var row = Row()
      for _ in 0..<UnicodeWorkbook.sampleRows {
        guard (try? cursor.next(into: &row)) == true else { break }
        for cell in row.cells where cell.kind == .text {
          let scan = row.withTextBytes(of: cell) { TextScan($0) }
          if scan.isProven {
            proven += 1
            if scan.hasForeign { withForeign += 1 }
          }
          guard let vote = row.withTextBytes(of: cell, { converter.vote($0, scan) })
          else { continue }
          while votes.count <= cell.column { votes.append(EncodingVotes()) }
          votes[cell.column].add(vote)
          if fonts.indices.contains(cell.style), let font = fonts[cell.style] {
            let agrees = EncodingCandidates.all[vote] == font.encoding
            agreed[font.encoding, default: 0] += agrees ? 1 : -1
          }
        }
      }
      columns[sheet] = votes
      for column in votes { file.add(column) }
    }
    foreign = min(
      EncodingLikelihood.foreign, max(0.004, (withForeign + 1.2) / (proven + 8)))
    lyingFonts = Set(agreed.filter { $0.value < 0 }.keys)
  }
}
