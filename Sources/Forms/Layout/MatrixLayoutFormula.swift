import SheetModel

/// The formulas of computed cells, in the Excel dialect without `=`.
///
/// They say the same as `FormEvaluation`: `-` is zero, `…` and an empty cell are missing, `x` does
/// not apply; where there is no figure the result is an empty text or `x`. So a total stays empty
/// until every part of it is given.
enum MatrixLayoutFormula {
  /// The sum of the parts that apply, once each of them has a figure.
  static func sum(_ parts: [CellAddress]) -> String {
    let areas = areas(parts).map(\.description)
    let list = areas.joined(separator: ",")
    func count(_ sign: String) -> String {
      areas.map { "COUNTIF(\($0),\"\(sign)\")" }.joined(separator: "+")
    }
    let given = "COUNT(\(list))+\(count("-"))"
    let all = parts.count
    return "IF(\(count("x"))=\(all),\"x\",IF(\(given)+\(count("x"))<\(all),\"\",SUM(\(list))))"
  }

  /// Numerator x multiplier / denominator, rounded half away from zero.
  static func quotient(
    _ numerator: CellAddress, _ denominator: CellAddress, multiplier: Int, decimals: Int
  ) -> String {
    let (n, d) = (numerator.description, denominator.description)
    let isAbsent = "OR(AND(NOT(ISNUMBER(\(n))),\(n)<>\"-\"),N(\(d))=0)"
    let value = "ROUND(N(\(n))*\(multiplier)/\(d),\(decimals))"
    return "IF(OR(\(n)=\"x\",\(d)=\"x\"),\"x\",IF(\(isAbsent),\"\",\(value)))"
  }

  /// The fewest ranges that the cells fill: runs along a row, else runs down a column.
  static func areas(_ cells: [CellAddress]) -> [CellRange] {
    var areas: [CellRange] = []
    for cell in cells.sorted() {
      if let last = areas.last, last.last.row == cell.row, last.first.row == cell.row,
        last.last.column + 1 == cell.column
      {
        areas[areas.count - 1] = CellRange(last.first, cell)
      } else {
        areas.append(CellRange(cell, cell))
      }
    }
    var joined: [CellRange] = []
    for area in areas {
      let above = joined.lastIndex {
        $0.first.column == area.first.column && $0.last.column == area.last.column
          && $0.last.row + 1 == area.first.row
      }
      if let above {
        joined[above] = CellRange(joined[above].first, area.last)
      } else {
        joined.append(area)
      }
    }
    return joined
  }
}
