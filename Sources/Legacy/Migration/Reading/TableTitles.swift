import Indicators
import SheetModel
import Tables
import VietnameseText

/// What the texts above a table say of it, or of the whole sheet that it stands in.
struct TableTitles {
  /// The statements that hold for the table.
  private(set) var statements: [TitleLines.Statement]
  /// Those that hold for every table of the sheet, as far as they are known.
  private let ofSheet: [TitleLines.Statement]
  /// What the table is called; nil where it has no title of its own.
  private let title: TitleLines.Statement?
  /// What the table is called, or the one above it whose titles hold for it too.
  private let heldTitle: TitleLines.Statement?

  /// The titles between two lines, below the titles of the table before; nil for the first table.
  ///
  /// A table with no title at all is one more of what the title above says. A numbered one (`2. …`)
  /// is one more part of the report whose first part is numbered too.
  init(from top: Int, to head: Int, _ above: TableTitles?, _ scan: SheetScan) {
    let lines = TitleLines(above: head, from: top, of: scan, parting: .joiningNumbers).statements
    guard let above else {
      statements = lines
      let own = lines.last { Self.isTitle($0) }
      (title, heldTitle) = (own, own)
      let line = own.flatMap { Self.isNumbered($0) ? $0.line : nil } ?? 0
      ofSheet = lines.filter { $0.line < line }
      return
    }
    let own = Self.withoutFooter(lines)
    ofSheet = above.ofSheet
    title = own.last { Self.isTitle($0) }
    heldTitle = title ?? above.heldTitle
    if own.isEmpty {
      statements = above.statements
    } else if let title, Self.isNumbered(title) {
      statements = above.ofSheet + own
    } else {
      statements = own
    }
  }

  /// Whether one of the titles is one by which a mapping knows its tables; true where it names none.
  func fit(_ recognition: MappingRecognition) -> Bool {
    recognition.titles.isEmpty
      || statements.contains { recognition.titles.contains(LooseKey($0.key)) }
  }

  /// What the table is about, without its number, its period and its unit; nil for no title.
  var subject: LooseKey? {
    guard let heldTitle else { return nil }
    var words = LabelKey(RowLabel.withoutNumber(heldTitle.text)).bytes.split(separator: 0x20)
      .map { LabelKey(bytes: $0) }
    if let rank = words.indices.dropFirst().first(where: { Self.ranks.contains(words[$0]) }) {
      words = Array(words[..<rank])
    }
    words.removeAll { word in
      Self.periodWords.contains(word) || word.bytes.contains { (0x30...0x39).contains($0) }
    }
    return LooseKey(LabelKey(bytes: words.map(\.bytes).joined(separator: [0x20])))
  }

  // MARK: Statements

  /// Whether a statement may be what a table is called: no statement of unit or measure, no letterhead,
  /// nothing in brackets.
  private static func isTitle(_ statement: TitleLines.Statement) -> Bool {
    let key = statement.key
    guard !key.isEmpty, !statement.text.hasPrefix("("), !FormFurniture.isStatement(key),
      !FormFurniture.isOffice(key), !others.contains(where: { key.hasPrefix($0) })
    else { return false }
    let words = key.bytes.split(separator: 0x20)
    if let first = words.first, ranks.contains(LabelKey(bytes: first)) { return false }
    return words.contains { word in
      let word = LabelKey(bytes: word)
      return !periodWords.contains(word) && !word.bytes.allSatisfy { (0x30...0x39).contains($0) }
    }
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
    guard let last = statements.lastIndex(where: { FormFurniture.startsFooter($0.key) }) else {
      return statements
    }
    // Behind the signatures come the names of those who sign.
    return Array(statements[(last + 1)...].drop { !saysSomething($0) })
  }

  private static func saysSomething(_ statement: TitleLines.Statement) -> Bool {
    let key = statement.key
    return FormFurniture.isStatement(key) || FormFurniture.isOffice(key)
      || PeriodText.period(in: key, isLabelled: false) != nil || isNumbered(statement)
      || titleWords.contains { key.containsWords($0) }
      || UnitPhrases.phrases(in: statement.text).first.map { statement.text.hasPrefix($0) } ?? false
  }

  private static let titleWords = [
    "trẻ em", "số liệu", "báo cáo", "thống kê", "tổng hợp", "danh sách", "tình hình", "kết quả",
    "tỷ lệ", "dân số", "đơn vị",
  ].map { LabelKey($0) }
  private static let others = [
    "cộng hòa", "độc lập", "kèm theo", "ban hành", "sở", "phòng", "đơn vị",
  ].map { LabelKey($0) }
  static let ranks = Set(
    ["xã", "phường", "huyện", "quận", "tỉnh", "tp", "thị", "thành"].map { LabelKey($0) })
  private static let periodWords = Set(
    ["năm", "quý", "kỳ", "tháng", "đầu", "cuối", "i", "ii", "iii", "iv"].map { LabelKey($0) })
}

/// Tables of one sheet that one mapping takes for the same, though their titles say otherwise.
enum OtherTitles {
  /// Takes a mapping that names no titles from the tables of a sheet whose titles differ in more than
  /// number, period and unit: the labels alone cannot say which of them it is for.
  static func reject(in tables: inout [MatchedTable]) {
    var subjects: [String: Set<LooseKey?>] = [:]
    for table in tables {
      guard case .one(let binding) = table.match, binding.mapping.recognition.titles.isEmpty,
        !binding.mapping.isLeftOut
      else { continue }
      subjects[binding.mapping.id, default: []].insert(table.titles.subject)
    }
    for index in tables.indices {
      guard case .one(let binding) = tables[index].match,
        let all = subjects[binding.mapping.id], all.count > 1
      else { continue }
      tables[index].match = .otherTitle(binding.mapping.id)
    }
  }
}
