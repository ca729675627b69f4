import FormModel
import Indicators
import SheetModel
import Tables
import Validation

/// A sheet drawn as text, with marks ① to ⑨ where findings must land.
///
/// The first line is the head, columns named by their labels in any order. A cell of plain digits
/// is a stored number, `=118` a formula that shows 118, `=` a formula never calculated, `12.5%` a
/// cell of format percentage that shows 12.5 %, anything else a text as typed; `"60"` is the text
/// 60. In delimited text (`csv: true`) everything is text and nothing has a formula.
struct TextGrid {
  enum Mistake: Error { case unknownColumn(String), unknownRow(String), noMark(String) }

  private var cells: [FormCell: BoundCell] = [:]
  private var marks: [Character: CellAddress] = [:]
  private let isDelimitedText: Bool
  private static let allMarks = Set("①②③④⑤⑥⑦⑧⑨")

  init(_ text: String, csv: Bool = false) throws {
    isDelimitedText = csv
    let lines = text.split(separator: "\n").map(Self.fields)
    guard let head = lines.first else { return }
    let columns = try head.map { label in
      guard let column = SmallForm.columns.firstIndex(where: { $0.label == label }) else {
        throw Mistake.unknownColumn(label)
      }
      return column
    }
    for (line, fields) in lines.enumerated().dropFirst() {
      let code = fields.first?.filter { !Self.allMarks.contains($0) } ?? ""
      guard let row = SmallForm.matrix.row(code: code.trimmed) else {
        throw Mistake.unknownRow(code)
      }
      for (index, field) in fields.enumerated() {
        let address = CellAddress(row: line, column: index)
        for mark in field.filter(Self.allMarks.contains) { marks[mark] = address }
        let cell = FormCell(row: row, column: columns[index])
        guard let content = SmallForm.matrix.content(cell), content != .closed else { continue }
        let text = field.filter { !Self.allMarks.contains($0) }.trimmed
        cells[cell] = bind(text, at: address, row: SmallForm.matrix.rows[row])
      }
    }
  }

  /// The address of the cell with a mark.
  subscript(_ mark: Character) -> CellAddress {
    get throws {
      guard let address = marks[mark] else { throw Mistake.noMark(String(mark)) }
      return address
    }
  }

  /// The grid as a form bound for Xã Bản Bo, 2026.
  func form(
    _ rules: [RuleDeclaration] = [], identity: FormIdentity? = nil, misfits: [Misfit] = []
  ) -> BoundForm {
    BoundForm(
      definition: SmallForm.definition(rules), sheet: "Biểu 99", basis: .title,
      identity: identity
        ?? FormIdentity(unit: "03424", period: ReportingPeriod("2026"), claims: []),
      cells: cells, explanations: [:], sourceHoldsFormulas: !isDelimitedText, misfits: misfits)
  }

  /// The findings of the grid under some rules.
  func findings(_ rules: RuleDeclaration...) throws -> [Finding] {
    try FormChecker(library: SmallForm.library(rules)).check(form(rules))
  }

  /// The same, each as what the tests compare: kind, severity, place.
  func check(_ rules: RuleDeclaration...) throws -> [Found] {
    try FormChecker(library: SmallForm.library(rules)).check(form(rules)).map(Found.init)
  }

  private func bind(_ text: String, at address: CellAddress, row: FormRow) -> BoundCell {
    let demand = FigureDemand(row)
    let reader = FigureReader(isDelimitedText: isDelimitedText)
    if isDelimitedText || text.isEmpty {
      return BoundCell(
        address: address, typed: text, reading: reader.reading(text: text, for: demand),
        hasFormula: false)
    }
    let hasFormula = text.hasPrefix("=")
    let shown = hasFormula ? String(text.dropFirst()).trimmed : text
    var reading: FigureReading
    if shown.isEmpty {
      reading = FigureReading(value: nil, status: .missing, issue: .formulaWithoutValue)
    } else if shown.hasSuffix("%"), let value = ExactDecimal(shown.dropLast()) {
      reading = FigureReading(value: value, status: .reported, base: .percent)
    } else if let value = ExactDecimal(shown) {
      reading = FigureReading(value: value, status: value.isZero ? .zero : .reported)
    } else {
      reading = reader.reading(text: shown.filter { $0 != "\"" }, for: demand)
    }
    // A percentage cell stores 0.125 where it shows 12.5 %.
    let stored = shown.hasSuffix("%") ? reading.value?.divided(by: 100, decimals: 6) : nil
    return BoundCell(
      address: address, typed: stored?.description ?? shown.filter { $0 != "\"" },
      reading: reading,
      hasFormula: hasFormula)
  }

  private static func fields(_ line: Substring) -> [String] {
    line.split(separator: "|").map { String($0).trimmed }
  }
}

/// What rule tests compare of a finding.
struct Found: Equatable, CustomStringConvertible {
  var kind: Finding.Kind
  var severity: Severity
  var cell: CellAddress?

  init(_ kind: Finding.Kind, _ severity: Severity = .error, at cell: CellAddress?) {
    (self.kind, self.severity, self.cell) = (kind, severity, cell)
  }

  init(_ finding: Finding) {
    self.init(finding.kind, finding.severity, at: finding.place.cell)
  }

  var description: String { "\(severity) \(kind) at \(cell.map(\.description) ?? "sheet")" }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
