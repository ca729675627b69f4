/// The locale numbers behind a currency symbol in a format code, such as `[$₫-42A]`.
enum CurrencyLocale: String, CaseIterable {
  case vietnam = "-42A"
  case unitedStates = "-409"

  var language: String { self == .vietnam ? "vi" : "en" }
  var country: String { self == .vietnam ? "VN" : "US" }

  static func suffix(ofLanguage language: String) -> String {
    allCases.first { $0.language == language }?.rawValue ?? ""
  }
}
