import SheetModel

/// One column's place in a head of several merged rows.
struct FormLayoutHeadColumn {
  /// The merged heads above, outermost first.
  var heads: [String]
  /// The lowest label.
  var label: String
  /// The column mark.
  var mark: String
}

/// The head of a table: merged groups over labels over the row of column marks.
struct FormLayoutHead {
  let columns: [FormLayoutHeadColumn]
  let widths: [Double]

  /// Rows of the head without the marks.
  var depth: Int { (columns.map(\.heads.count).max() ?? 0) + 1 }

  /// Draws the head from a row on; the first row of the body.
  func draw(on canvas: inout FormLayoutCanvas, from first: Int) -> Int {
    let depth = depth
    for level in 0..<max(0, depth - 1) { drawGroups(level: level, row: first + level, on: &canvas) }
    for (index, column) in columns.enumerated() {
      let top = first + column.heads.count
      let bottom = first + depth - 1
      canvas.put(
        .text(column.label), rows: top...bottom, columns: index...index, style: FormStyles.head)
    }
    // Groups come first, so that a label that spans rows knows how much they give it.
    for (index, column) in columns.enumerated() {
      let bottom = first + depth - 1
      let above = (first + column.heads.count..<bottom).reduce(0.0) { $0 + canvas.height(row: $1) }
      canvas.raise(row: bottom, to: height(column.label, width: widths[index]) - above)
    }
    let marks = first + depth
    for (index, column) in columns.enumerated() {
      canvas.put(.text(column.mark), row: marks, column: index, style: FormStyles.mark)
    }
    canvas.raise(row: marks, to: TextMeasure(size: FormStyles.smallSize).height(lines: 1))
    return marks + 1
  }

  /// Joins neighbours that have the same heads down to a level.
  private func drawGroups(level: Int, row: Int, on canvas: inout FormLayoutCanvas) {
    var index = 0
    canvas.raise(row: row, to: TextMeasure(size: FormStyles.bodySize).height(lines: 1))
    while index < columns.count {
      let heads = columns[index].heads
      guard heads.count > level else {
        index += 1
        continue
      }
      var last = index
      while last + 1 < columns.count, columns[last + 1].heads.starts(with: heads[...level]) {
        last += 1
      }
      canvas.put(
        .text(heads[level]), rows: row...row, columns: index...last, style: FormStyles.head)
      let width = widths[index...last].reduce(0, +)
      canvas.raise(row: row, to: height(heads[level], width: width))
      index = last + 1
    }
  }

  private func height(_ text: String, width: Double) -> Double {
    let measure = TextMeasure(size: FormStyles.bodySize, isBold: true)
    return measure.height(lines: measure.lines(text, columnWidth: width))
  }
}
