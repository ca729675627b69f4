import Indicators
import Units

/// The crosswalk as a table: one record a unit, of a divided unit one a part.
///
/// `kind`: `one` (one unit became one), `many` (several became one), `split`, `ended` (without a
/// successor), `unknown` (not established). `hops`: the day of each change and the code, or `ended`,
/// or `unknown`; a day between two is written `2017-10-16/2020-02-02`.
enum CrosswalkTable {
  static let head = [
    "old_code", "old_name", "kind", "new_code", "new_name", "hops", "legal_basis", "confidence",
  ]

  static func records(of entry: UnitCrosswalk.Entry, in walk: UnitCrosswalk) -> [[String]] {
    switch entry.outcome {
    case .carried(let unit, let hops):
      let members = walk.members(ofCode: unit.code)
      let count = members.whole.count + members.partial.count + members.unlisted.count
      return [record(entry, count > 1 ? "many" : "one", unit, hops)]
    case .split: return leaves(entry.outcome, before: []).map { record(entry, "split", $0, $1) }
    case .ended(_, let hops): return [record(entry, "ended", nil, hops)]
    case .undocumented(_, let hops): return [record(entry, "unknown", nil, hops)]
    case .unknown, .notValidThen, .younger: return [record(entry, "unknown", nil, [])]
    }
  }

  /// The units that parts went into, each with its hops from the beginning.
  private static func leaves(
    _ outcome: UnitOutcome, before: [UnitSuccession]
  ) -> [(ReportingUnit?, [UnitSuccession])] {
    let hops = before + outcome.hops
    switch outcome {
    case .carried(let unit, _): return [(unit, hops)]
    case .split(let shares, _): return shares.flatMap { leaves($0.outcome, before: hops) }
    case .ended, .undocumented, .unknown, .notValidThen, .younger: return [(nil, hops)]
    }
  }

  private static func record(
    _ entry: UnitCrosswalk.Entry, _ kind: String, _ unit: ReportingUnit?, _ hops: [UnitSuccession]
  ) -> [String] {
    let confidence = ([entry.unit.confidence] + hops.map(\.confidence)).max { $0.doubt < $1.doubt }
    var bases: [String] = []
    for hop in hops where !hop.legalBasis.isEmpty && !bases.contains(hop.legalBasis) {
      bases.append(hop.legalBasis)
    }
    return [
      entry.unit.code, entry.unit.name, kind, unit?.code ?? "", unit?.name ?? "",
      hops.map(text).joined(separator: "; "), bases.joined(separator: "; "),
      confidence?.rawValue ?? "",
    ]
  }

  private static func text(_ hop: UnitSuccession) -> String {
    let date = UnitRecord.text(hop.date, earliest: hop.earliestDate)
    return switch hop.extent {
    case .whole: "\(date) \(hop.newCode ?? "")"
    case .part: "\(date) \(hop.newCode ?? "") part"
    case .ended, .unknown: "\(date) \(hop.extent.rawValue)"
    }
  }
}

/// What a mapping leaves for people: units with the same trouble, in one line each.
struct MappingSummary {
  private struct Left: Hashable {
    var unit: String
    var reason: UnitMapping.Reason
  }
  private struct Lacking: Hashable {
    var unit: String
    var missing: [String]
  }

  /// By unit.
  let notices: [UnitMappingNotice]

  init(_ mapping: UnitMapping, _ registry: UnitRegistry, to day: CalendarDate) {
    var left: [Left: Int] = [:]
    for other in mapping.unmapped {
      let key = other.observation.key
      let name = registry.unit(code: key.unit, on: key.period.lastDay)?.name
      left[
        Left(unit: name.map { "\(key.unit) \($0)" } ?? key.unit, reason: other.reason), default: 0] +=
        1
    }
    var lacking: [Lacking: Int] = [:]
    for figure in mapping.figures where !figure.missing.isEmpty {
      let code = figure.observation.key.unit
      let name = registry.unit(code: code, on: day)?.name
      lacking[
        Lacking(unit: name.map { "\(code) \($0)" } ?? code, missing: figure.missing), default: 0] +=
        1
    }
    let behind = left.sorted {
      ($0.key.unit, "\($0.key.reason)") < ($1.key.unit, "\($1.key.reason)")
    }.map { UnitMappingNotice.leftBehind(unit: $0.key.unit, count: $0.value, $0.key.reason) }
    let open = lacking.sorted {
      ($0.key.unit, $0.key.missing.joined()) < ($1.key.unit, $1.key.missing.joined())
    }.map {
      UnitMappingNotice.incomplete(unit: $0.key.unit, count: $0.value, missing: $0.key.missing)
    }
    notices = behind + open
  }
}
