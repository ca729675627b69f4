import Indicators

/// `units/*.csv`: one reporting unit a line, for as long as it had its name and rank.
enum UnitTable {
  static let columns = [
    "code", "name", "aliases", "parent_code", "level", "valid_from", "valid_to", "successor_code",
    "confidence",
  ]

  static func units(from records: [TemplateTable.Record]) -> [Declared<ReportingUnit>] {
    records.map { record in
      let _: Confidence = record.choice("confidence", or: .recalled)
      let unit = ReportingUnit(
        code: record.needed("code"), name: record.needed("name"), aliases: record.texts("aliases"),
        level: record.needed("level"), parentCode: optional(record["parent_code"]),
        validFrom: date("valid_from", record), validTo: date("valid_to", record),
        successorCode: optional(record["successor_code"]))
      return Declared(unit, file: record.file, line: record.line)
    }
  }

  /// The units, each without an end of its own ending with the last unit above it.
  ///
  /// The end of some communes is not established, but none outlives its district.
  static func bounded(_ units: [ReportingUnit]) -> [ReportingUnit] {
    let byCode = Dictionary(grouping: units, by: \.code)
    return units.map { unit in
      guard unit.validTo == nil, let parents = unit.parentCode.flatMap({ byCode[$0] }) else {
        return unit
      }
      let ends = parents.compactMap(\.validTo)
      guard ends.count == parents.count, let end = ends.max() else { return unit }
      var bounded = unit
      bounded.validTo = end
      return bounded
    }
  }

  private static func optional(_ text: String) -> String? { text.isEmpty ? nil : text }

  private static func date(_ column: String, _ record: TemplateTable.Record) -> CalendarDate? {
    let text = record[column]
    if text.isEmpty { return nil }
    if let date = CalendarDate(text) { return date }
    record.report(.malformedValue(key: column, found: text, expected: "yyyy-mm-dd"))
    return nil
  }
}
