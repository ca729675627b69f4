import Foundation
import SheetModel

/// What a sample of a workbook's rows tells of its texts.
struct FileEvidence: Sendable {
  /// The votes of all columns.
  var votes = EncodingVotes()
  /// By candidate, how often texts in its fonts are in it.
  var fonts = [FontTrust](repeating: FontTrust(), count: 5)
  /// How often texts have words of several encodings.
  var mixture = MixtureRate()
  /// The chance of a word of Unicode that is no syllable: lower, the more texts are Vietnamese
  /// without letters of other languages.
  var foreign = 0.06
  /// Whether words of TCVN3 have the soft hyphen, its ư.
  var hasSoftHyphen = false
  /// How many words of TCVN3 are syllables only with an ư more.
  var lostLetters = 0

  /// What a word of TCVN3 that lost its ư has to be worth; a natural logarithm.
  var lost: Double { log(hasSoftHyphen ? 0.002 : lostLetters > 0 ? 0.5 : 0.02) }
  /// Whether programs took the letters ư of this file for soft hyphens.
  var losesLetters: Bool { lostLetters > 0 && !hasSoftHyphen }
}

/// What a sample of a workbook's rows tells of the encodings of its texts.
struct LegacyEvidence {
  /// What it tells of the file.
  private(set) var file = FileEvidence()
  /// The votes by sheet and column.
  private(set) var columns: [Int: [EncodingVotes]] = [:]

  /// The most sheets that are looked at.
  private static let sheets = 32

  /// Looks at the first rows of each sheet; a sheet that cannot be read tells nothing.
  init(of reader: any WorkbookReader, _ decider: TextDecider, fonts: [LegacyFont?]) {
    var converter = TextConverter(decider, told: nil)
    var (proven, withForeign) = (0.0, 0.0)
    var options = RowOptions()
    options.includesFormulaTexts = false
    for sheet in reader.sheets.indices.prefix(Self.sheets) {
      guard let cursor = try? reader.rows(ofSheet: sheet, options: options) else { continue }
      var votes: [EncodingVotes] = []
      var row = Row()
      for _ in 0..<UnicodeWorkbook.sampleRows {
        guard (try? cursor.next(into: &row)) == true else { break }
        for cell in row.cells where cell.kind == .text && cell.column < 16_384 {
          row.withTextBytes(of: cell) { raw in
            let scan = TextScan(raw)
            if scan.isASCII { return }
            if scan.isProven {
              proven += 1
              if scan.hasForeign { withForeign += 1 }
            }
            let font = fonts.indices.contains(cell.style) ? fonts[cell.style] : nil
            while votes.count <= cell.column { votes.append(EncodingVotes()) }
            converter.votes(raw, scan) { vote in
              votes[cell.column].add(vote)
              if let font, let place = EncodingCandidates.index(of: font.encoding) {
                file.fonts[place].add(agrees: place == vote)
              }
            }
            take(converter.words, converter.units)
          }
        }
      }
      columns[sheet] = votes
      for column in votes { file.votes.add(column) }
    }
    file.foreign = min(file.foreign, max(0.004, (withForeign + 0.5) / (proven + 8)))
  }

  /// Notes how the words of a text follow each other, and what they lost.
  private mutating func take(_ words: TextWords, _ units: borrowing TextUnits) {
    var before: Int?
    var (pairs, changes) = (0, 0)
    for (token, reading) in zip(words.tokens, words.readings) {
      guard let sure = reading.sure else { continue }
      if let before {
        pairs += 1
        if before != sure { changes += 1 }
      }
      before = sure
      if sure == EncodingCandidates.tcvn3 {
        if reading.lostAt != nil, reading.isLostForSure { file.lostLetters += 1 }
        if units.bytes[token.range].contains(0xAD) { file.hasSoftHyphen = true }
      }
    }
    file.mixture.add(pairs: pairs, changes: changes)
  }
}
