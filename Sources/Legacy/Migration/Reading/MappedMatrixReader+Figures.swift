import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// The figures of one row.
extension MappedMatrixReader {
  mutating func judgeRow(_ line: Int, _ subject: RowSubject) {
    var values: [Int: ExactDecimal] = [:]
    let row = subject.row
    let ownMeaning = (row?.meaning ?? MappingMeaning()).joined(
      with: subject.part ?? MappingMeaning())
    let said = measures(ofLine: line, subject)
    for cell in scan.grid.lines[line].cells {
      let column = scan.grid.cells[cell].column
      guard let bound = binding.columns[column] else {
        setUnbound(cell)
        continue
      }
      switch mapping.columns[bound.entry].role {
      case .ordinal: set(cell, .ignored(.ordinal))
      case .unit, .unitCode, .label, .period, .measure: set(cell, .ignored(.label))
      case .note: set(cell, .ignored(.note))
      case .ignore: set(cell, .ignored(.ignoredColumn))
      case .review, .field, .mark: set(cell, .quarantined(.noCounterpart))
      case .total:
        values[column] = plainValue(cell)
        set(cell, .ignored(.total))
      case .figure where row?.isReview ?? false: set(cell, .quarantined(.noCounterpart))
      case .figure where row != nil && row?.meaning == nil: set(cell, .quarantined(.noTarget))
      case .figure:
        let figure = Figure(
          cell: cell, line: line, column: bound, meaning: ownMeaning.joined(with: bound.meaning),
          subject: subject, said: said.own + bound.scales, carried: said.carried)
        values[column] = judge(figure)
      }
    }
    checkParts(line, values)
    let before = above
    if let unit = subject.unit { descend(below: unit, subject.period) }
    sums.add(values, isAbove: above != nil && above != before)
  }

  /// A cell of a column of figures, with all that is said of it.
  private struct Figure {
    var cell: Int
    var line: Int
    var column: MappingBinding.Column
    var meaning: MappingMeaning
    var subject: RowSubject
    /// What the row and the heads say of its measure.
    var said: [MeasureScale]
    /// What a row above says, where this one's own unit is left blank.
    var carried: MeasureScale?
  }

  /// Reads one figure and makes an observation of it, or says why it cannot be one.
  ///
  /// - Returns: the figure as it stands where it is readable, whether or not it was migrated.
  private mutating func judge(_ figure: Figure) -> ExactDecimal? {
    let cell = figure.cell
    let address = scan.address(cell, inLine: figure.line)
    guard let target = target(of: figure.meaning) else {
      set(cell, .quarantined(.noTarget))
      return plainValue(cell)
    }
    let scale = scale(of: figure, target)
    let isOther = rowCounted.map { CountedThings.differ($0, from: target.unit) } ?? false
    guard !isOther, let factor = scale.factor,
      (self.figures.shown[scan.grid.cells[cell]]?.tens ?? 0) == 0
    else {
      set(cell, .quarantined(.otherMeasure))
      return plainValue(cell)
    }
    let isPlain = factor == ExactDecimal(1)
    var reading = reading(
      cell, isPlain ? target.demand : FigureDemand(isCount: false, base: nil), isPlain: isPlain)
    let raw = reading.value
    if !isPlain { reading.value = raw.flatMap { $0.multiplied(by: factor)?.normalized } }
    if raw != nil, reading.value == nil { reading.issue = .tooManyDigits }
    if let reason = Self.reason(reading, target, scale) {
      set(cell, .quarantined(reason))
      // A total cannot be judged without one of its parts.
      if raw == nil { sums.leaveOpen(scan.grid.cells[cell].column) }
      return raw
    }
    guard let period = period(of: figure) else {
      let isSaid =
        identity.hasSeveralPeriods || !figure.column.named.isEmpty
        || figure.meaning.period == .label || figure.column.period != nil
      set(cell, .quarantined(isSaid ? .ambiguousPeriod : .unknownPeriod))
      return raw
    }
    let found = unit(of: figure, in: period)
    guard case .found(let code) = found else {
      set(cell, .quarantined(found.reason))
      return raw
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
      return raw
    }
    seen[key] = result.observations.count
    result.observations.append(observation)
    regions.add(key, times: factor, at: address)
    set(cell, .migrated)
    return raw
  }

  /// The period of a figure; nil for none, or where a label over its column names another.
  private func period(of figure: Figure) -> ReportingPeriod? {
    let base = figure.column.period ?? basePeriod(figure.subject.period)
    let period = period(of: figure.meaning, label: figure.column.naming, base: base)
    let isOther = figure.column.named.contains { $0 != period && $0 != base }
    // `2012` over a column of a table for half-years may be either.
    let isOfYear = figure.column.period != nil || figure.meaning.period == .label
    let isHalf = isOfYear && period?.part == .year && (result.period?.part ?? .year) != .year
    return isOther || isHalf ? nil : period
  }

