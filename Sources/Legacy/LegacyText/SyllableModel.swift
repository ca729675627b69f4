import SheetModel
import VietnameseText

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

  /// What a syllable is.
  enum Standing {
    /// No syllable.
    case none
    /// One that Vietnamese can have.
    case possible
    /// One that is met often.
    case common
  }

  /// What marks the keys of common syllables.
  private static let commonBit: UInt64 = 1 << 63

  /// A model of syllables by their keys; the common ones need not be among the others.
  init(keys: Set<UInt64>, common: Set<UInt64> = []) {
    let all = keys.union(common)
    var size = 1024
    while size < all.count * 3 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for key in all where key != 0 {
      var slot = Self.hash(key) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = common.contains(key) ? key | Self.commonBit : key
    }
    self.slots = slots
    mask = size - 1
    count = all.count
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
  func standing(of key: SyllableKey) -> Standing {
    guard key.isWhole else { return .none }
    var slot = Self.hash(key.bits) & mask
    while true {
      let entry = slots[slot]
      if entry & ~Self.commonBit == key.bits {
        return entry & Self.commonBit != 0 ? .common : .possible
      }
      if entry == 0 { return .none }
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
