import Foundation
import LegacyText
import SheetModel
import TestSupport

/// What the tests of old encodings share: the model, and the words of the fixture.
enum LegacyFixtures {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  private static func bytes(_ path: String, in folder: URL) -> [UInt8] {
    let data = try? Data(contentsOf: folder.appending(path: path))
    return data.map { [UInt8]($0) } ?? []
  }

  /// The bytes of a file in `Fixtures/`.
  static func fixture(_ name: String) -> [UInt8] { bytes("Fixtures/\(name)", in: folder) }

  static let modelBytes = bytes("legacy/syllables.csv", in: Repository.templates)

  static let model: SyllableModel = {
    (try? SyllableModel(modelBytes, name: "syllables.csv")) ?? SyllableModel.empty
  }()

  static let textModel: LegacyTextModel = {
    let remnants = bytes("legacy/half-converted.csv", in: Repository.templates)
    let pairs = bytes("legacy/pairs.csv", in: Repository.templates)
    let model = try? LegacyTextModel(
      syllables: modelBytes, halfConverted: remnants, pairs: pairs)
    return model ?? .empty
  }()

  /// Each word with those that may follow it; `^` begins a sentence, `$` ends it.
  static let successors: [String: [String]] = {
    var table: [String: [String]] = [:]
    let text = String(decoding: bytes("Fixtures/successors.txt", in: folder), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "\t")
      if parts.count == 2 {
        table[String(parts[0])] = parts[1].split(separator: " ").map(String.init)
      }
    }
    return table
  }()

  static let words: [String] = successors.keys.sorted()

  /// Whether a word is one of initials, such as HĐND.
  static func isAbbreviation(_ word: some StringProtocol) -> Bool {
    word == word.uppercased() && !word.unicodeScalars.contains { $0.value >= 0x1EA0 }
  }

  /// Sentences by walks through the words, the same every time.
  static func sentences(_ count: Int, seed: UInt64 = 1) -> [String] {
    var random = Steps(state: seed)
    return (0..<count).map { _ in
      var sentence: [String] = []
      var word = "^"
      let length = 3 + random.next(12)
      while sentence.count < length {
        let next = successors[word] ?? []
        let chosen = next.isEmpty ? "$" : next[random.next(next.count)]
        if chosen == "$" {
          if sentence.count >= 2 { break }
          word = "^"
          continue
        }
        sentence.append(chosen)
        word = chosen
      }
      return sentence.joined(separator: " ")
    }
  }

  /// A generator of numbers that is the same in every run (SplitMix64).
  struct Steps {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
      return Int((value ^ value >> 31) % UInt64(max(1, bound)))
    }
  }
}
