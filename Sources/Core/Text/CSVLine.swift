/// Lines of CSV as the canonical files have them: commas, quotes where needed, line feeds.
package enum CSVLine {
  /// Appends fields and a line end.
  package static func append(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The bytes of fields and a line end.
  package static func bytes(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(fields, to: &bytes)
    return bytes
  }

  /// Appends a field, between quotes where it holds a delimiter, quote or line end.
  package static func append(_ field: String, to bytes: inout [UInt8]) {
    var field = field
    field.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  /// The same for the UTF-8 of a field.
  package static func append(_ field: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let comma = UInt8(ascii: ",")
    let isPlain = field.allSatisfy { byte in
      byte > quote && byte != comma || byte == 0x20 || byte == 0x21 || byte == 0x09
    }
    if isPlain { return bytes.append(contentsOf: field) }
    guard field.contains(where: { $0 == quote || $0 == comma || $0 == 0x0A || $0 == 0x0D }) else {
      return bytes.append(contentsOf: field)
    }
    bytes.append(quote)
    for byte in field {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
