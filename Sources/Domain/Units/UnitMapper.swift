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
  let rates: RateRules

  /// A mapper.
  ///
  /// - Parameters:
  ///   - history: the units, and what became of them.
  ///   - rates: how forms compute rates.
  ///   - day: the day whose units are wanted.
  ///   - codesOf: the day on which the observations' codes are to be read; nil reads each on the day
  ///     that its key says: the last of its own period, unless it was mapped before.
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
  /// All are held in memory, some 2 kB a figure; `map(in:reasons:)` holds few.
  public func map(_ observations: [Observation]) -> UnitMapping {
    let reasons = MappingReasons()
    let memory = MappingMemory(observations, reasons)
    map(in: memory, reasons: reasons)
    return memory.mapping
  }

  /// Maps the observations of a storage and hands it what they come to.
  ///
  /// Figures of one set and period are mapped without regard to those of others; where their codes are
  /// of different days, those of another day than the first stay behind. In memory are the
  /// pieces of one new figure and what the rates of its unit are computed from; all else is in the
  /// storage. The reasons are told by their numbers.
  package func map<Storage: MappingStorage>(
    in storage: Storage, reasons: MappingReasons
  ) throws(Storage.Failure) {
    var block: UnitMappingBlock<Storage>?
    while let observation = try storage.next() {
      if let open = block, !open.holds(observation.key) {
        try open.finish()
        block = nil
      }
      let open = block ?? UnitMappingBlock(self, observation.key, storage, reasons)
      block = open
      try open.add(observation)
    }
    try block?.finish()
  }
}
