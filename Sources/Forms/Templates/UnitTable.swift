import FormModel
import Indicators
import Units

/// `units/*.csv`: one reporting unit a line, for as long as it had its name and rank.
///
/// A date that is not established, but lies between two days, is written `2017-10-15/2020-02-01`.
enum UnitTable {
  static let columns = [
    "code", "name", "aliases", "parent_code", "level", "valid_from", "valid_to", "confidence",
  ]

  static func units(from records: [TemplateTable.Record]) -> [Declared<ReportingUnit>] {
    records.map { record in
      let from = record.dates("valid_from")
      let to = record.dates("valid_to")
      record.checkCode("parent_code")
      let unit = ReportingUnit(
        code: record.code("code"), name: record.needed("name"), aliases: record.texts("aliases"),
        level: record.needed("level"), parentCode: record.optional("parent_code"),
        validFrom: from?.latest, validTo: to?.latest, earliestFrom: from?.earliest,
        earliestTo: to?.earliest, confidence: record.choice("confidence", or: .recalled))
      return Declared(unit, file: record.file, line: record.line)
    }
  }

  /// The units, each without an end of its own ending with the last unit above it.
  ///
  /// The end of some communes is not established, but none outlives its district.
  static func bounded(_ registry: UnitRegistry) -> UnitRegistry {
    registry.changed { unit in
      guard unit.validTo == nil, let code = unit.parentCode else { return }
      let parents = registry.indexes(code: code)
      let ends = parents.compactMap { registry.units[$0].validTo }
      guard ends.count == parents.count, let end = ends.max() else { return }
      unit.validTo = end
    }
  }
}

/// `units/successions/*.csv`: into which unit another went, one old and one new unit a line.
///
/// The old unit is the one that had its code the day before `date`. `old_name` and `new_name` are
/// there for readers and must agree with the units; an old unit whose code nobody knows has its name
/// alone. Columns `weight_…` hold whole numbers that a split may be divided by. `extent` is `whole`,
/// `part`, `territory` (a part of its land without people: no figure goes with it, and its people have
/// other lines of the day, or stay), `ended` or `unknown`.
enum SuccessionTable {
  static let columns = [
    "old_code", "old_name", "new_code", "new_name", "date", "extent", "legal_basis", "confidence",
  ]
  static let weightPrefix = "weight_"

  /// A succession with the name that its line gives the new unit.
  struct Line: Sendable {
    var succession: UnitSuccession
    var newName: String
  }

  static func successions(from records: [TemplateTable.Record]) -> [Declared<Line>] {
    records.compactMap { record in
      let extent: UnitSuccession.Extent = record.choice("extent", or: .unknown)
      let confidence: Confidence = record.choice("confidence", or: .recalled)
      for column in ["old_code", "new_code"] { record.checkCode(column) }
      if record["old_code"].isEmpty { _ = record.needed("old_name") }
      switch extent {
      case .whole, .part, .territory: _ = record.needed("new_code")
      case .ended, .unknown:
        if !record["new_code"].isEmpty {
          record.report(
            .malformedValue(key: "new_code", found: record["new_code"], expected: "(\(extent))"))
        }
      }
      if record["date"].isEmpty { record.report(.missingKey("date")) }
      guard let date = record.dates("date") else { return nil }
      let succession = UnitSuccession(
        oldCode: record.optional("old_code"), oldName: record["old_name"],
        newCode: record.optional("new_code"), date: date.latest, earliestDate: date.earliest,
        extent: extent, weights: weights(of: record), legalBasis: record["legal_basis"],
        confidence: confidence)
      return Declared(
        Line(succession: succession, newName: record["new_name"]), file: record.file,
        line: record.line)
    }
  }

  private static func weights(of record: TemplateTable.Record) -> [String: Int64] {
    var weights: [String: Int64] = [:]
    for (column, text) in record.fields(prefix: weightPrefix) where !text.isEmpty {
      guard let weight = Int64(text), weight >= 0, text.utf8.count <= 15 else {
        record.report(.malformedValue(key: column, found: text, expected: "0, 1, 2 …"))
        continue
      }
      weights[String(column.dropFirst(weightPrefix.count))] = weight
    }
    return weights
  }
}

extension TemplateTable.Record {
  /// A field; nil when empty.
  fileprivate func optional(_ column: String) -> String? {
    self[column].isEmpty ? nil : self[column]
  }

  /// A day, or the two days that it lies between; nil when empty, and, reported, for anything else.
  fileprivate func dates(
    _ column: String
  ) -> (latest: CalendarDate, earliest: CalendarDate?)? {
    let text = self[column]
    if text.isEmpty { return nil }
    if let date = CalendarDate(text) { return (date, nil) }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let earliest = CalendarDate(parts[0]), let latest = CalendarDate(parts[1]),
      earliest <= latest
    {
      return (latest, earliest)
    }
    report(
      .malformedValue(key: column, found: text, expected: "yyyy-mm-dd | yyyy-mm-dd/yyyy-mm-dd"))
    return nil
  }
}
