import FormModel
import Indicators
import SheetModel
import Templates
import Units
import VietnameseText

/// Reads the lists of units that offices publish: a commune a row with the codes of district and
/// province beside it, or units one below the other with their provinces as headings.
///
/// Columns are known by their labels (`UnitListColumns`). Codes get back the zeros that a sheet of numbers has lost: two
/// digits for a province, three for a district, five for a commune.
public struct UnitListReading {
  /// A row that is not understood.
  public struct Stray: Hashable, Sendable {
    /// The sheet.
    public var sheet: String
    /// The row, from 1.
    public var row: Int
    /// What its known columns hold, as far as they name units; the cells of other texts.
    public var text: Evidence
  }

  /// The units in the order of the list, those above before those below.
  public private(set) var units: [ReportingUnit] = []
  /// The rows that are not understood.
  public private(set) var strays: [Stray] = []
  /// The cells with labels that nothing is known of, such as `Sheet1!D3`, no label twice.
  public private(set) var unknownColumns: [Evidence] = []
  /// Whether any sheet had columns of codes and names.
  public private(set) var hasHead = false

  private let validFrom: CalendarDate?
  private let validTo: CalendarDate?
  private let known: UnitLookup
  private let columns: UnitListColumns
  private var names: [String: String] = [:]
  private var sheet = ""
  private var unknownLabels: Set<LooseKey> = []
  private var province: String?
  private var district: String?

  /// A reading of lists whose units were valid between two days.
  ///
  /// `known` gives the codes of provinces that a list has by name alone, `columns` the labels.
  public init(
    validFrom: CalendarDate?, validTo: CalendarDate?, known: UnitRegistry, columns: UnitListColumns
  ) {
    self.validFrom = validFrom
    self.validTo = validTo
    self.known = UnitLookup(known)
    self.columns = columns
  }

  /// The first rows among which the head must be.
  private static let mostTitleRows = 50
  /// The most rows that are listed as not understood.
  private static let mostStrays = 1000