  /// The unit of a figure: of its row, its column, the line above its rows, or the sheet.
  private mutating func unit(of figure: Figure, in period: ReportingPeriod) -> MappedUnit {
    if let unit = figure.subject.unit { return self.unit(unit, in: period) }
    if mapping.columns[figure.column.entry].naming == .unit {
      return self.unit(RowUnit(text: UTF8Text.singleSpaced(figure.column.naming)), in: period)
    }
    return section.unit ?? sheetUnit(in: period).whole
  }

  private func scale(of figure: Figure, _ target: MappingTargets.Target) -> FigureScale {
    var declared = figure.subject.row?.scale ?? mapping.columns[figure.column.entry].scale
    // What a mapping says of all its figures is said of those that are no rates.
    if target.scale.base == nil { declared = declared ?? mapping.scale }
    return FigureScale(
      wanted: target.scale, declared: declared, said: figure.said,
      ofTable: figure.carried ?? measure)
  }

  /// What a row says of its measure: its unit, that of the row of which it is a part, its label.
  private mutating func measures(
    ofLine line: Int, _ subject: RowSubject
  ) -> (own: [MeasureScale], carried: MeasureScale?) {
    var said: [MeasureScale] = []
    var carried: MeasureScale?
    rowCounted = nil
    for column in binding.measures.sorted() {
      var text = stubs.text(inColumn: column, ofLine: line) ?? ""
      if Self.isDitto(text) || (text.isEmpty && subject.isPart) { text = rowMeasure ?? "" }
      // Thousands that are written once may hold for the rows below, or not.
      if text.isEmpty, let above = rowMeasure.flatMap({ MeasureScale(unit: $0) }),
        above.tens > 0 || (above.base ?? 100) != 100
      {
        carried = above
        continue
      }
      rowMeasure = text
      rowCounted = text
      if let scale = MeasureScale(unit: text) {
        said.append(scale)
      } else if text.contains(where: \.isNumber), let odd = MeasureScale(unit: "‱") {
        // A measure that nobody can read is none that a form asks for.
        said.append(odd)
      }
    }
    if let label = subject.label, let scale = MeasureScale(remark: LabelKey(label), isLabel: true) {
      said.append(scale)
    }
    return (said, carried)
  }

  private static func isDitto(_ text: String) -> Bool {
    ["\"", "''", "“", "”", "nt", "như trên", "-nt-"].contains(text.lowercased())
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

  private func reading(
    _ cell: Int, _ demand: FigureDemand, isPlain: Bool = true
  ) -> FigureReading {
    // `1.234` of thousands may be two numbers, whoever wrote it.
    let reader = isPlain ? figures : FigureReader(isDelimitedText: false, shown: figures.shown)
    return scan.grid.withText(of: cell) {
      reader.reading(of: scan.grid.cells[cell], text: $0, for: demand)
    }
  }

  /// The number in a cell that is not migrated, for the check of sums.
  func plainValue(_ cell: Int) -> ExactDecimal? {
    reading(cell, FigureDemand(isCount: true, base: nil)).value
  }

  /// Why a reading is no figure; nil where it is one.
  private static func reason(
    _ reading: FigureReading, _ target: MappingTargets.Target, _ scale: FigureScale
  ) -> QuarantineReason? {
    switch reading.issue {
    case nil, .numberAsText: break
    case .ambiguous: return .ambiguousFigure
    case .errorValue: return .errorValue
    case .formulaWithoutValue: return .formulaWithoutValue
    case .notANumber, .dateForNumber, .booleanForNumber, .tooManyDigits: return .unreadableFigure
    }
    if let base = reading.base.flatMap({ MeasureScale(unit: $0.rawValue) }) {
      var scale = scale
      let factor = scale.factor
      scale.said.append(base)
      if scale.factor != factor { return .wrongBase }
    }
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

  /// The period that a row's figures have where their meaning says nothing: the row's own, that of the
  /// line above its rows, the table's; nil for none, or one that cannot be read.
  func basePeriod(_ period: RowPeriod) -> ReportingPeriod? {
    switch period {
    case .said(let period): period
    case .unsaid: section.period ?? result.period
    case .unreadable: nil
    }
  }

  /// The period of a meaning: the column's or row's own, else the one that is given.
  func period(
    of meaning: MappingMeaning, label: String, base: ReportingPeriod?
  ) -> ReportingPeriod? {
    switch meaning.period {
    case nil: base
    case .part(let part): base.flatMap { ReportingPeriod(year: $0.year, part: part) }
    case .label:
      PeriodText.period(in: LabelKey(label), isLabelled: true) ?? MappingIdentity.namePeriod(label)
    }
  }
}
