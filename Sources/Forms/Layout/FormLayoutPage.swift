import FormModel
import Indicators
import SheetModel
import Units

/// What the blocks of one form sheet share: the form, unit and period, and how wide the columns are.
struct FormLayoutPage {
  let definition: FormDefinition
  let unit: ReportingUnit?
  let period: ReportingPeriod?
  /// The widths of the columns in characters; at least three, so that the header has its parts.
  let widths: [Double]

  /// Rows of the header block, the empty row under it included.
  static let headerRows = 4

  init(
    definition: FormDefinition, unit: ReportingUnit?, period: ReportingPeriod?, widths: [Double]
  ) {
    self.definition = definition
    self.unit = unit
    self.period = period
    self.widths = Self.spread(widths + Array(repeating: 12, count: max(0, 3 - widths.count)))
  }

  /// The width of an A4 landscape page in characters, which narrow tables are widened to.
  private static let fullWidth = 146.0
  /// A column as wide as this is not widened further.
  private static let ampleWidth = 50.0

  /// Widths that fill a page, so that the header's parts have room over a table of few columns.
  private static func spread(_ widths: [Double]) -> [Double] {
    let missing = fullWidth - widths.reduce(0, +)
    let narrow = widths.indices.dropFirst().filter { widths[$0] < ampleWidth }
    guard missing > 0, !narrow.isEmpty else { return widths }
    var spread = widths
    for index in narrow { spread[index] += (missing / Double(narrow.count)).rounded(.down) }
    return spread
  }

  /// The index of the last column.
  var lastColumn: Int { widths.count - 1 }
  /// The columns of the left part, about three tenths of the width.
  var left: ClosedRange<Int> { 0...boundary(at: 0.3, in: 1...lastColumn - 1) - 1 }
  /// The columns of the right part, about three tenths of the width.
  var right: ClosedRange<Int> {
    boundary(at: 0.7, in: left.upperBound + 2...lastColumn)...lastColumn
  }
  /// The columns under which the right signature stands, wide enough for place and day.
  var signing: ClosedRange<Int> {
    var first = right.lowerBound
    while first > left.upperBound + 1, width(first...lastColumn) < 50 { first -= 1 }
    return first...lastColumn
  }
  /// The columns between.
  var center: ClosedRange<Int> { left.upperBound + 1...right.lowerBound - 1 }

  /// The width of joined columns in characters.
  func width(_ columns: ClosedRange<Int>) -> Double { widths[columns].reduce(0, +) }

  /// The column whose left edge lies nearest to a share of the whole width.
  private func boundary(at share: Double, in columns: ClosedRange<Int>) -> Int {
    let goal = widths.reduce(0, +) * share
    func distance(_ column: Int) -> Double { abs(widths[..<column].reduce(0, +) - goal) }
    return columns.min { distance($0) < distance($1) } ?? columns.lowerBound
  }

  // MARK: Header

  /// Draws the three parts of the header block from row 0 on.
  func drawHeader(on canvas: inout FormLayoutCanvas) {
    let small = TextMeasure(size: FormStyles.bodySize)
    let plain = FormStyles.line(.left, size: FormStyles.bodySize)
    let stack: [(text: String, columns: ClosedRange<Int>, row: Int, style: CellStyle)] = [
      (definition.symbol, left, 0, FormStyles.line(.left, size: FormStyles.bodySize, bold: true)),
      (
        definition.issuedUnder, left, 1,
        FormStyles.line(.left, size: FormStyles.bodySize, italic: true)
      ),
      (FormLayoutTexts.dueText(definition, period: period), left, 2, plain),
      (FormLayoutTexts.unit + FormLayoutTexts.unitText(unit), right, 0, plain),
      (FormLayoutTexts.receiver + definition.receiver, right, 1, plain),
    ]
    for part in stack {
      canvas.put(
        .text(part.text), rows: part.row...part.row, columns: part.columns, style: part.style)
      let lines = small.lines(part.text, columnWidth: width(part.columns))
      canvas.raise(row: part.row, to: small.height(lines: lines))
    }
    canvas.raise(row: 0, to: TextMeasure(size: FormStyles.bodySize).height(lines: 1))
    let title = definition.title.uppercased()
    canvas.put(.text(title), rows: 0...1, columns: center, style: FormStyles.title)
    let large = TextMeasure(size: FormStyles.titleSize, isBold: true)
    let needed = large.height(lines: large.lines(title, columnWidth: width(center)))
    canvas.raise(row: 1, to: needed - canvas.height(row: 0))
    canvas.put(
      .text(FormLayoutTexts.period + (period?.title ?? FormLayoutTexts.blank)), rows: 2...2,
      columns: center,
      style: FormStyles.line(.center, size: FormStyles.bodySize, italic: true))
    canvas.raise(row: 2, to: TextMeasure(size: FormStyles.bodySize).height(lines: 1))
    canvas.raise(row: Self.headerRows - 1, to: 8)
  }

