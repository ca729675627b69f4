/// A personal number (số định danh cá nhân): twelve digits that a child has from birth registration.
///
/// Three digits of the province of registration (001 to 096), one of sex and century of birth (0
/// and 1 for 1900 to 1999, 2 and 3 for 2000 to 2099, ...; even is male), two of the year of birth,
/// six at random: Nghị định 137/2015/NĐ-CP Điều 13, Thông tư 59/2021/TT-BCA Điều 4.
public struct PersonalNumber: Hashable, Sendable {
  /// Why a text is no personal number, or not that of a child.
  public enum Fault: String, Sendable, CaseIterable {
    /// Not twelve digits.
    case digits
    /// No province has the first three digits.
    case province
    /// The fourth digit gives another sex or century of birth than the row.
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

  /// The province of registration, 0 to 999.
  public var province: Int { Int(value / 1_000_000_000) }
  /// Whether some province has the first three digits.
  public var hasProvince: Bool { (1...96).contains(province) }
  /// The digit of sex and century.
  private var sexDigit: Int { Int(value / 100_000_000 % 10) }
  /// Whether the fourth digit says male.
  public var isMale: Bool { sexDigit % 2 == 0 }
  /// The century of birth as the first two digits of its years: 19, 20 ...
  public var century: Int { 19 + sexDigit / 2 }
  /// The year of birth.
  public var birthYear: Int { century * 100 + Int(value / 1_000_000 % 100) }

  /// The first thing that does not fit a child of a sex and a year of birth; nil is not known.
  public func fault(isMale sex: Bool?, birthYear year: Int?) -> Fault? {
    guard hasProvince else { return .province }
    if let sex, sex != isMale { return .century }
    guard let year else { return nil }
    guard year / 100 == century else { return .century }
    return year == birthYear ? nil : .year
  }
}
