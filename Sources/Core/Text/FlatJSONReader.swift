/// Reads one JSON object whose members are strings, numbers and nulls; anything else is refused.
///
/// Numbers keep their digits: no binary floating point stands between a file and its figure.
package struct FlatJSONReader {
  /// What a member holds.
  package enum Value: Equatable {
    /// A string, its escapes resolved.
    case text(String)
    /// A number's digits as they are written.
    case number(String)
    /// Nothing.
    case null
  }

  /// A name and what stands under it.
  package struct Member: Equatable {
    /// The name, which other members may have too.
    package var name: String
    /// What stands under it.
    package var value: Value
  }

  private let bytes: [UInt8]
  private var index = 0

  /// A reader of a text.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// What stands where reading stopped, at most 24 bytes of it.
  package var rest: String {
    String(decoding: bytes[min(index, bytes.count)...].prefix(24), as: UTF8.self)
  }

  /// The members in their order; nil when the whole text is not such an object.
  package mutating func members() -> [Member]? {
    guard take(UInt8(ascii: "{")) else { return nil }
    var members: [Member] = []
    if take(UInt8(ascii: "}")) { return atEnd ? members : nil }
    repeat {
      skipBlanks()
      guard let name = string(), take(UInt8(ascii: ":")), let value = value() else { return nil }
      members.append(Member(name: name, value: value))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")), atEnd else { return nil }
    return members
  }

  private var atEnd: Bool {
    mutating get {
      skipBlanks()
      return index == bytes.count
    }
  }

  private mutating func value() -> Value? {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "\"")?: return string().map(Value.text)
    case UInt8(ascii: "n")?:
      guard bytes[index...].starts(with: "null".utf8) else { return nil }
      index += 4
      return .null
    default: return number().map(Value.number)
    }
  }

  /// A number without an exponent, as written (RFC 8259, 6).
  private mutating func number() -> String? {
    let start = index
    if peek == UInt8(ascii: "-") { index += 1 }
    let whole = digits()
    guard whole > 0 else { return nil }
    if whole > 1, bytes[index - whole] == UInt8(ascii: "0") { return nil }
    if peek == UInt8(ascii: ".") {
      index += 1
      guard digits() > 0 else { return nil }
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = index
    while let byte = peek, byte >= 0x30, byte <= 0x39 { index += 1 }
    return index - start
  }

  private mutating func string() -> String? {
    guard peek == UInt8(ascii: "\"") else { return nil }
    index += 1
    var start = index
    var text: [UInt8] = []
    while let byte = peek {
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        let rest = bytes[start..<index - 1]
        return text.isEmpty
          ? String(validating: rest, as: UTF8.self)
          : String(validating: text + rest, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[start..<index - 1]
        guard appendEscape(to: &text) else { return nil }
        start = index
      case 0..<0x20: return nil
      default: continue
      }
    }
    return nil
  }

  private mutating func appendEscape(to text: inout [UInt8]) -> Bool {
    guard let letter = peek else { return false }
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let scalar = escapedScalar() else { return false }
      text.append(contentsOf: String(scalar).utf8)
    default: return false
    }
    return true
  }

  /// The scalar of a `\u` escape with its four digits, or of a surrogate pair of two such escapes.
  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let first = hexadecimal() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard peek == UInt8(ascii: "\\") else { return nil }
    index += 1
    guard peek == UInt8(ascii: "u") else { return nil }
    index += 1
    guard let second = hexadecimal(), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var number: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      switch byte {
      case 0x30...0x39: number = number << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: number = number << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: number = number << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    index += 4
    return number
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
    }
  }
}
