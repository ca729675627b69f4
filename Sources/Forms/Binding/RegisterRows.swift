import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Pulls the records of a bound register from a sheet, one row after another.
///
/// Blank rows, the row of column marks, repeated heads, sample rows (`Ví dụ`) and rows with nothing
/// but a running number are passed over. The records end at the footer (signatures, notes, a line
/// of totals); a row below it with a day and another field, or with three fields, is a record all the same. Has one owner.
public final class RegisterRows {
  /// The register.
  public let register: BoundRegister
  /// Filled cells in columns without a label, the first of each column; their texts are left out,
  /// for they may be personal.
  public private(set) var misfits: [Misfit] = []

  /// The first cell that says that there is nothing to list; its row is no record.
  public private(set) var nilStatement: CellAddress?

  private let definition: RegisterDefinition
  private let form: FormIndex
  private let cursor: any RowCursor
  private let reader: RegisterFieldReader
  private let byColumn: [Int: Int]
  private let labelled: Set<Int>
  private var strays: Set<Int> = []
  private var row = Row()
  private var isFooter = false

  /// The records of a register from a fresh cursor over its sheet; nil when the form is a matrix.
  ///
  /// `library` gives the breakdowns of the register's set, `dateSystem` the workbook's day count.
  public init?(
    _ register: BoundRegister, rows cursor: any RowCursor, library: TemplateLibrary,
    dateSystem: DateSystem = .excel1900
  ) {
    guard let definition = register.definition.register else { return nil }
    self.register = register
    self.definition = definition
    self.cursor = cursor
    form = FormIndex(register.definition)
    reader = RegisterFieldReader(
      register: definition, set: library.set(register.definition.set),
      latestYear: register.identity.period?.year, dateSystem: dateSystem,
      holdsDates: register.sourceHoldsDates)
    byColumn = Dictionary(
      register.columns.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    // Columns with a foreign or ambiguous label were reported with the head.
    labelled = Set(register.misfits.map(\.address.column))
  }

  /// The next record; nil at the end of the register, and ever after.
  /// - Throws: what the cursor throws.
  public func next() throws(WorkbookError) -> BoundRecord? {
    while try cursor.next(into: &row) {
      let isNil = findNilStatement()
      guard row.index >= register.firstRow, !isNil else { continue }
      let record = record()
      if isRecord(record) {
        reportStrays()
        return record
      }
      if !isFooter { isFooter = startsFooter() }
      if !isFooter { reportStrays() }
    }
    return nil
  }

  /// Whether a cell of the row says that there is nothing to list, and no more than a number stands
  /// beside it.
  private func findNilStatement() -> Bool {
    // Looked for where a title or the first record would stand, and in short rows.
    guard row.cells.count <= 3 || row.index < register.firstRow else { return false }
    var texts = 0
    var statement: Int?
    for cell in row.cells where cell.kind == .text {
      texts += 1
      guard NilStatement.bytes.contains(Int(cell.text.count)), let key = row.key(of: cell) else {
        continue
      }
      if NilStatement.isOne(key) { statement = cell.column }
    }
    guard let statement, texts == 1 || row.index < register.firstRow else { return false }
    nilStatement = nilStatement ?? CellAddress(row: row.index, column: statement)
    return true
  }

  private func record() -> BoundRecord {
    var record = BoundRecord(row: row.index, fields: [:])
    record.fields.reserveCapacity(definition.columns.count)
    for cell in row.cells {
      guard let column = byColumn[cell.column] else { continue }
      record.fields[column] = reader.field(cell, in: row, column: column)
    }
    for column in register.columns.keys where record.fields[column] == nil {
      record.fields[column] = RegisterField(value: .empty, typed: "")
    }
    return record
  }

  private func isRecord(_ record: BoundRecord) -> Bool {
    var filled = 0
    for (column, field) in record.fields {
      switch (definition.columns[column].kind, field.value) {
      case (.ordinal, _), (_, .empty), (.flag, .flag(false)): continue
      default: filled += 1
      }
    }
    guard filled > 0, !isSample() else { return false }
    return RegisterRow.isRecord(
      filled: filled, hasDay: hasReadableDate(record), isFurniture: isHeadOrMarks(),
      isFooter: isFooter || startsFooter())
  }

  private func hasReadableDate(_ record: BoundRecord) -> Bool {
    record.fields.contains { column, field in
      guard case .date = field.value else { return false }
      return definition.columns[column].kind == .date
    }
  }

  private func isSample() -> Bool {
    guard let key = row.cells.first.flatMap({ row.key(of: $0, upTo: 64) }) else { return false }
    return Self.samples.contains { key.wordRange(of: $0)?.lowerBound == 0 }
  }

  private func isHeadOrMarks() -> Bool {
    var labels = 0
    var marks = 0
    for cell in row.cells {
      guard cell.text.count <= 64, cell.kind == .text || cell.kind == .number,
        let column = byColumn[cell.column]
      else { continue }
      let key = row.withTextBytes(of: cell) { LabelKey(utf8: $0) }
      if form.columns[key]?.contains(column) == true { labels += 1 }
      if key == form.marks[column] { marks += 1 }
    }
    return labels >= 3 || (marks >= 3 && marks * 2 > byColumn.count)
  }

  private func startsFooter() -> Bool {
    row.holdsKey { key in
      FormFurniture.startsFooter(key) || form.notes.contains(key)
        || Self.totals.contains { key.hasPrefix($0) }
    }
  }

  private func reportStrays() {
    for cell in row.cells
    where byColumn[cell.column] == nil && !labelled.contains(cell.column) {
      let isBlank = row.withTextBytes(of: cell) { LabelKey(utf8: $0).isEmpty }
      guard cell.kind != .text || !isBlank, strays.insert(cell.column).inserted else { continue }
      misfits.append(
        Misfit(
          kind: .textOutsideForm, address: CellAddress(row: row.index, column: cell.column),
          text: ""))
    }
  }

  private static let samples = ["Ví dụ", "VD"].map { LabelKey($0) }
  private static let totals = ["Tổng cộng", "Cộng", "Tổng số"].map { LabelKey($0) }
}
