import Indicators

/// The languages of messages.
public enum Language: String, Sendable, CaseIterable {
  /// Vietnamese, with `1.234` and `12,5`.
  case vi
  /// English, with `1234` and `12.5`.
  case en

  /// The text of this language; the other is not made.
  package func say(_ vietnamese: @autoclosure () -> String, _ english: @autoclosure () -> String)
    -> String
  {
    switch self {
    case .vi: vietnamese()
    case .en: english()
    }
  }

  /// A number as the language writes it: `1.234,5` or `1234.5`.
  package func number(_ value: ExactDecimal) -> String {
    switch self {
    case .vi: Self.grouped(value.description)
    case .en: value.description
    }
  }

  /// A count as the language writes it.
  package func number(_ count: Int) -> String { number(ExactDecimal(Int64(clamping: count))) }

  /// A day as the language writes it: `01/07/2025` or `2025-07-01`.
  package func day(_ date: CalendarDate) -> String { say(date.vietnamese, date.description) }

  /// Puts dots between groups of three digits, and a comma before decimals.
  private static func grouped(_ plain: String) -> String {
    let bytes = Array(plain.utf8)
    let point = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.count
    let start = bytes.first == UInt8(ascii: "-") ? 1 : 0
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 3)
    for (index, byte) in bytes.enumerated() {
      if index == point {
        text.append(UInt8(ascii: ","))
        continue
      }
      if index > start, index < point, (point - index) % 3 == 0 { text.append(UInt8(ascii: ".")) }
      text.append(byte)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
