import Foundation
import LegacyText
import SampleMaker
import SheetModel
import Testing

/// Ten thousand sentences of the plans' own words, in all encodings cell by cell.
@Suite struct ConfusionTests {
  private typealias Text = MemoryWorkbook.Text

  /// A sentence as a cell has it.
  private struct Sample {
    var sentence: String
    var given: String
    var encoding: LegacyEncoding
    var cell: Text
  }

  private static let count = 10_000

  /// The ways in which sentences are given: a name, an encoding, and the cell of a sentence.
  private static func kinds(
    fonts: Bool
  ) -> [(name: String, encoding: LegacyEncoding, cell: (String) -> Text)] {
    func plain(_ encoding: LegacyEncoding, _ font: String) -> (String) -> Text {
      { Text(text: LegacyEncoder.encode($0, as: encoding), font: fonts ? font : "Arial") }
    }
    func tcvn3(_ sentence: String) -> Text {
      guard fonts else {
        return Text(
          text: LegacyEncoder.encode(sentence, as: .tcvn3, capitals: .twoCharacters),
          font: "Arial")
      }
      let (text, runs) = LegacyEncoder.tcvn3Runs(of: sentence)
      return Text(text: text, font: ".VnTime", runs: runs)
    }
    return [
      ("Unicode NFC", .unicode, { Text(text: $0) }),
      ("Unicode NFD", .unicode, { Text(text: $0.decomposedStringWithCanonicalMapping) }),
      ("TCVN3", .tcvn3, tcvn3),
      ("VNI", .vni, plain(.vni, "VNI-Times")),
      ("CP1258", .windows1258, plain(.windows1258, "Arial")),
      ("UTF-8 misread", .utf8, plain(.utf8, "Arial")),
    ]
  }

  /// Sentences without a slip of the plans themselves, which is put on review.
  private static func sentences(_ count: Int, seed: UInt64) -> [String] {
    LegacyFixtures.sentences(count, seed: seed).map {
      $0.replacingOccurrences(of: "trờng", with: "trường")
    }
  }

  private static func samples(fonts: Bool) -> [Sample] {
    let kinds = kinds(fonts: fonts)
    return sentences(count, seed: fonts ? 7 : 11).enumerated().map { index, text in
      let kind = kinds[index % kinds.count]
      return Sample(
        sentence: text, given: kind.name, encoding: kind.encoding, cell: kind.cell(text))
    }
  }

  private struct Outcome {
    var rightSyllables = 0
    var syllables = 0
    var changedUnicode = 0
    var table: [String: [String: Int]] = [:]

    var share: Double { Double(rightSyllables) / Double(syllables) }
  }

  private func outcome(of samples: [Sample]) throws -> Outcome {
    let workbook = UnicodeWorkbook(
      MemoryWorkbook([samples.map { [$0.cell] }]), model: LegacyFixtures.textModel)
    let texts = try workbook.texts().map { $0[0] }
    let review = Set(workbook.report.uncertain.compactMap { $0.cell?.row })
    var outcome = Outcome()
    for (row, (sample, text)) in zip(samples, texts).enumerated() {
      let isChanged = !text.utf8.elementsEqual(sample.cell.text.utf8)
      let wanted = sample.sentence.precomposedStringWithCanonicalMapping
      let isRight = text.utf8.elementsEqual(wanted.utf8)
      if sample.given == "Unicode NFC", isChanged { outcome.changedUnicode += 1 }
      for (a, b) in zip(text.split(separator: " "), wanted.split(separator: " ")) {
        outcome.syllables += 1
        if a.utf8.elementsEqual(b.utf8) { outcome.rightSyllables += 1 }
      }
      let decided =
        review.contains(row) ? "review" : isRight ? "right" : isChanged ? "wrong" : "kept"
      if ProcessInfo.processInfo.environment["SHOW"] == sample.given, decided != "right" {
        print("\(decided): \(sample.cell.text) = \(wanted)")
      }
      outcome.table[sample.given, default: [:]][decided, default: 0] += 1
    }
    return outcome
  }

  private func show(_ outcome: Outcome, _ title: String) {
    var lines = ["\(title): \(outcome.rightSyllables) of \(outcome.syllables) syllables right"]
    for given in Self.kinds(fonts: true).map(\.name) {
      let found = outcome.table[given] ?? [:]
      let counts = ["right", "wrong", "kept", "review"].map { "\($0) \(found[$0] ?? 0)" }
      lines.append("  \(given): \(counts.joined(separator: ", "))")
    }
    print(lines.joined(separator: "\n"))
  }

  @Test func sentencesOfAllEncodingsInOneColumnComeRightByFonts() throws {
    let outcome = try outcome(of: Self.samples(fonts: true))
    show(outcome, "With fonts, mixed")
    #expect(outcome.share >= 0.999)
    #expect(outcome.changedUnicode == 0)
  }

  @Test func theyComeRightWithoutFontsToo() throws {
    let outcome = try outcome(of: Self.samples(fonts: false))
    show(outcome, "Without fonts, mixed")
    #expect(outcome.share >= 0.999)
    #expect(outcome.changedUnicode == 0)
  }

  @Test func aColumnOfOneEncodingComesRight() throws {
    for kind in Self.kinds(fonts: false) {
      let samples = Self.sentences(2_000, seed: 23).map {
        Sample(sentence: $0, given: kind.name, encoding: kind.encoding, cell: kind.cell($0))
      }
      let outcome = try outcome(of: samples)
      show(outcome, "Without fonts, \(kind.name) alone")
      #expect(outcome.share >= 0.999, "\(kind.name)")
      #expect(outcome.changedUnicode == 0)
    }
  }
}
