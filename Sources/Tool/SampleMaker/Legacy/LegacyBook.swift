import FormModel
import Indicators
import SheetModel

/// A made-up old workbook with the figures that a migration must bring across.
///
/// Origins of the expected figures name sheet and cell; the file is the caller's to name.
struct LegacyBook {
  var book: SampleBook
  /// In the order of the sheets, rows and columns.
  var expected: [Observation]
}

/// One sheet of an old workbook while it is drawn.
struct LegacySheet {
  /// The looks of cells, by their index in the book's styles.
  struct Looks {
    var plain: Int
    var head: Int
    var title: Int

    /// Looks added to a table of styles; old fonts are `LegacyDress`'s to give.
    init(in styles: inout StyleTable) {
      var style = CellStyle()
      style.font.name = "Times New Roman"
      style.font.size = 12
      plain = styles.index(of: style)
      style.font.isBold = true
      style.horizontal = .center
      title = styles.index(of: style)
      style.wrapsText = true
      style.border = .box(.thin)
      head = styles.index(of: style)
    }
  }

  private(set) var draft: DraftSheet
  private var figures: [CellAddress: Observation] = [:]
  private let looks: Looks

  init(name: String, looks: Looks) {
    draft = DraftSheet(layout: SheetLayout(name: name), rows: [])
    self.looks = looks
  }

  /// The figures that must come across, row by row.
  var expected: [Observation] {
    figures.sorted { $0.key < $1.key }.map(\.value)
  }

  /// A line above or below the table.
  mutating func title(_ text: String, row: Int, column: Int = 0) {
    put(.text(text), row: row, column: column, style: looks.title)
  }

  /// A label of the head over so many rows and columns, merged where they are more than one.
  mutating func head(_ text: String, row: Int, column: Int, rows: Int = 1, columns: Int = 1) {
    put(.text(text), row: row, column: column, style: looks.head)
    guard rows > 1 || columns > 1 else { return }
    draft.layout.merges.append(
      CellRange(
        CellAddress(row: row, column: column),
        CellAddress(row: row + rows - 1, column: column + columns - 1)))
  }

  /// A text of the table.
  mutating func text(_ text: String, row: Int, column: Int) {
    put(.text(text), row: row, column: column, style: looks.plain)
  }

  /// A number of the table.
  mutating func number(_ number: some CustomStringConvertible, row: Int, column: Int) {
    put(.number("\(number)"), row: row, column: column, style: looks.plain)
  }

  /// A figure that must come across; `typed` is what stands in the cell where it is no number.
  mutating func figure(
    _ key: ObservationKey, _ value: ExactDecimal?, row: Int, column: Int, typed: String? = nil
  ) {
    if let typed {
      text(typed, row: row, column: column)
    } else if let value {
      number(value, row: row, column: column)
    }
    let status: ObservationStatus =
      value.map { $0.isZero ? .zero : .reported } ?? (typed == "x" ? .notApplicable : .missing)
    let address = CellAddress(row: row, column: column)
    figures[address] = Observation(
      key: key, value: value, status: status,
      origin: Origin(
        file: "", sha256: "", sheet: draft.layout.name, cell: address.description,
        typed: typed ?? value?.description ?? ""))
  }

  private mutating func put(_ value: DraftCell.Value, row: Int, column: Int, style: Int) {
    draft.cells[CellAddress(row: row, column: column)] = DraftCell(value: value, style: style)
  }
}

/// Which current form a figure of an old layout belongs to, asked of the templates.
struct LegacyKeys {
  let library: TemplateLibrary
  let set: String
  private var forms: [IndicatorID: FormDefinition] = [:]

  init(library: TemplateLibrary, set: String) {
    self.library = library
    self.set = set
    for form in library.forms where form.set == set {
      for row in form.matrix?.rows ?? [] {
        if let target = row.target, forms[target.indicator] == nil {
          forms[target.indicator] = form
        }
      }
    }
  }

  /// The key of a figure; `breakdown` as `circumstance=orphan`.
  func key(
    _ indicator: String, _ measure: Measure = .count, _ breakdown: [String] = [], unit: String,
    period: ReportingPeriod
  ) -> ObservationKey? {
    guard let id = IndicatorID(indicator), let form = forms[id] else { return nil }
    let values = breakdown.compactMap { text -> BreakdownValue? in
      let parts = text.split(separator: "=").map(String.init)
      return parts.count == 2 ? BreakdownValue(breakdown: parts[0], category: parts[1]) : nil
    }
    return ObservationKey(
      set: set, form: form.id, formVersion: form.version, indicator: id, measure: measure,
      breakdown: values, unit: unit, period: period)
  }
}
