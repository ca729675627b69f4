import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// What the texts above a table say of it, or of the whole sheet that it stands in.
struct TableTitles {
  /// The statements that hold for the table.
  let statements: [TitleLines.Statement]
  /// Those that say in what its figures count.
  let ofMeasure: [TitleLines.Statement]
  /// Those that hold for every table of the sheet, as far as they are known.
  private let ofSheet: [TitleLines.Statement]
  /// What the table is called; nil where it has no title of its own.
  private let title: TitleLines.Statement?
  /// What the table is called, or the one above it whose titles hold for it too.
  private let heldTitle: TitleLines.Statement?

  /// The titles between two lines, below the titles of the table before; nil for the first table.
  ///
  /// A table with no title at all is one more of what the title above says. The title of a report above
  /// the first table's own is that of all its parts.
  init(
    from top: Int, to head: Int, _ above: TableTitles?, hasTitleBetween: Bool = false,
    _ scan: SheetScan
  ) {
    let lines = TitleLines(above: head, from: top, of: scan, parting: .joiningNumbers).statements
      .filter { !Self.isRow($0.line, scan) }
    guard let above else {
      statements = lines
      ofMeasure = lines
      let own = lines.last { Self.isTitle($0) }
      (title, heldTitle) = (own, own)
      let line = own?.line ?? 0
      let isNumbered = own.map { Self.isNumbered($0) } ?? false
      ofSheet = lines.filter { $0.line < line && (isNumbered || Self.isReport($0)) }
      return
    }
    let own = Self.withoutFooter(lines)
    ofSheet = above.ofSheet
    title = own.last { Self.isTitle($0) }
    heldTitle = title ?? above.heldTitle
    // A title above the notes is that of rows without a head.
    let isParted =
      hasTitleBetween
      || lines.dropLast(own.count).contains { Self.isTitle($0) && Self.begins($0) }
    let inherited = isParted ? [] : above.statements
    statements = own.isEmpty ? inherited : above.ofSheet + own
    // A year alone says nothing new of the measure.
    ofMeasure = title == nil ? Array(above.ofMeasure.suffix(40)) + own : statements
  }

  /// Whether a title stands among the rows of a table: what comes below them is no longer what the
  /// table's own title says.
  static func standBetween(_ lines: Range<Int>, of scan: SheetScan) -> Bool {
    lines.contains { line in
      let cells = scan.grid.lines[line].cells
      guard cells.count == 1, let cell = cells.first, let key = scan.key(cell) else { return false }
      let statement = TitleLines.Statement(
        text: scan.grid.typed(cell), key: key, cell: cell, line: line)
      return isTitle(statement) && !isFooter(statement) && begins(statement)
    }
  }

  /// Whether a title is numbered, or names a period.
  private static func begins(_ statement: TitleLines.Statement) -> Bool {
    isNumbered(statement) || PeriodText.period(in: statement.key, isLabelled: false) != nil
  }

  /// Whether a line holds a figure, as no title does.
  private static func isRow(_ line: Int, _ scan: SheetScan) -> Bool {
    scan.grid.lines[line].cells.contains { cell in
      scan.isFigure(cell) && !scan.isAskedFor(cell, inLine: line)
    }
  }

  /// Whether one of the titles is one by which a mapping knows its tables; true where it names none.
  func fit(_ recognition: MappingRecognition) -> Bool {
    recognition.titles.isEmpty
      || statements.contains { recognition.titles.contains(LooseKey($0.key)) }
  }

  /// What the table is about, without its number, its period, its unit and the words of all reports;
  /// empty for no title.
  var subject: LooseKey {
    guard let heldTitle else { return LooseKey("") }
    let text = Self.withoutAsides(heldTitle.text)
    var words = LabelKey(RowLabel.withoutNumber(text)).bytes
      .split { $0 == 0x20 || LabelPunctuation.isPunctuation($0) }.map { LabelKey(bytes: $0) }
    let rank = words.indices.dropFirst().first { index in
      Self.ranks.contains(words[index])
        && !(index + 1 < words.count && Self.noPlaces.contains(words[index + 1]))
    }
    if let rank { words = Array(words[..<rank]) }
    // The `6` of `6 tháng` is the period's, that of `dưới 6 tuổi` is not.
    let next = words.dropFirst().map { $0 == Self.month } + [false]
    words = zip(words, next).filter { !$0.1 }.map(\.0)
    words = words.flatMap { Self.shortWords[$0] ?? [$0] }
    words.removeAll { word in
      Self.periodWords.contains(word) || Self.reportWords.contains(word)
        || (word.bytes.count == 4 && word.bytes.allSatisfy { (0x30...0x39).contains($0) })
    }
    if let number = words.first, number.bytes.allSatisfy({ (0x30...0x39).contains($0) }) {
      words.removeFirst()
    }
    return LooseKey(LabelKey(bytes: words.map(\.bytes).joined(separator: [0x20])))
  }

  // MARK: Statements

