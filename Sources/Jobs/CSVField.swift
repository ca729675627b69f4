/// Fields of delimited text as `CSVWriter` writes them with its usual dialect.
enum CSVField {
  /// Appends a text as a field.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  /// Appends UTF-8 as a field, between quotes where it holds a delimiter, quote or line end.
  static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let isPlain = text.allSatisfy { byte in
      byte > quote && byte != UInt8(ascii: ",") || byte == 0x20 || byte == 0x21 || byte == 0x09
    }
    if isPlain { return bytes.append(contentsOf: text) }
    guard
      text.contains(where: { $0 == quote || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D })
    else {
      return bytes.append(contentsOf: text)
    }
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
