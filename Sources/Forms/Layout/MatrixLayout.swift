import FormModel
import Indicators
import SheetModel
import Units

/// The figures and texts that a matrix form is filled with.
struct MatrixFilling {
  /// The figures given, by cell: open ones, and computed ones that nothing given adds up to.
  var figures: [FormCell: FormFigure] = [:]
  /// Missing figures that the officer marked with `…` rather than left empty.
  var ellipses: Set<FormCell> = []
  /// The explanations by the definition's row.
  var explanations: [Int: String] = [:]
}

/// Lays a matrix form out as a sheet: header, head, rows with formulas, notes, signatures.
struct MatrixLayout {
  let page: FormLayoutPage
  let matrix: MatrixDefinition
  let filling: MatrixFilling
  let statement: String?
  private let evaluation: FormEvaluation
  private let firstRow: Int

  init(
    definition: FormDefinition, matrix: MatrixDefinition, unit: ReportingUnit?,
    period: ReportingPeriod?, filling: MatrixFilling, statement: String?
  ) {
    self.matrix = matrix
    self.filling = filling
    self.statement = statement
    evaluation = FormEvaluation(matrix)
    page = FormLayoutPage(
      definition: definition, unit: unit, period: period,
      widths: Self.widths(matrix, filling: filling))
    let depth = (matrix.columns.map(\.heads.count).max() ?? 0) + 1
    firstRow = FormLayoutPage.headerRows + depth + 1
  }

  /// Where a cell of the definition stands in the sheet.
  func address(_ cell: FormCell) -> CellAddress {
    CellAddress(row: firstRow + cell.row, column: cell.column)
  }

  /// The figure that a cell shows: given for open cells, computed for the others.
  func figure(_ cell: FormCell) -> FormFigure {
    evaluation.figure(of: cell) { filling.figures[$0] }
  }

  /// The sheet.
  func sheet(name: String) -> FormLayoutCanvas {
    var canvas = FormLayoutCanvas(name: name)
    page.drawHeader(on: &canvas)
    let head = FormLayoutHead(
      columns: matrix.columns.enumerated().map {
        FormLayoutHeadColumn(
          heads: $0.element.heads, label: $0.element.label, mark: mark(ofColumn: $0.offset))
      }, widths: page.widths)
    let body = head.draw(on: &canvas, from: FormLayoutPage.headerRows)
    for index in matrix.rows.indices { draw(row: index, on: &canvas) }
    let end = page.drawFooter(on: &canvas, from: body + matrix.rows.count, notes: notes)
    let stub = matrix.columns.lastIndex { $0.role == .label || $0.role == .code } ?? 0
    page.finish(&canvas, body: body, frozenColumn: stub + 1, end: end)
    canvas.layout.validations = validations
    return canvas
  }

  // MARK: Rows

  private func draw(row index: Int, on canvas: inout FormLayoutCanvas) {
    let row = matrix.rows[index]
    let isHeading = row.target == nil
    var height = 18.0
    for (column, definition) in matrix.columns.enumerated() {
      let (text, style) = stub(row, index: index, role: definition.role, isHeading: isHeading)
      if let style {
        let content: FormLayoutCanvas.Content = text.isEmpty ? .empty : .text(text)
        canvas.put(content, row: firstRow + index, column: column, style: style)
        let measure = TextMeasure(size: FormStyles.bodySize, isBold: style.font.isBold)
        let lines = measure.lines(text, columnWidth: page.widths[column], indent: style.indent)
        height = max(height, measure.height(lines: lines))
      } else {
        drawFigure(FormCell(row: index, column: column), on: &canvas)
      }
    }
    canvas.raise(row: firstRow + index, to: height)
  }

  /// The text and style of a cell that holds no figure; no style where it holds one.
  private func stub(
    _ row: FormRow, index: Int, role: FormColumn.Role, isHeading: Bool
  ) -> (String, CellStyle?) {
    switch role {
    case .ordinal: (row.ordinal, FormStyles.stub(.center, bold: isHeading))
    case .label: (row.label, FormStyles.stub(.left, indent: row.indent, bold: isHeading))
    case .code: (row.code, FormStyles.stub(.center))
    case .unit: (row.unit, FormStyles.stub(.center))
    case .explanation:
      (
        filling.explanations[index] ?? "",
        isHeading ? FormStyles.stub(.left) : FormStyles.entry(.left)
      )
    case .total, .value: ("", nil)
    }
  }

