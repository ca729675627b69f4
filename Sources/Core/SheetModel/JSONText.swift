/// Writes JSON by hand into bytes: strings escaped as RFC 8259 (7) asks, all else as it comes.
package enum JSONText {
  /// Appends a string between quotes; only quotes, backslashes and control characters are escaped.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  /// Appends UTF-8 bytes as a string between quotes, whole stretches at a time.
  package static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    bytes.append(quote)
    var start = 0
    for index in 0..<text.count {
      let byte = text[index]
      if byte >= 0x20, byte != quote, byte != backslash { continue }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<index]))
      escape(byte, to: &bytes)
      start = index + 1
    }
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<text.count]))
    bytes.append(quote)
  }

  /// Appends a string, or `null` for nil.
  package static func append(_ text: String?, to bytes: inout [UInt8]) {
    guard let text else {
      bytes.append(contentsOf: "null".utf8)
      return
    }
    append(text, to: &bytes)
  }

  /// Appends a key with its colon; the key must need no escapes.
  package static func append(key: StaticString, to bytes: inout [UInt8]) {
    bytes.append(quote)
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(quote)
    bytes.append(UInt8(ascii: ":"))
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
      bytes.append(hex[Int(byte >> 4)])
      bytes.append(hex[Int(byte & 15)])
    }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let hex = Array("0123456789abcdef".utf8)
}
