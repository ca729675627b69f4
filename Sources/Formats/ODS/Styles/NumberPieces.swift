/// The colours that format codes name (ECMA-376 Part 1, 18.8.31).
enum NumberColor: String, CaseIterable {
  case black = "Black"
  case blue = "Blue"
  case cyan = "Cyan"
  case green = "Green"
  case magenta = "Magenta"
  case red = "Red"
  case white = "White"
  case yellow = "Yellow"

  var rgb: UInt32 {
    switch self {
    case .black: 0x000000
    case .blue: 0x0000FF
    case .cyan: 0x00FFFF
    case .green: 0x00FF00
    case .magenta: 0xFF00FF
    case .red: 0xFF0000
    case .white: 0xFFFFFF
    case .yellow: 0xFFFF00
    }
  }
}

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