  private func drawFigure(_ cell: FormCell, on canvas: inout FormLayoutCanvas) {
    let row = matrix.rows[cell.row]
    let decimals = row.target?.decimals ?? 0
    let place = address(cell)
    func put(
      _ content: FormLayoutCanvas.Content, _ style: CellStyle, formula: String? = nil
    ) {
      canvas.put(content, row: place.row, column: place.column, style: style, formula: formula)
    }
    let figure = figure(cell)
    let content = row.contents[cell.column]
    if filling.figures[cell] != nil, content != .open, content != nil {
      // A total that nothing in the form adds up to.
      return put(self.content(figure, in: cell), FormStyles.input(decimals: decimals))
    }
    switch content {
    case nil: put(.empty, FormStyles.stub(.center))
    case .closed: put(.text("x"), FormStyles.closed)
    case .open: put(self.content(figure, in: cell), FormStyles.input(decimals: decimals))
    case .sum(let parts):
      let formula = MatrixLayoutFormula.sum(parts.map(address))
      put(computedContent(figure), FormStyles.computed(decimals: decimals), formula: formula)
    case .quotient(let numerator, let denominator, let multiplier, let decimals):
      let formula = MatrixLayoutFormula.quotient(
        address(numerator), address(denominator), multiplier: multiplier, decimals: decimals)
      put(computedContent(figure), FormStyles.computed(decimals: decimals), formula: formula)
    }
  }

  private func content(_ figure: FormFigure, in cell: FormCell) -> FormLayoutCanvas.Content {
    switch figure.status {
    case .reported, .zero: .number((figure.value ?? .zero).normalized.description)
    case .missing: filling.ellipses.contains(cell) ? .text("…") : .empty
    case .notApplicable: .text("x")
    }
  }

  /// What a formula is known to yield: a text where there is no figure, never nothing.
  private func computedContent(_ figure: FormFigure) -> FormLayoutCanvas.Content {
    switch figure.status {
    case .reported, .zero: .number((figure.value ?? .zero).normalized.description)
    case .missing: .text("")
    case .notApplicable: .text("x")
    }
  }

  // MARK: Marks, notes and widths

  /// The mark of a column; with its sum, as `1=2+3`, where all rows add the same columns up.
  private func mark(ofColumn column: Int) -> String {
    let mark = matrix.columns[column].mark
    var sums: Set<[Int]> = []
    for (index, row) in matrix.rows.enumerated() {
      guard case .sum(let parts) = row.contents[column], parts.allSatisfy({ $0.row == index })
      else { continue }
      sums.insert(parts.map(\.column))
    }
    guard sums.count == 1, let parts = sums.first, parts.count > 1,
      parts.allSatisfy({ matrix.columns.indices.contains($0) })
    else { return mark }
    return mark + "=" + parts.map { matrix.columns[$0].mark }.joined(separator: "+")
  }

  private var notes: [String] {
    var notes = [FormLayoutTexts.inputNote, FormLayoutTexts.signNote]
    notes += page.definition.notes.map { $0.hasPrefix("- ") ? $0 : "- " + $0 }
    if let statement { notes.append("- " + statement) }
    return notes
  }

  /// The declared widths, widened where a word of the head or a figure would not fit.
  private static func widths(_ matrix: MatrixDefinition, filling: MatrixFilling) -> [Double] {
    let head = TextMeasure(size: FormStyles.bodySize, isBold: true)
    let evaluation = FormEvaluation(matrix)
    return matrix.columns.enumerated().map { index, column in
      var width = max(column.width, head.widthOfLongestWord(column.label))
      guard column.isFigure else { return min(100, width) }
      for (row, definition) in matrix.rows.enumerated() where definition.contents[index] != nil {
        let figure = evaluation.figure(of: FormCell(row: row, column: index)) {
          filling.figures[$0]
        }
        guard let value = figure.value else { continue }
        let decimals = max(0, definition.target?.decimals ?? 0)
        let whole = value.rounded(to: 0).description.utf8.count
        let characters = whole + (whole - 1) / 3 + (decimals > 0 ? decimals + 1 : 0)
        width = max(width, (Double(characters) * 1.1 + 1.5).rounded(.up))
      }
      return min(100, width)
    }
  }
}
