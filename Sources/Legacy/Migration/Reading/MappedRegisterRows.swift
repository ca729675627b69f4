import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Pulls the records of an old register from a sheet, one row after another; has one owner.
///
/// Memory does not grow with the rows. Repeated heads, totals, notes and signatures are passed over
/// as `RegisterRows` does: a row with a day and another field, or with three fields, is a record even
/// below the notes. The head of another list, or a title of another period, ends the register: what is
/// below is held back. Values are as they stand in their cells, but for what the mapping translates;
/// they are cleaned elsewhere.
public final class MappedRegisterRows {
  /// What became of every filled cell of the rows so far; complete at the end.
  public var account: CellAccount {
    var account = settled
    account.addMigrated(migrated)
    Self.settle(passedOver, slots, into: &account)
    return account
  }

  /// The first row that is no longer the register's, from 0; nil where it goes to the end.
  public private(set) var end: Int?

  private let register: MappedRegister
  private let cursor: any RowCursor
  private var row = Row()
  private var isFooter = false
  private var settled = CellAccount()
  private var migrated = 0
  /// Filled cells of records in columns that are passed over, by column, below the last row that is
  /// no record.
  private var passedOver: [PassedOver]
  private var values: RegisterValues
  private let slots: [MappedRegister.Slot]
  private let dateFields: [Bool]

  /// Cells of one column.
  private struct PassedOver {
    var count = 0
    var first = 0
    var last = 0
  }

  /// The records of a register from a fresh cursor over its sheet.
  public init(_ register: MappedRegister, rows cursor: any RowCursor) {
    self.register = register
    self.cursor = cursor
    slots = register.slots
    passedOver = Array(repeating: PassedOver(), count: register.slots.count)
    values = RegisterValues(register)
    dateFields = register.definition.columns.map { $0.kind == .date }
  }

  /// The next record; nil at the end of the sheet, and ever after.
  /// - Throws: what the cursor throws.
  public func next() throws(WorkbookError) -> LegacyRecord? {
    while try cursor.next(into: &row) {
      if row.index < register.firstRow {
        for cell in row.cells where row.isFilled(cell) {
          let address = CellAddress(row: row.index, column: cell.column)
          settled.add(register.headFates[address] ?? .ignored(.title), at: address)
        }
        continue
      }
      guard end == nil else {
        hold()
        continue
      }
      let heads = headCells()
      // A record may have `Có` or `Nam` where another column is called so, but not most of its cells.
      guard heads.others < 2 || heads.others * 2 <= row.cells.count else {
        end = row.index
        isFooter = false
        hold()
        continue
      }
      let isHead = heads.own >= 2 && heads.own * 2 > row.cells.count
      if isHead, hasOtherLabel() {
        end = row.index
        isFooter = false
        hold()
        continue
      }
      guard isRecord(isHead: isHead) else {
        passOver(isHead: isHead)
        continue
      }
      isFooter = false
      return record()
    }
    return nil
  }

  // MARK: What a row is

  private func isRecord(isHead: Bool) -> Bool {
    var filled = 0
    var hasDay = false
    for cell in row.cells where cell.column < slots.count {
      switch slots[cell.column] {
      case .field(let field):
        guard row.isFilled(cell) else { continue }
        filled &+= 1
        if dateFields[field] { hasDay = hasDay || holdsDigit(cell) }
      case .mark: filled &+= row.isFilled(cell) ? 1 : 0
      default: break
      }
    }
    return RegisterRow.isRecord(
      filled: filled, hasDay: hasDay, isFurniture: isHead || isTotal(),
      isFooter: isFooter || startsFooter())
  }

  private func holdsDigit(_ cell: Cell) -> Bool {
    switch cell.kind {
    case .date, .dateTime: true
    case .text, .number:
      row.withTextBytes(of: cell) { $0.contains { (0x30...0x39).contains($0) } }
    default: false
    }
  }

  /// How many cells are labels of the head in their columns, and how many are labels of others.
  private func headCells() -> (own: Int, others: Int) {
    var heads = (own: 0, others: 0)
    for cell in row.cells {
      guard let key = row.key(of: cell).map({ LooseKey($0) }),
        register.knownLabels.contains(key)
      else { continue }
      if register.headLabels[cell.column] == key { heads.own += 1 } else { heads.others += 1 }
    }
    return heads
  }

  /// Whether a row of labels has another one than the head over a column of the form, so that the column
  /// means something else below it.
  private func hasOtherLabel() -> Bool {
    row.cells.contains { cell in
      guard cell.column < slots.count, let label = register.headLabels[cell.column],
        let key = row.key(of: cell).map({ LooseKey($0) }), !key.isEmpty, key != label
      else { return false }
      if case .field = slots[cell.column] { return true }
      return false
    }
  }

  /// Whether a row is one text that parts a list: another year, another kind of children.
  private func partsList() -> Bool {
    guard row.cells.count(where: { row.isFilled($0) }) == 1,
      let cell = row.cells.first(where: { row.isFilled($0) })
    else { return false }
    if cell.kind == .number {
      return Int(row.withTextBytes(of: cell) { String(decoding: $0, as: UTF8.self) })
        .map { (1975...2050).contains($0) && $0 != register.period?.year } ?? false
    }
    guard let key = row.key(of: cell), !FormFurniture.startsFooter(key) else { return false }
    return Self.partingWords.contains { key.containsWords($0) }
  }

