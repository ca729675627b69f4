import Indicators
import Units

/// The crosswalk as a table: one record a unit, of a divided unit one a part.
///
/// `kind`: `one` (one unit became one), `many` (several became one), `split`, `ended` (without a
/// successor), `unknown` (not established), `territory` (land without people went there, and no figure
/// with it: such a line stands beside the others of its unit). `hops`: the day of each change and the code, or `ended`,
/// or `unknown`; a day between two is written `2017-10-16/2020-02-02`.
enum CrosswalkTable {
  static let head = [
    "old_code", "old_name", "kind", "new_code", "new_name", "hops", "legal_basis", "confidence",
  ]

  static func records(
    of entry: UnitCrosswalk.Entry, in walk: UnitCrosswalk, _ registry: UnitRegistry
  ) -> [[String]] {
    moves(of: entry, in: walk)
      + entry.landLost.map { succession in
        let unit = succession.newCode.flatMap { registry.unit(code: $0, on: succession.date) }
        return record(entry, "territory", unit, [succession])
      }
  }

  private static func moves(
    of entry: UnitCrosswalk.Entry, in walk: UnitCrosswalk
  ) -> [[String]] {
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
    case .part, .territory: "\(date) \(hop.newCode ?? "") \(hop.extent.rawValue)"
    case .ended, .unknown: "\(date) \(hop.extent.rawValue)"
    }
  }
}
