import Indicators
import UnitLists
import Units

/// A succession as a record of `Templates/units/successions/*.csv`, without its source.
enum SuccessionRecord {
  static let head = [
    "old_code", "old_name", "new_code", "new_name", "date", "extent", "weight_population",
    "legal_basis", "confidence",
  ]

  static func fields(of entry: ConversionResult.Entry) -> [String] {
    let succession = entry.succession
    return [
      succession.oldCode ?? "", succession.oldName, succession.newCode ?? "", entry.newName,
      UnitRecord.text(succession.date, earliest: succession.earliestDate),
      succession.extent.rawValue, succession.weights["population"].map(String.init) ?? "",
      succession.legalBasis, succession.confidence.rawValue,
    ]
  }
}
