import Text

/// What two names have in common when people take them for the same, however they are spelled.
///
/// Folds what `LabelKey` folds, and further: i and y where they are spelling alone (`Lý` and `Lí`,
/// `Mỹ` and `Mĩ`, `quý` and `quí`, but not `tay` and `tai`), and all blanks and punctuation, so that
/// `Ia H' Drai` is `Ia H'Drai`. For comparing, never for showing.
public struct LooseKey: Hashable, Sendable {
  /// Letters, digits and the tones behind their syllables.
  @usableFromInline package let bytes: [UInt8]

  /// The key of a text.
  @inlinable public init(_ text: some StringProtocol) { self.init(LabelKey(text)) }

  /// The key of a label's key.
  public init(_ key: LabelKey) { self.init(labelBytes: key.bytes[...]) }

  /// The key of a part of a label's key.
  package init(labelBytes: ArraySlice<UInt8>) {
    var folded: [UInt8] = []
    folded.reserveCapacity(labelBytes.count)
    var syllable = 0
    for byte in labelBytes {
      if byte == 0x20 || LabelPunctuation.isPunctuation(byte) {
        Self.foldEnd(of: &folded, from: syllable)
        syllable = folded.count
      } else if byte < 0x08 {
        Self.foldEnd(of: &folded, from: syllable)
        folded.append(byte)
        syllable = folded.count
      } else if (0x30...0x39).contains(byte) {
        Self.foldEnd(of: &folded, from: syllable)
        folded.append(byte)
        syllable = folded.count
      } else {
        folded.append(byte)
      }
    }
    Self.foldEnd(of: &folded, from: syllable)
    bytes = folded
  }

  /// Whether nothing is left to compare.
  @inlinable public var isEmpty: Bool { bytes.isEmpty }

  /// A number of a key's bytes, the same in every run, for tables of many names; equal bytes have equal
  /// ones, other bytes hardly ever.
  package static func fingerprint(of bytes: [UInt8]) -> UInt64 { FNV1a.of(bytes) }

  /// Writes the y that ends a syllable as i, where it stands behind a consonant, `qu` or nothing.
  private static func foldEnd(of bytes: inout [UInt8], from start: Int) {
    guard let last = bytes.indices.last, last >= start, bytes[last] == UInt8(ascii: "y") else {
      return
    }
    let before = bytes[start..<last]
    let isVowel = before.last.map { $0 >= 0x80 || vowels.contains($0) } ?? false
    let isBehindQ = before.suffix(2).elementsEqual("qu".utf8)
    // The last byte of `đ` is that of no vowel with a shape.
    let isBehindD = before.suffix(2).elementsEqual("đ".utf8)
    if !isVowel || isBehindQ || isBehindD { bytes[last] = UInt8(ascii: "i") }
  }

  private static let vowels: Set<UInt8> = Set("aeiouy".utf8)
}
