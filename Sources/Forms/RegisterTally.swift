import Indicators
import SheetModel

/// Counts the records of a register into the figures of matrix forms while they stream by.
///
/// Holds counts and row numbers only, no value of any child. Which children count, and into which
/// cells, the register's tallies declare. A child counts where the condition's column is filled
/// (a yes where it is a flag); ages are whole years on the period's last day.
public struct RegisterTally: Sendable {
  /// One figure that is counted: the values a child must have, as bits.
  private struct Counter: Sendable {
    var key: ObservationKey
    var mask: UInt128
    var count: Int64 = 0
  }

  /// One declared tally with its counters.
  private struct Tally: Sendable {
    var condition: Int?
    /// The sheet's column that the origin names.
    var originColumn: Int
    var counters: [Counter]
  }

  /// How a column of the register turns into bits.
  private struct Source: Sendable {
    var column: Int
    var bits: [String: UInt128] = [:]
    /// Bands of ages: from, up to but not including, bit.
    var bands: [(from: Int, below: Int, bit: UInt128)] = []
  }

  private var tallies: [Tally] = []
  private var sources: [Source] = []
  private let register: BoundRegister
  private let lastDay: CalendarDate
  private var rows: ClosedRange<Int>?

  /// A tally of a register; nil while its unit or period is unknown, or when it declares none.
  public init?(_ register: BoundRegister, library: TemplateLibrary) {
    guard let definition = register.definition.register, !definition.tallies.isEmpty,
      let unit = register.identity.unit, let period = register.identity.period
    else { return nil }
    self.register = register
    lastDay = period.lastDay
    var bits = BitTable(definition: definition)
    for tally in definition.tallies {
      guard let form = library.form(tally.form, set: register.definition.set),
        let matrix = form.matrix
      else { continue }
      var counters: [Counter] = []
      for cell in matrix.figureCells where matrix.content(cell) != .closed {
        guard let target = matrix.rows[cell.row].target, target.indicator == tally.indicator,
          target.measure == .count,
          let mask = bits.mask(of: matrix.breakdown(cell), in: tally)
        else { continue }
        let key = ObservationKey(
          set: form.set, form: form.id, formVersion: form.version, indicator: target.indicator,
          measure: .count, breakdown: matrix.breakdown(cell), unit: unit, period: period)
        counters.append(Counter(key: key, mask: mask))
      }
      let condition = tally.condition.flatMap { definition.column(id: $0) }
      let column =
        condition.flatMap { register.columns[$0] } ?? register.columns.values.min() ?? 0
      tallies.append(Tally(condition: condition, originColumn: column, counters: counters))
    }
    sources = bits.columns.map { column, values in
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

  /// Counts one record.
  public mutating func count(_ record: BoundRecord) {
    rows = min(rows?.lowerBound ?? record.row, record.row)...max(rows?.upperBound ?? 0, record.row)
    var child: UInt128 = 0
    for source in sources {
      switch record.fields[source.column]?.value {
      case .categories(let found): for category in found { child |= source.bits[category] ?? 0 }
      case .date(let birth):
        let age = birth.age(on: lastDay)
        for band in source.bands where birth <= lastDay && age >= band.from && age < band.below {
          child |= band.bit
        }
      default: break
      }
    }
    for tally in tallies.indices {
      if let condition = tallies[tally].condition, !isMet(condition, record) {
        continue
      }
      for counter in tallies[tally].counters.indices
      where tallies[tally].counters[counter].mask & ~child == 0 {
        tallies[tally].counters[counter].count &+= 1
      }
    }
  }

  private func isMet(_ column: Int, _ record: BoundRecord) -> Bool {
    switch record.fields[column]?.value {
    case nil, .empty, .errorValue, .flag(false): false
    case .unreadable: register.definition.register?.columns[column].kind != .flag
    default: true
    }
  }

  /// The counts as observations, by tally and in the order of the form; none without any record.
  ///
  /// `file` and `sha256` go into the origins, whose cell is the range of rows counted, such as
  /// `H9:H120`; no text of the register is given.
  public func observations(file: String, sha256: String) -> [Observation] {
    guard let rows else { return [] }
    return tallies.flatMap { tally in
      let range = CellRange(
        CellAddress(row: rows.lowerBound, column: tally.originColumn),
        CellAddress(row: rows.upperBound, column: tally.originColumn))
      return tally.counters.map { counter in
        Observation(
          key: counter.key, value: ExactDecimal(counter.count),
          status: counter.count == 0 ? .zero : .reported,
          origin: Origin(
            file: file, sha256: sha256, sheet: register.sheet, cell: range.description,
            typed: ""))
      }
    }
  }
}
