import FormModel
import Indicators
import Units

/// The names of a workbook's form sheets: as short as tells them apart, never two alike.
struct FormSheetNames {
  /// The most UTF-16 units of a sheet's name in Excel.
  static let maximumLength = 31

  /// The names in the order of the requests.
  let names: [String]

  init(_ requests: [FormRequest]) {
    let hasUnits = Set(requests.map(\.unit?.code)).count > 1
    let hasPeriods = Set(requests.map(\.period)).count > 1
    var taken: Set<String> = [IdentityTable.sheetName.lowercased()]
    names = requests.map { request in
      var parts = [request.definition.id]
      if hasUnits, let unit = request.unit { parts.append(unit.name) }
      if hasPeriods, let period = request.period { parts.append(period.description) }
      let wanted = Self.allowed(parts.joined(separator: " "))
      var name = Self.cut(wanted, to: Self.maximumLength)
      var count = 1
      while !taken.insert(name.lowercased()).inserted {
        count += 1
        let suffix = " (\(count))"
        name = Self.cut(wanted, to: Self.maximumLength - suffix.utf16.count) + suffix
      }
      return name
    }
  }

  /// The text with the characters that sheet names may not have replaced (ECMA-376 18.2.19 leaves
  /// them open; Excel refuses these, and an apostrophe at either end).
  private static func allowed(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case ":", "\\", "/", "?", "*", "[", "]": scalars.append("-")
      case "'": scalars.append("’")
      default: if scalar.value >= 0x20 { scalars.append(scalar) }
      }
    }
    return scalars.isEmpty ? "Biểu" : String(scalars)
  }

  /// The longest beginning of at most so many UTF-16 units, without a blank at its end.
  private static func cut(_ text: String, to length: Int) -> String {
    var kept = ""
    for character in text {
      guard kept.utf16.count + character.utf16.count <= length else { break }
      kept.append(character)
    }
    while kept.hasSuffix(" ") { kept.removeLast() }
    return kept
  }
}