  /// Reads the rows of a sheet; a sheet without a head adds nothing.
  /// - Throws: what the cursor throws.
  public mutating func read(
    _ cursor: any RowCursor, sheet name: String
  ) throws(WorkbookError) {
    sheet = name
    province = nil
    district = nil
    var row = Row()
    var head: UnitListHead?
    while try cursor.next(into: &row) {
      if let head {
        take(row, head)
      } else if row.index < Self.mostTitleRows {
        head = UnitListHead(row, columns)
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

  private mutating func take(_ row: Row, _ head: UnitListHead) {
    if head.columns[.communeCode] != nil {
      takeCommune(row, head)
    } else {
      takeUnit(row, head)
    }
  }

  // MARK: A commune a row

  private mutating func takeCommune(_ row: Row, _ head: UnitListHead) {
    let place = row.index + 1
    let code = head.text(.communeCode, of: row)
    let name = head.text(.communeName, of: row)
    if isFurniture(row) { return }
    // A province or district that is merged over its communes stands in the first row only.
    takeProvince(of: row, head)
    if !head.text(.districtCode, of: row).isEmpty {
      district = add(
        code: head.text(.districtCode, of: row), name: head.text(.districtName, of: row),
        level: nil, rank: .district, parent: province, row: place)
      // Its communes are not of the province itself, nor of the district before.
      if district == nil { return stray(row, head) }
    } else if head.columns[.districtCode] == nil {
      district = nil
    }
    if code.isEmpty, name.isEmpty {
      // A district without communes has a row of its own.
      if head.text(.districtCode, of: row).isEmpty { stray(row, head) }
      return
    }
    if add(
      code: code, name: name, level: head.text(.level, of: row), rank: .commune,
      parent: district ?? province, row: place) == nil
    {
      stray(row, head)
    }
  }

  /// Goes over to the province that a row names; the district before is not in another one.
  private mutating func takeProvince(of row: Row, _ head: UnitListHead) {
    guard let upper = province(of: row, head) else { return }
    if upper != province { district = nil }
    province = upper
  }

  private mutating func province(of row: Row, _ head: UnitListHead) -> String? {
    let code = head.text(.provinceCode, of: row)
    let name = head.text(.provinceName, of: row)
    if !code.isEmpty {
      return add(
        code: code, name: name, level: nil, rank: .province, parent: nil, row: row.index + 1)
    }
    guard !name.isEmpty else { return nil }
    return addProvince(named: name, row: row.index + 1)
  }

  // MARK: Units one below the other

  private mutating func takeUnit(_ row: Row, _ head: UnitListHead) {
    if isFurniture(row) { return }
    let code = head.text(.code, of: row)
    let name =
      head.columns[.name] == nil ? head.text(.communeName, of: row) : head.text(.name, of: row)
    let level = head.text(.level, of: row)
    takeProvince(of: row, head)
    guard !code.isEmpty, !name.isEmpty else {
      // A heading: the one text of the row is the name of a province.
      let texts = row.cells.filter { $0.kind == .text }.map { UTF8Text.trimmed(row.text(of: $0)) }
      let heading = texts.first {
        ListedRank(name: Self.withoutOrdinal($0), level: "") == .province
      }
      guard let heading else {
        district = nil
        return stray(row, head)
      }
      // What follows is not of the province before, even where this one has no code.
      province = addProvince(named: heading, row: row.index + 1)
      district = nil
      if province == nil { stray(row, head) }
      return
    }
    let rank = ListedRank(name: name, level: level, code: code)
    let parent: String? =
      switch rank {
      case .province: nil
      case .district: province
      case .commune: district ?? province
      }
    guard
      let added = add(
        code: code, name: name, level: level, rank: rank, parent: parent, row: row.index + 1)
    else {
      // What follows may be of the district that this row was to begin.
      if rank != .commune { district = nil }
      return stray(row, head)
    }
    switch rank {
    case .province: (province, district) = (added, nil)
    case .district: district = added
    case .commune: break
    }
  }

  /// A province of which the list gives the name, perhaps with its code in brackets.
  private mutating func addProvince(named text: String, row: Int) -> String? {
    let name = Self.withoutOrdinal(text)
    let said = UnitNameText(name)
    if let code = said.codes.first {
      let bare = name.split { "(:-–".contains($0) }.first.map { UTF8Text.trimmed($0) } ?? name
      return add(code: code, name: bare, level: nil, rank: .province, parent: nil, row: row)
    }
    let day = validFrom ?? validTo
    let units: [ReportingUnit]
    switch day.map({ known.code(of: name, on: $0) }) {
    case .found(let unit): units = [unit]
    case .notThen(let others), .ambiguous(let others): units = others
    case .unknown, .contradiction, nil: units = known.units(named: said.names)
    }
    let provinces = units.filter { $0.parentCode == nil }
    guard Set(provinces.map(\.code)).count == 1, let unit = provinces.first else { return nil }
    return add(code: unit.code, name: unit.name, level: nil, rank: .province, parent: nil, row: row)
  }

  // MARK: Units

  /// Adds a unit that is not there yet, and gives its code; nil for what is no code, has no name, or
  /// has the code of another unit.
  ///
  /// A province or district whose code is known needs no name.
  private mutating func add(
    code: String, name: String, level: String?, rank: ListedRank, parent: String?, row: Int
  ) -> String? {
    let digits = rank.digits
    guard (1...digits).contains(code.utf8.count),
      code.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let padded = String(repeating: "0", count: digits - code.utf8.count) + code
    if name.isEmpty, rank != .commune, names[padded] != nil { return padded }
    let day = validFrom ?? validTo
    let name =
      name.isEmpty && rank != .commune
      ? day.flatMap { known.registry.unit(code: padded, on: $0)?.name } ?? "" : name
    guard !name.isEmpty else { return nil }
    let (full, level) = Self.named(name, level: level ?? "", rank: rank)
    if let known = names[padded] { return LooseKey(known) == LooseKey(full) ? padded : nil }
    names[padded] = full
    units.append(
      ReportingUnit(
        code: padded, name: full, level: level, parentCode: parent, validFrom: validFrom,
        validTo: validTo))
    return padded
  }

  /// A name with its rank, and the rank as the unit tables spell it.
  private static func named(
    _ name: String, level: String, rank: ListedRank
  ) -> (name: String, level: String) {
    let key = LabelKey(name)
    let own = UnitNameText.rankWords.first { key.hasPrefix(LabelKey($0)) }
    var level = level.lowercased()
    if rank == .province || level.isEmpty { level = own ?? level }
    if rank == .province, level == "thành phố" { level = "thành phố trực thuộc trung ương" }
    guard own == nil, let first = level.first else { return (name, level) }
    return ("\(first.uppercased())\(level.dropFirst()) \(name)", level)
  }

  static func withoutOrdinal(_ text: String) -> String {
    guard let dot = text.firstIndex(where: { ".)".contains($0) }),
      text[..<dot].allSatisfy({ $0.isNumber || "IVXLC".contains($0) }), dot > text.startIndex
    else { return text }
    return UTF8Text.trimmed(text[text.index(after: dot)...])
  }

  /// Whether a row numbers the columns, or has nothing at all.
  private func isFurniture(_ row: Row) -> Bool {
    row.cells.allSatisfy { cell in
      let text = UTF8Text.trimmed(row.text(of: cell))
      return text.isEmpty
        || (text.hasPrefix("(") && text.hasSuffix(")") && text.utf8.count <= 4)
    }
  }

  private mutating func stray(_ row: Row, _ head: UnitListHead) {
    guard strays.count < Self.mostStrays else { return }
    // Columns may hold anything, names of children too, also under a label that is known.
    let known = Set(head.columns.values)
    var cells = row.cells.filter {
      known.contains($0.column) && ($0.kind == .text || $0.kind == .number)
    }
    if cells.isEmpty { cells = row.cells.filter { $0.kind != .blank } }
    let pieces = cells.prefix(8).map { cell -> Evidence in
      let place: Evidence = "\(CellAddress(row: row.index, column: cell.column))"
      guard known.contains(cell.column) else { return place }
      let text = UTF8Text.trimmed(row.text(of: cell))
      let code = Evidence(code: text)
      let shown = code.withheld == nil ? code : Evidence(unit: text)
      return shown.withheld == nil ? shown : place
    }
    let text = pieces.dropFirst().reduce(pieces.first ?? .none) { "\($0) | \($1)" }
    strays.append(Stray(sheet: sheet, row: row.index + 1, text: text))
  }
}
