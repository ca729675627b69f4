import FormModel
import Indicators
import SheetModel

/// Limits on what may be typed into the open cells of a matrix form.
extension MatrixLayout {
  private enum Limit: CaseIterable {
    case whole, decimal, percentage

    var message: String {
      switch self {
      case .whole: FormLayoutMessages.whole
      case .decimal: FormLayoutMessages.decimal
      case .percentage: FormLayoutMessages.percentage
      }
    }

    /// The condition on a cell that holds a number.
    func condition(_ cell: String) -> String {
      switch self {
      case .whole: "AND(\(cell)>=0,\(cell)=INT(\(cell)))"
      case .decimal: "\(cell)>=0"
      case .percentage: "AND(\(cell)>=0,\(cell)<=100)"
      }
    }
  }

  /// One limit a rectangle of like cells: a formula's references are relative to its first cell.
  var validations: [DataValidation] {
    var validations: [DataValidation] = []
    for limit in Limit.allCases {
      let cells = matrix.figureCells.filter {
        matrix.content($0) == .open && self.limit($0) == limit
      }
      for area in MatrixLayoutFormula.areas(cells.map(address)) {
        let cell = area.first.description
        let signs = ["-", "…", "...", "x", "X"].map { "\(cell)=\"\($0)\"" }.joined(separator: ",")
        var validation = DataValidation(
          ranges: [area],
          rule: .formula("IF(ISNUMBER(\(cell)),\(limit.condition(cell)),OR(\(signs)))"))
        validation.errorTitle = FormLayoutMessages.title
        validation.error = limit.message
        validations.append(validation)
      }
    }
    return validations + explanationValidations
  }

  private var explanationValidations: [DataValidation] {
    guard let column = matrix.columns.firstIndex(where: { $0.role == .explanation }) else {
      return []
    }
    let cells = matrix.rows.indices.filter { matrix.rows[$0].target != nil }
      .map { address(FormCell(row: $0, column: column)) }
    guard !cells.isEmpty else { return [] }
    var validation = DataValidation(
      ranges: MatrixLayoutFormula.areas(cells), rule: .textLength(max: 1000))
    validation.errorTitle = FormLayoutMessages.title
    validation.error = FormLayoutMessages.length(1000)
    return [validation]
  }

  private func limit(_ cell: FormCell) -> Limit {
    guard let target = matrix.rows[cell.row].target else { return .decimal }
    if target.isCount { return target.decimals == 0 ? .whole : .decimal }
    return target.kind == .percentage ? .percentage : .decimal
  }
}
