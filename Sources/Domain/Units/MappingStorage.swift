import Indicators

/// Puts records in order, wherever it keeps them.
package protocol RecordSorter<Record, Failure>: AnyObject {
  /// What is put in order.
  associatedtype Record
  /// What keeping records can fail with.
  associatedtype Failure: Error

  /// Takes a record, in any order.
  func add(_ record: Record) throws(Failure)

  /// The next record in their order, which is then forgotten; nil after the last, when others may
  /// be added again. None may be added between the first and the last.
  func next() throws(Failure) -> Record?
}

/// Where a mapping takes its observations from, what waits for its turn, and what it comes to.
package protocol MappingStorage: AnyObject {
  /// What reading, keeping and taking can fail with.
  associatedtype Failure: Error
  /// Keeps pieces.
  associatedtype Pieces: RecordSorter<MappingPiece, Failure>
  /// Keeps figures: observation, missing parts, and whether they are estimated; all else may go.
  associatedtype Figures: RecordSorter<UnitMapping.Figure, Failure>
  /// Keeps what stays behind.
  associatedtype Rest: RecordSorter<MappingRest, Failure>

  /// A sorter by `MappingPiece.precedes`.
  func pieces() -> Pieces
  /// A sorter by key.
  func figures() -> Figures
  /// A sorter by `MappingRest.precedes`.
  func rest() -> Rest

  /// The next observation in canonical order; nil at the end.
  func next() throws(Failure) -> Observation?
  /// Takes a figure; they come in canonical order.
  func take(_ figure: UnitMapping.Figure) throws(Failure)
  /// Takes what stays behind, in canonical order, and the number of the reason; an observation of
  /// several reasons comes once for each.
  func take(_ observation: Observation, left reason: Int) throws(Failure)
}

/// A figure, or a part of one, on its way into a unit.
package struct MappingPiece: Sendable {
  /// The figure as it was.
  package var observation: Observation
  /// The code of the unit that it goes into.
  package var target: String
  /// What goes there; nil where nothing was given.
  package var value: ExactDecimal?
  /// Whether it is a part that was divided off.
  package var isEstimated: Bool
  /// Whether it stays with its unit, if nothing else goes there (`SplitPolicy.keep`).
  package var isKept: Bool
  /// The weakest confidence that it goes by.
  package var confidence: Confidence
  /// Its place in the order in which pieces were made.
  package var number: Int

  /// A piece from its parts.
  package init(
    observation: Observation, target: String, value: ExactDecimal?, isEstimated: Bool,
    isKept: Bool = false, confidence: Confidence, number: Int
  ) {
    self.observation = observation
    self.target = target
    self.value = value
    self.isEstimated = isEstimated
    self.isKept = isKept
    self.confidence = confidence
    self.number = number
  }

  /// The key of the figure of a day's unit that it becomes or is added to.
  func targetKey(on day: CalendarDate) -> ObservationKey {
    var key = observation.key
    key.unit = target
    // On its period's last day a code needs no other.
    key.unitsAt = day == key.period.lastDay ? nil : day
    return key
  }

  /// Whether both, of one set and period, go into one figure.
  func isBeside(_ other: MappingPiece) -> Bool {
    let (a, b) = (observation.key, other.observation.key)
    return target == other.target && a.form == b.form && a.formVersion == b.formVersion
      && a.indicator == b.indicator && a.measure == b.measure && a.breakdown == b.breakdown
  }

  /// Of pieces of one set and period: by the key that they go into, then as they were made.
  package static func precedes(_ a: MappingPiece, _ b: MappingPiece) -> Bool {
    if a.target != b.target { return a.target < b.target }
    let (one, other) = (a.observation.key, b.observation.key)
    if one.form != other.form { return one.form < other.form }
    if one.formVersion != other.formVersion { return one.formVersion < other.formVersion }
    if one.indicator != other.indicator { return one.indicator < other.indicator }
    if one.measure != other.measure { return one.measure.rawValue < other.measure.rawValue }
    if one.breakdown != other.breakdown {
      return one.breakdown.lexicographicallyPrecedes(other.breakdown)
    }
    return a.number < b.number
  }
}

/// An observation that stays behind, or does not although a part of it did.
package struct MappingRest: Sendable {
  /// The observation as it was.
  package var observation: Observation
  /// The number of the reason; nil for a rate that was recomputed for one part of a split: that
  /// accounts for it.
  package var reason: Int?
  /// Its place in the order in which such records were made.
  package var number: Int

  /// A record from its parts.
  package init(observation: Observation, reason: Int?, number: Int) {
    self.observation = observation
    self.reason = reason
    self.number = number
  }

  /// By key, then as they were made.
  package static func precedes(_ a: MappingRest, _ b: MappingRest) -> Bool {
    if a.observation.key < b.observation.key { return true }
    return b.observation.key < a.observation.key ? false : a.number < b.number
  }
}

/// The reasons that a mapping gave, each once: as many as units have histories, not as figures.
package final class MappingReasons {
  private var reasons: [UnitMapping.Reason] = []
  private var numbers: [UnitMapping.Reason: Int] = [:]

  /// No reasons yet.
  package init() {}

  /// How many there are.
  package var count: Int { reasons.count }

  /// A reason by its number.
  package subscript(number: Int) -> UnitMapping.Reason { reasons[number] }

  /// The number of a reason.
  func number(of reason: UnitMapping.Reason) -> Int {
    if let number = numbers[reason] { return number }
    numbers[reason] = reasons.count
    reasons.append(reason)
    return reasons.count - 1
  }
}

// MARK: In memory

/// Keeps everything in memory.
final class MappingMemory: MappingStorage {
  typealias Failure = Never

  private(set) var mapping = UnitMapping(figures: [], unmapped: [])
  private let reasons: MappingReasons
  private var observations: IndexingIterator<[Observation]>

  init(_ observations: [Observation], _ reasons: MappingReasons) {
    self.observations = Observation.sorted(observations).makeIterator()
    self.reasons = reasons
  }

  func pieces() -> MemorySorter<MappingPiece> { MemorySorter(MappingPiece.precedes) }
  func figures() -> MemorySorter<UnitMapping.Figure> {
    MemorySorter { $0.observation.key < $1.observation.key }
  }
  func rest() -> MemorySorter<MappingRest> { MemorySorter(MappingRest.precedes) }

  func next() -> Observation? { observations.next() }
  func take(_ figure: UnitMapping.Figure) { mapping.figures.append(figure) }
  func take(_ observation: Observation, left reason: Int) {
    mapping.unmapped.append(
      UnitMapping.Unmapped(observation: observation, reason: reasons[reason]))
  }
}

/// Puts records in order in memory.
final class MemorySorter<Record>: RecordSorter {
  typealias Failure = Never

  private let precedes: (Record, Record) -> Bool
  private var records: [Record] = []
  private var index: Int?

  init(_ precedes: @escaping (Record, Record) -> Bool) { self.precedes = precedes }

  func add(_ record: Record) { records.append(record) }

  func next() -> Record? {
    if index == nil { records.sort(by: precedes) }
    let next = index ?? 0
    guard next < records.count else {
      records.removeAll(keepingCapacity: true)
      index = nil
      return nil
    }
    index = next + 1
    return records[next]
  }
}
