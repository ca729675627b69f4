import FormModel
import Indicators
import SheetModel

/// Lays a register out as a sheet: header, head, a row a child, notes, signatures.
struct RegisterLayout {
  /// The most rows that are laid out empty, whatever a template asks for.
  static let maximumBlankRows = 5000

  let page: FormLayoutPage
  let register: RegisterDefinition
  /// The breakdowns of the set, for labels and lists.
  let breakdowns: [Breakdown]
  /// The children, each by the definition's columns.
  let records: [[Int: RegisterField.Value]]
  let statement: String?
  /// Where long lists stand on the identity sheet, by breakdown.
  let lists: [String: String]

  private let firstRow = FormLayoutPage.headerRows + 2

  init(request: FormRequest, register: RegisterDefinition, lists: [String: String]) {
    self.register = register
    self.lists = lists
    breakdowns = request.breakdowns
    records = request.records
    statement = request.statement
    let measure = TextMeasure(size: FormStyles.bodySize, isBold: true)
    page = FormLayoutPage(
      definition: request.definition, unit: request.unit, period: request.period,
      widths: register.columns.map {
        min(100, max($0.width, measure.widthOfLongestWord($0.label)))
      })
  }

  /// How many rows the table has: the records, or as many empty ones as a blank form offers.
  private var rowCount: Int {
    records.isEmpty ? min(max(1, register.blankRows), Self.maximumBlankRows) : records.count
  }

  /// The sheet.
  func sheet(name: String) -> FormLayoutCanvas {
    var canvas = FormLayoutCanvas(name: name)
    page.drawHeader(on: &canvas)
    let head = FormLayoutHead(
      columns: register.columns.map {
        FormLayoutHeadColumn(heads: [], label: $0.label, mark: $0.mark)
      }, widths: page.widths)
    let body = head.draw(on: &canvas, from: FormLayoutPage.headerRows)
    for row in 0..<rowCount { draw(row: row, on: &canvas) }
    let end = page.drawFooter(on: &canvas, from: body + rowCount, notes: notes)
    let ordinal = register.columns.lastIndex { $0.kind == .ordinal } ?? -1
    let frozen = min(ordinal + 2, register.columns.count)
    page.finish(&canvas, body: body, frozenColumn: frozen, end: end)
    canvas.layout.validations = validations
    return canvas
  }

  // MARK: Rows

  private func draw(row: Int, on canvas: inout FormLayoutCanvas) {
    let record = records.indices.contains(row) ? records[row] : [:]
    var height = 18.0
    for (index, column) in register.columns.enumerated() {
      if column.kind == .ordinal {
        drawOrdinal(row: row, column: index, isFilled: !record.isEmpty, on: &canvas)
        continue
      }
      let content = content(record[index] ?? .empty, of: column)
      canvas.put(content, row: firstRow + row, column: index, style: Self.style(column.kind))
      if case .text(let text) = content {
        let measure = TextMeasure(size: FormStyles.bodySize)
        let lines = measure.lines(text, columnWidth: page.widths[index])
        height = max(height, measure.height(lines: lines))
      }
    }
    canvas.raise(row: firstRow + row, to: height)
  }

  /// The running number: a formula that counts filled rows, so that an empty row stays empty.
  private func drawOrdinal(
    row: Int, column: Int, isFilled: Bool, on canvas: inout FormLayoutCanvas
  ) {
    let place = CellAddress(row: firstRow + row, column: column)
    let style = FormStyles.stub(.center)
    guard column + 1 < register.columns.count else {
      return canvas.put(.empty, row: place.row, column: column, style: style)
    }
    let inputs = CellRange(
      CellAddress(row: place.row, column: column + 1),
      CellAddress(row: place.row, column: register.columns.count - 1))
    let name = CellAddress.columnName(column)
    // The row of marks above the first record is text and counts nothing.
    let formula =
      "IF(COUNTA(\(inputs))=0,\"\",COUNT(\(name)$\(firstRow):\(name)\(place.row))+1)"
    var plain = style
    plain.numberFormat = "0"
    canvas.put(
      isFilled ? .number(String(row + 1)) : .text(""), row: place.row, column: column,
      style: plain, formula: formula)
  }

