import FormModel
import VietnameseText

extension FigureReading.Base {
  /// The base that a unit of measurement states, as officers write it; nil for other units.
  package init?(unit: String) {
    guard let base = Self.bases[LabelKey(unit).withoutBlanks] else { return nil }
    self = base
  }

  private static let bases: [LabelKey: FigureReading.Base] = {
    let spellings: [(FigureReading.Base, [String])] = [
      (.percent, ["%", "phần trăm", "phầntrăm"]),
      (
        .permille,
        ["‰", "%o", "%0", "phần nghìn", "phầnnghìn", "/1.000", "/1000", "1/1.000", "1/1000"]
      ),
      (.perHundredThousand, ["/100.000", "/100000", "1/100.000", "1/100000"]),
    ]
    var bases: [LabelKey: FigureReading.Base] = [:]
    for (base, texts) in spellings {
      for text in texts { bases[LabelKey(text).withoutBlanks] = base }
    }
    return bases
  }()
}
