import NumberCodes

extension NumberFormat {
  /// What a format shows with a number beside its digits.
  package struct Dress: Hashable, Sendable {
    /// The texts before and behind the digits, parted by a blank: `‰` of `0.00"‰"`.
    package var text: String
    /// How often the number is divided by a thousand: 1 for `0,`, 2 for `0.0,,`.
    package var thousands: Int
  }

  /// The dress of numbers; nil for a format that adds nothing and divides nothing, or shows dates.
  ///
  /// Of several sections the first that has one counts. `%` of a percentage is no text: it is part of
  /// how the number is read. ECMA-376 Part 1, 18.8.31.
  package var dress: Dress? {
    guard mayBeDressed, !isTemporal else { return nil }
    return NumberCode(code).sections.lazy.prefix(3).compactMap(Self.dress(of:)).first
  }

  /// A look at the bytes, for most codes are plain: `0.00`, `#,##0`.
  private var mayBeDressed: Bool {
    var last: UInt8 = 0
    for byte in code.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "["), 0x80...: return true
      case UInt8(ascii: "#"), UInt8(ascii: "0"), UInt8(ascii: "?"): break
      default: if last == UInt8(ascii: ",") { return true }
      }
      last = byte
    }
    return last == UInt8(ascii: ",")
  }

  private static func dress(of section: NumberCode.Section) -> Dress? {
    let tokens = section.tokens
    switch section.kind {
    case .general, .number, .percentage: break
    case .date, .time, .duration, .text: return nil
    }
    guard tokens.contains(where: { $0.isDigit || $0 == .general }) else { return nil }
    var dress = Dress(text: "", thousands: 0)
    var bytes: [UInt8] = []
    let point = tokens.firstIndex(of: .point) ?? tokens.count
    let lastWhole = tokens[..<point].lastIndex(where: \.isDigit) ?? -1
    let lastDigit = tokens.lastIndex(where: \.isDigit) ?? -1
    for (index, token) in tokens.enumerated() {
      switch token {
      case .literal(let text), .currency(let text, _): bytes += text
      case .comma where index > lastDigit || (index > lastWhole && index < point):
        if lastDigit >= 0 { dress.thousands += 1 }
      case .digit, .general: if bytes.last != 0x20 { bytes.append(0x20) }
      default: break
      }
    }
    dress.text = String(decoding: bytes, as: UTF8.self)
    let isBare = bytes.allSatisfy { $0 <= 0x20 || "-()".utf8.contains($0) }
    return isBare && dress.thousands == 0 ? nil : dress
  }
}
