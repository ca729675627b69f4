import Indicators

/// What is done with the figures of a unit that was divided.
public enum SplitPolicy: Hashable, Sendable, CustomStringConvertible {
  /// They are listed for a person and not mapped.
  case review
  /// They stay with the old unit, whose code means that unit with the figure's own period.
  case keep
  /// They are divided by the weights of this column in whole numbers that add up, and count as
  /// estimated.
  case allocate(column: String)

  /// Reads `review`, `keep` or `allocate=children`.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("review", 1): self = .review
    case ("keep", 1): self = .keep
    case ("allocate", 2) where !parts[1].isEmpty: self = .allocate(column: String(parts[1]))
    default: return nil
    }
  }

  /// `allocate=children`.
  public var description: String {
    switch self {
    case .review: "review"
    case .keep: "keep"
    case .allocate(let column): "allocate=\(column)"
    }
  }
}

/// Observations of old units put to the units of another day, and what could not be.
///
/// Every observation that went in is among the sources of a figure or among the unmapped, and none
/// is in both; a divided one is among the sources of each of its parts.
public struct UnitMapping: Sendable {
  /// A figure of a unit of the day that was asked for.
  public struct Figure: Hashable, Sendable {
    /// The figure; its origin names all places that it came from, its explanation what was done.
    ///
    /// A sum that lacks a part is missing, since missing is not zero.
    public var observation: Observation
    /// What it was made from, by unit.
    public var sources: [Observation]
    /// Whether several figures were added, or a rate was recomputed from such sums.
    public var isCombined = false
    /// Whether a split was divided by weights for it.
    public var isEstimated = false
    /// Whether it stays with a unit that was divided (`SplitPolicy.keep`).
    public var isKept = false
    /// The units that belong to it but gave no figure, as `03577 Xã Bản Lang`, or by name alone.
    public var missing: [String] = []
    /// What those that gave one add up to, where some did not.
    public var partial: ExactDecimal?
    /// The weakest confidence of the successions that it went by.
    public var confidence = Confidence.sourced

    /// A figure as it is carried.
    package init(observation: Observation, sources: [Observation]) {
      self.observation = observation
      self.sources = sources
    }
  }

  /// An observation that stays behind.
  public struct Unmapped: Hashable, Sendable {
    /// The observation as it was.
    public var observation: Observation
    /// Why.
    public var reason: Reason
  }

  /// Why an observation was not mapped.
  public enum Reason: Hashable, Sendable {
    /// No unit ever had its code.
    case unknownCode
    /// Its code meant these units, but none of them in its period.
    case notValidThen([ReportingUnit])
    /// Its unit was divided among these.
    case split([ReportingUnit])
    /// Its unit was divided, and some part has no weight in the column, or none that it could go to.
    case noWeights(column: String)
    /// Its unit ended without a successor.
    case ended(ReportingUnit)
    /// Its unit ended, and no succession says what became of it.
    case undocumented(ReportingUnit)
    /// Its period, and so the day on which its code meant this unit, is after the day asked for.
    case younger(ReportingUnit)
    /// Its code is to be read on this day, those of other figures of its period on another.
    case otherDay(CalendarDate)
    /// It is a part of what the unit above it, which went into the same unit, reported itself.
    case insideOther(ReportingUnit)
    /// Rates do not add up, and its form has nothing that it could be recomputed from.
    case rateOfSeveral
    /// The sum has more than 18 digits.
    case tooLarge
  }

  /// The figures in the canonical order of their keys, each key once.
  public var figures: [Figure]
  /// What stays behind, in the canonical order.
  public var unmapped: [Unmapped]

  /// The figures as observations.
  public var observations: [Observation] { figures.map(\.observation) }
  /// Whether a person should look: something stays behind or lacks a part.
  public var needsReview: Bool {
    !unmapped.isEmpty || figures.contains { !$0.missing.isEmpty }
  }
}

extension Origin {
  /// Several places as one, each field with all texts between bars, in their order.
  static func joined(_ origins: [Origin]) -> Origin? {
    guard let first = origins.first, origins.count > 1 else { return origins.first }
    if origins.allSatisfy({ $0 == first }) { return first }
    func all(_ field: KeyPath<Origin, String>) -> String {
      origins.map { $0[keyPath: field] }.joined(separator: " | ")
    }
    return Origin(
      file: all(\.file), sha256: all(\.sha256), sheet: all(\.sheet), cell: all(\.cell),
      typed: all(\.typed))
  }
}