  /// Whether a statement may be what a table is called: no statement of unit or measure, no letterhead,
  /// nothing in brackets.
  static func isTitle(_ statement: TitleLines.Statement) -> Bool {
    let key = statement.key
    let isCode = FormFurniture.isStatement(key) && !isNumberedForm(key)
    guard !key.isEmpty, !statement.text.hasPrefix("("), !isCode,
      !FormFurniture.isOffice(key), !MeasureScale.beginsWithLabel(key),
      !others.contains(where: { key.hasPrefix($0) })
    else { return false }
    let words = LabelKey(RowLabel.withoutNumber(statement.text)).bytes
      .split { $0 == 0x20 || LabelPunctuation.isPunctuation($0) }
    if let first = words.first, ranks.contains(LabelKey(bytes: first)),
      !(words.dropFirst().first.map { noPlaces.contains(LabelKey(bytes: $0)) } ?? false)
    {
      return false
    }
    return words.contains { word in
      let word = LabelKey(bytes: word)
      return !periodWords.contains(word) && !word.bytes.allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  /// Whether a text is a title behind the number of its form: `Biểu số 1 - Tình hình trẻ em`.
  private static func isNumberedForm(_ key: LabelKey) -> Bool {
    key.hasPrefix(LabelKey("biểu số")) && key.bytes.split(separator: 0x20).count >= 5
  }

  /// Whether a statement is the title of a whole report, whose parts may be for other years.
  static func isReport(_ statement: TitleLines.Statement) -> Bool {
    reports.contains { statement.key.hasPrefix($0) }
  }

  private static let reports = ["báo cáo", "kế hoạch", "chương trình", "phụ lục", "tờ trình"].map {
    LabelKey($0)
  }

  /// Whether a title has a number: `1.`, `II -`, `Biểu 2:`.
  private static func isNumbered(_ statement: TitleLines.Statement) -> Bool {
    if RowLabel.withoutNumber(statement.text) != statement.text { return true }
    return ["biểu", "bảng", "phụ lục"].contains { statement.key.hasPrefix(LabelKey($0)) }
  }

  /// Statements without the notes and signatures that the table above ends with.
  private static func withoutFooter(
    _ statements: [TitleLines.Statement]
  ) -> [TitleLines.Statement] {
    guard let last = statements.lastIndex(where: { isFooter($0) }) else { return statements }
    return Array(statements[(last + 1)...])
  }

  /// Whether a statement is a note or a signature: `Cán bộ … năm 2011` may be a title.
  private static func isFooter(_ statement: TitleLines.Statement) -> Bool {
    guard FormFurniture.startsFooter(statement.key) else { return false }
    // A signature's words are few: `Cán bộ làm công tác xã hội` is a title.
    let words = statement.text.prefix { $0 != "(" }.split(whereSeparator: \.isWhitespace)
    return statement.text.contains(":") || statement.key.containsWords(LabelKey("ngày"))
      || words.count <= 4
  }

  private static let others = [
    "cộng hòa", "độc lập", "kèm theo", "ban hành", "sở lao động", "sở nội vụ", "sở y tế",
    "phòng lao động", "phòng nội vụ", "phòng y tế", "phòng văn hóa", "đơn vị",
  ].map { LabelKey($0) }

  /// A title without what stands in brackets and is a period or a measure.
  private static func withoutAsides(_ text: String) -> String {
    guard let open = text.firstIndex(of: "(") else { return text }
    let aside = text[text.index(after: open)...].prefix { $0 != ")" }
    let key = LabelKey(aside)
    let isAside =
      PeriodText.period(in: key, isLabelled: true) != nil || MeasureScale.beginsWithLabel(key)
      || MeasureScale(unit: key) != nil
    return isAside ? String(text[..<open]) : text
  }

  /// The words behind a rank that make no place of it: `xã hội`, `thành lập`.
  private static let noPlaces = Set(["hội", "lập", "tích", "phần"].map { LabelKey($0) })
  static let ranks = Set(
    ["xã", "phường", "huyện", "quận", "tỉnh", "tp", "thị", "thành"].map { LabelKey($0) })
  private static let periodWords = Set(
    [
      "năm", "quý", "kỳ", "tháng", "đầu", "cuối", "i", "ii", "iii", "iv", "giai", "đoạn", "qua",
      "các",
    ]
    .map { LabelKey($0) })
  private static let month = LabelKey("tháng")
  /// The words by which titles say that there is a table, and for whom.
  private static let reportWords = Set(
    [
      "biểu", "bảng", "phụ", "lục", "mẫu", "báo", "cáo", "tổng", "hợp", "thống", "kê", "số", "liệu",
      "tình", "hình", "công", "tác", "kết", "quả", "một", "chỉ", "tiêu", "về", "của", "cho", "theo",
      "phân", "chia", "tại", "trên", "địa", "bàn", "trẻ", "em",
    ].map { LabelKey($0) })
  private static let shortWords = ["hcđb": "hoàn cảnh đặc biệt", "te": "trẻ em"].reduce(
    into: [LabelKey: [LabelKey]]()
  ) { words, short in
    words[LabelKey(short.key)] = short.value.split(separator: " ").map { LabelKey($0) }
  }
}

/// Tables of one sheet that one mapping takes for the same, though their titles say otherwise.
enum OtherTitles {
  /// Takes a mapping that names no titles from the tables of a sheet whose titles differ in more than
  /// number, period and unit: the labels alone cannot say which of them it is for.
  static func reject(in tables: inout [MatchedTable]) {
    var subjects: [String: Set<LooseKey>] = [:]
    for table in tables {
      for name in table.near { subjects[name, default: []].insert(table.titles.subject) }
      guard case .one(let binding) = table.match, binding.mapping.recognition.titles.isEmpty,
        !binding.mapping.isLeftOut
      else { continue }
      subjects[binding.mapping.id, default: []].insert(table.titles.subject)
    }
    for index in tables.indices {
      guard case .one(let binding) = tables[index].match,
        binding.mapping.recognition.titles.isEmpty, let all = subjects[binding.mapping.id],
        all.count > 1
      else { continue }
      tables[index].match = .otherTitle(binding.mapping.id)
    }
  }
}
