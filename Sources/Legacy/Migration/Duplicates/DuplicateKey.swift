import Indicators
import Text
import VietnameseText

/// What is kept of a record to find the same child in another row: hashes and the row, no name.
///
/// A key is 48 bytes in memory and in a file of keys (little endian), so that a run which was broken
/// off need not read its inputs again. Keys are the same in every run and on every machine.
public struct DuplicateKey: Sendable, Hashable {
  /// Unit, period and birth date, the latter without regard to which number is the day and which
  /// the month; 0 where the record lacks one of them.
  var block: UInt64 = 0
  /// The words of the name before the last without their marks, five bits a letter, the last 24;
  /// bit 127 is set where the day is above the month.
  var familyHigh: UInt64 = 0
  var familyLow: UInt64 = 0
  /// Personal number and period; 0 for none.
  var number: UInt64 = 0
  /// The name as people take it for the same (`LooseKey`).
  var name: UInt32 = 0
  /// The last word of the name, the given name, without marks.
  var given: UInt32 = 0
  /// The row in the sheet, from 0.
  var row: UInt32
  /// The sheet's place in its file; in `NearDuplicates` its number there.
  var sheet: UInt32

  /// Whether nothing of the record can be compared.
  public var isEmpty: Bool { block == 0 && number == 0 }

  /// The key of a child of a unit in a period.
  ///
  /// Only whole personal numbers are compared. A child may stand in the register of every period,
  /// so nothing is compared across periods.
  public init(
    sheet: Int = 0, row: Int, name: String, birth: CalendarDate?, personalNumber: PersonalNumber?,
    unit: String,
    period: ReportingPeriod
  ) {
    self.row = UInt32(clamping: row)
    self.sheet = UInt32(clamping: sheet)
    var hash = StableHash()
    hash.mix(period.description.utf8)
    if let personalNumber {
      var own = hash
      own.mix(personalNumber.value)
      number = own.value | 1
    }
    let label = LabelKey(name)
    guard let birth, !label.isEmpty else { return }
    hash.mix(unit.utf8)
    hash.mix(UInt64(birth.year))
    hash.mix(UInt64(min(birth.day, birth.month)))
    hash.mix(UInt64(max(birth.day, birth.month)))
    block = hash.value | 1
    let plain = PlainName(label)
    let family = Self.packed(plain.bytes[..<plain.lastWord])
    familyHigh = UInt64(truncatingIfNeeded: family >> 64) | (birth.day > birth.month ? 1 << 63 : 0)
    familyLow = UInt64(truncatingIfNeeded: family)
    self.name = StableHash.of(LooseKey(label).bytes)
    given = StableHash.of(plain.bytes[plain.lastWord...])
  }

  /// The letters of the family and middle names, five bits each.
  var family: UInt128 { UInt128((familyHigh << 1) >> 1) << 64 | UInt128(familyLow) }
  /// Whether the day is above the month: tells 05/03 from 03/05 in one block.
  var isDayAbove: Bool { familyHigh >> 63 == 1 }

  private static func packed(_ letters: ArraySlice<UInt8>) -> UInt128 {
    var packed: UInt128 = 0
    for letter in letters.suffix(24) {
      let code = letter >= 0x61 && letter <= 0x7A ? letter - 0x60 : 27 + letter % 5
      packed = packed << 5 | UInt128(code)
    }
    return packed
  }

  // MARK: In a file

  /// How many bytes a key has in a file.
  public static let size = 48

  /// Appends the key as `size` bytes.
  public func append(to bytes: inout [UInt8]) {
    for word in [
      block, familyHigh, familyLow, number, UInt64(name) | UInt64(given) << 32,
      UInt64(row) | UInt64(sheet) << 32,
    ] {
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  /// Reads a key from `size` bytes; nil for fewer or more.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.size else { return nil }
    func word(_ index: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    (block, familyHigh, familyLow, number) = (word(0), word(1), word(2), word(3))
    name = UInt32(truncatingIfNeeded: word(4))
    given = UInt32(truncatingIfNeeded: word(4) >> 32)
    row = UInt32(truncatingIfNeeded: word(5))
    sheet = UInt32(truncatingIfNeeded: word(5) >> 32)
  }
}

/// FNV-1a with a last stirring: the same in every run, unlike the hashes of the standard library.
struct StableHash {
  private var state = FNV1a()

  /// The hash so far.
  var value: UInt64 {
    var value = state.value
    value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 33
  }

  /// The upper half of the hash of bytes.
  static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var hash = StableHash()
    hash.mix(bytes)
    return UInt32(truncatingIfNeeded: hash.value >> 32)
  }

  /// Takes bytes, and an end behind them.
  mutating func mix(_ bytes: some Sequence<UInt8>) {
    state.mix(bytes)
    state.mix(0xFF)
  }

  /// Takes a number.
  mutating func mix(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      state.mix(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}
