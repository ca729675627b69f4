import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// The columns of a draft.
extension DraftWriting {
  func sexSplit() -> [String] {
    [
      "", "splits:", "  sex:", "    - {label: [Tổng số, TS, Tổng, Cộng], total: true}",
      "    - {label: [Nam, Trai], breakdown: {sex: male}}",
      "    - {label: [Nữ, Gái], breakdown: {sex: female}}",
    ]
  }

  // MARK: Registers

  mutating func registerColumns() -> [DraftLine] {
    var seen: Set<[LooseKey]> = []
    var lines: [DraftLine] = []
    for path in paths {
      guard let label = path.labels.last else { continue }
      let group = path.labels.dropLast().last
      let under = needsHead(label) ? group : nil
      guard seen.insert([LooseKey(label.text), LooseKey(under?.text ?? "")]).inserted else {
        continue
      }
      lines.append(registerColumn(label, under: under, group: group, column: path.column))
    }
    return lines
  }

  private mutating func registerColumn(
    _ label: HeadLabel, under: HeadLabel?, group: HeadLabel?, column: Int
  ) -> DraftLine {
    let head = "label: \(written(label))" + (under.map { ", under: \(written($0))" } ?? "")
    let review = "  - {role: review, \(head)} # chưa biết"
    if case .role(let role)? = guess.meaning(of: label.text) {
      return DraftLine("  - {role: \(role), \(head)} # cần xem lại", fallback: review)
    }
    if let field = guess.field(label.text) {
      return DraftLine("  - {column: \(field), \(head)} # cần xem lại", fallback: review)
    }
    // `Ngày sinh` over `Nam | Nữ`: the column that is filled tells the sex too.
    if let group, let field = guess.dateField(group.text), let sex = guess.sexLabel(label.text) {
      let own = "label: \(written(label)), under: \(written(group))"
      return DraftLine(
        "  - {column: \(field), \(own), sets: {sex: \(DraftYAML.quoted(sex))}} # cần xem lại",
        fallback: review)
    }
    switch values.kind(column) {
    case .unit: return DraftLine("  - {role: unit, \(head)} # cần xem lại: giá trị là tên đơn vị")
    case .ordinal: return DraftLine("  - {role: ordinal, \(head)} # cần xem lại")
    default: break
    }
    open += 1
    return DraftLine(review + copied(label, under))
  }

  // MARK: Matrices

  mutating func matrixColumns() -> [DraftLine] {
    var lines: [DraftLine] = []
    var seen: Set<[LooseKey]> = []
    let named = Set(namedUnits + namedPeriods)
    for path in paths {
      guard let label = path.labels.last, !named.contains(label.text) else { continue }
      let group = path.labels.dropLast().last
      let isPart = guess.sex(label.text) != nil && group != nil
      let own = isPart ? group ?? label : label
      // The parts of a group are one entry.
      let above = isPart ? path.labels.dropLast(2).last : group
      let under = !isPart && needsHead(label) ? group : nil
      guard
        seen.insert([LooseKey(own.text), LooseKey((isPart ? above : under)?.text ?? "")]).inserted
      else { continue }
      lines.append(
        self.column(own, under: under, split: isPart ? ", split: sex" : "", column: path.column))
    }
    return lines + namedColumns()
  }

  /// The labels that name units, where several do.
  private var namedUnits: [String] {
    let found = paths.compactMap(\.labels.last?.text).filter { values.namesUnit($0) }
    return found.count >= 2 ? found : []
  }

  /// The labels that are periods and nothing else, where several are.
  private var namedPeriods: [String] {
    let found = paths.compactMap(\.labels.last?.text).filter { PeriodText.isBare(LabelKey($0)) }
    return found.count >= 2 ? found : []
  }

  /// One entry for all columns whose labels name units, or periods.
  private mutating func namedColumns() -> [DraftLine] {
    var lines: [DraftLine] = []
    if !namedUnits.isEmpty {
      lines.append(DraftLine("  - {unit: label} # cần xem lại: mỗi cột một đơn vị"))
    }
    guard !namedPeriods.isEmpty else { return lines }
    let title = SheetTitle.title(scan, above: layout.lines.lowerBound, from: span.lowerBound)
    if let meaning = title.flatMap({ guess.figure(inTitle: $0.text) }) {
      lines.append(
        DraftLine(
          "  - {period: label, \(DraftYAML.text(meaning))} # cần xem lại: mỗi cột một kỳ",
          fallback: "  - {period: label} # chưa biết chỉ tiêu"))
    } else {
      open += 1
      let labels = namedPeriods.map { DraftYAML.quoted($0) }.joined(separator: ", ")
      let hasRows = values.labels != nil
      lines.append(
        DraftLine(
          hasRows
            ? "  - {period: label} # cần xem lại: mỗi cột một kỳ"
            : "  - {role: review, label: [\(labels)]} # chưa biết; mỗi cột một kỳ thì ghi {period: label, indicator: …}"
        ))
    }
    return lines
  }

  /// Whether a label stands under several heads, so that it means several things.
  private func needsHead(_ label: HeadLabel) -> Bool {
    let same = paths.filter { path in
      path.labels.last.map { LooseKey($0.text) == LooseKey(label.text) } ?? false
    }
    return Set(same.map { $0.labels.dropLast().last?.text }).count > 1
  }

