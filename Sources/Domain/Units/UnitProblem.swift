/// Something in the tables of units over time that contradicts itself or leaves a question open.
public enum UnitProblem: Sendable, Hashable {
  /// A succession from a code that no unit had the day before.
  case oldUnitNotThere(code: String, day: String)
  /// A succession to a code that no unit has on the day.
  case newUnitNotThere(code: String, day: String)
  /// A name beside a code that is not the name of the code's unit on that day.
  case nameOfOther(given: String, unit: String)
  /// A unit that is said to have gone into others, but goes on.
  case unitGoesOn(unit: String, day: String)
  /// A unit that goes whole into another one and elsewhere too on one day.
  case extentsContradict(unit: String, day: String)
  /// A part of a unit without any other part.
  case partAlone(unit: String, day: String)
  /// A part of a unit's land without people that has people as its weight.
  case territoryWithPeople(unit: String, column: String)
  /// Parts of one unit of which some have a weight and some have none.
  case weightMissing(unit: String, column: String)
  /// A unit that ended, and no succession says what became of it.
  case fateUnknown(unit: String)
  /// A unit of one code and name that is not there for some days.
  case gap(unit: String, from: String, to: String)
  /// Units that are, over their parents, above themselves.
  case parentRing([String])

  package var code: String {
    switch self {
    case .oldUnitNotThere: "old-unit-not-there"
    case .newUnitNotThere: "new-unit-not-there"
    case .nameOfOther: "name-of-other-unit"
    case .unitGoesOn: "unit-goes-on"
    case .extentsContradict: "extents-contradict"
    case .partAlone: "part-alone"
    case .territoryWithPeople: "territory-with-people"
    case .weightMissing: "weight-missing"
    case .fateUnknown: "fate-unknown"
    case .gap: "gap-in-unit"
    case .parentRing: "parent-ring"
    }
  }
}
