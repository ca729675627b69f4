import SheetModel
import VietnameseText

/// Which syllables Vietnamese can have, by its structure of onset, rhyme and tone.
///
/// A set of all of them, some fifteen thousand, each a number of its letters without regard to case.
/// Both ways of putting the tone (hòa and hoà) are in it.
public struct SyllableModel: Sendable {
  /// An open hash table of keys, 0 being free; its size is a power of two.
  private var slots: [UInt64]
  private let mask: Int
  /// The number of syllables.
  public let count: Int

  /// What a syllable is, the rarer the lower.
  enum Standing: UInt8, Comparable {
    /// No syllable.
    case none
    /// One that Vietnamese can have.
    case possible
    /// One that is a word, though not met often.
    case known
    /// One that is met often.
    case common

    static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
  }

  /// What is known of a syllable.
  struct Entry {
    fileprivate let bits: UInt64
    /// What it is.
    var standing: Standing { Standing(rawValue: UInt8(bits >> 56 & 3)) ?? .none }
    /// Whether the same bytes are as good a word in an old encoding, in small letters or with the
    /// first a capital.
    var isContested: Bool { bits >> 58 & 1 == 1 }
    /// The same for the syllable in capitals.
    var isContestedInCapitals: Bool { bits >> 59 & 1 == 1 }
  }

  /// The bits of an entry that are the key: eight letters.
  private static let keyMask: UInt64 = 1 << 56 - 1

  /// A model of syllables by their keys; the common and known ones need not be among the others.
  init(keys: Set<UInt64>, common: Set<UInt64> = [], known: Set<UInt64> = []) {
    let all = keys.union(common).union(known)
    var size = 1024
    while size < all.count * 3 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
    count = all.count
    for key in all where key != 0 && key <= Self.keyMask {
      let standing: Standing =
        common.contains(key) ? .common : known.contains(key) ? .known : .possible
      slots[slot(of: key)] = key | UInt64(standing.rawValue) << 56
    }
    markContested()
  }

  /// A model without syllables, under which nothing is taken for an old encoding.
  public static let empty = SyllableModel(keys: [])

  /// Whether Vietnamese can have the syllable, in whatever case and normal form NFC.
  public func isValid(_ syllable: some StringProtocol) -> Bool {
    var key = SyllableKey()
    for scalar in syllable.unicodeScalars { key.append(VietnameseLetters.code(of: scalar)) }
    return standing(of: key) != .none
  }

  /// What the syllable of a key is.
  @inline(__always)
  func standing(of key: SyllableKey) -> Standing { entry(of: key).standing }

  /// What is known of the syllable of a key.
  @inline(__always)
  func entry(of key: SyllableKey) -> Entry {
    key.isWhole ? Entry(bits: slots[slot(of: key.bits)]) : Entry(bits: 0)
  }

  /// Where a key is, or would be.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 || entry & Self.keyMask == key { return slot }
      slot = (slot &+ 1) & mask
    }
  }

  // MARK: Other readings

  /// Notes which syllables of Latin-1 letters are words in an old encoding too.
  private mutating func markContested() {
    let tables = LetterTables()
    for slot in slots.indices where slots[slot] != 0 {
      guard let lower = Self.latin(slots[slot] & Self.keyMask) else { continue }
      let standing = Entry(bits: slots[slot]).standing
      let upper = lower.map(Self.capital)
      let title = [upper[0]] + lower.dropFirst()
      if isContested(lower, standing, tables) || isContested(title, standing, tables) {
        slots[slot] |= 1 << 58
      }
      if isContested(upper, standing, tables) { slots[slot] |= 1 << 59 }
    }
  }

  private func isContested(
    _ bytes: [UInt8], _ standing: Standing, _ tables: LetterTables
  ) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      let own = tables.key(bytes, 0..<bytes.count, .unicode)
      return [LegacyEncoding.tcvn3, .vni, .windows1258].contains { encoding in
        let key = tables.key(bytes, 0..<bytes.count, encoding)
        if key == own { return false }
        // Against a word that is met often, one that only could be is nothing.
        let other = self.standing(of: key)
        return standing == .common ? other >= .known : other >= .possible
      }
    }
  }

  /// The small letters of a key in Latin-1; nil where they are not all of it, or all ASCII.
  private static func latin(_ key: UInt64) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = key
    while rest != 0 {
      let scalar = VietnameseLetters.lower[Int(rest & 0x7F)]
      guard scalar.value < 0x100 else { return nil }
      bytes.append(UInt8(scalar.value))
      rest >>= 7
    }
    return bytes.contains { $0 >= 0x80 } ? bytes.reversed() : nil
  }

  private static func capital(_ byte: UInt8) -> UInt8 { byte - 0x20 }
}

/// The letters of a syllable in one number: seven bits each, eight letters at most.
struct SyllableKey: Hashable {
  /// The letters, the last in the lowest bits; all ones where there are too many, or one is none.
  private(set) var bits: UInt64 = 0

  init() {}

  /// The key of one to eight letters, put together elsewhere.
  init(bits: UInt64) { self.bits = bits }

  /// Adds the letter of a number of `VietnameseLetters`.
  @inline(__always)
  mutating func append(_ code: UInt8) {
    let isFull = bits >> 49 != 0
    bits = isFull || code == 0 ? .max : bits << 7 | UInt64(code)
  }

  /// Whether the key is that of one to eight letters.
  @inline(__always)
  var isWhole: Bool { bits != 0 && bits != .max }
}

extension LetterTables {
  /// The key of the letters of bytes in an encoding; not whole where one is no letter.
  func key(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ encoding: LegacyEncoding
  ) -> SyllableKey {
    var key = SyllableKey()
    var index = range.lowerBound
    while index < range.upperBound {
      let glyph = glyph(bytes, at: index, before: range.upperBound, encoding)
      key.append(glyph.code == Glyph.unused ? 0 : glyph.code)
      index += glyph.count
    }
    return key
  }
}
