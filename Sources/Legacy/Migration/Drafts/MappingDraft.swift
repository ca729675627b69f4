import FormModel
import Indicators
import SheetModel
import Tables
import Units
import VietnameseText

/// A mapping to be completed by a person, written from one sheet of an unknown layout.
///
/// Labels are those of the sheet; what they mean today is guessed by name, and by the values below, and
/// marked `# cần xem lại`. What nothing of the indicator set is called like is left to a person
/// (`role: review`), so that the draft can be used as it stands and holds back what it does not know.
/// Values of rows are not in it, but for known labels of a label column. A label that may not be shown
/// (`HeadLabel`) is `"?"`, with its cell beside it, and is copied by the person who completes the draft.
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
      beginning: beginning, layout: layout, vocabulary: vocabulary, files: files,
      lookup: reader.lookup)
    let lines = writing.lines(file: file)
    let id = DraftYAML.code(name)
    let accepted = DraftLine.accepted(lines) { yaml in
      LegacyMappings.mapping(yaml: yaml, file: "\(id).yml", library: library).problems
    }
    guard let accepted else { return nil }
    yaml = accepted.map { $0 + "\n" }.joined()
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
  /// What the cells below the labels tell.
  let values: DraftValues
  var open = 0

  init(
    name: String, guess: DraftGuess, beginning: TableBeginning, layout: LayoutFingerprint,
    vocabulary: LabelVocabulary, files: Int, lookup: UnitLookup
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
    values = DraftValues(
      paths.map(\.column), in: body..<max(body, span.upperBound), of: scan, lookup: lookup)
  }

  /// Whether the sheet looks like a register: three of its columns are called like the form's.
  private var isRegister: Bool {
    paths.count { path in
      path.labels.suffix(2).contains { guess.field($0.text) != nil }
    } >= 3
  }

  /// The whole text, line by line.
  mutating func lines(file: String) -> [DraftLine] {
    let isRegister = isRegister
    let title = vocabulary.title(
      SheetTitle.title(scan, above: layout.lines.lowerBound, from: span.lowerBound)?.text ?? ""
    ).text
    var lines = [
      "# Ánh xạ nháp do `bieu migrate inspect --draft` viết từ \(DraftYAML.comment(file)), trang \(DraftYAML.comment(scan.grid.name)).",
      "# Chỗ có \"chưa biết\" được giữ lại chờ người xem; chỗ có \"cần xem lại\" là đoán theo tên, theo giá trị.",
      "# Xem xong thì bỏ ghi chú, rồi soát: bieu migrate inspect THƯ-MỤC --map \(DraftYAML.comment(name)).yml",
      "# Cách viết: xem Templates/legacy/CACH-VIET.md.",
      "mapping: \(DraftYAML.quoted(DraftYAML.code(name)))",
      "title: \(DraftYAML.quoted(title.isEmpty ? name : title))",
      "set: \(DraftYAML.quoted(guess.set.id))", "target: \(isRegister ? "register" : "matrix")",
    ]
    if isRegister, let form = guess.register?.id {
      lines.append("form: \(DraftYAML.quoted(form))")
    }
    lines += ["", "recognise:", "  labels:"]
    lines += recognition()
    let columns = isRegister ? registerColumns() : matrixColumns()
    func has(_ key: String) -> Bool { columns.contains { $0.text.contains(key) } }
    let hasUnits = has("role: unit")
    let namesUnits = has("unit: label")
    let unit = hasUnits || namesUnits ? "column" : "title, sheet-name, file-name, option"
    let period = has("- {role: period") || has("- {period: label") ? "column, " : ""
    let places = "{from: [title, sheet-name, file-name, option]} # cần xem lại"
    var all = lines.map { DraftLine($0) }
    all += [
      DraftLine(""),
      DraftLine("unit: {from: [\(unit)]} # cần xem lại", fallback: "unit: \(places)"),
      DraftLine(
        "period: {from: [\(period)title, sheet-name, file-name, option]} # cần xem lại",
        fallback: "period: \(places)"),
    ]
    if has("split: sex") { all += sexSplit().map { DraftLine($0) } }
    all += [DraftLine(""), DraftLine("columns:")] + columns
    if !isRegister, let rows = rows() {
      all += [DraftLine(""), DraftLine("rows:")] + rows
    }
    let totals = totalLabels()
    if !totals.isEmpty {
      let labels = totals.map(written).joined(separator: ", ")
      all += [DraftLine(""), DraftLine("totals:"), DraftLine("  rows: [\(labels)]")]
    }
    return all
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
  func isShown(_ label: HeadLabel) -> Bool {
    label.shown(inFiles: files).withheld == nil || guess.meaning(of: label.text) != nil
      || guess.field(label.text) != nil || guess.sex(label.text) != nil
  }

  /// A label as YAML, `"?"` where it may not be shown.
  func written(_ label: HeadLabel) -> String {
    isShown(label) ? DraftYAML.quoted(label.text) : "\"?\""
  }

  /// Says of labels that may not be shown where to find them.
  func copied(_ labels: HeadLabel?...) -> String {
    let hidden = labels.compactMap(\.self).filter { !isShown($0) }
    guard !hidden.isEmpty else { return "" }
    let places = hidden.map { "\($0.address) (\($0.text.count) ký tự)" }
    return "; chép nhãn từ ô \(places.joined(separator: ", "))"
  }

  func isTotal(_ label: HeadLabel) -> Bool {
    guess.words.totals.contains(LooseKey(label.text))
  }

  static func unique(_ labels: [HeadLabel]) -> [HeadLabel] {
    var seen: Set<LooseKey> = []
    return labels.filter { seen.insert(LooseKey($0.text)).inserted }
  }
}
