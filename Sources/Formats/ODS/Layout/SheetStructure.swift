import SheetModel

/// The merges, validations, heights and repeated rows of one sheet, swept from top to bottom.
///
/// ODF has no lists of them: each is told by the cells and rows that it touches, filled or not.
/// Between two breaks all rows are alike.
struct SheetStructure {
  /// What is true of a stretch of columns in a row.
  struct Span {
    var first: Int
    var last: Int
    /// The index of a validation in the order of the whole workbook.
    var validation: Int?
    /// The extent of the merge whose upper left cell this is.
    var anchor: (columns: Int, rows: Int)?
    var isCovered = false
  }

  /// The spans of the current row, ascending and apart.
  private(set) var spans: [Span] = []
  /// The first row that may differ from the current one.
  private(set) var nextBreak: Int
  /// The first row below everything that the structure says.
  let end: Int

  private let merges: [CellRange]
  private let validations: [(range: CellRange, index: Int)]
  private let breaks: [Int]
  private var breakAt = 0
  private var mergeAt = 0
  private var validationAt = 0
  private var openMerges: [CellRange] = []
  private var openValidations: [(range: CellRange, index: Int)] = []

  /// The structure of a sheet whose first validation has the index `firstValidation`.
  init(_ layout: SheetLayout, firstValidation: Int) {
    merges = layout.merges.filter { $0.first != $0.last }.sorted { $0.first < $1.first }
    var validations: [(range: CellRange, index: Int)] = []
    for (index, validation) in layout.validations.enumerated() {
      for range in validation.ranges { validations.append((range, firstValidation + index)) }
    }
    self.validations = validations.sorted {
      ($0.range.first, $0.index) < ($1.range.first, $1.index)
    }
    var rows = Set<Int>()
    for merge in merges {
      rows.formUnion([merge.first.row, merge.first.row + 1, merge.last.row + 1])
    }
    for validation in validations {
      rows.formUnion([validation.range.first.row, validation.range.last.row + 1])
    }
    for row in layout.rows where row.height != nil { rows.formUnion([row.index, row.index + 1]) }
    if let header = layout.print.repeatedRows {
      rows.formUnion([header.lowerBound, header.upperBound + 1])
    }
    breaks = rows.sorted()
    end = breaks.last ?? 0
    nextBreak = breaks.first ?? .max
  }

  /// Moves on to a row, which must not lie above the current one.
  ///
  /// - Throws: `notRepresentable` where two merges overlap.
  mutating func move(to row: Int) throws(WorkbookError) {
    guard row >= nextBreak else { return }
    while breakAt < breaks.count, breaks[breakAt] <= row { breakAt += 1 }
    nextBreak = breakAt < breaks.count ? breaks[breakAt] : .max
    while mergeAt < merges.count, merges[mergeAt].first.row <= row {
      openMerges.append(merges[mergeAt])
      mergeAt += 1
    }
    while validationAt < validations.count, validations[validationAt].range.first.row <= row {
      openValidations.append(validations[validationAt])
      validationAt += 1
    }
    openMerges.removeAll { $0.last.row < row }
    openValidations.removeAll { $0.range.last.row < row }
    spans = try spans(of: row)
  }

  private func spans(of row: Int) throws(WorkbookError) -> [Span] {
    guard !openMerges.isEmpty || !openValidations.isEmpty else { return [] }
    var columns: [Int] = []
    for merge in openMerges {
      columns += [merge.first.column, merge.last.column + 1]
      if merge.first.row == row { columns.append(merge.first.column + 1) }
    }
    for validation in openValidations {
      columns += [validation.range.first.column, validation.range.last.column + 1]
    }
    columns.sort()
    let merges = openMerges.sorted { $0.first.column < $1.first.column }
    for (left, right) in zip(merges, merges.dropFirst())
    where right.first.column <= left.last.column {
      let cell = CellAddress(row: row, column: right.first.column)
      throw WorkbookError(.notRepresentable, at: Place(cell: cell), found: "overlapping merges")
    }
    var spans: [Span] = []
    var mergeAt = 0
    for (first, next) in zip(columns, columns.dropFirst()) where first < next {
      let cell = CellAddress(row: row, column: first)
      while mergeAt < merges.count, merges[mergeAt].last.column < first { mergeAt += 1 }
      var span = Span(first: first, last: next - 1)
      span.validation = openValidations.first { $0.range.contains(cell) }?.index
      if mergeAt < merges.count, merges[mergeAt].contains(cell) {
        let merge = merges[mergeAt]
        if merge.first == cell {
          span.anchor = (
            merge.last.column - merge.first.column + 1, merge.last.row - merge.first.row + 1
          )
        } else {
          span.isCovered = true
        }
      }
      if span.validation != nil || span.isCovered || span.anchor != nil { spans.append(span) }
    }
    return spans
  }
}
