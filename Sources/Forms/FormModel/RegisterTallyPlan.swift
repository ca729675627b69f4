import Indicators

/// What a register form counts into the figures of matrix forms, worked out once.
///
/// A child's values become bits, and a figure counts the children who have all bits of its mask.
/// One plan serves the tallies of any number of units and periods.
public struct RegisterTallyPlan: Sendable {
  /// One figure that is counted: the values a child must have, as bits.
  struct Counter: Sendable {
    var set: String
    var form: String
    var formVersion: Int
    var indicator: IndicatorID
    var breakdown: [BreakdownValue]
    var mask: UInt128
  }

  /// One declared tally: its condition, and its counters among all of the plan.
  struct Tally: Sendable {
    var condition: Int?
    var counters: Range<Int>
  }

  /// How a column of the register turns into bits.
  private struct Source: Sendable {
    var column: Int
    var bits: [String: UInt128] = [:]
    /// Bands of ages: from, up to but not including, bit.
    var bands: [(from: Int, below: Int, bit: UInt128)] = []
  }

  /// What counting needs of a child: no value, only which groups it is in and what is asked for.
  public struct Child: Sendable, Hashable {
    var bits: UInt128
    /// The tallies whose conditions it meets, a bit each.
    var tallies: UInt64
  }

  let counters: [Counter]
  let tallies: [Tally]
  let definition: RegisterDefinition
  private let sources: [Source]

  /// The plan of a register form; nil when it is none or declares no tally.
  public init?(_ form: FormDefinition, library: TemplateLibrary) {
    guard let definition = form.register, !definition.tallies.isEmpty else { return nil }
    self.definition = definition
    var bits = BitTable(definition: definition)
    var counters: [Counter] = []
    var tallies: [Tally] = []
    for tally in definition.tallies.prefix(UInt64.bitWidth) {
      let start = counters.count
      guard let target = library.form(tally.form, set: form.set), let matrix = target.matrix else {
        continue
      }
      for cell in matrix.figureCells where matrix.content(cell) != .closed {
        guard let row = matrix.rows[cell.row].target, row.indicator == tally.indicator,
          row.measure == .count, let mask = bits.mask(of: matrix.breakdown(cell), in: tally)
        else { continue }
        counters.append(
          Counter(
            set: target.set, form: target.id, formVersion: target.version,
            indicator: row.indicator, breakdown: matrix.breakdown(cell), mask: mask))
      }
      tallies.append(
        Tally(
          condition: tally.condition.flatMap { definition.column(id: $0) },
          counters: start..<counters.count))
    }
    self.counters = counters
    self.tallies = tallies
    sources = bits.columns.sorted { $0.key < $1.key }.map { column, values in
      var source = Source(column: column)
      for (category, bit) in values {
        source.bits[category] = bit
        if let band = Self.band(category) { source.bands.append((band.from, band.below, bit)) }
      }
      return source
    }
  }

  /// The bits given to categories, by the register's column.
  private struct BitTable {
    let definition: RegisterDefinition
    var columns: [Int: [String: UInt128]] = [:]
    var next = 0

    /// The bits of a cell's categories; nil when the register does not tell one of them.
    mutating func mask(of values: [BreakdownValue], in tally: TallyDefinition) -> UInt128? {
      var mask: UInt128 = 0
      for value in values {
        guard let column = column(of: value.breakdown, in: tally) else { return nil }
        if columns[column]?[value.category] == nil {
          guard next < 128 else { return nil }
          columns[column, default: [:]][value.category] = 1 << UInt128(next)
          next += 1
        }
        mask |= columns[column]?[value.category] ?? 0
      }
      return mask
    }

    private func column(of breakdown: String, in tally: TallyDefinition) -> Int? {
      if let id = tally.columns[breakdown] { return definition.column(id: id) }
      guard let id = tally.rows, let column = definition.column(id: id) else { return nil }
      switch definition.columns[column].kind {
      case .category(let own), .categories(let own): return own == breakdown ? column : nil
      default: return nil
      }
    }
  }

  /// The ages of a category's identity: `under-6`, `6-to-under-11`, `5-to-9`, `16-and-over`.
  private static func band(_ category: String) -> (from: Int, below: Int)? {
    let words = category.split(separator: "-")
    let numbers = words.compactMap { Int($0) }
    let isOpen = words.contains("under")
    switch (numbers.count, words.first) {
    case (1, "under"): return (0, numbers[0])
    case (1, _): return words.contains("over") ? (numbers[0], Int.max) : nil
    case (2, _): return (numbers[0], isOpen ? numbers[1] : numbers[1] &+ 1)
    default: return nil
    }
  }

  /// What counting needs of a record; `value` gives the value of a column, nil where there is none.
  ///
  /// A child counts where a tally's condition is filled (a yes where it is a flag); ages are whole
  /// years on `lastDay`.
  public func child(
    on lastDay: CalendarDate, value: (Int) -> RegisterField.Value?
  ) -> Child {
    var child = Child(bits: 0, tallies: 0)
    for source in sources {
      switch value(source.column) {
      case .categories(let found):
        for category in found { child.bits |= source.bits[category] ?? 0 }
      case .date(let birth):
        let age = birth.age(on: lastDay)
        for band in source.bands where birth <= lastDay && age >= band.from && age < band.below {
          child.bits |= band.bit
        }
      default: break
      }
    }
    for (index, tally) in tallies.enumerated() {
      if let condition = tally.condition, !isMet(condition, value(condition)) { continue }
      child.tallies |= 1 << UInt64(index)
    }
    return child
  }

  private func isMet(_ column: Int, _ value: RegisterField.Value?) -> Bool {
    switch value {
    case nil, .empty, .errorValue, .flag(false): false
    case .unreadable: definition.columns[column].kind != .flag
    default: true
    }
  }
}