  private static let partingWords = ["trẻ em", "năm", "danh sách", "kế hoạch", "quý", "tháng"].map {
    LabelKey($0)
  }

  /// Whether a row names another period than the register's.
  private func namesOtherPeriod() -> Bool {
    row.holdsKey { key in
      guard let period = PeriodText.period(in: key, isLabelled: false) else { return false }
      return period != register.period && !FormFurniture.namesOtherYear(key)
        && !FormFurniture.startsFooter(key) && !ComparisonWords.arePart(of: key)
    }
  }

  /// Holds back a row below the register's end, but for the texts of its notes.
  private func hold() {
    // A row of several fields is no note, whatever stands above it.
    isFooter = row.cells.count(where: { row.isFilled($0) }) <= 2 && (isFooter || startsFooter())
    for cell in row.cells where row.isFilled(cell) {
      let isNote = isFooter && cell.kind == .text
      settled.add(
        isNote ? .ignored(.footer) : .quarantined(.tableWithoutHead),
        at: CellAddress(row: row.index, column: cell.column))
    }
  }

  private func isTotal() -> Bool {
    row.holdsKey { register.totalRows.contains(LooseKey($0)) }
  }

  private func isNoteOnPurpose() -> Bool {
    row.holdsKey { register.ignoredNotes.contains(LooseKey($0)) }
  }

  private func startsFooter() -> Bool {
    row.holdsKey { key in
      FormFurniture.startsFooter(key) || register.ignoredNotes.contains(LooseKey(key))
    }
  }

  /// Gives the cells of a row that is no record their fates.
  private func passOver(isHead: Bool) {
    guard row.cells.contains(where: row.isFilled) else { return }
    Self.settle(passedOver, slots, into: &settled)
    for column in passedOver.indices { passedOver[column].count = 0 }
    let fate: CellAccount.Fate
    if isHead {
      fate = .ignored(.head)
    } else if isTotal() {
      fate = .ignored(.total)
    } else if row.holdsKey(where: { register.ignoredRows.contains(LooseKey($0)) }) {
      fate = .ignored(.ignoredRow)
    } else {
      if startsFooter() { isFooter = true }
      let isParted = (register.period != nil && namesOtherPeriod()) || (!isFooter && partsList())
      if isParted, !isNoteOnPurpose() { (end, isFooter) = (row.index + 1, false) }
      fate = isFooter ? .ignored(.footer) : .quarantined(.strayText)
    }
    for cell in row.cells where row.isFilled(cell) {
      var own = fate
      if cell.column < slots.count,
        case .ignored(let reason) = slots[cell.column],
        case .quarantined = fate, cell.kind == .number || row.cells.count > 1
      {
        own = .ignored(reason)
      }
      if fate == .ignored(.footer), cell.kind != .text, cell.kind != .date {
        own = .quarantined(.outsideTable)
      }
      settled.add(own, at: CellAddress(row: row.index, column: cell.column))
    }
  }

  /// Enters the cells of columns that are passed over.
  private static func settle(
    _ passedOver: [PassedOver], _ slots: [MappedRegister.Slot], into account: inout CellAccount
  ) {
    for (column, cells) in passedOver.enumerated() where cells.count > 0 {
      guard case .ignored(let reason) = slots[column] else { continue }
      let range = CellRange(
        CellAddress(row: cells.first, column: column), CellAddress(row: cells.last, column: column))
      account.addIgnored(IgnoredCells(range, count: cells.count, reason: reason))
    }
  }

  // MARK: Records

  private func record() -> LegacyRecord {
    let before = migrated
    settled.passMigrated()
    values.begin()
    for cell in row.cells where row.isFilled(cell) {
      let column = cell.column
      let slot = column < slots.count ? slots[column] : .unknown
      switch slot {
      case .unknown:
        quarantine(
          column, register.clashing.contains(column) ? .ambiguousColumn : .unknownColumn)
      case .ignored: passOver(column)
      case .review: quarantine(column, .noCounterpart)
      case .unit, .unitCode, .period:
        values.takeIdentity(cell, in: row, slot)
        migrated &+= 1
      case .field(let field):
        if cell.isFormulaWithoutValue {
          quarantine(column, .formulaWithoutValue)
        } else {
          values.take(cell, in: row, field: field)
          migrated &+= 1
        }
      case .mark:
        if values.takeMark(cell, in: row) {
          migrated &+= 1
        } else {
          quarantine(column, .unreadableValue)
        }
      }
    }
    var record = values.record(row: row.index)
    record.cells = migrated - before
    return record
  }

  private func passOver(_ column: Int) {
    if passedOver[column].count == 0 { passedOver[column].first = row.index }
    passedOver[column].last = row.index
    passedOver[column].count &+= 1
  }

  private func quarantine(_ column: Int, _ reason: QuarantineReason) {
    settled.add(.quarantined(reason), at: CellAddress(row: row.index, column: column))
  }
}
