import Indicators

/// The JSON Lines form of the observation table: one flat object a line, in canonical column order.
///
/// `form_version` and `value` are numbers (every digit counts: read them as decimals), all else is
/// text, what is absent is `null`.
extension ObservationTable {
  /// The JSON object of an observation, without a line end.
  public static func json(_ observation: Observation) -> String {
    var bytes: [UInt8] = []
    for column in Column.allCases {
      bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
      appendQuoted(column.rawValue, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      switch (column, text(of: observation, in: column)) {
      case (_, nil): bytes.append(contentsOf: "null".utf8)
      case (.formVersion, let text?), (.value, let text?): bytes.append(contentsOf: text.utf8)
      case (_, let text?): appendQuoted(text, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a JSON string: quotes, backslashes and control characters escaped (RFC 8259, 7).
  private static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    let hexadecimal = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(hexadecimal[Int(byte >> 4)])
        bytes.append(hexadecimal[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension ObservationTable.Reader {
  /// The observation of one line of JSON.
  /// - Throws: `ObservationTableError` with the line, the column and what was found there.
  public mutating func observation(
    json text: String, line: Int
  ) throws(ObservationTableError) -> Observation {
    var parser = FlatJSONParser(text: text)
    guard let members = parser.object() else {
      throw ObservationTableError(.malformedJSON, line: line, found: parser.rest)
    }
    var record: [ObservationTable.Column: String] = [:]
    var seen: Set<ObservationTable.Column> = []
    for member in members {
      guard let column = ObservationTable.Column(rawValue: member.name) else {
        throw ObservationTableError(
          .unknownColumn, line: line, column: member.name, found: member.name)
      }
      guard seen.insert(column).inserted else {
        throw ObservationTableError(
          .duplicateColumn, line: line, column: member.name, found: member.name)
      }
      let wantsNumber = column == .formVersion || column == .value
      switch member.value {
      case .null: continue
      case .number(let digits) where wantsNumber: record[column] = digits
      case .text(let text) where !wantsNumber:
        if !text.isEmpty { record[column] = text }
      case .number(let found), .text(let found):
        throw ObservationTableError(
          .malformedValue, line: line, column: member.name, found: found)
      }
    }
    for column in ObservationTable.Column.allCases where column.isRequired {
      guard seen.contains(column) else {
        throw ObservationTableError(.missingColumn, line: line, column: column.rawValue)
      }
    }
    return try observation(record: record, line: line)
  }
}
