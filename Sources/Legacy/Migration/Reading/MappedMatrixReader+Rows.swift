import Indicators
import SheetModel
import Tables
import Units
import VietnameseText

/// What the lines below the head are: rows with figures, totals, headings, notes, signatures.
extension MappedMatrixReader {
  /// What a line is about.
  enum LineSubject {
    /// A unit, which is looked up on a day; nil where the unit is the sheet's.
    case figures(RowSubject)
    /// Nothing that the mapping knows.
    case unknown
  }

  mutating func judgeBody(_ line: Int) {
    stubs.begin(line)
    if binding.measureLines.contains(line) { return setRest(ofLine: line, .ignored(.head)) }
    if isRepeatedHead(line) { return setRest(ofLine: line, .ignored(.head)) }
    if mapping.isLeftOut { return judgeLeftOut(line) }
    let texts = stubTexts(line)
    let keys = texts.map { LooseKey($0.text) }
    let hasFigures = hasFigures(line)
    if isHeadless { return judgeHeadless(line) }
    if beginsSection(line) { return setRest(ofLine: line, .ignored(.label)) }
    if keys.contains(where: { mapping.totalRows.contains($0) }) {
      stubs.end()
      return judgeTotal(line)
    }
    if keys.contains(where: { mapping.ignoredRows.contains($0) }) {
      return setRest(ofLine: line, .ignored(.ignoredRow))
    }
    switch subject(line, texts) {
    case .figures(let subject) where hasFigures:
      isFooter = false
      judgeRow(line, subject)
    case .figures(let subject):
      if let unit = subject.unit { descend(below: unit, subject.period) }
      noteMeasure(ofLine: line)
      for cell in scan.grid.lines[line].cells {
        let isBound = binding.columns[scan.grid.cells[cell].column] != nil
        if !isBound, isFigure(cell) { setUnbound(cell) }
      }
      setRest(ofLine: line, .ignored(.label))
    case .unknown: judgeUnknown(line, hasFigures: hasFigures, texts)
    }
  }

  /// Whether a line has anything in a column of figures.
  private func hasFigures(_ line: Int) -> Bool {
    scan.grid.lines[line].cells.contains { cell in
      switch role(ofColumn: scan.grid.cells[cell].column) {
      case .figure, .total, .review: true
      default: false
      }
    }
  }

  /// The texts of a line in front of its figures, with their cells.
  private func stubTexts(_ line: Int) -> [(cell: Int, text: String)] {
    var stubs: [(Int, String)] = []
    for cell in scan.grid.lines[line].cells {
      switch role(ofColumn: scan.grid.cells[cell].column) {
      case .figure, .total, .review: return stubs
      default: break
      }
      switch scan.grid.cells[cell].kind {
      case .text, .number: stubs.append((cell, scan.grid.typed(cell)))
      default: break
      }
    }
    return stubs
  }

  private mutating func subject(
    _ line: Int, _ texts: [(cell: Int, text: String)]
  ) -> LineSubject {
    let own = stubs.texts(of: line)
    var subject = RowSubject(label: own.label, period: own.period)
    if hasUnitRows {
      if let code = own.code, let name = own.unit, code.contains(where: \.isNumber) {
        subject.unit = RowUnit(text: name, code: code)
      } else {
        subject.unit = (own.code ?? own.unit).map { RowUnit(text: $0) }
      }
      if subject.unit == nil, mapping.rows.isEmpty, texts.count == 1, let only = texts.first {
        // A district over its communes, written across the columns.
        subject.unit = RowUnit(text: only.text)
      }
      guard let unit = subject.unit, isUnit(unit, in: subject.period) else { return .unknown }
    }
    guard !mapping.rows.isEmpty else { return hasUnitRows ? .figures(subject) : .unknown }
    guard let label = own.label else {
      // A unit in a line of its own over its rows.
      return subject.unit != nil && !hasFigures(line) ? .figures(subject) : .unknown
    }
    let key = LooseKey(label)
    let bare = LooseKey(RowLabel.withoutNumber(label))
    if let row = row(key, bare) {
      splitRow = row.split == nil ? nil : row
      subject.row = row
      if row.meaning == nil {
        heading = key
        return .figures(subject)
      }
      // The row itself is the whole of its parts.
      subject.part = row.split.flatMap { mapping.splits[$0]?.first(where: \.isTotal)?.meaning }
      return .figures(subject)
    }
    if let row = splitRow, let parts = row.split.flatMap({ mapping.splits[$0] }),
      let part = parts.first(where: { $0.labels.contains(key) || $0.labels.contains(bare) })
    {
      (subject.row, subject.part, subject.isPart) = (row, part.meaning, true)
      return .figures(subject)
    }
    return .unknown
  }

