import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// A mapping to be completed by a person, written from one sheet of an unknown layout.
///
/// Labels are those of the sheet; what they mean today is guessed by name and marked
/// `# cần xem lại`. What nothing of the indicator set is called like gets `"?"`, which the loader
/// reports, so that nobody takes the draft for finished. Values of rows are not in it, but for the
/// labels of a label column.
public struct MappingDraft {
  /// The mapping as YAML.
  public let yaml: String
  /// How many labels are left to a person entirely.
  public let open: Int

  /// A draft under a name, from a sheet without a mapping; nil where the sheet has no head.
  ///
  /// `words` are those that labels are guessed by.
  /// - Throws: what reading the workbook throws.
  public init?(
    name: String, sheet index: Int, of workbook: any WorkbookReader, file: String,
    reader: MappingReader, words: DraftWords, library: TemplateLibrary
  ) throws(WorkbookError) {
    let beginning = try reader.beginning(of: index, of: workbook, file: file)
    guard let set = library.sets.first, let layout = beginning.layout else { return nil }
    var writing = DraftWriting(
      name: name, guess: DraftGuess(set: set, words: words, library: library),
      beginning: beginning, layout: layout)
    yaml = writing.text(file: file)
    open = writing.open
  }
}

/// The writing of one draft.
struct DraftWriting {
  let name: String
  let guess: DraftGuess
  let scan: SheetScan
  let layout: LayoutFingerprint
  /// The labels over each column, outermost first, from left to right.
  let paths: [(column: Int, labels: [String])]
  /// The first line below the head.
  let body: Int
  private(set) var open = 0

  init(name: String, guess: DraftGuess, beginning: SheetBeginning, layout: LayoutFingerprint) {
    self.name = name
    self.guess = guess
    self.layout = layout
    let scan = beginning.scan
    self.scan = scan
    paths = zip(layout.columns, layout.labels).map { ($0.column, $1) }
    body = HeadLines.body(below: layout.lines, of: scan)
  }

  /// Whether the sheet looks like a register: three of its columns are called like the form's.
  private var isRegister: Bool {
    paths.count { path in path.labels.last.map { guess.field($0) != nil } ?? false } >= 3
  }

