import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// The figures of one row.
extension MappedMatrixReader {
  mutating func judgeRow(_ line: Int, unit: RowUnit?, row: MappingRow?, part: MappingMeaning?) {
    var values: [Int: ExactDecimal] = [:]
    let ownMeaning = (row?.meaning ?? MappingMeaning()).joined(with: part ?? MappingMeaning())
    for cell in scan.grid.lines[line].cells {
      let column = scan.grid.cells[cell].column
      guard let bound = binding.columns[column] else {
        setUnbound(cell)
        continue
      }
      switch mapping.columns[bound.entry].role {
      case .ordinal: set(cell, .ignored(.ordinal))
      case .unit, .unitCode, .label, .period: set(cell, .ignored(.label))
      case .note: set(cell, .ignored(.note))
      case .ignore: set(cell, .ignored(.ignoredColumn))
      case .review, .field, .mark: set(cell, .quarantined(.noCounterpart))
      case .total:
        values[column] = plainValue(cell)
        set(cell, .ignored(.total))
      case .figure:
        let meaning = ownMeaning.joined(with: bound.meaning)
        if row != nil, row?.meaning == nil {
          set(cell, .quarantined(.noTarget))
        } else {
          values[column] = judgeFigure(
            cell, line, meaning: meaning, label: bound.label, unit: unit)
        }
      }
    }
    checkParts(line, values)
    let before = above
    if let unit { descend(below: unit) }
    sums.add(values, isAbove: above != nil && above != before)
  }

  /// Reads one figure and makes an observation of it, or says why it cannot be one.
  ///
  /// - Returns: the figure where it is readable, whether or not it was migrated.
  private mutating func judgeFigure(
    _ cell: Int, _ line: Int, meaning: MappingMeaning, label: String, unit: RowUnit?
  ) -> ExactDecimal? {
    let address = scan.address(cell, inLine: line)
    guard let target = target(of: meaning) else {
      set(cell, .quarantined(.noTarget))
      return plainValue(cell)
    }
    let reading = reading(cell, target.demand)
    if let reason = Self.reason(reading, target) {
      set(cell, .quarantined(reason))
      // A total cannot be judged without one of its parts.
      if reading.value == nil { sums.leaveOpen(scan.grid.cells[cell].column) }
      return reading.value
    }
    guard let period = period(of: meaning, label: label) else {
      set(cell, .quarantined(.unknownPeriod))
      return reading.value
    }
    let found =
      unit.map { self.unit($0, in: period) } ?? sheetUnit(in: period).whole
    guard case .found(let code) = found else {
      set(cell, .quarantined(found.reason))
      return reading.value
    }
    let key = ObservationKey(
      set: mapping.set, form: target.form, formVersion: target.version,
      indicator: target.indicator, measure: target.measure, breakdown: target.breakdown,
      unit: code, period: period)
    let observation = Observation(
      key: key, value: reading.value, status: reading.status,
      origin: Origin(
        file: file, sha256: sha256, sheet: scan.grid.name, cell: address.description,
        typed: scan.grid.typed(cell)))
    if let first = seen[key] {
      judgeRepeated(cell, address, observation, first: result.observations[first])
      return reading.value
    }
    seen[key] = result.observations.count
    result.observations.append(observation)
    regions.add(key, at: address)
    set(cell, .migrated)
    return reading.value
  }

  private mutating func judgeRepeated(
    _ cell: Int, _ address: CellAddress, _ second: Observation, first: Observation
  ) {
    if first.value == second.value, first.status == second.status {
      return set(cell, .ignored(.repeated))
    }
    set(cell, .quarantined(.repeatedFigure))
    result.findings.append(
      MappingFinding(
        kind: .repeatedFigure, address: address,
        other: first.origin.flatMap { CellAddress($0.cell) }, found: second.value,
        expected: first.value))
  }

  private func reading(_ cell: Int, _ demand: FigureDemand) -> FigureReading {
    let stored = scan.grid.cells[cell]
    return scan.grid.withText(of: cell) {
      figures.reading(kind: stored.kind, flags: stored.flags, text: $0, for: demand)
    }
  }

  /// The number in a cell that is not migrated, for the check of sums.
  func plainValue(_ cell: Int) -> ExactDecimal? {
    reading(cell, FigureDemand(isCount: true, base: nil)).value
  }

  /// Why a reading is no figure; nil where it is one.
  private static func reason(
    _ reading: FigureReading, _ target: MappingTargets.Target
  ) -> QuarantineReason? {
    switch reading.issue {
    case nil, .numberAsText: break
    case .ambiguous: return .ambiguousFigure
    case .errorValue: return .errorValue
    case .formulaWithoutValue: return .formulaWithoutValue
    case .notANumber, .dateForNumber, .booleanForNumber, .tooManyDigits: return .unreadableFigure
    }
    if let base = reading.base, base != target.demand.base { return .wrongBase }
    guard let value = reading.value else { return nil }
    if value.isNegative { return .negativeFigure }
    return target.demand.isCount && !value.isWhole ? .fractionInCount : nil
  }

  private mutating func target(of meaning: MappingMeaning) -> MappingTargets.Target? {
    var key = meaning
    key.period = nil
    if let known = targets[key] { return known }
    let target = context.targets.target(of: key, in: mapping.set)
    targets[key] = target
    return target
  }

  /// The period of a meaning: the column's or row's own, else the sheet's.
  func period(of meaning: MappingMeaning, label: String) -> ReportingPeriod? {
    switch meaning.period {
    case nil: result.period
    case .part(let part): result.period.flatMap { ReportingPeriod(year: $0.year, part: part) }
    case .label:
      PeriodText.period(in: LabelKey(label), isLabelled: true) ?? MappingIdentity.namePeriod(label)
    }
  }
}
