import Indicators
import SheetModel

/// Personal numbers, alone and against birth date and sex.
enum CleaningNumbers {
  /// The text without blanks, stops and dashes between its digits.
  static func separatorsRemoved(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return text }
    let kept = text.unicodeScalars.filter { ![" ", ".", "-", "'", "’"].contains($0) }
    // Only where nothing but digits is left; in anything else the signs may mean something.
    guard !kept.isEmpty, kept.allSatisfy({ (0x30...0x39).contains($0.value) }) else { return text }
    return String(String.UnicodeScalarView(kept))
  }

  /// What is wrong with a number of a child, if anything.
  static func problem(
    _ text: String, kind: CellKind, isMale: Bool?, birthYear: Int?
  ) -> CleaningRule? {
    guard let number = PersonalNumber(text) else { return malformed(text, kind) }
    if !number.hasProvince { return .numberProvince }
    if let isMale, isMale != number.isMale { return .numberSex }
    if let birthYear, birthYear != number.birthYear { return .numberBirthYear }
    return nil
  }

  private static func malformed(_ text: String, _ kind: CellKind) -> CleaningRule {
    let isDigits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    switch (isDigits, text.utf8.count) {
    case (true, 9): return .numberOldCard
    case (true, 11) where kind == .number: return .numberLeadingZero
    case (false, _) where kind == .number || isRounded(text): return .numberRounded
    default: return .numberDigits
    }
  }

  /// Whether a text is a number in powers of ten, as `1.2315E+10`.
  private static func isRounded(_ text: String) -> Bool {
    let isPower = text.utf8.contains { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }
    return isPower && text.utf8.allSatisfy { (0x2B...0x39).contains($0) || $0 | 0x20 == 0x65 }
  }
}
