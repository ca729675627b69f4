import FormModel
import Indicators
import SheetModel
import Text

/// The JSON Lines form of the observation table: one flat object a line, in canonical column order.
///
/// `form_version` and `value` are numbers (every digit counts: read them as decimals), all else is
/// text, what is absent is `null`; `units_at` is there for figures that were mapped alone.
extension ObservationTable {
  /// The JSON object of an observation, without a line end.
  public static func json(_ observation: Observation) -> String {
    var json = JSONWriter()
    json.beginObject()
    for column in observation.key.unitsAt == nil ? Column.usual : Column.allCases {
      json.key(named: column.rawValue)
      switch (column, text(of: observation, in: column)) {
      case (.formVersion, let text?), (.value, let text?): json.value(digits: text)
      case (_, let text): json.value(text)
      }
    }
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension ObservationTable.Reader {
  /// The observation of one line of JSON.
  /// - Throws: `ObservationTableError` with the line, the column and what was found there.
  public mutating func observation(
    json text: String, line: Int
  ) throws(ObservationTableError) -> Observation {
    var reader = FlatJSONReader(text)
    guard let members = reader.members() else {
      throw ObservationTableError(.malformedJSON, line: line, found: .withheld(reader.rest))
    }
    var record: [ObservationTable.Column: String] = [:]
    var seen: Set<ObservationTable.Column> = []
    for (index, member) in members.enumerated() {
      guard let column = ObservationTable.Column(rawValue: member.name) else {
        throw ObservationTableError(.unknownColumn, line: line, column: "\(index + 1)")
      }
      guard seen.insert(column).inserted else {
        throw ObservationTableError(.duplicateColumn, line: line, column: "\(column)")
      }
      let wantsNumber = column == .formVersion || column == .value
      switch member.value {
      case .null: continue
      case .number(let digits) where wantsNumber: record[column] = digits
      case .text(let text) where !wantsNumber:
        if !text.isEmpty { record[column] = text }
      case .number(let found), .text(let found):
        throw ObservationTableError(
          .malformedValue, line: line, column: "\(column)", found: Evidence(code: found))
      }
    }
    for column in ObservationTable.Column.allCases where column.isRequired {
      guard seen.contains(column) else {
        throw ObservationTableError(.missingColumn, line: line, column: "\(column)")
      }
    }
    return try observation(record: record, line: line)
  }
}
