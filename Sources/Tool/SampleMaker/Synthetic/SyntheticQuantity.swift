import Indicators

/// Which members of a synthetic commune an indicator counts: a population, a topic and a share.
///
/// Indicators with one topic are nested: whoever dies of an injury is among the injured.
struct SyntheticQuantity {
  /// The population that a denominator counts; ages in months.
  enum Base {
    case children(from: Int, below: Int)
    case minors(from: Int, below: Int)
    case special
    case abused
    case disabledLearners
    case births
    case people
    case things(count: Int, name: String)
  }

  var base: Base
  /// Whose draw decides.
  var topic: String
  /// How many of a thousand count.
  var share: Int
  /// Numerator and denominator are boys and girls, not part and whole.
  var isRatio = false
  /// The population of the denominator, where the numerator is no part of it.
  var denominator: Base?
  /// Whether the indicator counts what happened in the period.
  var isEvent = false
  /// The category that members must be in, by its place among so many of a breakdown.
  var category: (breakdown: String, of: Int, place: Int)?

  private static func children(
    _ topic: String, _ share: Int, from: Int = 0, below: Int = 16 * 12
  ) -> SyntheticQuantity {
    SyntheticQuantity(base: .children(from: from, below: below), topic: topic, share: share)
  }

  private static func births(_ topic: String, _ share: Int) -> SyntheticQuantity {
    SyntheticQuantity(base: .births, topic: topic, share: share)
  }

  private static func things(_ name: String, _ count: Int, _ share: Int) -> SyntheticQuantity {
    SyntheticQuantity(base: .things(count: count, name: name), topic: name, share: share)
  }

  /// What an indicator counts; an indicator not listed counts nine of ten children.
  static func of(_ indicator: IndicatorID) -> SyntheticQuantity {
    var quantity = table[indicator.description] ?? children(indicator.description, 900)
    quantity.isEvent = events.contains(indicator.description)
    return quantity
  }

  /// What happens to children in the course of a year; births are events by their base.
  private static let events: Set<String> = [
    "I:0303", "I:0304", "I:0305", "I:0307", "II:0101", "II:0102", "II:0103", "II:0104",
    "II:0105", "II:0106", "II:0107", "II:0109", "II:0110", "II:0201", "II:0202", "II:0203",
    "II:0204",
  ]

  private static let table: [String: SyntheticQuantity] = [
    "I:0101": children("all", 1000),
    "I:0102": SyntheticQuantity(base: .births, topic: "sex", share: 1000, isRatio: true),
    "I:0103": SyntheticQuantity(
      base: .births, topic: "all", share: 1000, denominator: .people),
    "I:0104": children("registered", 985, below: 60),
    "I:0105": things("commune", 1, 1000),
    "I:0106": children("poor", 172),
    "I:0107": children("development", 864, below: 108),
    "I:0201": births("death", 9),
    "I:0203": births("death", 18),
    "I:0202": births("death", 26),
    "I:0204": children("stunted", 171, below: 60),
    "I:0205": children("overweight", 38, below: 60),
    "I:0206": children("vaccinated", 958, below: 12),
    "I:0207": children("vaccinated", 958, below: 60),
    "I:0208": things("mother with hiv", 3, 0),
    "I:0209": births("light", 52),
    "I:0210": children("breastfed", 486, below: 6),
    "I:0211": children("insured", 991, below: 72),
    "I:0301": children("special", 38),
    "I:0302": SyntheticQuantity(base: .special, topic: "helped", share: 912),
    "I:0303": children("injury", 11),
    "I:0304": children("injury", 2),
    "I:0305": SyntheticQuantity(
      base: .children(from: 0, below: 16 * 12), topic: "injury", share: 2,
      category: ("injury-cause", 7, 0)),
    "I:0306": SyntheticQuantity(
      base: .minors(from: 60, below: 216), topic: "labour", share: 21),
    "I:0307": things("early marriage", 4, 500),
    "I:0308": things("child in disaster", 17, 1000),
    "I:0309": SyntheticQuantity(base: .special, topic: "alternative care", share: 210),
    "I:0310": SyntheticQuantity(
      base: .special, topic: "alternative care", share: 210, category: ("care-form", 4, 2)),
    "I:0311": things("officer", 2, 1000),
    "I:0312": things("service", 3, 1000),
    "I:0401": children("nursery", 318, from: 3, below: 37),
    "I:0402": children("kindergarten", 962, from: 36, below: 72),
    "I:0403": children("kindergarten", 962, from: 60, below: 72),
    "I:0404": things("first grader", 58, 941),
    "I:0405": things("sixth grader", 51, 902),
    "I:0406": children("dropout", 2, from: 72, below: 132),
    "I:0407": children("dropout", 7, from: 132, below: 180),
    "I:0408": children("developing", 957, below: 60),
    "I:0409": SyntheticQuantity(base: .disabledLearners, topic: "taught", share: 640),
    "I:0410": things("school", 7, 430),
    "I:0411": things("school", 7, 570),
    "I:0412": things("school with toilets", 9, 890),
    "I:0413": children("right grade", 961, from: 72, below: 180),
    "I:0501": things("village", 12, 750),
    "I:0502": things("commune", 1, 1000),
    "I:0601": children("consulted", 348, from: 84),
    "I:0602": children("aware", 702),
    "I:0603": children("participating", 331, from: 132),
    "I:0605": children("online", 689),
    "II:0101": children("abuse", 9),
    "II:0102": children("abuse", 4),
    "II:0103": children("abuse", 1),
    "II:0104": children("abuse", 3),
    "II:0105": children("abuse", 2),
    "II:0106": children("abuse", 0),
    "II:0107": children("abuse", 9),
    "II:0108": SyntheticQuantity(base: .abused, topic: "supported", share: 950),
    // A case and an offender for most abused children; some of them are fined.
    "II:0109": children("abuse", 8),
    "II:0110": children("abuse", 8),
    "II:0201": children("abuse", 4),
    "II:0202": children("abuse", 4),
    "II:0203": children("abuse", 4),
    "II:0204": SyntheticQuantity(
      base: .children(from: 0, below: 16 * 12), topic: "abuse", share: 4,
      category: ("sanction", 4, 1)),
  ]
}