  /// The row of a label, the one below the last heading before others.
  private func row(_ key: LooseKey, _ bare: LooseKey) -> MappingRow? {
    let found = mapping.rows.filter { $0.labels.contains(key) || $0.labels.contains(bare) }
    let placed = found.filter { row in heading.map { row.under.contains($0) } ?? false }
    return placed.first ?? found.first { $0.under.isEmpty }
  }

  /// Whether a row names a unit in the sheet's period; without a period, on no day at all.
  private mutating func isUnit(_ own: RowUnit, in period: RowPeriod) -> Bool {
    guard let period = basePeriod(period) ?? columnPeriod else { return true }
    return unit(own, in: period) != .unknown
  }

  /// The period of the first column that has its own.
  var columnPeriod: ReportingPeriod? {
    binding.columns.sorted { $0.key < $1.key }.lazy.compactMap {
      self.period(of: $0.value.meaning, label: $0.value.naming, base: nil)
    }.first
  }

  /// The unit of a row at the end of a period, below the unit that the titles name.
  ///
  /// A code and a name beside it must be of one unit.
  mutating func unit(_ own: RowUnit, in period: ReportingPeriod) -> MappedUnit {
    let key = UnitKey(unit: own, above: self.above, period: period)
    if let known = units[key] { return known }
    let day = period.lastDay
    var above = self.above
    if above == nil, case .found(let code) = sheetUnit(in: period).titles { above = code }
    let name = RowLabel.unit(own.text, code: own.code)
    var found = MappedUnit(context.lookup.code(of: name, on: day, under: above))
    if found == .unknown || found == .contradiction, above != nil {
      // The unit above itself, or the next one of its rank.
      let other = MappedUnit(context.lookup.code(of: name, on: day))
      if case .found(let code) = other, code == above || isNeighbour(code, of: self.above) {
        found = other
      }
    }
    units[key] = found
    return found
  }

  /// Whether a unit stands beside one that a row named: the next district of a list.
  private func isNeighbour(_ code: String, of other: String?) -> Bool {
    guard let other else { return false }
    let registry = context.lookup.registry
    let parents = Set(registry.units(code: other).map(\.parentCode))
    return registry.units(code: code).contains { parents.contains($0.parentCode) }
  }

  /// Rows below one that names a unit with others below it are that unit's.
  mutating func descend(below own: RowUnit, _ period: RowPeriod) {
    guard let period = basePeriod(period) ?? columnPeriod,
      case .found(let code) = unit(own, in: period),
      context.parents.contains(code)
    else { return }
    above = code
  }

  // MARK: Lines without a subject

  /// Whether a line is one of the head's, on a further page; its column marks follow it.
  private mutating func isRepeatedHead(_ line: Int) -> Bool {
    let cells = scan.grid.lines[line].cells
    if isBelowHead, MarkLine.isMarkLine(line, of: scan) { return true }
    isBelowHead =
      cells.allSatisfy { cell in
        TableHead.label(cell, of: scan).map { binding.headKeys.contains($0) } ?? false
      } && (cells.count >= 2 || isBelowHead)
    return isBelowHead
  }

  /// A line of a table that is left out on purpose.
  private mutating func judgeLeftOut(_ line: Int) {
    if startsFooter(line) || isNote(line) { isFooter = true }
    for cell in scan.grid.lines[line].cells {
      if binding.columns[scan.grid.cells[cell].column] != nil {
        set(cell, .ignored(.ignoredColumn))
      } else if isFooter, !isFigure(cell) {
        set(cell, .ignored(.footer))
      } else {
        setUnbound(cell)
      }
    }
  }
}