  private func content(
    _ value: RegisterField.Value, of column: RegisterColumn
  ) -> FormLayoutCanvas.Content {
    switch value {
    case .empty, .unreadable, .impossibleDate, .errorValue: return .empty
    case .text(let text): return .text(text)
    case .whole(let number): return .number(String(number))
    case .flag(let isSet): return .text(isSet ? "x" : "Không")
    case .date(let date):
      let day = CivilDateTime(year: date.year, month: date.month, day: date.day)
      return day.map(FormLayoutCanvas.Content.date) ?? .empty
    case .categories(let ids):
      return .text(CategoryTexts(column.kind, breakdowns: breakdowns).text(of: ids))
    }
  }

  private static func style(_ kind: RegisterColumn.Kind) -> CellStyle {
    switch kind {
    case .ordinal: FormStyles.stub(.center)
    case .text, .categories: FormStyles.entry(.left)
    case .category, .flag, .personalNumber: FormStyles.entry(.center)
    case .date: FormStyles.entry(.center, numberFormat: "dd/mm/yyyy")
    case .whole: FormStyles.entry(.center, numberFormat: "0")
    }
  }

  private func breakdown(of kind: RegisterColumn.Kind) -> Breakdown? {
    switch kind {
    case .category(let id), .categories(let id): breakdowns.first { $0.id == id }
    default: nil
    }
  }

  /// The notes: how to fill, then what may stand in columns of several categories.
  private var notes: [String] {
    var notes = [FormLayoutTexts.registerNote]
    for column in register.columns {
      guard case .categories = column.kind, let breakdown = breakdown(of: column.kind) else {
        continue
      }
      let items = breakdown.categories.map {
        $0.codeSuffix.isEmpty ? $0.label : "\($0.codeSuffix)) \($0.label)"
      }
      notes.append("- Cột (\(column.mark)) \(column.label): " + items.joined(separator: "; ") + ".")
    }
    notes += page.definition.notes.map { $0.hasPrefix("- ") ? $0 : "- " + $0 }
    if let statement { notes.append("- " + statement) }
    return notes
  }

  // MARK: Limits

  private var validations: [DataValidation] {
    register.columns.enumerated().compactMap { index, column in
      let range = CellRange(
        CellAddress(row: firstRow, column: index),
        CellAddress(row: firstRow + rowCount - 1, column: index))
      guard let (rule, message) = limit(column, first: range.first) else { return nil }
      var validation = DataValidation(ranges: [range], rule: rule)
      validation.errorTitle = FormLayoutMessages.title
      validation.error = message
      return validation
    }
  }

  private func limit(
    _ column: RegisterColumn, first: CellAddress
  ) -> (DataValidation.Rule, String)? {
    let length = min(max(1, column.maximumLength ?? 255), 32_767)
    switch column.kind {
    case .ordinal: return nil
    case .text, .categories:
      return (.textLength(max: length), FormLayoutMessages.length(length))
    case .whole: return (.whole(min: 0, max: nil), FormLayoutMessages.count)
    case .flag: return (.list(["x", "Có", "Không"]), FormLayoutMessages.flag)
    case .personalNumber:
      let isNumber = "AND(LEN(\(first))=12,ISNUMBER(VALUE(\(first))))"
      return (.formula(isNumber), FormLayoutMessages.personalNumber)
    case .date:
      guard let last = page.period?.lastDay,
        let from = CivilDateTime(year: 1990, month: 1, day: 1),
        let to = CivilDateTime(year: last.year, month: last.month, day: last.day)
      else { return nil }
      return (.date(min: from, max: to), FormLayoutMessages.date)
    case .category(let id):
      if let range = lists[id] { return (.listRange(range), FormLayoutMessages.list) }
      guard let breakdown = breakdown(of: column.kind) else { return nil }
      return (.list(breakdown.categories.map(\.label)), FormLayoutMessages.list)
    }
  }
}
