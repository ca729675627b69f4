import FormModel
import Indicators

/// A made-up commune of made-up children, whose counts agree with each other by construction.
///
/// Every quantity is a set of children (or births, villages, schools ...) chosen by a test, so that
/// parts add up, parts stay below wholes and rates follow. Half a year has most of the year's children
/// and those of its events that fell into it. No figure describes a real place.
struct SyntheticCommune {
  /// One member of a population: a child, a birth, a village.
  struct Member {
    var seed: UInt64
    /// Age in months; 0 for what has no age.
    var months: Int
    /// Whether the member is a boy; without meaning for villages and schools.
    var isMale: Bool
    /// Who lives together: a boy and a girl born share it, so that each place has some of both.
    var home: UInt64
    /// Whether the member is in special circumstances.
    var isSpecial: Bool { draw("special") < 38 }

    /// A number from 0 to 999 that depends on the member and the topic only.
    func draw(_ topic: String) -> Int { Int(SyntheticCommune.mix(seed, topic) % 1000) }

    /// The categories that the member has in a breakdown of so many categories.
    func categories(in breakdown: String, of count: Int) -> [Int] {
      switch breakdown {
      case "sex": return [isMale ? 0 : 1]
      case "age": return [months < 72 ? 0 : months < 132 ? 1 : 2]
      case "residence": return [SyntheticCommune.mix(home, "residence") % 1000 < 230 ? 0 : 1]
      case "basic-level": return [months < 132 ? 0 : 1]
      case "ethnicity": return draw("ethnicity") < 640 ? [0] : []
      case "disability": return isSpecial && circumstances(of: 14).contains(3) ? [0] : []
      case "circumstance": return circumstances(of: count)
      default: return [draw(breakdown) % max(1, count)]
      }
    }

    /// Whether the member is in a category; true where none is asked for.
    func belongs(to category: (breakdown: String, of: Int, place: Int)?) -> Bool {
      guard let category else { return true }
      return categories(in: category.breakdown, of: category.of).contains(category.place)
    }

    /// Every third child in special circumstances is disabled (group d); some are in two groups.
    private func circumstances(of count: Int) -> [Int] {
      let first = draw("circumstance") < 333 ? 3 : draw("circumstance") % max(1, count)
      return draw("second circumstance") < 120 ? [first, (first + 5) % max(1, count)] : [first]
    }
  }

  /// The children, aged 0 to 15.
  private let children: [Member]
  /// The children and young people aged 0 to 17.
  private let minors: [Member]
  private let code: String
  private let part: ReportingPeriod.Part
  /// How many children the year has.
  private let yearly: Int

  init(code: String, period: ReportingPeriod) {
    self.code = code
    part = period.part
    let seed = Self.mix(0x5EED, "\(code)/\(period.year)")
    // A commune is as large in all years as in that of the samples.
    let count = 620 + Int(Self.mix(0x5EED, "\(code)/2025") % 900)
    let all = (0..<count).map { index in
      let own = Self.mix(seed &+ UInt64(index), "child")
      return Member(
        seed: own, months: Int(own >> 20) % (18 * 12), isMale: Self.mix(own, "sex") % 1000 < 514,
        home: own)
    }
    yearly = all.count { $0.months < 16 * 12 }
    // Some come in the second half of the year, and some leave in it.
    let present =
      switch period.part {
      case .year, .quarter: 0..<1000
      case .half(1): 0..<970
      case .half: 15..<1000
      }
    minors = all.filter { present.contains($0.draw("presence")) }
    children = minors.filter { $0.months < 16 * 12 }
  }

  /// Whether an event that befell a member fell into the period.
  private func falls(_ member: Member) -> Bool {
    switch part {
    case .year, .quarter: true
    case .half(let half): Self.mix(member.home, "half") % 2 == UInt64(half - 1)
    }
  }

  /// The children in special circumstances, whom a register lists.
  var specialChildren: [Member] { children.filter(\.isSpecial) }

  /// The figure of every open cell of a form.
  func figures(of matrix: MatrixDefinition, in set: IndicatorSet) -> [FormCell: ExactDecimal] {
    var figures: [FormCell: ExactDecimal] = [:]
    for cell in matrix.figureCells {
      guard matrix.content(cell) == .open, let target = matrix.rows[cell.row].target else {
        continue
      }
      let breakdown = matrix.breakdown(cell)
      let found = members(of: target).count { member in
        breakdown.allSatisfy { Self.belongs(member, to: $0, in: set) }
      }
      let worth: Int64 = matrix.rows[cell.row].unit == "đồng" ? 1_500_000 : 1
      figures[cell] = ExactDecimal(Int64(found) * worth)
    }
    return figures
  }

  private static func belongs(
    _ member: Member, to value: BreakdownValue, in set: IndicatorSet
  ) -> Bool {
    guard let breakdown = set.breakdown(value.breakdown),
      let index = breakdown.categories.firstIndex(where: { $0.id == value.category })
    else { return false }
    return member.categories(in: value.breakdown, of: breakdown.categories.count).contains(index)
  }

  private func members(of target: FormRow.Target) -> [Member] {
    let quantity = SyntheticQuantity.of(target.indicator)
    var base = population(quantity.base)
    // Of the injured the year's part is counted, and against all children.
    if quantity.isEvent, target.measure != .denominator { base = base.filter(falls) }
    switch target.measure {
    case .denominator where quantity.isRatio: return base.filter { !$0.isMale }
    case .denominator: return quantity.denominator.map(population) ?? base
    case .numerator where quantity.isRatio: return base.filter(\.isMale)
    default:
      return base.filter {
        $0.draw(quantity.topic) < quantity.share
          && $0.belongs(to: quantity.category)
      }
    }
  }

  private func population(_ base: SyntheticQuantity.Base) -> [Member] {
    switch base {
    case .children(let from, let below):
      return children.filter { $0.months >= from && $0.months < below }
    case .minors(let from, let below):
      return minors.filter { $0.months >= from && $0.months < below }
    case .special: return children.filter(\.isSpecial)
    case .abused: return children.filter { $0.draw("abuse") < 9 && falls($0) }
    case .disabledLearners:
      return children.filter { $0.months >= 36 && !$0.categories(in: "disability", of: 1).isEmpty }
    case .births:
      return things(count: max(12, yearly / 14), named: "birth").filter(falls)
    case .people: return things(count: yearly * 3 + 211, named: "person")
    case .things(let count, let name): return things(count: count, named: name)
    }
  }

  /// Boys and girls by turns, 18 of 35 boys.
  private func things(count: Int, named name: String) -> [Member] {
    (0..<count).map { (index: Int) -> Member in
      let isMale = (index * 18) % 35 < 18
      let home = Self.mix(UInt64(index / 2), "\(code)/\(name)/home")
      return Member(
        seed: Self.mix(UInt64(index), "\(code)/\(name)"), months: 0, isMale: isMale, home: home)
    }
  }

  /// A well-spread number of a seed and a text (splitmix64 over the text's bytes).
  static func mix(_ seed: UInt64, _ text: String) -> UInt64 {
    var state = seed
    for byte in text.utf8 {
      state = (state ^ UInt64(byte)) &+ 0x9E37_79B9_7F4A_7C15
      state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
      state ^= state >> 31
    }
    return state
  }
}
