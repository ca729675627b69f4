import Indicators
import SheetModel
import Testing

@testable import Migration

@Suite struct MappingRegisterTests {
  /// A mapping with what registers of offices have: a head in two lines, marks, names in two columns.
  private static let yaml = """
    mapping: thu
    title: Danh sách của xã
    set: tt13-2021
    target: register
    form: DS-01
    recognise: {labels: [Họ và tên đệm, Nam]}
    unit: {from: [title, sheet-name]}
    period: {from: [title]}
    columns:
      - {role: ordinal, label: TT}
      - {column: name, label: Họ và tên đệm}
      - {column: name, label: Tên}
      - {column: birth-date, label: Nam, under: Ngày sinh, sets: {sex: Nam}}
      - {column: birth-date, label: Nữ, under: Ngày sinh, sets: {sex: Nữ}}
      - {role: mark, label: Mồ côi, sets: {circumstances: Trẻ em mồ côi cả cha và mẹ}}
      - {role: mark, label: Khuyết tật, sets: {circumstances: Trẻ em khuyết tật}}
      - {role: ignore, label: Chữ ký}
    dates: {birth-date: mdy}
    defaults: {ethnic-group: Kinh}
    totals: {rows: [Cộng]}
    """

  private static let sheet = DrawnSheet(
    """
    DANH SÁCH TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT NĂM 2015
    XÃ BẢN BO, HUYỆN TAM ĐƯỜNG
    TT|Họ và tên đệm|Tên|Ngày sinh||Mồ côi|Khuyết tật|Chữ ký|Lạ
    |||Nam|Nữ
    1|2|3|4|5|6|7|8
    1|Lò Văn|Mẫu|3/15/2005||x|x||?
    2|Vàng Thị|Thử||"4/2/06"|không|có|đã ký
    TT|Họ và tên đệm|Tên|Nam|Nữ|Mồ côi|Khuyết tật|Chữ ký
    3|Sùng|A||@2010-05-06||khoảng
    |Cộng|3
    |Người lập||Xác nhận của xã
    4|Giàng|B|12/31/2011
    """)

  private static func rows() throws -> (MappedRegister, MappedRegisterRows, [LegacyRecord]) {
    let (mapping, problems) = MappingFixture.mapping(yaml)
    #expect(problems == [])
    let mappings = LegacyMappings([try #require(mapping)])
    guard case .register(let register) = try MappingFixture.read(sheet, mappings) else {
      throw MissingRegister()
    }
    let workbook = DrawnWorkbook([sheet])
    let rows = MappedRegisterRows(register, rows: try workbook.rows(ofSheet: 0))
    var records: [LegacyRecord] = []
    while let record = try rows.next() { records.append(record) }
    return (register, rows, records)
  }

  private struct MissingRegister: Error {}

  @Test func columnsJoinMarksAndDefaultsFillTheFormsColumns() throws {
    let (register, _, records) = try Self.rows()
    #expect(register.unit == "03424")
    #expect(register.period == ReportingPeriod("2015"))
    #expect(
      records.map { record in
        [1, 2, 3, 4, 7].map { record.fields[$0].text }.joined(separator: "|")
      } == [
        "Lò Văn Mẫu|2005-03-15|Nam|Kinh|Trẻ em mồ côi cả cha và mẹ; Trẻ em khuyết tật",
        "Vàng Thị Thử|02/04/06|Nữ|Kinh|Trẻ em khuyết tật",
        "Sùng A|2010-05-06|Nữ|Kinh|", "Giàng B|2011-12-31|Nam|Kinh|",
      ])
    #expect(records.allSatisfy { $0.unit.text == "03424" })
    #expect(records[0].fields[2].original == "3/15/2005")
    #expect(records[2].fields[2].original == nil)
    #expect(records[0].fields[4].column == nil)
  }

  @Test func everyFilledCellOfARegisterHasOneFate() throws {
    let (_, rows, _) = try Self.rows()
    let account = rows.account
    #expect(account.filled == Self.sheet.filled)
    #expect(account.filled == account.migrated + account.ignoredCount + account.quarantinedCount)
    #expect(account.quarantined == [.unknownColumn: 2, .unreadableValue: 1])
    #expect(
      account.places.map { "\($0.address) \($0.reason.rawValue)" } == [
        "I3 unknown-column", "I6 unknown-column", "G9 unreadable-value",
      ])
    #expect(account.ignored[.total] == 2)
    #expect(account.ignored[.footer] == 2)
    #expect(account.ignored[.columnMark] == 8)
    #expect(account.ignored[.ignoredColumn] == 1)
  }

  @Test func valuesAreTranslatedWholeOrPieceByPiece() {
    var values = MappingValues()
    let isFirst = values.add("1", to: "Nam")
    let isSecond = values.add(" 1 ", to: "Nữ")
    #expect(isFirst && !isSecond)
    #expect(values.translation(of: "1") == "Nam")
    #expect(values.translation(of: "10") == nil)
  }

  @Test func aMillionRowsNeedNoMoreMemoryThanOne() throws {
    // The account of a register keeps counts of all cells in quarantine, but places of some only.
    var account = CellAccount()
    for row in 0..<(CellAccount.mostPlaces + 10) {
      account.add(.quarantined(.unknownColumn), at: CellAddress(row: row, column: 0))
    }
    #expect(account.quarantinedCount == CellAccount.mostPlaces + 10)
    #expect(account.places.count == CellAccount.mostPlaces)
  }
}