  private mutating func column(
    _ label: HeadLabel, under: HeadLabel?, split: String, column: Int
  ) -> DraftLine {
    let head = "label: \(written(label))" + (under.map { ", under: \(written($0))" } ?? "")
    let review = "  - {role: review, \(head)\(split)} # chưa biết"
    let isHidden = under.map { !isShown($0) } ?? false
    switch isHidden ? nil : guess.meaning(of: label.text) {
    case .role(let role):
      return DraftLine("  - {role: \(role), \(head)\(split)} # cần xem lại", fallback: review)
    case .period(let period):
      return DraftLine("  - {\(head), period: \(period)\(split)} # cần xem lại", fallback: review)
    case .figure(let meaning):
      return DraftLine(
        "  - {\(head), \(DraftYAML.text(meaning))\(split)} # cần xem lại",
        fallback: review)
    case nil: break
    }
    let role: String? =
      switch values.kind(column) {
      case .unit: "unit"
      case .unitCode: "unit-code"
      case .ordinal: "ordinal"
      case .texts where column == labelColumn: "label"
      default: nil
      }
    if let role {
      return DraftLine(
        "  - {role: \(role), \(head)} # cần xem lại: đoán theo giá trị\(copied(label, under))")
    }
    open += 1
    return DraftLine(review + copied(label, under))
  }
}

/// The rows of a draft.
extension DraftWriting {
  /// The column whose texts name the rows: the one that is called so, else the first column of texts
  /// where no column holds units.
  var labelColumn: Int? {
    let called = paths.first { path in
      guard let label = path.labels.last, case .role("label")? = guess.meaning(of: label.text)
      else { return false }
      return true
    }
    if let called { return called.column }
    guard hasUnitColumn else { return values.labels }
    // Beside units a column of texts that come again and again parts the figures of each.
    return values.partings
  }

  /// Whether a column holds units, by its label or its values.
  var hasUnitColumn: Bool {
    paths.contains { path in
      if values.kind(path.column) == .unit { return true }
      guard let label = path.labels.last, case .role("unit")? = guess.meaning(of: label.text)
      else { return false }
      return true
    }
  }

  /// Rows by label, where a column names them; nil otherwise.
  mutating func rows() -> [DraftLine]? {
    guard labelColumn != nil || !hasUnitColumn else { return nil }
    var lines: [DraftLine] = []
    var hidden: [HeadLabel] = []
    for label in Self.unique(bodyLabels()).prefix(200) {
      let bare = RowLabel.withoutNumber(label.text)
      if hasUnitColumn, let sex = guess.sex(bare) {
        let part = sex == "total" ? "" : ", breakdown: {sex: \(sex)}"
        lines.append(DraftLine("  - {label: \(written(label))\(part)} # cần xem lại"))
        continue
      }
      if guess.sex(bare) != nil || isTotal(label) { continue }
      guard isShown(label) else {
        hidden.append(label)
        continue
      }
      let review =
        "  - {label: \(written(label)), review: true} # chưa biết; tiêu đề thì ghi heading: true"
      if case .figure(let meaning)? = guess.meaning(of: label.text) {
        let text = "  - {label: \(written(label)), \(DraftYAML.text(meaning))} # cần xem lại"
        lines.append(DraftLine(text, fallback: review))
      } else {
        open += 1
        lines.append(DraftLine(review))
      }
    }
    open += hidden.count
    // Rows that are not named here are left to a person too.
    let places = hidden.prefix(40).map { "\($0.address)" }.joined(separator: ", ")
    let others = places.isEmpty ? "" : "; chép nhãn từ ô \(places)"
    lines.append(DraftLine("  - {label: \"*\", review: true} # các dòng khác\(others)"))
    return lines
  }

  /// The texts of the label column below the head; of totals alone where there is none.
  func bodyLabels() -> [HeadLabel] { texts(inColumn: labelColumn) }

  /// The labels of rows of totals.
  func totalLabels() -> [HeadLabel] {
    let labels = hasUnitColumn ? texts(inColumn: nil) : bodyLabels()
    return Self.unique(labels.filter { isTotal($0) })
  }

  /// The texts of a column below the head; of totals alone, outside the column of labels, for none.
  private func texts(inColumn stub: Int?) -> [HeadLabel] {
    var labels: [HeadLabel] = []
    for line in (body..<max(body, span.upperBound)).prefix(400) {
      for cell in scan.grid.lines[line].cells where scan.grid.cells[cell].kind == .text {
        guard let key = scan.key(cell), !scan.isFigure(cell) else { continue }
        if FormFurniture.startsFooter(key) { break }
        let isTotal = guess.words.totals.contains(LooseKey(key))
        let column = scan.grid.cells[cell].column
        if column == stub || (stub == nil && isTotal && column != labelColumn) {
          let text = LayoutFingerprint.shown(scan.grid.typed(cell))
          labels.append(HeadLabel(text, inBodyAt: scan.address(cell, inLine: line), vocabulary))
        }
      }
    }
    return labels
  }
}
