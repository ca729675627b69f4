import FormModel
import Indicators
import SheetModel
import Tables
import Units
import VietnameseText

/// Lines without a subject: periods and units of their own, titles, notes, rows that nobody knows.
extension MappedMatrixReader {
  mutating func judgeUnknown(
    _ line: Int, hasFigures: Bool, _ texts: [(cell: Int, text: String)]
  ) {
    if isComparison(line, texts) {
      return setRest(ofLine: line, .ignored(.comparison))
    }
    if startsFooter(line) { isFooter = true }
    // A title may stand over the columns of figures.
    let isText = !scan.grid.lines[line].cells.contains { isFigure($0) }
    if isOtherHead(line) || (isText && saysOtherwise(line)) { isHeadless = true }
    if !hasFigures { unknownText = line }
    if !isFooter, !isNote(line), isHeading(line, texts) {
      isHeadless = true
      return setRest(ofLine: line, .quarantined(.unknownLabel))
    }
    // What follows may be parts of this row, and count in what it counts in.
    if stubs.texts(of: line).label != nil { splitRow = nil }
    noteMeasure(ofLine: line)
    if isFooter || isNote(line) { return judgeFooter(line) }
    judgeStray(line, hasFigures: hasFigures, texts)
  }

  /// Whether a line heads the rows below it with something that nobody knows: another period, unit or
  /// kind of children, so that the columns mean something else.
  private func isHeading(_ line: Int, _ texts: [(cell: Int, text: String)]) -> Bool {
    let cells = scan.grid.lines[line].cells
    if cells.count >= 2, cells.allSatisfy({ scan.grid.isYear($0) }) { return true }
    guard let last = texts.last, texts.count == cells.count,
      cells.allSatisfy({ scan.grid.cells[$0].kind == .text && !scan.isFigure($0) })
    else { return false }
    let isLong = texts.dropLast().contains { $0.text.count > 5 }
    return !isLong && !FormFurniture.isGroup(LabelKey(last.text))
  }

  /// Keeps what a row without figures of its own says of its measure, for the parts below it.
  mutating func noteMeasure(ofLine line: Int) {
    for column in binding.measures.sorted() {
      if let text = stubs.text(inColumn: column, ofLine: line) { rowMeasure = text }
    }
  }

  /// A line below a title, or a head, of a table that nobody knows.
  mutating func judgeHeadless(_ line: Int) {
    if startsFooter(line) { isFooter = true }
    let isText = !scan.grid.lines[line].cells.contains { isFigure($0) }
    setRest(
      ofLine: line, isText && isFooter ? .ignored(.footer) : .quarantined(.tableWithoutHead))
  }

  /// Whether a line is a period, or a unit, for the rows below it, which is taken.
  mutating func beginsSection(_ line: Int) -> Bool {
    let cells = scan.grid.lines[line].cells
    guard cells.count == 1, let cell = cells.first, let key = scan.plainKey(cell) else {
      return false
    }
    if scan.grid.cells[cell].kind == .number, !scan.grid.isYear(cell) { return false }
    if PeriodText.isBare(key), let period = PeriodText.period(in: key, isLabelled: true) {
      // `(Năm 2020)` below a line of text is the year of a title, whose table has no head.
      if unknownText == line - 1 {
        isHeadless = true
        return false
      }
      section.period = period
      stubs.end()
      return true
    }
    guard mapping.unit.places.contains(.heading),
      let period = basePeriod(.unsaid) ?? columnPeriod
    else { return false }
    let own = RowUnit(text: scan.grid.typed(cell))
    let found = unit(own, in: period)
    guard found != .unknown else { return false }
    section.unit = found
    stubs.end()
    return true
  }

  /// Whether a line below the units compares them, or gives their shares.
  private func isComparison(_ line: Int, _ texts: [(cell: Int, text: String)]) -> Bool {
    hasUnitRows && mapping.rows.isEmpty
      && texts.contains { ComparisonWords.begin(LabelKey($0.text)) }
  }

  // MARK: Another table

  /// Whether a line is the title of another table, so that the columns of this one say nothing of what
  /// is below.
  private func saysOtherwise(_ line: Int) -> Bool {
    scan.labels(inLine: line).contains { cell, key in
      !binding.measures.contains(scan.grid.cells[cell].column)
        && !FormFurniture.namesOtherYear(key) && !FormFurniture.startsFooter(key)
        && saysOtherwise(key)
    }
  }

  /// Whether a text of a line without figures says something else than the table's own title.
  private func saysOtherwise(_ key: LabelKey) -> Bool {
    if let period = PeriodText.period(in: key, isLabelled: false),
      period != section.period ?? result.period, !ComparisonWords.arePart(of: key)
    {
      return true
    }
    if let scale = MeasureScale(remark: key), measure.map({ scale.differs(from: $0) }) ?? true {
      return true
    }
    let bare = LooseKey(RowLabel.withoutNumber(String(decoding: key.bytes, as: UTF8.self)))
    if hasUnitRows, mapping.rows.isEmpty {
      return Self.titleWords.contains { key.hasPrefix($0) }
    }
    return context.categories[mapping.set]?.contains(bare) ?? false
  }

  /// Whether a line has labels in most columns of figures, and no figures: a head that is not this one.
  private func isOtherHead(_ line: Int) -> Bool {
    let columns = binding.columns.filter { mapping.columns[$0.value.entry].role.holdsFigures }
    var labels: Set<LooseKey> = []
    var count = 0
    var stubs = 0
    for cell in scan.grid.lines[line].cells {
      guard let key = TableHead.label(cell, of: scan) else { continue }
      if columns[scan.grid.cells[cell].column] == nil {
        if binding.headKeys.contains(key), binding.columns[scan.grid.cells[cell].column] != nil {
          stubs += 1
        }
        continue
      }
      if scan.isFigure(cell) { return stubs > 0 }
      labels.insert(key)
      count += 1
    }
    return stubs > 0 || (count * 2 > columns.count && labels.count >= min(2, columns.count))
  }

  private static let titleWords = [
    "biểu", "bảng", "phụ lục", "trẻ em", "số trẻ", "tình hình", "thống kê", "báo cáo", "kết quả",
    "tổng hợp", "danh sách", "tổng số trẻ",
  ].map { LabelKey($0) }

  // MARK: Notes and strays

  func startsFooter(_ line: Int) -> Bool {
    scan.labels(inLine: line).contains { FormFurniture.startsFooter($0.key) }
  }

  func isNote(_ line: Int) -> Bool {
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
    if hasUnitRows, let period = basePeriod(self.stubs.texts(of: line).period) ?? columnPeriod,
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
      case .measure where hasFigures: set(cell, .ignored(.label))
      case .ignore: set(cell, .ignored(.ignoredColumn))
      default: set(cell, .quarantined(reason))
      }
    }
    // A total holds what its rows have, whoever they are.
    sums.add(values, isAbove: false)
  }
}
