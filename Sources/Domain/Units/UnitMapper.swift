import Indicators

/// Puts observations to the units of one day, whatever units their own periods had.
///
/// What one unit became is carried. What several became is added, key by key: counts, numerators and
/// denominators; rates are never added but recomputed as their form does, or left behind. What was
/// divided goes by the policy. Where an older unit and units below it became the same unit (a
/// district without communes any more), what the older unit reported itself stands for all of it.
public struct UnitMapper: Sendable {
  let history: UnitHistory
  let day: CalendarDate
  let codesOf: CalendarDate?
  let split: SplitPolicy
  private let rates: RateRules

  /// A mapper.
  ///
  /// - Parameters:
  ///   - history: the units, and what became of them.
  ///   - rates: how forms compute rates.
  ///   - day: the day whose units are wanted.
  ///   - codesOf: the day on which the observations' codes are to be read; nil reads each on the
  ///     last day of its own period.
  ///   - split: what is done with a unit that was divided.
  package init(
    _ history: UnitHistory, rates: RateRules, to day: CalendarDate, codesOf: CalendarDate? = nil,
    split: SplitPolicy = .review
  ) {
    self.history = history
    self.rates = rates
    self.day = day
    self.codesOf = codesOf
    self.split = split
  }

  /// Maps observations; the result does not depend on their order.
  ///
  /// Figures of one set and period are mapped without regard to those of others, so a caller short of
  /// memory may hand over one period after another: some 2 kB a figure are held at a time.
  public func map(_ observations: [Observation]) -> UnitMapping {
    let sorted = Observation.sorted(observations)
    var result = UnitMapping(figures: [], unmapped: [])
    var start = 0
    while start < sorted.count {
      let first = sorted[start].key
      let end =
        sorted[start...].firstIndex { $0.key.set != first.set || $0.key.period != first.period }
        ?? sorted.count
      var run = UnitMappingRun(mapper: self)
      for observation in sorted[start..<end] { run.add(observation) }
      let part = run.finished(rates: rates)
      result.figures += part.figures
      result.unmapped += part.unmapped
      start = end
    }
    return result
  }
}

/// One run of a mapper.
struct UnitMappingRun {
  /// A figure, or a part of one, on its way into a unit.
  struct Piece {
    var observation: Observation
    var unit: ReportingUnit
    var value: ExactDecimal?
    var isEstimated: Bool
    var confidence: Confidence
  }

  let mapper: UnitMapper
  private var walks: [CalendarDate: UnitCrosswalk] = [:]
  private var pieces: [ObservationKey: [Piece]] = [:]
  private var figures: [ObservationKey: UnitMapping.Figure] = [:]
  private var kept: [(observation: Observation, units: [ReportingUnit])] = []
  private var unmapped: [UnitMapping.Unmapped] = []

  init(mapper: UnitMapper) { self.mapper = mapper }

  // MARK: Where each goes

  mutating func add(_ observation: Observation) {
    let walk = walk(for: observation.key)
    guard let entry = walk.entry(ofCode: observation.key.unit) else {
      let others = mapper.history.registry.units(code: observation.key.unit)
      return leave(observation, others.isEmpty ? .unknownCode : .notValidThen(others))
    }
    // Units are followed forward in time only.
    if walk.to < walk.from { return leave(observation, .younger(entry.unit)) }
    let confidence = Self.weakest(entry.outcome.hops)
    switch entry.outcome {
    case .carried(let unit, _):
      put(
        Piece(
          observation: observation, unit: entry.unit, value: observation.value,
          isEstimated: false, confidence: confidence), to: unit)
    case .split: divide(observation, of: entry)
    case .ended(let unit, _): leave(observation, .ended(unit))
    case .undocumented(let unit, _): leave(observation, .undocumented(unit))
    case .younger(let unit): leave(observation, .younger(unit))
    case .unknown: leave(observation, .unknownCode)
    case .notValidThen(let units): leave(observation, .notValidThen(units))
    }
  }

  private mutating func walk(for key: ObservationKey) -> UnitCrosswalk {
    let from = mapper.codesOf ?? key.period.lastDay
    if let walk = walks[from] { return walk }
    let walk = mapper.history.crosswalk(from: from, to: mapper.day)
    walks[from] = walk
    return walk
  }

  private mutating func leave(_ observation: Observation, _ reason: UnitMapping.Reason) {
    unmapped.append(UnitMapping.Unmapped(observation: observation, reason: reason))
  }

  private mutating func put(_ piece: Piece, to unit: ReportingUnit) {
    var key = piece.observation.key
    key.unit = unit.code
    pieces[key, default: []].append(piece)
  }

