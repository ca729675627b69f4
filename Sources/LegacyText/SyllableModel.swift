import SheetModel

/// Which syllables Vietnamese can have, by its structure of onset, rhyme and tone.
///
/// A set of all of them, some twenty thousand, each a number of its letters without regard to case.
/// Both ways of putting the tone (hòa and hoà) are in it.
public struct SyllableModel: Sendable {
  /// An open hash table of keys, 0 being free; its size is a power of two.
  private let slots: [UInt64]
  private let mask: Int
  /// The number of syllables.
  public let count: Int

  /// A model of syllables by their keys.
  init(keys: Set<UInt64>) {
    var size = 1024
    while size < keys.count * 3 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for key in keys where key != 0 {
      var slot = Self.hash(key) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = key
    }
    self.slots = slots
    mask = size - 1
    count = keys.count
  }

  /// A model without syllables, under which nothing is taken for an old encoding.
  public static let empty = SyllableModel(keys: [])

  /// Whether Vietnamese can have the syllable, in whatever case and normal form NFC.
  public func isValid(_ syllable: some StringProtocol) -> Bool {
    var key = SyllableKey()
    for scalar in syllable.unicodeScalars { key.append(VietnameseLetters.code(of: scalar)) }
    return contains(key)
  }

  /// Whether the syllable of a key is there.
  @inline(__always)
  func contains(_ key: SyllableKey) -> Bool {
    guard key.isWhole else { return false }
    var slot = Self.hash(key.bits) & mask
    while true {
      let entry = slots[slot]
      if entry == key.bits { return true }
      if entry == 0 { return false }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}

/// The letters of a syllable in one number: seven bits each, nine letters at most.
struct SyllableKey: Hashable {
  /// The letters, the last in the lowest bits; all ones where there are too many, or one is none.
  private(set) var bits: UInt64 = 0

  /// Adds the letter of a number of `VietnameseLetters`.
  @inline(__always)
  mutating func append(_ code: UInt8) {
    let isFull = bits >> 56 != 0
    bits = isFull || code == 0 ? .max : bits << 7 | UInt64(code)
  }

  /// Whether the key is that of one to nine letters.
  @inline(__always)
  var isWhole: Bool { bits != 0 && bits != .max }
}
