/// Lines of CSV as the canonical files have them: commas, quotes where needed, line feeds.
package enum CSVLine {
  /// Appends fields and a line end.
  package static func append(_ fields: [String], to bytes: inout [UInt8]) {
    var isFirst = true
    for field in fields {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append(field, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Appends fields and a line end to a table for people, in which nothing is taken for a formula.
  package static func appendGuarded(_ fields: [String], to bytes: inout [UInt8]) {
    append(fields.map(FormulaGuard.guarded), to: &bytes)
  }

  /// The bytes of fields and a line end.
  package static func bytes(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(fields, to: &bytes)
    return bytes
  }

  /// Appends a field, between quotes where it holds a comma, quote or line end.
  package static func append(_ field: String, to bytes: inout [UInt8]) {
    var field = field
    field.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  /// The same for the UTF-8 of a field.
  package static func append(
    _ field: UnsafeRawBufferPointer, to bytes: inout [UInt8]
  ) {
    CSVQuoting(delimiter: UInt8(ascii: ",")).append(field, to: &bytes)
  }
}