  private mutating func divide(_ observation: Observation, of entry: UnitCrosswalk.Entry) {
    switch mapper.split {
    case .review: leave(observation, .split(entry.outcome.units))
    case .keep: kept.append((observation, entry.outcome.units))
    case .allocate(let column):
      guard observation.key.measure != .rate else {
        for unit in entry.outcome.units { putRate(observation, entry.unit, to: unit) }
        return
      }
      guard let shares = UnitShares(entry.outcome, column: column),
        let parts = shares.parts(of: observation.value)
      else { return leave(observation, .noWeights(column: column)) }
      for (unit, value) in parts {
        put(
          Piece(
            observation: observation, unit: entry.unit, value: value, isEstimated: true,
            confidence: shares.confidence), to: unit)
      }
    }
  }

  /// Leaves a figure with its old unit, unless the unit that has the code now has the same figure.
  private mutating func keep(_ observation: Observation, _ units: [ReportingUnit]) {
    guard figures[observation.key] == nil, pieces[observation.key] == nil else {
      return leave(observation, .split(units))
    }
    var figure = UnitMapping.Figure(observation: observation, sources: [observation])
    figure.isKept = true
    figures[observation.key] = figure
  }

  private mutating func putRate(
    _ observation: Observation, _ old: ReportingUnit, to unit: ReportingUnit
  ) {
    put(
      Piece(
        observation: observation, unit: old, value: nil, isEstimated: true, confidence: .sourced),
      to: unit)
  }

  private static func weakest(_ hops: [UnitSuccession]) -> Confidence {
    hops.map(\.confidence).max { $0.doubt < $1.doubt } ?? .sourced
  }

  // MARK: What it comes to

  mutating func finished(rates: RateRules) -> UnitMapping {
    var openRates: [(key: ObservationKey, pieces: [Piece])] = []
    for key in pieces.keys.sorted() {
      guard let group = pieces[key] else { continue }
      let walk = walk(for: key)
      if let figure = Self.unchanged(group, key: key, walk: walk) {
        figures[key] = figure
      } else if key.measure == .rate {
        openRates.append((key, group))
      } else {
        let members = UnitMembers(
          walk.members(ofCode: key.unit), on: walk.from, registry: mapper.history.registry)
        switch members.sum(of: group, key: key) {
        case .figure(let figure, let inside):
          figures[key] = figure
          for (piece, unit) in inside { leave(piece.observation, .insideOther(unit)) }
        case .tooLarge:
          for piece in group { leave(piece.observation, .tooLarge) }
        }
      }
    }
    for (observation, units) in kept { keep(observation, units) }
    var stranded: Set<Observation> = []
    for (key, group) in openRates {
      if let rule = rates.rule(of: key), let figure = recomputed(key, rule, group) {
        figures[key] = figure
      } else {
        stranded.formUnion(group.map(\.observation))
      }
    }
    // A rate that was recomputed for one part of a split is accounted for.
    let used = Set(
      openRates.compactMap { figures[$0.key] }.filter { $0.observation.key.measure == .rate }
        .flatMap(\.sources))
    for observation in stranded where !used.contains(observation) {
      leave(observation, .rateOfSeveral)
    }
    return UnitMapping(
      figures: figures.keys.sorted().compactMap { figures[$0] },
      unmapped: Self.once(unmapped))
  }

  /// By key, and an observation of which several parts stay behind once.
  private static func once(_ unmapped: [UnitMapping.Unmapped]) -> [UnitMapping.Unmapped] {
    var seen: Set<UnitMapping.Unmapped> = []
    return unmapped.filter { seen.insert($0).inserted }
      .sorted { $0.observation.key < $1.observation.key }
  }

  /// The figure of a unit that is one old unit whole, and no other.
  private static func unchanged(
    _ group: [Piece], key: ObservationKey, walk: UnitCrosswalk
  ) -> UnitMapping.Figure? {
    guard let piece = group.first, group.count == 1, !piece.isEstimated else { return nil }
    let members = walk.members(ofCode: key.unit)
    let others = members.whole.filter {
      $0.code != piece.unit.code && $0.certainlyExisted(on: walk.from)
    }
    guard others.isEmpty, members.partial.isEmpty, members.unlisted.isEmpty else { return nil }
    var figure = UnitMapping.Figure(
      observation: piece.observation, sources: [piece.observation])
    figure.observation.key = key
    figure.confidence = piece.confidence
    return figure
  }

  private func recomputed(
    _ key: ObservationKey, _ rule: RateRules.Rule, _ group: [Piece]
  ) -> UnitMapping.Figure? {
    guard let above = figures[key.with(rule.numerator)],
      let below = figures[key.with(rule.denominator)]
    else { return nil }
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