  // MARK: Under the table

  /// Draws notes from a row on and the signatures under them; the first row that is free after.
  func drawFooter(on canvas: inout FormLayoutCanvas, from first: Int, notes: [String]) -> Int {
    var row = first
    canvas.raise(row: row, to: 8)
    row += 1
    if !notes.isEmpty {
      drawNote(FormLayoutTexts.notes, bold: true, row: row, on: &canvas)
      row += 1
      for note in notes {
        drawNote(note, bold: false, row: row, on: &canvas)
        row += 1
      }
    }
    canvas.raise(row: row, to: 8)
    row += 1
    let size = FormStyles.bodySize + 1
    let lines: [(left: String, right: String, bold: Bool)] = [
      ("", FormLayoutTexts.signingDay, false),
      (FormLayoutTexts.preparedBy, FormLayoutTexts.approvedBy, true),
      (FormLayoutTexts.preparedByHint, FormLayoutTexts.approvedByHint, false),
    ]
    for line in lines {
      let style = FormStyles.line(
        .center, size: size, bold: line.bold, italic: !line.bold, vertical: .center)
      if !line.left.isEmpty {
        canvas.put(.text(line.left), rows: row...row, columns: left, style: style)
      }
      canvas.put(.text(line.right), rows: row...row, columns: signing, style: style)
      let measure = TextMeasure(size: size, isBold: line.bold)
      canvas.raise(
        row: row,
        to: measure.height(lines: measure.lines(line.right, columnWidth: width(signing))))
      row += 1
    }
    // Room for signatures and the stamp.
    canvas.raise(row: row, to: 60)
    return row + 1
  }

  private func drawNote(
    _ text: String, bold: Bool, row: Int, on canvas: inout FormLayoutCanvas
  ) {
    let measure = TextMeasure(size: FormStyles.smallSize, isBold: bold)
    let lines = measure.lines(text, columnWidth: width(0...lastColumn))
    canvas.put(
      .text(text), rows: row...row, columns: 0...lastColumn,
      style: FormStyles.line(.left, bold: bold, italic: !bold))
    canvas.raise(row: row, to: measure.height(lines: lines))
  }

  // MARK: Paper

  /// Sets widths, freeze, protection and print of a sheet whose table head ends above `body`.
  func finish(
    _ canvas: inout FormLayoutCanvas, body: Int, frozenColumn: Int, end: Int
  ) {
    canvas.layout.columns = widths.enumerated().map {
      ColumnLayout(first: $0.offset, last: $0.offset, width: $0.element)
    }
    canvas.layout.frozenAt = CellAddress(row: body, column: frozenColumn)
    canvas.layout.isProtected = true
    canvas.layout.print.isLandscape = true
    canvas.layout.print.fitToWidth = 1
    canvas.layout.print.isCentered = true
    canvas.layout.print.repeatedRows = Self.headerRows...max(Self.headerRows, body - 1)
    canvas.layout.print.printArea = CellRange(
      CellAddress(row: 0, column: 0), CellAddress(row: max(0, end - 1), column: lastColumn))
    canvas.layout.print.margins.left = 0.5
    canvas.layout.print.margins.right = 0.4
    canvas.layout.print.margins.top = 0.5
    canvas.layout.print.margins.bottom = 0.75
    canvas.layout.print.fitToHeight =
      FormLayoutPaper(
        print: canvas.layout.print, widths: widths,
        heights: (0..<end).map { canvas.height(row: $0) }
      ).fitToHeight
    canvas.layout.print.footer = "\(definition.symbol) - Trang &P"
  }
}
