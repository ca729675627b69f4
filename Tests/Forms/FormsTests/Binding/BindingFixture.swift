import Binding
import FormModel
import Indicators
import SheetModel
import Tables

/// A sheet of a test as plain values, laid out as officers get it and then made messy.
struct TestSheet {
  enum Value: Equatable {
    case empty
    case text(String)
    case number(String)
    case percent(String)
    case formula(String)
    case formulaWithoutValue
    case emptyFormula
    case error(String)
    case date(Int, Int, Int)
    case boolean(Bool)
  }

  var name: String
  var rows: [[Value]]
  var merges: [CellRange] = []

  /// The row of the first cell of a text, and its column.
  func find(_ text: String) -> CellAddress? {
    for (row, values) in rows.enumerated() {
      if let column = values.firstIndex(of: .text(text)) {
        return CellAddress(row: row, column: column)
      }
    }
    return nil
  }

  subscript(row: Int, column: Int) -> Value {
    get { rows[row].indices.contains(column) ? rows[row][column] : .empty }
    set {
      while rows[row].count <= column { rows[row].append(.empty) }
      rows[row][column] = newValue
    }
  }

  /// The row of a code.
  func row(_ code: String) -> Int { find(code)?.row ?? 0 }

  mutating func insertColumn(at column: Int) {
    for row in rows.indices where rows[row].count > column { rows[row].insert(.empty, at: column) }
  }

  mutating func swapColumns(_ a: Int, _ b: Int) {
    for row in rows.indices {
      let (x, y) = (self[row, a], self[row, b])
      self[row, a] = y
      self[row, b] = x
    }
  }

  mutating func mapTexts(_ change: (String) -> String) {
    for row in rows.indices {
      for column in rows[row].indices {
        if case .text(let text) = rows[row][column] { rows[row][column] = .text(change(text)) }
      }
    }
  }

  var grid: SheetGrid {
    get throws { try SheetGrid(name: name, rows: TestCursor(rows), merges: merges) }
  }
}

final class TestCursor: RowCursor {
  private let rows: [[TestSheet.Value]]
  private var position = 0

  init(_ rows: [[TestSheet.Value]]) { self.rows = rows }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    while position < rows.count, rows[position].allSatisfy({ $0 == .empty }) { position += 1 }
    guard position < rows.count else { return false }
    row.reset(index: position)
    for (column, value) in rows[position].enumerated() {
      switch value {
      case .empty: break
      case .text(let text): row.appendText(text, column: column)
      case .number(let digits): row.appendNumber(digits: digits, column: column)
      case .percent(let digits):
        row.appendNumber(digits: digits, column: column)
        row.setFlags(.percentage)
      case .formula(let digits):
        row.appendNumber(digits: digits, column: column)
        row.setFormula("1+1")
      case .formulaWithoutValue:
        row.appendBlank(column: column, style: 0)
        row.setFormula("1+1")
      case .emptyFormula:
        row.appendText("", column: column)
        row.setFormula("1+1")
      case .error(let text): row.appendError(text, column: column)
      case .date(let year, let month, let day):
        if let date = CivilDateTime(year: year, month: month, day: day) {
          row.appendDate(date, hasTime: false, column: column)
        }
      case .boolean(let value): row.appendBoolean(value, column: column)
      }
    }
    position += 1
    return true
  }
}

/// Forms of the shipped templates, laid out by hand.
enum BindingFixture {
  static let library = ShippedTemplates.load().library
  static let binder = FormBinder(library: library)

  static func facts(
    _ sheets: [TestSheet], format: WorkbookFormat = .xlsx, identity: [IdentityRow] = []
  ) -> WorkbookFacts {
    WorkbookFacts(
      format: format, sheets: sheets.map { SheetEntry(name: $0.name) }, identityRows: identity)
  }

  static func bind(
    _ sheets: [TestSheet], format: WorkbookFormat = .xlsx, identity: [IdentityRow] = [],
    options: BindingOptions = BindingOptions()
  ) throws -> [SheetRecognition] {
    let grids = try sheets.map { try $0.grid }
    return binder.bind(
      grids, facts: facts(sheets, format: format, identity: identity), options: options
    ).sheets.map(\.recognition)
  }

