import Indicators

/// The mapping of the figures of one set and period.
final class UnitMappingBlock<Storage: MappingStorage> {
  private let mapper: UnitMapper
  private let first: ObservationKey
  private let walk: UnitCrosswalk
  private let storage: Storage
  private let reasons: MappingReasons
  private let pieces: Storage.Pieces
  private let rest: Storage.Rest
  private var count = 0
  /// What the last unit has become, for its figures follow each other.
  private var last: Way?

  /// Where the figures of a unit go.
  private enum Destination {
    case carried(String, Confidence)
    case divided(UnitCrosswalk.Entry)
    case left(reason: Int)
  }
  private struct Way {
    var unit: String
    var destination: Destination
    /// The reason of what stays behind because its unit was divided.
    var split: Int?
  }

  init(
    _ mapper: UnitMapper, _ first: ObservationKey, _ storage: Storage, _ reasons: MappingReasons
  ) {
    self.mapper = mapper
    self.first = first
    self.storage = storage
    self.reasons = reasons
    walk = mapper.history.crosswalk(from: mapper.codesOf ?? first.unitDay, to: mapper.day)
    pieces = storage.pieces()
    rest = storage.rest()
  }

  /// Whether an observation is of this set and period.
  func holds(_ key: ObservationKey) -> Bool { key.set == first.set && key.period == first.period }

  // MARK: Where each goes

  func add(_ observation: Observation) throws(Storage.Failure) {
    guard mapper.codesOf != nil || observation.key.unitDay == walk.from else {
      // A sum of both would count a unit twice, or miss one.
      return try leave(observation, reasons.number(of: .otherDay(observation.key.unitDay)))
    }
    let way = way(of: observation.key.unit)
    switch way.destination {
    case .left(let reason): try leave(observation, reason)
    case .carried(let code, let confidence):
      try put(observation, to: code, value: observation.value, confidence: confidence)
    case .divided(let entry): try divide(observation, of: entry)
    }
  }

  private func way(of unit: String) -> Way {
    if let last, last.unit == unit { return last }
    let way = Way(unit: unit, destination: destination(of: unit))
    last = way
    return way
  }

  private func destination(of unit: String) -> Destination {
    let reason: UnitMapping.Reason
    if let entry = walk.entry(ofCode: unit) {
      if walk.to < walk.from {
        // Units are followed forward in time only.
        reason = .younger(entry.unit)
      } else {
        switch entry.outcome {
        case .carried(let unit, _):
          return .carried(unit.code, Self.weakest(entry.outcome.hops))
        case .split: return .divided(entry)
        case .ended(let unit, _): reason = .ended(unit)
        case .undocumented(let unit, _): reason = .undocumented(unit)
        case .younger(let unit): reason = .younger(unit)
        case .unknown: reason = .unknownCode
        case .notValidThen(let units): reason = .notValidThen(units)
        }
      }
    } else {
      let others = mapper.history.registry.units(code: unit)
      reason = others.isEmpty ? .unknownCode : .notValidThen(others)
    }
    return .left(reason: reasons.number(of: reason))
  }

  private func leave(_ observation: Observation, _ reason: Int?) throws(Storage.Failure) {
    try rest.add(MappingRest(observation: observation, reason: reason, number: count))
    count += 1
  }

  private func put(
    _ observation: Observation, to code: String, value: ExactDecimal?, isEstimated: Bool = false,
    isKept: Bool = false, confidence: Confidence = .sourced
  ) throws(Storage.Failure) {
    try pieces.add(
      MappingPiece(
        observation: observation, target: code, value: value, isEstimated: isEstimated,
        isKept: isKept, confidence: confidence, number: count))
    count += 1
  }

  private func divide(
    _ observation: Observation, of entry: UnitCrosswalk.Entry
  ) throws(Storage.Failure) {
    switch mapper.split {
    case .review: try leave(observation, split(observation.key.unit))
    case .keep:
      try put(observation, to: observation.key.unit, value: observation.value, isKept: true)
    case .allocate(let column):
      guard observation.key.measure != .rate else {
        for unit in entry.outcome.units {
          try put(observation, to: unit.code, value: nil, isEstimated: true)
        }
        return
      }
      guard let shares = UnitShares(entry.outcome, column: column),
        let parts = shares.parts(of: observation.value)
      else { return try leave(observation, reasons.number(of: .noWeights(column: column))) }
      for (unit, value) in parts {
        try put(
          observation, to: unit.code, value: value, isEstimated: true,
          confidence: shares.confidence)
      }
    }
  }

  /// The reason that a unit was divided.
  private func split(_ unit: String) -> Int {
    if let last, last.unit == unit, let number = last.split { return number }
    let units = walk.entry(ofCode: unit)?.outcome.units ?? []
    let number = reasons.number(of: .split(units))
    if last?.unit == unit { last?.split = number }
    return number
  }

  private static func weakest(_ hops: [UnitSuccession]) -> Confidence {
    hops.map(\.confidence).max { $0.doubt < $1.doubt } ?? .sourced
  }

  // MARK: What it comes to

  /// Hands out all figures and all that stays behind, each in canonical order.
  func finish() throws(Storage.Failure) {
    let unit = UnitMappingTarget(
      to: mapper.day, walk: walk, registry: mapper.history.registry, rates: mapper.rates,
      figures: storage.figures())
    var group: [MappingPiece] = []
    while let piece = try pieces.next() {
      if let first = group.first, !first.isBeside(piece) {
        try close(group, of: unit)
        group.removeAll(keepingCapacity: true)
        if first.target != piece.target { try close(unit) }
      }
      group.append(piece)
    }
    try close(group, of: unit)
    try close(unit)
    try tellRest()
  }

  private func close(
    _ group: [MappingPiece], of unit: UnitMappingTarget<Storage.Figures>
  ) throws(Storage.Failure) {
    guard !group.isEmpty else { return }
    let moved = group.filter { !$0.isKept }
    var kept = group.filter(\.isKept)
    if moved.isEmpty {
      // A figure stays with its old unit, unless the unit that has the code now has the same one.
      try unit.keep(kept.removeFirst().observation)
    } else {
      for (observation, reason) in try unit.add(moved) {
        try leave(observation, reasons.number(of: reason))
      }
    }
    for piece in kept { try leave(piece.observation, split(piece.observation.key.unit)) }
  }

  private func close(_ unit: UnitMappingTarget<Storage.Figures>) throws(Storage.Failure) {
    for (piece, isUsed) in try unit.finishRates() where !isUsed || piece.isEstimated {
      try leave(piece.observation, isUsed ? nil : reasons.number(of: .rateOfSeveral))
    }
    while let figure = try unit.next() { try storage.take(figure) }
  }

  /// An observation of which several parts stay behind is told once a reason.
  private func tellRest() throws(Storage.Failure) {
    var group: [MappingRest] = []
    while let record = try rest.next() {
      if let first = group.first, first.observation.key != record.observation.key {
        try tell(group)
        group.removeAll(keepingCapacity: true)
      }
      group.append(record)
    }
    try tell(group)
  }

  private func tell(_ group: [MappingRest]) throws(Storage.Failure) {
    var told: [MappingRest] = []
    for record in group {
      guard let reason = record.reason,
        !told.contains(where: { $0.reason == reason && $0.observation == record.observation })
      else { continue }
      // A rate that was recomputed for one part of a split is accounted for.
      if case .rateOfSeveral = reasons[reason],
        group.contains(where: { $0.reason == nil && $0.observation == record.observation })
      {
        continue
      }
      told.append(record)
      try storage.take(record.observation, left: reason)
    }
  }
}
