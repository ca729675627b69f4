import CSV
import FormModel
import Foundation
import Indicators
import SheetModel
import Templates
import TestSupport
import Units
import Validation

/// The shipped forms filled with the figures of one made-up commune, and copies of them with mistakes.
///
/// What an officer fills in comes from `Tests/Mutants/clean.csv`, which is counted child by child by
/// `Tests/Mutants/clean`; totals and rates are computed from it here.
struct CleanForms {
  enum Mistake: Error { case line(String), templates(String) }

  /// Whether totals and rates are formulas, which follow a mistake, or were typed before it.
  enum Totals: String, CaseIterable { case typed, live }

  let library: TemplateLibrary
  private var figures: [String: [FormCell: ExactDecimal]] = [:]

  init() throws {
    let loader = TemplateLoader(folder: Repository.templates.path) { path throws(WorkbookError) in
      guard let data = FileManager.default.contents(atPath: path) else {
        throw WorkbookError(.notFound, at: Place(file: path))
      }
      return try CSVReader(MemorySource([UInt8](data)), name: "table").rows(ofSheet: 0)
    }
    library = loader.load().library
    let table = Repository.root.appendingPathComponent("Tests/Mutants/clean.csv")
    for line in try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      guard fields.count == 4, let value = ExactDecimal(fields[3]),
        let matrix = library.forms.first(where: { $0.id == fields[0] })?.matrix,
        let row = matrix.row(code: fields[1]), let column = matrix.column(id: fields[2])
      else { throw Mistake.line(String(line)) }
      figures[fields[0], default: [:]][FormCell(row: row, column: column)] = value
    }
  }

  /// The forms that hold figures.
  var definitions: [FormDefinition] { library.forms.filter { $0.matrix != nil } }

  /// The cells that an officer fills, with their right figures, in reading order.
  func inputs(of form: FormDefinition) -> [(cell: FormCell, value: ExactDecimal)] {
    (figures[form.id] ?? [:]).map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  /// The form with some figures changed after typed totals were written, or before live ones follow.
  func form(
    _ definition: FormDefinition, changing changes: [FormCell: ExactDecimal] = [:], totals: Totals
  ) -> BoundForm {
    let right = figures[definition.id] ?? [:]
    let given = right.merging(changes) { $1 }
    var cells: [FormCell: BoundCell] = [:]
    for cell in definition.matrix?.figureCells ?? [] {
      guard let content = definition.matrix?.content(cell), content != .closed else { continue }
      let value = value(cell, definition, content == .open || totals == .live ? given : right)
      cells[cell] = BoundCell(
        address: Self.address(cell), typed: value?.description ?? "",
        reading: FigureReading(
          value: value, status: value.map { $0.isZero ? .zero : .reported } ?? .missing),
        hasFormula: totals == .live && content != .open)
    }
    let unit = library.units.units.first { $0.validTo == nil && $0.validFrom != nil }
    return BoundForm(
      definition: definition, sheet: definition.symbol, basis: .identity,
      identity: FormIdentity(unit: unit?.code, period: ReportingPeriod("2026"), claims: []),
      cells: cells, explanations: [:], sourceHoldsFormulas: true, misfits: [])
  }

  /// Where a cell stands in the sheet.
  static func address(_ cell: FormCell) -> CellAddress {
    CellAddress(row: cell.row + 8, column: cell.column)
  }

  /// What a cell holds when these are the figures given.
  private func value(
    _ cell: FormCell, _ form: FormDefinition, _ given: [FormCell: ExactDecimal]
  ) -> ExactDecimal? {
    switch form.matrix?.content(cell) {
    case .sum(let parts):
      return parts.reduce(ExactDecimal.zero) { sum, part in
        value(part, form, given).flatMap { sum.adding($0) } ?? sum
      }
    case .quotient(let numerator, let denominator, let multiplier, let decimals):
      guard let top = value(numerator, form, given), let bottom = value(denominator, form, given),
        !bottom.isZero
      else { return nil }
      return top.multiplied(by: Int64(multiplier))?.divided(by: bottom, decimals: decimals)
    case .open, .closed, nil: return given[cell]
    }
  }
}

/// A way to write a figure wrong.
enum Slip: CaseIterable {
  case oneMore, tenfold, thousandfold, transposed, lostDigit, doubledDigit, negative, exchanged

  /// The figures after the slip at one of some cells in reading order; nil where nothing changes.
  func changes(
    _ inputs: [(cell: FormCell, value: ExactDecimal)], at index: Int
  ) -> [FormCell: ExactDecimal]? {
    let (cell, value) = inputs[index]
    var digits = Array(value.description)
    let middle = digits.count / 2
    var wrong: ExactDecimal?
    switch self {
    case .oneMore: wrong = value.adding(1)
    case .tenfold: wrong = value.multiplied(by: Int64(10))
    case .thousandfold: wrong = value.multiplied(by: Int64(1000))
    case .negative: wrong = value.multiplied(by: Int64(-1))
    case .transposed where middle > 0:
      digits.swapAt(middle - 1, middle)
      wrong = ExactDecimal(String(digits))
    case .lostDigit where middle > 0:
      digits.remove(at: middle)
      wrong = ExactDecimal(String(digits))
    case .doubledDigit where value != 0:
      digits.insert(digits[middle], at: middle)
      wrong = ExactDecimal(String(digits))
    case .exchanged where index + 1 < inputs.count && inputs[index + 1].cell.row == cell.row:
      let other = inputs[index + 1]
      return other.value == value ? nil : [cell: other.value, other.cell: value]
    default: return nil
    }
    guard let wrong, wrong != value else { return nil }
    return [cell: wrong]
  }
}
