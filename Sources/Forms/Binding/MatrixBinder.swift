import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// What binding one form to one sheet found.
struct MatrixBinding {
  var cells: [FormCell: BoundCell] = [:]
  var explanations: [Int: String] = [:]
  var misfits: [Misfit] = []
  /// What the sheet says of nothing having occurred.
  var nilReturn: NilReturn?
  /// The first line of the head.
  var top: Int
  /// How many of the form's coded rows were found by their codes.
  var codesFound = 0
  /// How many of the form's rows stand there under their own label.
  var labelsFound = 0
  /// Whether two columns answered to one label, which merged heads may tell apart.
  var hasClash = false

  /// How well the sheet fits the form, 0 to 1: half by codes, half by labels.
  func fit(_ form: FormIndex) -> Double {
    let rows = form.definition.matrix?.rows.count ?? 0
    guard rows > 0, form.codedRows > 0 else { return 0 }
    return Double(codesFound) / Double(form.codedRows) / 2
      + Double(labelsFound) / Double(rows) / 2
  }
}

/// Binds the cells of a sheet to a matrix form, by codes and labels, whatever their addresses.
///
/// Rows are found by code, else by label where only one row without a code elsewhere has it;
/// columns by label. Every filled cell becomes a figure, an explanation, furniture or a misfit.
struct MatrixBinder {
  let form: FormIndex
  let matrix: MatrixDefinition
  let scan: SheetScan
  let reader: FigureReader
  let head: MatrixHead
  /// The form's row of each line of the scan.grid.
  var rows: [Int: Int] = [:]
  /// The line of each of the form's rows.
  var lines: [Int: Int] = [:]
  var binding: MatrixBinding
  /// Lines that state their own unit of measurement.
  var measured: Set<Int> = []

  /// Binds a form to a sheet; nil when the sheet has no table of the form.
  static func bind(
    _ form: FormIndex, to scan: SheetScan, reader: FigureReader, merges: [CellRange]
  ) -> MatrixBinding? {
    guard let matrix = form.definition.matrix,
      let head = MatrixHeadSearch(form: form, scan: scan, merges: merges).head()
    else { return nil }
    var binder = MatrixBinder(
      form: form, matrix: matrix, scan: scan, reader: reader, head: head,
      binding: MatrixBinding(top: head.top, hasClash: !head.clashes.isEmpty))
    binder.bind()
    return binder.binding
  }

  private mutating func bind() {
    bindRowsByCode()
    bindRowsByLabel()
    for (line, row) in rows {
      if let label = head.labelColumn, let cell = scan.grid.cell(inLine: line, column: label),
        scan.key(cell).map({ form.labels[$0]?.contains(row) == true }) == true
      {
        binding.labelsFound += 1
      }
    }
    binding.cells.reserveCapacity(lines.count * max(1, matrix.columns.count))
    for line in scan.grid.lines.indices {
      if line < head.top {
        judgeAbove(line)
      } else if line < head.body {
        judgeHead(line)
      } else if let row = rows[line] {
        bindLine(line, to: row)
      }
    }
    judgeUnboundLines()
    judgeRemarks()
    judgeNilReturn()
    gatherOutside()
    reportMissing()
    binding.misfits.sort { $0.address < $1.address }
  }

  // MARK: Rows

  /// The code in a line; nil where there is none or no text that could be one.
  func code(inLine line: Int) -> (key: CodeKey, cell: Int)? {
    guard let column = head.codeColumn, let cell = scan.grid.cell(inLine: line, column: column),
      let key = scan.code(cell)
    else { return nil }
    return (key, cell)
  }

  // MARK: Cells

  private mutating func bindLine(_ line: Int, to row: Int) {
    guard matrix.rows.indices.contains(row) else { return }
    for cell in scan.grid.lines[line].cells {
      let column = scan.grid.cells[cell].column
      let address = scan.address(cell, inLine: line)
      guard let definition = head.roles[column] else {
        if !head.clashing.contains(column), column != head.codeColumn {
          misfit(.textOutsideForm, address, cell)
        }
        continue
      }
      switch matrix.columns[definition].role {
      case .ordinal, .code: break
      case .label: judgeLabel(cell, address, row: row)
      case .unit: judgeUnit(cell, address, row: row, line: line)
      case .explanation:
        binding.explanations[row] = UTF8Text.trimmed(scan.grid.typed(cell))
      case .total, .value: bindFigure(cell, address, FormCell(row: row, column: definition))
      }
    }
    for (definition, content) in matrix.rows[row].contents where content != .closed {
      guard let column = head.columns[definition] else { continue }
      let cell = FormCell(row: row, column: definition)
      if binding.cells[cell] == nil {
        binding.cells[cell] = BoundCell(
          address: CellAddress(row: scan.grid.lines[line].index, column: column), typed: "",
          reading: FigureReading(value: nil, status: .missing), hasFormula: false)
      }
    }
  }

  private mutating func bindFigure(_ index: Int, _ address: CellAddress, _ place: FormCell) {
    let cell = scan.grid.cells[index]
    let reading = scan.grid.withText(of: index) {
      reader.reading(of: cell, text: $0, for: form.demands[place.row])
    }
    guard let content = matrix.rows[place.row].contents[place.column], content != .closed else {
      // A sign such as `x` or `-` belongs in a closed cell; a heading has nothing but signs either.
      if reading.issue == nil, reading.status != .reported, !Self.isTypedZero(reading, cell) {
        return
      }
      let isClosed = matrix.rows[place.row].contents[place.column] == .closed
      return misfit(isClosed ? .closedCellFilled : .textOutsideForm, address, index)
    }
    binding.cells[place] = BoundCell(
      address: address, typed: scan.grid.typed(index), reading: reading, hasFormula: cell.hasFormula
    )
    if cell.kind == .number, let sign = reader.shown[cell] {
      judgeShown(sign, address, index, place)
    }
  }

  /// Whether a zero is a figure 0 and not the sign `-`.
  private static func isTypedZero(_ reading: FigureReading, _ cell: Cell) -> Bool {
    reading.status == .zero && (cell.kind == .number || reading.issue == .numberAsText)
  }

  mutating func misfit(_ kind: Misfit.Kind, _ address: CellAddress, _ cell: Int) {
    binding.misfits.append(Misfit(kind: kind, address: address, text: scan.grid.typed(cell)))
  }

  private mutating func reportMissing() {
    for (row, entry) in matrix.rows.enumerated() where !entry.code.isEmpty && lines[row] == nil {
      binding.misfits.append(
        Misfit(kind: .missingRow(code: entry.code), address: head.address, text: entry.label))
    }
    for clash in head.clashes {
      let label = matrix.columns[clash.column].label
      binding.misfits.append(
        Misfit(
          kind: .ambiguousColumn(label: label, other: clash.first), address: clash.second,
          text: label))
    }
    let clashed = Set(head.clashes.map(\.column))
    for (index, column) in matrix.columns.enumerated() {
      guard column.isFigure || column.role == .code, head.columns[index] == nil,
        !clashed.contains(index)
      else { continue }
      binding.misfits.append(
        Misfit(
          kind: .missingColumn(label: column.label), address: head.address, text: column.label))
    }
  }
}
