/// Strings between quotes, with what RFC 8259 (7) wants escaped and nothing else: quotes, backslashes
/// and control characters, in the short form where there is one.
extension JSONWriter {
  static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  /// Appends UTF-8 bytes as a string, whole stretches at a time.
  static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    bytes.append(quote)
    var start = 0
    while true {
      let end = plainEnd(of: text, from: start)
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<end]))
      guard end < text.count else { break }
      escape(text[end], to: &bytes)
      start = end + 1
    }
    bytes.append(quote)
  }

  /// The index of the first byte from `start` on that must be escaped; the end where there is none.
  private static func plainEnd(of text: UnsafeRawBufferPointer, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones << 7
    var index = start
    // Eight bytes at a time: the lowest top bit that is set stands in the first byte looked for.
    while index + 8 <= text.count {
      let word = UInt64(
        littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quotes = word ^ (ones &* UInt64(quote))
      let backslashes = word ^ (ones &* UInt64(backslash))
      let found =
        ((word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes
          | (backslashes &- ones) & ~backslashes) & tops
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte == quote || byte == backslash { return index }
      index += 1
    }
    return index
  }

  private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(backslash)
    switch byte {
    case quote, backslash: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit + UInt8(ascii: digit < 10 ? "0" : "W"))
      }
    }
  }
}
