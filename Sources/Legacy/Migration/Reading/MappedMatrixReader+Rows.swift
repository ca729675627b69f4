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
    case figures(unit: RowUnit?, row: MappingRow?, part: MappingMeaning?)
    /// Nothing that the mapping knows.
    case unknown
  }

  mutating func judgeBody(_ line: Int) {
    if isRepeatedHead(line) { return setRest(ofLine: line, .ignored(.head)) }
    if mapping.isLeftOut { return judgeLeftOut(line) }
    let stubs = stubTexts(line)
    let keys = stubs.map { LooseKey($0.text) }
    if keys.contains(where: { mapping.totalRows.contains($0) }) { return judgeTotal(line) }
    if keys.contains(where: { mapping.ignoredRows.contains($0) }) {
      return setRest(ofLine: line, .ignored(.ignoredRow))
    }
    let hasFigures = scan.grid.lines[line].cells.contains { cell in
      switch role(ofColumn: scan.grid.cells[cell].column) {
      case .figure, .total, .review: true
      default: false
      }
    }
    switch subject(line, stubs) {
    case .figures(let unit, let row, let part) where hasFigures:
      isFooter = false
      judgeRow(line, unit: unit, row: row, part: part)
    case .figures(let unit, _, _):
      if let unit { descend(below: unit) }
      for cell in scan.grid.lines[line].cells {
        let isBound = binding.columns[scan.grid.cells[cell].column] != nil
        if !isBound, isFigure(cell) { setUnbound(cell) }
      }
      setRest(ofLine: line, .ignored(.label))
    case .unknown:
      if startsFooter(line) { isFooter = true }
      if isFooter || isNote(line) { return judgeFooter(line) }
      judgeStray(line, hasFigures: hasFigures, stubs)
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

  private mutating func subject(_ line: Int, _ stubs: [(cell: Int, text: String)]) -> LineSubject {
    func text(_ wanted: MappingColumn.Role) -> String? {
      stubs.first { role(ofColumn: scan.grid.cells[$0.cell].column) == wanted }?.text
    }
    var unit: RowUnit?
    if hasUnitRows {
      let (code, name) = (text(.unitCode), text(.unit))
      if let code, let name, code.contains(where: \.isNumber) {
        unit = RowUnit(text: name, code: code)
      } else {
        unit = (code ?? name).map { RowUnit(text: $0) }
      }
      guard let own = unit, isUnit(own) else { return .unknown }
    }
    guard !mapping.rows.isEmpty else {
      return hasUnitRows ? .figures(unit: unit, row: nil, part: nil) : .unknown
    }
    guard let label = text(.label) else { return .unknown }
    let key = LooseKey(label)
    let bare = LooseKey(RowLabel.withoutNumber(label))
    if let row = row(key, bare) {
      splitRow = row.split == nil ? nil : row
      if row.meaning == nil {
        heading = key
        return .figures(unit: unit, row: row, part: nil)
      }
      // The row itself is the whole of its parts.
      let whole = row.split.flatMap { mapping.splits[$0]?.first(where: \.isTotal)?.meaning }
      return .figures(unit: unit, row: row, part: whole)
    }
    if let row = splitRow, let parts = row.split.flatMap({ mapping.splits[$0] }),
      let part = parts.first(where: { $0.labels.contains(key) || $0.labels.contains(bare) })
    {
      return .figures(unit: unit, row: row, part: part.meaning)
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
  private mutating func isUnit(_ own: RowUnit) -> Bool {
    guard let period = result.period ?? columnPeriod else { return true }
    return unit(own, in: period) != .unknown
  }

  /// The period of the first column that has its own.
  private var columnPeriod: ReportingPeriod? {
    binding.columns.sorted { $0.key < $1.key }.lazy.compactMap {
      self.period(of: $0.value.meaning, label: $0.value.label)
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
  mutating func descend(below own: RowUnit) {
    guard let period = result.period ?? columnPeriod,
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

  private func startsFooter(_ line: Int) -> Bool {
    scan.labels(inLine: line).contains { FormFurniture.startsFooter($0.key) }
  }

  private func isNote(_ line: Int) -> Bool {
    scan.labels(inLine: line).contains { mapping.ignoredNotes.contains(LooseKey($0.key)) }
  }

  private mutating func judgeFooter(_ line: Int) {
    for cell in scan.grid.lines[line].cells {
      set(cell, isFigure(cell) ? .quarantined(.outsideTable) : .ignored(.footer))
    }
  }

  /// A line that the mapping does not know: its figures are kept for a person, with their label.
  private mutating func judgeStray(
    _ line: Int, hasFigures: Bool, _ stubs: [(cell: Int, text: String)]
  ) {
    var reason = QuarantineReason.unknownLabel
    if hasUnitRows, let period = result.period ?? columnPeriod,
      let stub = stubs.first(where: {
        let role = role(ofColumn: scan.grid.cells[$0.cell].column)
        return role == .unit || role == .unitCode
      })
    {
      reason = unit(RowUnit(text: stub.text), in: period).reason
      if !hasFigures { reason = .unknownLabel }
    } else if hasUnitRows, hasFigures {
      reason = .unknownUnit
    }
    var values: [Int: ExactDecimal] = [:]
    for cell in scan.grid.lines[line].cells {
      let column = scan.grid.cells[cell].column
      switch role(ofColumn: column) {
      case .figure where hasUnitRows: values[column] = plainValue(cell)
      default: break
      }
      switch role(ofColumn: column) {
      case .ordinal: set(cell, .ignored(.ordinal))
      case .note where hasFigures: set(cell, .ignored(.note))
      case .ignore: set(cell, .ignored(.ignoredColumn))
      default: set(cell, .quarantined(reason))
      }
    }
    // A total holds what its rows have, whoever they are.
    sums.add(values, isAbove: false)
  }
}
