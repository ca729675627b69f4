/// A personal number (số định danh cá nhân): twelve digits that a child has from birth registration.
///
/// Three digits of the place where the birth was registered, one of sex and century of birth (0 and
/// 1 for 1900 to 1999, 2 and 3 for 2000 to 2099, ...; even is male), two of the year of birth, six
/// at random: Nghị định 137/2015/NĐ-CP Điều 13 (the place is a province or, abroad, a country) with
/// Thông tư 07/2016/TT-BCA Điều 7 and its annexes; a number once given stays, so that the decrees
/// and circulars that followed (Thông tư 59/2021/TT-BCA, Luật Căn cước 2023 Điều 12, Nghị định
/// 70/2024/NĐ-CP) and the mergers of provinces changed no number.
public struct PersonalNumber: Hashable, Sendable {
  /// Why a text is no personal number, or not that of a child.
  public enum Fault: String, Sendable, CaseIterable {
    /// Not twelve digits.
    case digits
    /// Neither a province nor a country has the first three digits.
    case province
    /// The fourth digit gives another sex than the row, and nothing else is wrong with it.
    case sex
    /// The fourth digit gives another century of birth than the row.
    case century
    /// The fifth and sixth digit give another year of birth than the row.
    case year
  }

  /// The number, its leading zeros left out.
  public let value: UInt64

  /// Reads twelve digits and nothing else.
  public init?(_ text: some StringProtocol) {
    var value: UInt64 = 0
    var count = 0
    for byte in text.utf8 {
      guard byte >= 0x30, byte <= 0x39, count < 12 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
      count += 1
    }
    guard count == 12 else { return nil }
    self.value = value
  }

  /// The province or country of registration, 0 to 999.
  public var province: Int { Int(value / 1_000_000_000) }
  /// Whether the first three digits are the code of a province or of a country.
  ///
  /// The 63 provinces of annex 1 of Thông tư 07/2016/TT-BCA, whose codes leave gaps (001, 002, 004,
  /// ...); countries are numbered from 101 on, and which of those numbers are in use is not judged.
  public var hasProvince: Bool { province >= 101 || Self.provinces.contains(province) }

  private static let provinces: Set<Int> = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
  ]
  /// The digit of sex and century.
  private var sexDigit: Int { Int(value / 100_000_000 % 10) }
  /// Whether the fourth digit says male.
  public var isMale: Bool { sexDigit % 2 == 0 }
  /// The century of birth as the first two digits of its years: 19, 20 ...
  public var century: Int { 19 + sexDigit / 2 }
  /// The year of birth.
  public var birthYear: Int { century * 100 + Int(value / 1_000_000 % 100) }

  /// The gravest thing that does not fit a child of a sex and a year of birth; nil is not known.
  public func fault(isMale sex: Bool?, birthYear year: Int?) -> Fault? {
    if let year, year / 100 != century { return .century }
    if let year, year != birthYear { return .year }
    if let sex, sex != isMale { return .sex }
    return hasProvince ? nil : .province
  }
}
