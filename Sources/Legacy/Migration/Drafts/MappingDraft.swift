import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// A mapping to be completed by a person, written from one sheet of an unknown layout.
///
/// Labels are those of the sheet; what they mean today is guessed by name and marked
/// `# cần xem lại`. What nothing of the indicator set is called like gets `"?"`, which the loader
/// reports, so that nobody takes the draft for finished. Values of rows are not in it, but for known
/// labels of a label column. A label that may not be shown (`HeadLabel`) is `"?"` too, with its cell
/// beside it, and is copied by the person who completes the draft.
public struct MappingDraft {
  /// The mapping as YAML.
  public let yaml: String
  /// How many labels are left to a person entirely.
  public let open: Int

  /// A draft under a name, from a sheet without a mapping; nil where the sheet has no head.
  ///
  /// `words` are those that labels are guessed by, `files` says how many files have the layout.
  /// - Throws: what reading the workbook throws.
  public init?(
    name: String, table number: Int, ofSheet index: Int, of workbook: any WorkbookReader,
    file: String,
    reader: MappingReader, words: DraftWords, vocabulary: LabelVocabulary, files: Int,
    library: TemplateLibrary
  ) throws(WorkbookError) {
    let beginning = try reader.beginning(
      ofTable: number, ofSheet: index, of: workbook, file: file)
    guard let beginning, let set = library.sets.first, let layout = beginning.layout else {
      return nil
    }
    var writing = DraftWriting(
      name: name, guess: DraftGuess(set: set, words: words, library: library),
      beginning: beginning, layout: layout, vocabulary: vocabulary, files: files)
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
  /// The lines of the table.
  let span: Range<Int>
  /// The labels over each column, outermost first, from left to right.
  let paths: [(column: Int, labels: [HeadLabel])]
  let vocabulary: LabelVocabulary
  let files: Int
  /// The first line below the head.
  let body: Int
  private(set) var open = 0

  init(
    name: String, guess: DraftGuess, beginning: TableBeginning, layout: LayoutFingerprint,
    vocabulary: LabelVocabulary, files: Int
  ) {
    self.vocabulary = vocabulary
    self.files = files
    self.name = name
    self.guess = guess
    self.layout = layout
    let scan = beginning.scan
    self.scan = scan
    span = beginning.table.span.lines
    paths = zip(layout.columns, layout.labels(in: scan, vocabulary)).map { ($0.column, $1) }
    body = HeadLines.body(below: layout.lines, of: scan)
  }

  /// Whether the sheet looks like a register: three of its columns are called like the form's.
  private var isRegister: Bool {
    paths.count { path in path.labels.last.map { guess.field($0.text) != nil } ?? false } >= 3
  }

  /// The whole text.
  mutating func text(file: String) -> String {
    let isRegister = isRegister
    let title = vocabulary.title(
      SheetTitle.title(scan, above: layout.lines.lowerBound, from: span.lowerBound)?.text ?? ""
    ).text
    var lines = [
      "# Ánh xạ nháp do `bieu migrate inspect --draft` viết từ \(Self.comment(file)), trang \(Self.comment(scan.grid.name)).",
      "# Chỗ ghi \"?\" chưa biết nghĩa; chỗ có \"cần xem lại\" là đoán theo tên. Xem xong thì bỏ ghi chú,",
      "# rồi soát: bieu migrate inspect THƯ-MỤC --map \(Self.comment(name)).yml",
      "# Cách viết: xem Templates/legacy/CACH-VIET.md.",
      "mapping: \(Self.quoted(Self.code(name)))",
      "title: \(Self.quoted(title.isEmpty ? name : title))",
      "set: \(Self.quoted(guess.set.id))", "target: \(isRegister ? "register" : "matrix")",
    ]
    if isRegister, let form = guess.register?.id { lines.append("form: \(Self.quoted(form))") }
    lines += ["", "recognise:", "  labels:"]
    lines += recognition()
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
    let totals = Self.unique(bodyLabels().filter { isTotal($0) })
    if !totals.isEmpty {
      lines += [
        "", "totals:", "  rows: [\(totals.map(written).joined(separator: ", "))]",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The labels that tell the layout: not running numbers, notes and the parts of groups.
  private func recognition() -> [String] {
    let labels = Self.unique(
      paths.flatMap { path in path.labels.suffix(2).filter { guess.sex($0.text) == nil } }
    ).filter { isShown($0) }
    let telling = labels.filter { label in
      if case .role(let role)? = guess.meaning(of: label.text) { return role == "label" }
      return true
    }
    let lines = (telling.count >= 2 ? telling : labels).prefix(6).map { "    - \(written($0))" }
    return lines.isEmpty ? ["    - \"?\" # chép vào đây những nhãn riêng của kiểu bảng này"] : lines
  }

  /// Whether a label may stand in the draft: it is known, called like something known, or ordinary.
  private func isShown(_ label: HeadLabel) -> Bool {
    label.shown(inFiles: files).withheld == nil || guess.meaning(of: label.text) != nil
      || guess.field(label.text) != nil || guess.sex(label.text) != nil
  }

  /// A label as YAML, `"?"` where it may not be shown.
  private func written(_ label: HeadLabel) -> String {
    isShown(label) ? Self.quoted(label.text) : "\"?\""
  }

  /// Says of labels that may not be shown where to find them.
  private func copied(_ labels: HeadLabel?...) -> String {
    let hidden = labels.compactMap(\.self).filter { !isShown($0) }
    guard !hidden.isEmpty else { return "" }
    let places = hidden.map { "\($0.address) (\($0.text.count) ký tự)" }
    return "; chép nhãn từ ô \(places.joined(separator: ", "))"
  }

  private func isTotal(_ label: HeadLabel) -> Bool {
    guess.words.totals.contains(LooseKey(label.text))
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
      if case .role(let role)? = guess.meaning(of: label.text) {
        return "  - {role: \(role), label: \(written(label))} # cần xem lại"
      }
      if let field = guess.field(label.text) {
        return "  - {column: \(field), label: \(written(label))} # cần xem lại"
      }
      open += 1
      return "  - {role: \"?\", label: \(written(label))} # chưa biết\(copied(label))"
    }
  }

  private mutating func matrixColumns() -> [String] {
    var columns: [String] = []
    var seen: Set<String> = []
    for path in paths {
      guard let label = path.labels.last else { continue }
      let group = path.labels.dropLast().last
      let isPart = guess.sex(label.text) != nil && group != nil
      let own = isPart ? group ?? label : label
      // The parts of a group are one entry.
      let above = isPart ? path.labels.dropLast(2).last : group
      guard
        seen.insert("\(own.text)\u{1F}\(isPart ? "" : above?.text ?? "")\u{1F}\(isPart)").inserted
      else {
        continue
      }
      let under = !isPart && needsHead(label) ? group : nil
      columns.append(column(own, under: under, split: isPart ? ", split: sex" : ""))
    }
    return columns
  }

  /// Whether a label stands under several heads, so that it means several things.
  private func needsHead(_ label: HeadLabel) -> Bool {
    let same = paths.filter { $0.labels.last?.text == label.text }
    return Set(same.map { $0.labels.dropLast().last?.text }).count > 1
  }

  private mutating func column(_ label: HeadLabel, under: HeadLabel?, split: String) -> String {
    let head = "label: \(written(label))" + (under.map { ", under: \(written($0))" } ?? "")
    let isHidden = under.map { !isShown($0) } ?? false
    switch isHidden ? nil : guess.meaning(of: label.text) {
    case .role(let role): return "  - {role: \(role), \(head)\(split)} # cần xem lại"
    case .period(let period): return "  - {\(head), period: \(period)\(split)} # cần xem lại"
    case .figure(let meaning):
      return "  - {\(head), \(Self.text(meaning))\(split)} # cần xem lại"
    case nil:
      open += 1
      return "  - {role: \"?\", \(head)\(split)} # chưa biết\(copied(label, under))"
    }
  }

  /// A name for the mapping that is a code, whatever its file is called: `Biểu xã` gives `bieu-xa`.
  static func code(_ name: String) -> String {
    if CodeName.isCode(name) { return name }
    let words = name.split { !$0.isLetter && !$0.isNumber }.map { word in
      String(decoding: PlainName(word).bytes.filter { $0 < 0x80 }, as: UTF8.self)
    }
    let code = String(
      words.filter { !$0.isEmpty }.joined(separator: "-").prefix(CodeName.mostBytes))
    return CodeName.isCode(code) ? code : "anh-xa"
  }

  /// Rows by label, where a column names them and none names a unit; nil otherwise.
  private mutating func rows(hasUnits: Bool) -> [String]? {
    guard !hasUnits else { return nil }
    let labels = Self.unique(bodyLabels()).prefix(200)
    guard !labels.isEmpty else { return nil }
    return labels.compactMap { label in
      let bare = RowLabel.withoutNumber(label.text)
      if guess.sex(bare) != nil || isTotal(label) { return nil }
      if case .figure(let meaning)? = guess.meaning(of: label.text) {
        return "  - {label: \(written(label)), \(Self.text(meaning))} # cần xem lại"
      }
      open += 1
      return "  - {label: \(written(label)), indicator: \"?\"} # chưa biết; "
        + "tiêu đề thì ghi heading: true\(copied(label))"
    }
  }

  /// The texts of the label column below the head; of totals alone where there is none.
  private func bodyLabels() -> [HeadLabel] {
    let stub = paths.first { path in
      guard let label = path.labels.last, case .role("label")? = guess.meaning(of: label.text)
      else {
        return false
      }
      return true
    }?.column
    var labels: [HeadLabel] = []
    for line in (body..<max(body, span.upperBound)).prefix(400) {
      for cell in scan.grid.lines[line].cells where scan.grid.cells[cell].kind == .text {
        guard let key = scan.key(cell), !scan.isFigure(cell) else { continue }
        if FormFurniture.startsFooter(key) { break }
        let isTotal = guess.words.totals.contains(LooseKey(key))
        if scan.grid.cells[cell].column == stub || (stub == nil && isTotal) {
          let text = LayoutFingerprint.shown(scan.grid.typed(cell))
          labels.append(HeadLabel(text, inBodyAt: scan.address(cell, inLine: line), vocabulary))
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

  private static func unique(_ labels: [HeadLabel]) -> [HeadLabel] {
    var seen: Set<LooseKey> = []
    return labels.filter { seen.insert(LooseKey($0.text)).inserted }
  }
}
