import SheetModel
import VietnameseText

/// Which syllables follow each other often: what tells cơ quan from cô and cụ.
struct WordPairs: Sendable {
  private var pairs: Set<UInt64> = []

  init() {}

  /// Reads a table `first,followers,confidence`, the followers with blanks between them; lines that
  /// begin with `#` are remarks.
  /// - Throws: `invalidTemplate` with the line.
  init(_ bytes: [UInt8], name: String) throws(WorkbookError) {
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.last == "\r" ? line.dropLast() : line
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("first,") { continue }
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 3, !fields[0].isEmpty, !fields[1].isEmpty else {
        throw WorkbookError(
          .invalidTemplate, at: Place(file: name, line: index + 1),
          found: .name(String(line.prefix(60)), of: .template))
      }
      let first = Self.key(fields[0])
      for follower in fields[1].split(separator: " ") {
        pairs.insert(Self.pair(first, Self.key(follower)))
      }
    }
  }

  private static func key(_ word: Substring) -> SyllableKey {
    var key = SyllableKey()
    for scalar in word.unicodeScalars { key.append(VietnameseLetters.code(of: scalar)) }
    return key
  }

  private static func pair(_ first: SyllableKey, _ second: SyllableKey) -> UInt64 {
    (first.bits &* 0x9E37_79B9_7F4A_7C15) ^ (second.bits &* 0xC2B2_AE3D_27D4_EB4F)
  }

  /// Whether a syllable often follows another.
  func contains(_ first: SyllableKey, _ second: SyllableKey) -> Bool {
    first.isWhole && second.isWhole && pairs.contains(Self.pair(first, second))
  }
}

extension WordReader {
  /// The key of a word in a candidate; not whole where it is no word there.
  func key(
    of token: TextToken, _ reading: TokenReading, in units: borrowing TextUnits, as candidate: Int
  ) -> SyllableKey {
    if candidate == EncodingCandidates.utf8 {
      var key = SyllableKey()
      for scalar in reading.undone?.text ?? [] { key.append(VietnameseLetters.code(of: scalar)) }
      return key
    }
    if token.isProven {
      guard candidate == EncodingCandidates.unicode else { return SyllableKey() }
      var key = SyllableKey()
      for scalar in units.scalars(of: token) { key.append(VietnameseLetters.code(of: scalar)) }
      return key
    }
    return units.bytes.withUnsafeBufferPointer {
      tables.key($0, token.range, EncodingCandidates.all[candidate])
    }
  }
}

extension TextWords {
  /// Favours those readings of words that tell little by themselves which often stand beside a
  /// neighbour, in whatever encoding that is.
  mutating func favourPairs(_ units: borrowing TextUnits, _ reader: WordReader) {
    for index in tokens.indices where isOpen(index) {
      let before = neighbour(index, -1, units, reader)
      let after = neighbour(index, 1, units, reader)
      for candidate in 0..<5 where readings[index].logs[candidate] > WordChance.never / 3 {
        let own = reader.key(of: tokens[index], readings[index], in: units, as: candidate)
        let isPair =
          before.contains { reader.pairs.contains($0, own) }
          || after.contains { reader.pairs.contains(own, $0) }
        if isPair { favour(index, candidate) }
      }
    }
  }

  /// Whether a word is about as good in two encodings.
  private func isOpen(_ index: Int) -> Bool {
    let logs = readings[index].logs
    let best = EncodingCandidates.best(logs)
    return (0..<5).contains { $0 != best && logs[best] - logs[$0] < 9 }
  }

  /// The keys of the word before (-1) or behind (1) another, with nothing but a blank between, in all
  /// encodings in which it is a word.
  private func neighbour(
    _ index: Int, _ step: Int, _ units: borrowing TextUnits, _ reader: WordReader
  ) -> [SyllableKey] {
    let range = tokens[index].range
    let blank = step < 0 ? range.lowerBound - 1 : range.upperBound
    guard units.bytes.indices.contains(blank + step), units.bytes[blank] == 0x20 else { return [] }
    let other = index + step
    if tokens.indices.contains(other), tokens[other].range.contains(blank + step) {
      let token = tokens[other]
      return (0..<5).filter { readings[other].logs[$0] > WordChance.never / 3 }.map {
        reader.key(of: token, readings[other], in: units, as: $0)
      }
    }
    // A word of ASCII.
    var key = SyllableKey()
    var (first, last) = (blank + step, blank + step)
    while units.bytes.indices.contains(first - 1), Self.isASCIILetter(units.bytes[first - 1]),
      step < 0
    {
      first -= 1
    }
    while units.bytes.indices.contains(last + 1), Self.isASCIILetter(units.bytes[last + 1]),
      step > 0
    {
      last += 1
    }
    for byte in units.bytes[first...last] {
      key.append(VietnameseLetters.code(of: Unicode.Scalar(byte)))
    }
    return [key]
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
