import Indicators

/// The figures of one new unit, made one after another from what goes into each.
///
/// A rate waits until the figures that it is computed from are there: of these, as many are kept as
/// forms have.
final class UnitMappingTarget<Figures: RecordSorter> where Figures.Record == UnitMapping.Figure {
  private let day: CalendarDate
  private let walk: UnitCrosswalk
  private let registry: UnitRegistry
  private let rates: RateRules
  private let figures: Figures
  private var operands: [RateRules.Figure: UnitMapping.Figure] = [:]
  private var openRates: [(key: ObservationKey, rule: RateRules.Rule, pieces: [MappingPiece])] = []
  /// What the unit is made of, found once.
  private var made: (code: String, members: UnitCrosswalk.Members, tree: UnitMembers)?

  init(
    to day: CalendarDate, walk: UnitCrosswalk, registry: UnitRegistry, rates: RateRules,
    figures: Figures
  ) {
    self.day = day
    self.walk = walk
    self.registry = registry
    self.rates = rates
    self.figures = figures
  }

  /// Takes all pieces of one figure; gives back what of them stays behind.
  func add(
    _ group: [MappingPiece]
  ) throws(Figures.Failure) -> [(Observation, UnitMapping.Reason)] {
    guard let first = group.first else { return [] }
    let key = first.targetKey(on: day)
    let (members, tree) = members(of: key.unit)
    if let figure = unchanged(group, key: key, members: members) {
      try put(figure)
      return []
    }
    if key.measure == .rate {
      if let rule = rates.rule(of: key) {
        openRates.append((key, rule, group))
        return []
      }
      return group.map { ($0.observation, .rateOfSeveral) }
    }
    switch tree.sum(of: group, key: key) {
    case .figure(let figure, let inside):
      try put(figure)
      return inside.map { ($0.0.observation, .insideOther($0.1)) }
    case .tooLarge: return group.map { ($0.observation, .tooLarge) }
    }
  }

  /// Leaves a figure with its old unit.
  func keep(_ observation: Observation) throws(Figures.Failure) {
    var figure = UnitMapping.Figure(observation: observation, sources: [observation])
    figure.isKept = true
    try put(figure)
  }

  /// Computes the rates that wait; gives back their pieces, and whether each was of use.
  func finishRates() throws(Figures.Failure) -> [(MappingPiece, isUsed: Bool)] {
    var told: [(MappingPiece, isUsed: Bool)] = []
    for (key, rule, pieces) in openRates {
      let figure = recomputed(key, rule, pieces)
      if let figure { try put(figure) }
      told += pieces.map { ($0, figure != nil) }
    }
    openRates = []
    operands = [:]
    return told
  }

  /// The next figure in the order of their keys, when all pieces are in; nil after the last.
  func next() throws(Figures.Failure) -> UnitMapping.Figure? { try figures.next() }

  private func put(_ figure: UnitMapping.Figure) throws(Figures.Failure) {
    if let operand = rates.operand(figure.observation.key) { operands[operand] = figure }
    try figures.add(figure)
  }

  private func members(of code: String) -> (UnitCrosswalk.Members, UnitMembers) {
    if let made, made.code == code { return (made.members, made.tree) }
    let members = walk.members(ofCode: code)
    let tree = UnitMembers(members, on: walk.from, registry: registry)
    made = (code, members, tree)
    return (members, tree)
  }

  /// The figure of a unit that is one old unit whole, and no other.
  private func unchanged(
    _ group: [MappingPiece], key: ObservationKey, members: UnitCrosswalk.Members
  ) -> UnitMapping.Figure? {
    guard let piece = group.first, group.count == 1, !piece.isEstimated else { return nil }
    let old = piece.observation.key.unit
    let others = members.whole.filter { $0.code != old && $0.certainlyExisted(on: walk.from) }
    guard others.isEmpty, members.partial.isEmpty, members.unlisted.isEmpty else { return nil }
    var figure = UnitMapping.Figure(
      observation: piece.observation, sources: [piece.observation])
    figure.observation.key = key
    figure.confidence = piece.confidence
    return figure
  }

  private func recomputed(
    _ key: ObservationKey, _ rule: RateRules.Rule, _ group: [MappingPiece]
  ) -> UnitMapping.Figure? {
    guard let above = operands[rule.numerator], let below = operands[rule.denominator] else {
      return nil
    }
    let parts = [above, below]
    let isOpen = parts.contains { $0.observation.status == .notApplicable }
    let value = above.observation.value.flatMap { top in
      below.observation.value.flatMap { bottom in
        top.multiplied(by: Int64(rule.multiplier))?.divided(by: bottom, decimals: rule.decimals)
      }
    }
    let result = isOpen ? FormFigure.notApplicable : FormFigure(value?.normalized)
    let sources = group.map(\.observation)
    var figure = UnitMapping.Figure(
      observation: Observation(
        key: key, value: result.value, status: result.status,
        origin: Origin.joined(sources.compactMap(\.origin))), sources: sources)
    figure.isCombined = true
    figure.isEstimated = parts.contains(where: \.isEstimated)
    figure.missing = Array(Set(parts.flatMap(\.missing))).sorted()
    figure.confidence = parts.map(\.confidence).max { $0.doubt < $1.doubt } ?? .sourced
    figure.observation.explanation = MappingNote.text(of: figure, own: sources, isRate: true)
    return figure
  }
}

extension Confidence {
  /// How far from certain: larger is weaker.
  package var doubt: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
