import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Units of measurement beside rows and around the table, and what number formats make of figures.
extension MatrixBinder {
  /// A unit of another base or scale, such as `‰` in a row of percentages or `triệu đồng` for `đồng`.
  mutating func judgeUnit(_ cell: Int, _ address: CellAddress, row: Int, line: Int) {
    let unit = form.units[row]
    guard let key = scan.plainKey(cell) else { return }
    measured.insert(line)
    guard key != unit.key, let expected = unit.scale, let found = MeasureScale(unit: key),
      found.differs(from: expected)
    else { return }
    misfit(.unitOfOtherBase(expected: matrix.rows[row].unit), address, cell)
  }

  /// A label that was changed and names a unit: `Số tiền xử phạt (triệu đồng)`.
  mutating func judgeLabel(_ cell: Int, _ address: CellAddress, row: Int) {
    guard let key = scan.key(cell), form.labels[key] == nil, let expected = form.units[row].scale,
      let found = MeasureScale(remark: key, isLabel: true), found.differs(from: expected)
    else { return }
    remark(found, expected: matrix.rows[row].unit, address)
  }

  /// Remarks above, beside and below the table: `Đơn vị tính: 1.000 đồng`, `(nghìn người)`.
  ///
  /// One is for all rows that have no unit of their own in the sheet. It is told where no row of the
  /// form has its scale, or where one that it is for has another.
  mutating func judgeRemarks() {
    for line in scan.grid.lines.indices {
      let isBody = line >= head.body
      if line == head.markLine { continue }
      if isBody, let row = rows[line], row >= 0 {
        judgeBeside(line)
        continue
      }
      for cell in scan.grid.lines[line].cells where !isBody || !isUnit(cell) {
        guard let scale = remark(in: cell, line: line), !scale.isOnes,
          let expected = expected(under: scale)
        else { continue }
        remark(scale, expected: expected, scan.address(cell, inLine: line))
      }
    }
  }

  /// Whether a cell stands in the column of units: of a row that is not bound, it speaks for that alone.
  private func isUnit(_ cell: Int) -> Bool {
    head.roles[scan.grid.cells[cell].column].map { matrix.columns[$0].role == .unit } ?? false
  }

  /// The cells of a bound line that no column of the form claims.
  private mutating func judgeBeside(_ line: Int) {
    for cell in scan.grid.lines[line].cells
    where head.roles[scan.grid.cells[cell].column] == nil {
      guard let scale = remark(in: cell, line: line), !scale.isOnes,
        let expected = expected(under: scale)
      else { continue }
      remark(scale, expected: expected, scan.address(cell, inLine: line))
    }
  }

  /// The scale that a cell outside the rows states; a number only beside `Đơn vị tính`.
  private func remark(in cell: Int, line: Int) -> MeasureScale? {
    if let key = scan.key(cell) {
      return form.headKeys.contains(key) ? nil : MeasureScale(remark: key)
    }
    guard scan.grid.cells[cell].kind == .number, cell > scan.grid.lines[line].cells.lowerBound,
      let label = scan.key(cell - 1), MeasureScale.isLabel(label)
    else { return nil }
    return scan.plainKey(cell).flatMap { MeasureScale(unit: $0) }
  }

  /// The unit that a remark's scale is not that of; nil where the remark is in order.
  private func expected(under scale: MeasureScale) -> String? {
    let bound = rows.filter { $0.value >= 0 && form.units[$0.value].scale != nil }
    func fits(_ row: Int) -> Bool { form.units[row].scale.map { !scale.differs(from: $0) } ?? true }
    let others = bound.filter { !measured.contains($0.key) && !fits($0.value) }
    if others.isEmpty, bound.values.contains(where: fits) { return nil }
    let wanted = (others.isEmpty ? bound : others).values.sorted()
    let ofKind = wanted.filter { form.units[$0].scale?.isMoney == scale.isMoney }
    let counts = Dictionary(grouping: ofKind.isEmpty ? wanted : ofKind) { matrix.rows[$0].unit }
    return counts.max { a, b in
      (a.value.count, -(a.value.first ?? 0)) < (b.value.count, -(b.value.first ?? 0))
    }?.key
  }

  private mutating func remark(
    _ found: MeasureScale, expected: String, _ address: CellAddress
  ) {
    binding.misfits.removeAll { $0.address == address && $0.kind == .textOutsideForm }
    binding.misfits.append(
      Misfit(
        kind: .unitOfOtherBase(expected: expected), address: address, text: found.description))
  }

  // MARK: Number formats

  /// A number that its format shows as another one; cells of one power are one misfit.
  mutating func judgeShown(
    _ sign: ShownNumbers.Sign, _ address: CellAddress, _ cell: Int, _ place: FormCell
  ) {
    let tens = sign.tens > 0 ? sign.tens - (form.units[place.row].scale?.tens ?? 0) : sign.tens
    guard tens != 0, binding.cells[place]?.reading.value?.isZero == false else { return }
    let known = binding.misfits.firstIndex { misfit in
      if case .shownAtOtherScale(tens, _) = misfit.kind { true } else { false }
    }
    guard let known, case .shownAtOtherScale(_, let others) = binding.misfits[known].kind else {
      return misfit(.shownAtOtherScale(tens: tens, others: []), address, cell)
    }
    binding.misfits[known].kind = .shownAtOtherScale(tens: tens, others: others + [address])
  }
}
