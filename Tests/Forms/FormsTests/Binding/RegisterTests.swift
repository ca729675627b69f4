import Binding
import FormModel
import Indicators
import SheetModel
import Testing

@Suite struct RegisterTests {
  static let heads = [
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số định danh cá nhân",
    "Thôn, tổ dân phố", "Hoàn cảnh đặc biệt", "Được trợ giúp", "Ghi chú",
  ]

  static func sheet(_ records: [[TestSheet.Value]], heads: [String] = heads) -> TestSheet {
    let title: [[TestSheet.Value]] = [
      [.text("Biểu số 01/DS"), .empty, .text("DANH SÁCH TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT")],
      [.empty, .text("Kỳ báo cáo: Năm 2024"), .empty, .text("Đơn vị báo cáo: Xã Bản Bo")],
      [.empty],
    ]
    let marks = ["A", "B", "1", "2", "3", "4", "5", "6", "7", "8"].map { TestSheet.Value.text($0) }
    let footer: [[TestSheet.Value]] = [
      [.empty, .text("Tổng cộng: 2 trẻ")],
      [.empty, .empty, .empty, .empty, .empty, .empty, .text("Bản Bo, ngày 5 tháng 12 năm 2024")],
      [.empty, .text("Người lập biểu"), .empty, .empty, .empty, .empty, .text("Chủ tịch")],
      [.empty, .text("Lò Thị Mai"), .empty, .empty, .empty, .empty, .text("Vàng A Páo")],
    ]
    return TestSheet(
      name: "DS", rows: title + [heads.map { .text($0) }, marks] + records + [[.empty]] + footer)
  }

  static func child(
    _ number: Int, name: String, birth: TestSheet.Value, sex: String, groups: String,
    supported: TestSheet.Value = .empty
  ) -> [TestSheet.Value] {
    [
      .number("\(number)"), .text(name), birth, .text(sex), .text("Thái"),
      .text("012015000001"), .text("Bản 1"), .text(groups), supported,
    ]
  }

  static let children = [
    child(
      1, name: "Lò Văn An", birth: .date(2015, 3, 5), sex: "Nam", groups: "a; đ",
      supported: .text("x")),
    child(
      2, name: "Lưu Thị Bình", birth: .text("5/3/2020"), sex: "nữ", groups: "Trẻ em khuyết tật"),
  ]

  func bind(_ sheet: TestSheet) throws -> BoundRegister {
    let found = try BindingFixture.bind([sheet]).first
    guard case .register(let register)? = found else {
      throw WorkbookError(.noSuchSheet)
    }
    return register
  }

