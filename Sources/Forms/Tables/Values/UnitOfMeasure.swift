import FormModel

extension FigureReading.Base {
  /// The base that a unit of measurement states, as officers write it; nil for other units.
  package init?(unit: String) {
    let text = unit.lowercased().filter { !$0.isWhitespace }
    switch text.hasPrefix("1/") ? text.dropFirst() : text[...] {
    case "%", "phầntrăm": self = .percent
    case "‰", "%o", "%0", "phầnnghìn", "/1.000", "/1000": self = .permille
    case "/100.000", "/100000": self = .perHundredThousand
    default: return nil
    }
  }
}