  /// The whole text.
  mutating func text(file: String) -> String {
    let isRegister = isRegister
    let title = SheetTitle.title(scan, above: layout.address.row)
    var lines = [
      "# Ánh xạ nháp do `bieu migrate inspect --draft` viết từ \(Self.comment(file)), trang \(Self.comment(scan.grid.name)).",
      "# Chỗ ghi \"?\" chưa biết nghĩa; chỗ có \"cần xem lại\" là đoán theo tên. Xem xong thì bỏ ghi chú,",
      "# rồi soát: bieu migrate inspect THƯ-MỤC --map \(Self.comment(name)).yml",
      "# Cách viết: xem Templates/legacy/CACH-VIET.md.",
      "mapping: \(Self.quoted(name))", "title: \(Self.quoted(title.isEmpty ? name : title))",
      "set: \(Self.quoted(guess.set.id))", "target: \(isRegister ? "register" : "matrix")",
    ]
    if isRegister, let form = guess.register?.id { lines.append("form: \(Self.quoted(form))") }
    lines += ["", "recognise:", "  labels:"]
    lines += recognisable.prefix(6).map { "    - \(Self.quoted($0))" }
    let columns = isRegister ? registerColumns() : matrixColumns()
    let hasUnits = columns.contains { $0.contains("role: unit") }
    lines += [
      "",
      "unit: {from: [\(hasUnits ? "column" : "title, sheet-name, file-name, option")]} # cần xem lại",
      "period: {from: [title, sheet-name, file-name, option]} # cần xem lại",
    ]
    if columns.contains(where: { $0.contains("split: sex") }) { lines += sexSplit() }
    lines += ["", "columns:"] + columns
    if !isRegister, let rows = rows(hasUnits: hasUnits) { lines += ["", "rows:"] + rows }
    let totals = bodyLabels().filter { guess.words.totals.contains(LooseKey($0)) }
    if !totals.isEmpty {
      lines += [
        "", "totals:", "  rows: [\(Self.unique(totals).map(Self.quoted).joined(separator: ", "))]",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The labels that tell the layout: not running numbers, notes and the parts of groups.
  private var recognisable: [String] {
    let labels = Self.unique(
      paths.flatMap { path in path.labels.suffix(2).filter { guess.sex($0) == nil } })
    let telling = labels.filter { label in
      if case .role(let role)? = guess.meaning(of: label) { return role == "label" }
      return true
    }
    return telling.count >= 2 ? telling : labels
  }

  // MARK: Parts

  private func sexSplit() -> [String] {
    [
      "", "splits:", "  sex:", "    - {label: [Tổng số, TS, Tổng, Cộng], total: true}",
      "    - {label: [Nam, Trai], breakdown: {sex: male}}",
      "    - {label: [Nữ, Gái], breakdown: {sex: female}}",
    ]
  }

  private mutating func registerColumns() -> [String] {
    paths.compactMap { path in
      guard let label = path.labels.last else { return nil }
      if case .role(let role)? = guess.meaning(of: label) {
        return "  - {role: \(role), label: \(Self.quoted(label))} # cần xem lại"
      }
      if let field = guess.field(label) {
        return "  - {column: \(field), label: \(Self.quoted(label))} # cần xem lại"
      }
      open += 1
      return "  - {role: \"?\", label: \(Self.quoted(label))} # chưa biết"
    }
  }

  private mutating func matrixColumns() -> [String] {
    var columns: [String] = []
    var written: Set<String> = []
    for path in paths {
      guard let label = path.labels.last else { continue }
      let group = path.labels.dropLast().last
      let isPart = guess.sex(label) != nil && group != nil
      let own = isPart ? group ?? label : label
      // The parts of a group are one entry.
      let above = isPart ? path.labels.dropLast(2).last : group
      guard written.insert("\(own)\u{1F}\(isPart ? "" : above ?? "")\u{1F}\(isPart)").inserted
      else {
        continue
      }
      let under = !isPart && needsHead(label) ? group.map { ", under: \(Self.quoted($0))" } : nil
      let split = isPart ? ", split: sex" : ""
      columns.append(column(own, under: under ?? "", split: split))
    }
    return columns
  }

  /// Whether a label stands under several heads, so that it means several things.
  private func needsHead(_ label: String) -> Bool {
    Set(paths.filter { $0.labels.last == label }.map { $0.labels.dropLast().last }).count > 1
  }

  private mutating func column(_ label: String, under: String, split: String) -> String {
    let head = "label: \(Self.quoted(label))\(under)"
    switch guess.meaning(of: label) {
    case .role(let role): return "  - {role: \(role), \(head)\(split)} # cần xem lại"
    case .period(let period): return "  - {\(head), period: \(period)\(split)} # cần xem lại"
    case .figure(let meaning):
      return "  - {\(head), \(Self.text(meaning))\(split)} # cần xem lại"
    case nil:
      open += 1
      return "  - {role: \"?\", \(head)\(split)} # chưa biết"
    }
  }

  /// Rows by label, where a column names them and none names a unit; nil otherwise.
  private mutating func rows(hasUnits: Bool) -> [String]? {
    guard !hasUnits else { return nil }
    let labels = Self.unique(bodyLabels()).prefix(200)
    guard !labels.isEmpty else { return nil }
    return labels.compactMap { label in
      let bare = RowLabel.withoutNumber(label)
      if guess.sex(bare) != nil || guess.words.totals.contains(LooseKey(label)) { return nil }
      if case .figure(let meaning)? = guess.meaning(of: label) {
        return "  - {label: \(Self.quoted(label)), \(Self.text(meaning))} # cần xem lại"
      }
      open += 1
      return
        "  - {label: \(Self.quoted(label)), indicator: \"?\"} # chưa biết; tiêu đề thì ghi heading: true"
    }
  }

  /// The texts of the label column below the head; of totals alone where there is none.
  private func bodyLabels() -> [String] {
    let stub = paths.first { path in
      guard let label = path.labels.last, case .role("label")? = guess.meaning(of: label) else {
        return false
      }
      return true
    }?.column
    var labels: [String] = []
    for line in scan.grid.lines.suffix(from: min(body, scan.grid.lines.count)).prefix(400) {
      for cell in line.cells where scan.grid.cells[cell].kind == .text {
        guard let key = scan.key(cell), !scan.isFigure(cell) else { continue }
        if FormFurniture.startsFooter(key) { break }
        let isTotal = guess.words.totals.contains(LooseKey(key))
        if scan.grid.cells[cell].column == stub || (stub == nil && isTotal) {
          labels.append(LayoutFingerprint.shown(scan.grid.typed(cell)))
        }
      }
    }
    return labels
  }

  // MARK: YAML

  private static func text(_ meaning: MappingMeaning) -> String {
    var parts = ["indicator: \(quoted(meaning.indicator?.description ?? "?"))"]
    if let measure = meaning.measure { parts.append("measure: \(measure.rawValue)") }
    if !meaning.breakdown.isEmpty {
      let values = meaning.breakdown.map { "\($0.breakdown): \($0.category)" }
      parts.append("breakdown: {\(values.joined(separator: ", "))}")
    }
    return parts.joined(separator: ", ")
  }

  /// A text between quotation marks, whatever it holds.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<LooseKey> = []
    return texts.filter { seen.insert(LooseKey($0)).inserted }
  }
}
