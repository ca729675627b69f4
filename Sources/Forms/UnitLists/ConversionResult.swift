import FormModel
import Indicators
import SheetModel
import Units

/// What a table of conversion comes to: successions, and what of it is not established.
public struct ConversionResult {
  /// A succession with the name of the new unit.
  public struct Entry {
    /// The succession.
    public var succession: UnitSuccession
    /// The name of the new unit; empty where there is none.
    public var newName: String
  }

  /// An old unit of which the table does not say for sure where its people went.
  public struct Open: Sendable {
    /// The unit, as the table names it.
    public var unit: Evidence
    /// The rows that tell of it.
    public var rows: [Int]
    /// The sheet of the first of these.
    public var sheet: String
    /// Why.
    public var reason: Reason
  }

  /// Why it is not said for sure.
  public enum Reason: String, Sendable {
    /// A row says something that comes to no extent, or a code and a name of two units.
    case unclear
    /// All of it goes into one unit, and elsewhere too.
    case contradiction
    /// A part of its people goes, and no row says where the others go.
    case partAlone
    /// Land without people goes, and no row says where its people go.
    case peopleNotSaid
    /// It goes into several units, and nothing is said of how much.
    case extentNotSaid
  }

  /// The successions, by old unit in the order of the table.
  public private(set) var entries: [Entry] = []
  /// What is not established, in the same order.
  public private(set) var open: [Open] = []

  private let reading: ConversionReading
  private let date: CalendarDate

  /// The result of what was read, with the first day of the new units.
  public init(_ reading: ConversionReading, on date: CalendarDate) {
    self.reading = reading
    self.date = date
    var order: [ConversionReading.Named] = []
    var groups: [ConversionReading.Named: [ConversionReading.Line]] = [:]
    for line in reading.lines {
      var key = line.old
      // The same unit, however often its name is spelled.
      key.isFound = false
      key.isOther = false
      if !key.code.isEmpty { key.name = "" }
      if groups[key] == nil { order.append(key) }
      let isTwin = groups[key, default: []].contains {
        $0.new.code == line.new.code && $0.new.whole == line.new.whole && $0.extent == line.extent
          && $0.isUnclear == line.isUnclear
      }
      if !isTwin { groups[key, default: []].append(line) }
    }
    for key in order { settle(groups[key] ?? []) }
  }

  /// The number of successions of an extent.
  public func count(_ extent: UnitSuccession.Extent) -> Int {
    entries.count { $0.succession.extent == extent }
  }

  // MARK: One old unit

  private mutating func settle(_ lines: [ConversionReading.Line]) {
    guard let first = lines.first else { return }
    if lines.contains(where: { $0.isUnclear || $0.new.code.isEmpty }) {
      return leaveOpen(lines, .unclear)
    }
    var lines = lines
    if lines.count == 1, first.extent == nil { lines[0].extent = .whole }
    let land = lines.filter { $0.extent == .territory }
    var people = lines.filter { $0.extent != .territory }
    if people.count == 1, people[0].extent == nil {
      // All else that goes is land without people.
      add(people, as: .whole, isSaid: false)
      return add(land, as: .territory)
    }
    if people.contains(where: { $0.extent == nil }) {
      // Several ways of which nothing is told: they are parts as far as anybody knows.
      if people.allSatisfy({ $0.extent == nil }), people.count > 1 {
        add(people, as: .part, isSaid: false)
        add(land, as: .territory)
        return tell(lines, .extentNotSaid)
      }
      return leaveOpen(lines, .extentNotSaid)
    }
    for index in people.indices where people[index].extent == .rest {
      people[index].extent = people.count == 1 && !land.isEmpty ? .whole : .part
    }
    let wholes = people.count { $0.extent == .whole }
    if people.isEmpty {
      add(land, as: .territory)
      // A unit that goes on keeps its people.
      if !goesOn(first.old) { leaveOpen([], of: lines, .peopleNotSaid) }
    } else if wholes > 0 {
      guard people.count == 1 else { return leaveOpen(lines, .contradiction) }
      add(people, as: .whole)
      add(land, as: .territory)
    } else if people.count == 1, !goesOn(first.old) {
      leaveOpen(land, of: lines, .partAlone)
    } else {
      add(people, as: .part)
      if people.count == 1
        || (goesOn(first.old) && !people.contains { $0.new.code == first.old.code })
      {
        addStaying(first)
      }
      add(land, as: .territory)
    }
  }

  /// Whether a unit is known to be there on the day and the day before.
  private func goesOn(_ old: ConversionReading.Named) -> Bool {
    guard let day = date.previous, !old.code.isEmpty,
      let unit = reading.known.registry.unit(code: old.code, on: day)
    else { return false }
    return unit.existed(on: date)
  }

  private mutating func add(
    _ lines: [ConversionReading.Line], as extent: UnitSuccession.Extent, isSaid: Bool = true
  ) {
    for line in lines {
      var weights: [String: Int64] = [:]
      if extent == .part, let population = line.population { weights["population"] = population }
      let isDerived = line.old.isFound || line.new.isFound || !isSaid
      entries.append(
        Entry(
          succession: UnitSuccession(
            oldCode: line.old.code.isEmpty ? nil : line.old.code, oldName: line.old.name,
            newCode: line.new.code, date: date, extent: extent, weights: weights,
            legalBasis: line.legalBasis, confidence: isDerived ? .derived : .sourced),
          newName: line.new.name))
    }
  }

  /// The part that stays with a unit that goes on.
  private mutating func addStaying(_ line: ConversionReading.Line) {
    entries.append(
      Entry(
        succession: UnitSuccession(
          oldCode: line.old.code, oldName: line.old.name, newCode: line.old.code,
          date: date, extent: .part, legalBasis: line.legalBasis, confidence: .derived),
        newName: line.old.name))
  }

  // MARK: What is not established

  private mutating func leaveOpen(_ lines: [ConversionReading.Line], _ reason: Reason) {
    leaveOpen([], of: lines, reason)
  }

  /// Writes that it is not known where a unit went, but for land that is known.
  private mutating func leaveOpen(
    _ land: [ConversionReading.Line], of lines: [ConversionReading.Line], _ reason: Reason
  ) {
    guard let first = lines.first else { return }
    entries.append(
      Entry(
        succession: UnitSuccession(
          oldCode: first.old.code.isEmpty ? nil : first.old.code, oldName: first.old.name,
          newCode: nil, date: date, extent: .unknown, legalBasis: first.legalBasis,
          confidence: .derived),
        newName: ""))
    add(land, as: .territory)
    tell(lines, reason)
  }

  private mutating func tell(_ lines: [ConversionReading.Line], _ reason: Reason) {
    guard let first = lines.first else { return }
    let name = Evidence(unit: first.old.name)
    let code = Evidence(code: first.old.code)
    let unit: Evidence = first.old.code.isEmpty ? name : "\(code) \(name)"
    open.append(
      Open(unit: unit, rows: lines.map(\.row), sheet: first.sheet, reason: reason))
  }
}
