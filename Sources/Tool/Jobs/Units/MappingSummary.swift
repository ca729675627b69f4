import Indicators
import SheetModel
import Units
import WorkbookIO

/// What a mapping leaves for people: units with the same trouble, in one line each.
struct MappingSummary {
  /// Units of a sort of trouble: figures that stay behind, or lack parts.
  private struct Case: SpoolRecord {
    var unit: String
    /// The number of the reason; 0 where parts are missing.
    var reason: Int
    var missing: [String]
    var count: Int

    init(unit: String, reason: Int, missing: [String]) {
      self.unit = unit
      self.reason = reason
      self.missing = missing
      count = 1
    }

    func isLike(_ other: Case) -> Bool {
      reason == other.reason && unit == other.unit && missing == other.missing
    }

    var weight: Int { 96 + unit.utf8.count + missing.reduce(0) { $0 + 32 + $1.utf8.count } }

    func write(to bytes: inout SpoolWriter) {
      bytes.append(unit)
      bytes.append(reason)
      bytes.append(count)
      bytes.append(missing.count)
      for part in missing { bytes.append(part) }
    }

    init?(from bytes: inout SpoolReader) {
      (unit, reason, count) = (bytes.text(), bytes.number(), bytes.number())
      missing = []
      let parts = bytes.number()
      for _ in 0..<max(0, parts) where !bytes.isBroken { missing.append(bytes.text()) }
    }
  }

  /// The texts that reasons are put in order by, each made once.
  private final class Order {
    private let reasons: MappingReasons
    private var texts: [String] = []

    init(_ reasons: MappingReasons) { self.reasons = reasons }

    subscript(reason: Int) -> String {
      while texts.count <= reason { texts.append("\(reasons[texts.count])") }
      return texts[reason]
    }
  }

  /// Whether there is anything that a person should look at.
  private(set) var needsReview = false
  private let registry: UnitRegistry
  private let day: CalendarDate
  private let reasons: MappingReasons
  private let left: SpooledSorter<Case>
  private let lacking: SpooledSorter<Case>
  /// Cases of the unit at hand that are still counted.
  private var open: [Case] = []
  private var openUnit: (code: String, period: ReportingPeriod)?
  private var openName = ""
  private var lackingCase: (code: String, case: Case)?

  init(
    _ registry: UnitRegistry, to day: CalendarDate, reasons: MappingReasons, spool: SpoolFile
  ) {
    self.registry = registry
    self.day = day
    self.reasons = reasons
    let order = Order(reasons)
    left = SpooledSorter(spool, mostWeight: 4 << 20) { a, b in
      if a.unit != b.unit { return a.unit < b.unit }
      return a.reason == b.reason ? false : order[a.reason] < order[b.reason]
    }
    lacking = SpooledSorter(spool, mostWeight: 4 << 20) { a, b in
      if a.unit != b.unit { return a.unit < b.unit }
      if a.missing == b.missing { return false }
      let (one, other) = (a.missing.joined(), b.missing.joined())
      return one == other ? a.missing.lexicographicallyPrecedes(b.missing) : one < other
    }
  }

  /// Counts an observation that stays behind.
  mutating func add(left reason: Int, _ key: ObservationKey) throws(WorkbookError) {
    needsReview = true
    if openUnit?.code != key.unit || openUnit?.period != key.period {
      try closeLeft()
      openUnit = (key.unit, key.period)
      openName = Self.text(key.unit, registry.unit(code: key.unit, on: key.unitDay))
    }
    if let place = open.firstIndex(where: { $0.reason == reason }) {
      open[place].count += 1
    } else {
      open.append(Case(unit: openName, reason: reason, missing: []))
    }
  }

  /// Counts a figure of a unit that lacks parts.
  mutating func add(lacking missing: [String], _ unit: String) throws(WorkbookError) {
    needsReview = true
    if lackingCase?.code == unit, lackingCase?.case.missing == missing {
      lackingCase?.case.count += 1
      return
    }
    try closeLacking()
    let name = Self.text(unit, registry.unit(code: unit, on: day))
    lackingCase = (unit, Case(unit: name, reason: 0, missing: missing))
  }

  /// Hands out all notices, by unit: first of what stays behind.
  mutating func tell(_ take: (UnitMappingNotice) -> Void) throws(WorkbookError) {
    try closeLeft()
    try closeLacking()
    try Self.tell(left) {
      take(.leftBehind(unit: $0.unit, count: $0.count, reasons[$0.reason]))
    }
    try Self.tell(lacking) {
      take(.incomplete(unit: $0.unit, count: $0.count, missing: $0.missing))
    }
  }

  private mutating func closeLeft() throws(WorkbookError) {
    for found in open { try left.add(found) }
    open.removeAll(keepingCapacity: true)
    openUnit = nil
  }

  private mutating func closeLacking() throws(WorkbookError) {
    if let found = lackingCase?.case { try lacking.add(found) }
    lackingCase = nil
  }

  private static func tell(
    _ cases: SpooledSorter<Case>, _ take: (Case) -> Void
  ) throws(WorkbookError) {
    var open: Case?
    while let next = try cases.next() {
      if let known = open, known.isLike(next) {
        open?.count += next.count
      } else {
        if let known = open { take(known) }
        open = next
      }
    }
    if let known = open { take(known) }
  }

  private static func text(_ code: String, _ unit: ReportingUnit?) -> String {
    unit.map { "\(code) \($0.name)" } ?? code
  }
}
