/// A name without tones, shapes of letters, capitals, blanks and signs.
///
/// What is left when somebody types `Nguyen Thi Hoa` for `Nguyễn Thị Hoà`. For comparing, never for
/// showing.
public struct PlainName: Hashable, Sendable {
  /// Letters a to z (y as i) and digits; other letters as their UTF-8.
  package let bytes: [UInt8]
  /// Where the last word begins.
  package let lastWord: Int

  /// The plain form of a name.
  @inlinable public init(_ text: some StringProtocol) { self.init(LabelKey(text)) }

  /// The plain form of a label's key.
  @usableFromInline package init(_ key: LabelKey) {
    var plain: [UInt8] = []
    plain.reserveCapacity(key.bytes.count)
    var lastWord = 0
    var index = 0
    let source = key.bytes
    while index < source.count {
      let byte = source[index]
      index += 1
      switch byte {
      case UInt8(ascii: "y"): plain.append(UInt8(ascii: "i"))
      case 0x61...0x7A, 0x30...0x39: plain.append(byte)
      case 0x20: lastWord = plain.count
      case 0xC3...0xC6 where index < source.count:
        plain.append(Self.base(byte, source[index]))
        index += 1
      case 0x80...: plain.append(byte)
      default: continue
      }
    }
    bytes = plain
    self.lastWord = min(lastWord, plain.count)
  }

  /// The letter below a shape: ă and â are a, đ is d, ê is e, ô and ơ are o, ư is u.
  private static func base(_ first: UInt8, _ second: UInt8) -> UInt8 {
    let scalar = Unicode.Scalar(UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F)) ?? "\0"
    let code = VietnameseLetters.code(of: scalar)
    return code == 0 ? second : VietnameseLetters.plain(code)
  }

  /// Equal letters.
  public static func == (a: PlainName, b: PlainName) -> Bool { a.bytes == b.bytes }

  /// Hashes the letters.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
