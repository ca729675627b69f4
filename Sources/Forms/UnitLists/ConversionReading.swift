import FormModel
import Indicators
import SheetModel
import Templates
import Units
import VietnameseText

/// Reads the tables by which offices say what old units became: an old and a new unit a row, with how
/// much of the old one goes (`toàn bộ`, `một phần diện tích tự nhiên`, `phần còn lại`).
///
/// Columns are known by their labels (`ConversionHead`), extents by their words (`ConversionWords`). A
/// unit that stands once beside several others, as in merged cells, is meant in all those rows.
public struct ConversionReading {
  /// One row.
  struct Line {
    var sheet: String
    var row: Int
    var old: Named
    var new: Named
    /// How much goes; nil where nothing is said of it.
    var extent: ConversionExtent?
    /// Whether something is said that comes to no extent, or a code and a name are of two units.
    var isUnclear = false
    var population: Int64?
    var legalBasis: String
  }

  /// A unit as a row names it, with its code as far as it is known.
  struct Named: Hashable {
    var code: String
    var name: String
    /// Whether the code is not the row's own but that of the name.
    var isFound = false
    /// Whether the code is that of a unit with another name.
    var isOther = false
    /// The name with those above it, where no code is known: what tells it from others.
    var whole: String

    var isEmpty: Bool { code.isEmpty && name.isEmpty }
  }

  /// The rows that are not understood.
  public private(set) var strays: [UnitListReading.Stray] = []
  /// The cells with labels that nothing is known of.
  public private(set) var unknownColumns: [Evidence] = []
  /// Whether any sheet had columns of old and of new units.
  public private(set) var hasHead = false
  private(set) var lines: [Line] = []

  let date: CalendarDate?
  let known: UnitLookup
  private let columns: UnitListColumns
  private let words: ConversionWords
  private var sheet = ""
  private var province = ""
  private var old = Carried()
  private var new = Carried()
  private var unknownLabels: Set<LooseKey> = []

  /// What the rows before said, for rows that leave it out.
  private struct Carried {
    var unit: Named?
    var district = ""
    var province = ""
  }

  /// A reading of tables whose new units are those of a day; without one nothing is found by name.
  ///
  /// `known` gives the codes of units that a table has by name alone, and says where a code and a name
  /// are of two units.
  public init(
    date: CalendarDate?, known: UnitRegistry, columns: UnitListColumns, words: ConversionWords
  ) {
    self.date = date
    self.known = UnitLookup(known)
    self.columns = columns
    self.words = words
  }

  /// The first rows among which the head must be, and the most rows told as not understood.
  private static let mostTitleRows = 50
  private static let mostStrays = 1000

  /// Reads the rows of a sheet; a sheet without columns of old and new units adds nothing.
  /// - Throws: what the cursor throws.
  public mutating func read(
    _ cursor: any RowCursor, sheet name: String
  ) throws(WorkbookError) {
    sheet = name
    province = ""
    (old, new) = (Carried(), Carried())
    var row = Row()
    var above: Row?
    var head: ConversionHead?
    var headRow = -1
    while try cursor.next(into: &row) {
      if let known = head {
        // The labels of codes and names stand below those of old and new.
        if row.index == headRow + 1, let above,
          let below = ConversionHead(row, above: above, columns, words), below.hasCodes,
          !known.hasCodes
        {
          head = below
          continue
        }
        take(row, known)
      } else if row.index < Self.mostTitleRows {
        head =
          ConversionHead(row, above: nil, columns, words)
          ?? above.flatMap { ConversionHead(row, above: $0, columns, words) }
        headRow = row.index
        above = row
      } else {
        return
      }
    }
    guard let head else { return }
    hasHead = true
    for (label, cell) in head.unknown where unknownLabels.insert(label).inserted {
      unknownColumns.append("\(sheet, of: .sheet)!\(cell)")
    }
  }

  private mutating func take(_ row: Row, _ head: ConversionHead) {
    let texts = row.cells.filter { $0.kind == .text || $0.kind == .number }
      .map { UTF8Text.trimmed(row.text(of: $0)) }.filter { !$0.isEmpty }
    if texts.isEmpty || texts.allSatisfy({ $0.hasPrefix("(") && $0.hasSuffix(")") }) { return }
    if isHeading(texts) { return }
    var (before, after) = (old, new)
    let oldUnit = named(.old, row, head, &before, on: date.flatMap(\.previous))
    let newUnit = named(.new, row, head, &after, on: date)
    (old, new) = (before, after)
    guard let oldUnit, let newUnit else { return stray(row) }
    var line = Line(
      sheet: sheet, row: row.index + 1, old: oldUnit, new: newUnit,
      legalBasis: head.text(.legalBasis, of: row))
    line.isUnclear = oldUnit.isOther || newUnit.isOther
    readExtent(row, head, &line)
    let written = head.text(.population, of: row)
    // Marks part thousands; what else they may be is no number of people.
    let groups = written.split { " .,\u{A0}".contains($0) }
    let isGrouped = groups.dropFirst().allSatisfy { $0.count == 3 }
    let people = isGrouped ? groups.joined() : ""
    line.population = people.utf8.count <= 12 ? Int64(people).flatMap { $0 >= 0 ? $0 : nil } : nil
    if line.population == 0, line.extent == .part { line.extent = .territory }
    lines.append(line)
  }