  func records(_ sheet: TestSheet) throws -> [BoundRecord] {
    let rows = try #require(
      RegisterRows(
        try bind(sheet), rows: TestCursor(sheet.rows), library: BindingFixture.library))
    var records: [BoundRecord] = []
    while let record = try rows.next() { records.append(record) }
    return records
  }

  @Test(arguments: [
    ("5/3/2020", true, false), ("2020-03-05", true, false), ("5.3.2020", true, false),
    ("5/3/20", true, true), ("43895", true, true), ("5/3/2020", false, true),
    ("2020-03-05", false, true),
  ])
  func inDelimitedTextAFullDayIsADate(text: String, isCSV: Bool, asText: Bool) throws {
    let birth: TestSheet.Value = text.allSatisfy(\.isNumber) ? .number(text) : .text(text)
    let sheet = Self.sheet([
      Self.child(1, name: "Lò Văn An", birth: birth, sex: "Nam", groups: "a"),
      Self.child(2, name: "Lưu Thị Bình", birth: birth, sex: "nữ", groups: "d"),
    ])
    let bound = try BindingFixture.bind([sheet], format: isCSV ? .csv : .xlsx)
    guard case .register(let register)? = bound.first else {
      Issue.record("no register")
      return
    }
    let rows = try #require(
      RegisterRows(register, rows: TestCursor(sheet.rows), library: BindingFixture.library))
    let field = try #require(try rows.next()?.fields[2])
    #expect(field.value == .date(try #require(CalendarDate("2020-03-05"))))
    #expect(field.isDateAsText == asText)
  }

  @Test func aRegisterIsRecognisedAndItsHeadBound() throws {
    let register = try bind(Self.sheet(Self.children))
    #expect(register.definition.id == "DS-01")
    #expect(register.misfits == [])
    #expect(register.firstRow == 5)
    #expect(register.columns.count == 10)
    #expect(register.identity.unit == "03424")
    #expect(register.identity.period?.description == "2024")
  }

  @Test func recordsAreReadByTheKindsOfTheirColumns() throws {
    let found = try records(Self.sheet(Self.children))
    #expect(found.map(\.row) == [5, 6])
    let first = try #require(found.first)
    #expect(first.fields[1]?.value == .text("Lò Văn An"))
    #expect(first.fields[2]?.value == .date(try #require(CalendarDate("2015-03-05"))))
    #expect(first.fields[2]?.isDateAsText == false)
    #expect(first.fields[3]?.value == .categories(["male"]))
    #expect(first.fields[5]?.value == .text("012015000001"))
    #expect(first.fields[7]?.value == .categories(["orphan", "hiv"]))
    #expect(first.fields[8]?.value == .flag(true))
    #expect(first.fields[9]?.value == .empty)
    let second = try #require(found.last)
    #expect(second.fields[2]?.value == .date(try #require(CalendarDate("2020-03-05"))))
    #expect(second.fields[2]?.isDateAsText == true)
    #expect(second.fields[3]?.value == .categories(["female"]))
    #expect(second.fields[7]?.value == .categories(["disabled"]))
    #expect(second.fields[8]?.value == .empty)
  }

  @Test func columnsInAnyOrderWithForeignOnesBetweenBind() throws {
    var sheet = Self.sheet(Self.children)
    sheet.insertColumn(at: 2)
    sheet.swapColumns(1, 4)
    sheet[3, 2] = .text("Số điện thoại")
    sheet[5, 2] = .text("0912345678")
    let register = try bind(sheet)
    #expect(register.misfits.map(\.kind) == [.textOutsideForm])
    #expect(register.misfits.first?.address == CellAddress(row: 3, column: 2))
    let found = try records(sheet)
    #expect(found.count == 2)
    #expect(found.first?.fields[1]?.value == .text("Lò Văn An"))
    #expect(found.first?.fields[3]?.value == .categories(["male"]))
  }

  @Test func missingColumnsAndStrayCellsAreReportedWithoutTheirTexts() throws {
    var heads = Self.heads
    heads[4] = ""
    let sheet = Self.sheet(Self.children, heads: heads)
    let register = try bind(sheet)
    #expect(register.misfits.map(\.kind) == [.missingColumn(label: "Dân tộc")])
    let rows = try #require(
      RegisterRows(register, rows: TestCursor(sheet.rows), library: BindingFixture.library))
    while try rows.next() != nil {}
    #expect(
      rows.misfits == [
        Misfit(kind: .textOutsideForm, address: CellAddress(row: 5, column: 4), text: "")
      ])
  }

  @Test func blankMarkSampleAndSignatureRowsAreNoRecords() throws {
    var children = Self.children
    children.insert([.text("Ví dụ"), .text("Nguyễn Văn A"), .text("01/01/2015")], at: 0)
    children.insert([.number("3")], at: 2)
    children.insert(Self.heads.map { .text($0) }, at: 2)
    let found = try records(Self.sheet(children))
    #expect(found.compactMap { $0.fields[1]?.typed } == ["Lò Văn An", "Lưu Thị Bình"])
  }

  @Test func rowsBelowTheFirstFooterLineCountWhereTheyAreRecords() throws {
    var sheet = Self.sheet(Self.children)
    sheet.rows.append(
      Self.child(3, name: "Vừ A Chu", birth: .date(2012, 1, 1), sex: "Nam", groups: "b"))
    #expect(try records(sheet).count == 3)
  }

  @Test func aNameThatBeginsLikeAFooterIsStillARecord() throws {
    let child = Self.child(
      1, name: "Lưu Văn An", birth: .text("31/02/2015"), sex: "Nam", groups: "a")
    let found = try records(Self.sheet([child] + Self.children))
    #expect(found.count == 3)
    #expect(found.first?.fields[2]?.value == .impossibleDate)
  }

  @Test func fieldsThatCannotBeReadSaySo() throws {
    let odd: [TestSheet.Value] = [
      .number("1"), .text("Giàng A Sử"), .text("31/02/2015"), .text("Nam giới"), .empty,
      .number("12015000001"), .error("#N/A"), .text("a; q"), .text("chưa rõ"),
    ]
    let record = try #require(try records(Self.sheet([odd])).first)
    #expect(record.fields[2]?.value == .impossibleDate)
    #expect(record.fields[3]?.value == .unreadable)
    #expect(record.fields[5]?.value == .text("12015000001"))
    #expect(record.fields[6]?.value == .errorValue)
    #expect(record.fields[7]?.value == .unreadable)
    #expect(record.fields[8]?.value == .unreadable)
  }

  @Test func aYearOfTwoDigitsIsReadByThePeriod() throws {
    let child = Self.child(1, name: "A", birth: .text("5/3/15"), sex: "Nam", groups: "a")
    let record = try #require(try records(Self.sheet([child])).first)
    #expect(record.fields[2]?.value == .date(try #require(CalendarDate("2015-03-05"))))
  }

  @Test func aTallyCountsChildrenIntoTheCellsOfTheForm() throws {
    let sheet = Self.sheet(Self.children)
    let register = try bind(sheet)
    var tally = try #require(RegisterTally(register, library: BindingFixture.library))
    for record in try records(sheet) { tally.count(record) }
    let found = tally.observations(file: "ds.xlsx", sha256: "00")
    func count(_ code: String, _ values: (String, String)...) -> ExactDecimal? {
      let breakdown = values.map { BreakdownValue(breakdown: $0.0, category: $0.1) }.sorted()
      return found.first {
        $0.key.indicator.code == code && $0.key.breakdown == breakdown
      }?.value
    }
    #expect(count("0301") == ExactDecimal(2))
    #expect(count("0301", ("sex", "male")) == ExactDecimal(1))
    #expect(count("0301", ("age", "under-6")) == ExactDecimal(1))
    #expect(count("0301", ("age", "6-to-under-11")) == ExactDecimal(1))
    #expect(count("0301", ("age", "11-to-under-16")) == .zero)
    #expect(count("0301", ("circumstance", "hiv"), ("sex", "male")) == ExactDecimal(1))
    #expect(count("0301", ("circumstance", "disabled")) == ExactDecimal(1))
    #expect(count("0302") == ExactDecimal(1))
    #expect(count("0302", ("circumstance", "disabled")) == .zero)
    // The register does not say where a child lives or of which ethnic group it counts.
    #expect(count("0301", ("ethnicity", "minority")) == nil)
    #expect(found.allSatisfy { $0.key.form == "TE-03" && $0.origin?.typed == "" })
    #expect(found.first?.origin?.cell == "H6:H7")
  }

  @Test func anEmptyRegisterCountsNothing() throws {
    let sheet = Self.sheet([])
    let tally = try #require(RegisterTally(try bind(sheet), library: BindingFixture.library))
    #expect(tally.observations(file: "", sha256: "").isEmpty)
    #expect(try records(sheet).isEmpty)
  }
}
