import Indicators

/// A division of a unit by weights, over as many splits as there are on its way.
struct UnitShares {
  private indirect enum Share {
    case unit(ReportingUnit)
    case divided([(weight: Int64, share: Share)])
  }

  private let root: Share
  private(set) var confidence = Confidence.sourced

  /// Nil where a part has no weight in the column, or goes into no unit.
  init?(_ outcome: UnitOutcome, column: String) {
    var confidence = Confidence.sourced
    guard let root = Self.share(outcome, column: column, confidence: &confidence) else {
      return nil
    }
    self.root = root
    self.confidence = confidence
  }

  private static func share(
    _ outcome: UnitOutcome, column: String, confidence: inout Confidence
  ) -> Share? {
    for hop in outcome.hops where hop.confidence.doubt > confidence.doubt {
      confidence = hop.confidence
    }
    switch outcome {
    case .carried(let unit, _): return .unit(unit)
    case .split(let shares, _):
      var parts: [(weight: Int64, share: Share)] = []
      for share in shares {
        guard let weight = share.succession.weights[column],
          let part = Self.share(share.outcome, column: column, confidence: &confidence)
        else { return nil }
        parts.append((weight, part))
      }
      return parts.count > 1 ? .divided(parts) : nil
    case .ended, .undocumented, .unknown, .notValidThen, .younger: return nil
    }
  }

  /// The units with their parts, in whole units of the value's last digit that add up to it.
  ///
  /// Nil for weights that are all zero; no value gives no values.
  func parts(of value: ExactDecimal?) -> [(unit: ReportingUnit, value: ExactDecimal?)]? {
    let whole = value?.normalized
    var parts: [(ReportingUnit, ExactDecimal?)] = []
    func divide(_ share: Share, _ coefficient: Int64?) -> Bool {
      switch share {
      case .unit(let unit):
        let part = coefficient.flatMap {
          ExactDecimal(coefficient: $0, scale: whole?.scale ?? 0)
        }
        parts.append((unit, part))
        return true
      case .divided(let shares):
        guard let divided = Allocation.parts(of: coefficient ?? 0, by: shares.map(\.weight)) else {
          return false
        }
        return zip(shares, divided).allSatisfy { share, part in
          divide(share.share, coefficient == nil ? nil : part)
        }
      }
    }
    return divide(root, whole?.coefficient) ? parts : nil
  }
}