  private func readExtent(_ row: Row, _ head: ConversionHead, _ line: inout Line) {
    let stated = [head.text(.extent, of: row), head.marked(in: row)].filter { !$0.isEmpty }
      .joined(separator: ", ")
    let note = words.reading(of: head.text(.note, of: row))
    switch words.reading(of: stated) {
    case .extent(let extent): line.extent = extent
    case .unclear: line.isUnclear = true
    case .nothing:
      // What is said by other words than those that are known is not nothing.
      if !stated.isEmpty {
        line.isUnclear = true
      } else if case .extent(let extent) = note {
        line.extent = extent
      }
    }
  }

  /// `I. TỈNH LAI CHÂU`: what follows is of it, where rows do not say.
  private mutating func isHeading(_ texts: [String]) -> Bool {
    guard texts.count == 1 || (texts.count == 2 && texts[0].utf8.count <= 5),
      let text = texts.last.map(UnitListReading.withoutOrdinal),
      ListedRank(name: text, level: "") == .province
    else { return false }
    province = text
    (old, new) = (Carried(), Carried())
    return true
  }

  // MARK: Units

  /// The unit of a side; that of the rows before where this one has none; nil where neither has.
  private func named(
    _ side: ConversionHead.Side, _ row: Row, _ head: ConversionHead, _ carried: inout Carried,
    on day: CalendarDate?
  ) -> Named? {
    func text(_ columns: ConversionHead.Column...) -> String {
      columns.map { head.text(side, $0, of: row) }.first { !$0.isEmpty } ?? ""
    }
    let district = text(.districtName)
    let province = text(.provinceName)
    if !province.isEmpty, province != carried.province {
      (carried.province, carried.district) = (province, "")
    }
    if !district.isEmpty { carried.district = district }
    let (code, name) = (text(.communeCode, .code), text(.communeName, .name))
    if code.isEmpty, name.isEmpty { return carried.unit }
    let above = [carried.district, carried.province.isEmpty ? self.province : carried.province]
      .filter { !$0.isEmpty }
    let unit = named(code, name, above: above, level: text(.level), on: day)
    carried.unit = unit
    return unit
  }

  private func named(
    _ code: String, _ name: String, above: [String], level: String, on day: CalendarDate?
  ) -> Named? {
    if namesSeveral(name) { return nil }
    let whole = ([name] + above).joined(separator: ", ")
    guard !code.isEmpty else {
      guard let day, case .found(let unit) = known.code(of: whole, on: day) else {
        return Named(code: "", name: name, whole: whole)
      }
      return Named(code: unit.code, name: unit.name, isFound: true, whole: "")
    }
    let digits = ListedRank(name: name, level: level, code: code).digits
    guard code.utf8.count <= digits, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    let padded = String(repeating: "0", count: digits - code.utf8.count) + code
    let unit = day.flatMap { known.registry.unit(code: padded, on: $0) }
    var named = Named(code: padded, name: name.isEmpty ? unit?.name ?? "" : name, whole: "")
    if unit != nil, !name.isEmpty {
      named.isOther = !known.unit(code: padded, on: day, isCalled: name)
    }
    return named
  }

  /// Whether a text names several units, or how much of one (`Xã A, Xã B và một phần Xã C`): the first of
  /// them must not be taken for all.
  private func namesSeveral(_ name: String) -> Bool {
    if case .extent = words.reading(of: name) { return true }
    let key = LabelKey(name)
    let ranks = Self.communeRanks.reduce(0) { $0 + Self.count($1, in: key) }
    return ranks - Self.count(Self.town, in: key) > 1
  }

  private static let communeRanks = ["xã", "phường", "thị trấn", "đặc khu"].map { LabelKey($0) }
  private static let town = LabelKey("thị xã")

  private static func count(_ word: LabelKey, in key: LabelKey) -> Int {
    var (count, rest) = (0, key)
    while let range = rest.wordRange(of: word) {
      count += 1
      rest = LabelKey(bytes: rest.bytes[range.upperBound...])
    }
    return count
  }

  private mutating func stray(_ row: Row) {
    guard strays.count < Self.mostStrays else { return }
    let cells = row.cells.filter { $0.kind != .blank }.prefix(8)
    let pieces = cells.map { cell -> Evidence in
      "\(CellAddress(row: row.index, column: cell.column))"
    }
    let text = pieces.dropFirst().reduce(pieces.first ?? .none) { "\($0) | \($1)" }
    strays.append(UnitListReading.Stray(sheet: sheet, row: row.index + 1, text: text))
  }
}