  static func form(_ sheet: TestSheet, format: WorkbookFormat = .xlsx) throws -> BoundForm? {
    if case .matrix(let form)? = try bind([sheet], format: format).first { form } else { nil }
  }

  /// Figures that obey the form: every open cell its row and column number, the rest computed.
  static func figures(_ matrix: MatrixDefinition) -> [FormCell: FormFigure] {
    let evaluation = FormEvaluation(matrix)
    let all = evaluation.figures { cell in
      matrix.content(cell) == .open
        ? FormFigure(ExactDecimal(Int64(cell.row + cell.column))) : nil
    }
    return Dictionary(uniqueKeysWithValues: all.map { ($0.cell, $0.figure) })
  }

  /// A filled form: title block, head of three rows, marks, body, notes and signatures.
  static func sheet(
    _ id: String = "TE-03", name: String? = nil, unit: String = "Xã Bản Bo (mã 03424)",
    period: String = "Năm 2024"
  ) throws -> TestSheet {
    guard let definition = library.form(id), let matrix = definition.matrix else {
      return TestSheet(name: "", rows: [])
    }
    let width = max(matrix.columns.count, 10)
    func padded(_ cells: [(Int, String)]) -> [TestSheet.Value] {
      var row = [TestSheet.Value](repeating: .empty, count: width)
      for (column, text) in cells { row[column] = .text(text) }
      return row
    }
    var rows = [
      padded([
        (0, definition.symbol), (3, definition.title.uppercased()),
        (8, "Đơn vị báo cáo: \(unit)"),
      ]),
      padded([(0, definition.issuedUnder), (8, "Đơn vị nhận báo cáo: \(definition.receiver)")]),
      padded([(0, "Ngày nhận báo cáo: 10/11"), (3, "Kỳ báo cáo: \(period)")]),
      padded([]),
    ]
    rows += head(matrix)
    rows.append(
      padded(matrix.columns.enumerated().map { ($0, $1.mark == "1" ? "1=2+3" : $1.mark) }))
    let figures = figures(matrix)
    for (index, row) in matrix.rows.enumerated() {
      rows.append(body(row, index, matrix, figures))
    }
    rows.append(padded([]))
    rows.append(padded([(0, "Ghi chú:")]))
    for note in definition.notes { rows.append(padded([(0, "- \(note)")])) }
    rows.append(padded([(8, "…………, ngày …… tháng …… năm 20……")]))
    rows.append(padded([(1, "Người lập biểu"), (8, "Thủ trưởng đơn vị")]))
    rows.append(padded([(1, "(Ký, họ tên)"), (8, "(Ký, đóng dấu, họ tên)")]))
    rows.append(padded([(1, "Lò Thị Mai"), (8, "Vàng A Páo")]))
    return TestSheet(name: name ?? id, rows: rows)
  }

  private static func head(_ matrix: MatrixDefinition) -> [[TestSheet.Value]] {
    var rows = [[TestSheet.Value]](
      repeating: [TestSheet.Value](repeating: .empty, count: matrix.columns.count), count: 3)
    var open: [Int: String] = [:]
    for (column, entry) in matrix.columns.enumerated() {
      if entry.heads.isEmpty {
        rows[0][column] = .text(entry.label)
        open = [:]
        continue
      }
      for (level, head) in entry.heads.enumerated() where open[level] != head {
        rows[level][column] = .text(head)
        open[level] = head
        if level == 0 { open[1] = nil }
      }
      rows[2][column] = .text(entry.label)
    }
    return rows
  }

  private static func body(
    _ row: FormRow, _ index: Int, _ matrix: MatrixDefinition, _ figures: [FormCell: FormFigure]
  ) -> [TestSheet.Value] {
    matrix.columns.enumerated().map { column, entry in
      switch entry.role {
      case .ordinal: return row.ordinal.isEmpty ? .empty : .text(row.ordinal)
      case .label: return .text(row.label)
      case .code: return row.code.isEmpty ? .empty : .text(row.code)
      case .unit: return row.unit.isEmpty ? .empty : .text(row.unit)
      case .explanation: return .empty
      case .total, .value:
        guard let content = row.contents[column] else { return .empty }
        if content == .closed { return .text("x") }
        guard let value = figures[FormCell(row: index, column: column)]?.value else {
          return .empty
        }
        return content == .open ? .number(value.description) : .formula(value.description)
      }
    }
  }
}
