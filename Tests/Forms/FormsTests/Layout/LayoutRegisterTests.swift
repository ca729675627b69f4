import FormModel
import Indicators
import Layout
import SheetModel
import Testing

@Suite struct LayoutRegisterTests {
  @Test func blankRegisterOffersItsRows() throws {
    let workbook = FormWorkbook([try LayoutFixture.request(LayoutFixture.register)])
    let sheet = LaidOutSheet(workbook)
    #expect(sheet.text("B5") == "Họ và tên")
    #expect(sheet.text("B6") == "1")
    #expect(sheet.formula("A7") == "IF(COUNTA(B7:H7)=0,\"\",COUNT(A$6:A6)+1)")
    #expect(sheet.text("A7") == "")
    #expect(sheet.style("B7")?.isLocked == false)
    #expect(sheet.style("B7")?.numberFormat == "@")
    #expect(sheet.style("C10")?.numberFormat == "dd/mm/yyyy")
    #expect(sheet.style("B11") == nil)
    #expect(sheet.layout.frozenAt == CellAddress("C7"))
  }

  @Test func recordsFillTheirColumns() throws {
    let day = try #require(CalendarDate("2018-09-05"))
    let record: [Int: RegisterField.Value] = [
      1: .text("Lò Văn Ví Dụ"), 2: .date(day), 3: .categories(["male"]), 4: .categories(["a"]),
      5: .categories(["a", "b"]), 6: .text("012345678901"), 7: .flag(true),
    ]
    let workbook = FormWorkbook([
      try LayoutFixture.request(LayoutFixture.register, records: [record, record])
    ])
    let sheet = LaidOutSheet(workbook)
    #expect(sheet.text("A8") == "2")
    #expect(sheet.kind("C7") == .date)
    #expect(sheet.text("D7") == "Nam")
    #expect(sheet.text("F7") == "a; b")
    #expect(sheet.kind("G7") == .text)
    #expect(sheet.text("G7") == "012345678901")
    #expect(sheet.text("H7") == "x")
  }

  @Test func limitsFollowTheKindsOfColumns() throws {
    let workbook = FormWorkbook([try LayoutFixture.request(LayoutFixture.register)])
    let limits = workbook.outline.sheets[0].validations
    func rule(_ column: String) -> DataValidation.Rule? {
      limits.first { $0.ranges.map(\.description) == ["\(column)7:\(column)10"] }?.rule
    }
    #expect(rule("B") == .textLength(max: 50))
    #expect(rule("D") == .list(["Nam", "Nữ"]))
    #expect(rule("E") == .listRange("'_bieu'!$H$2:$H$3"))
    #expect(rule("G") == .formula("AND(LEN(G7)=12,ISNUMBER(VALUE(G7)))"))
    guard case .date(_, let last) = rule("C") else {
      Issue.record("no date limit")
      return
    }
    #expect((last.year, last.month, last.day) == (2026, 12, 31))
  }

  @Test func longListsStandOnTheHiddenSheet() throws {
    let workbook = FormWorkbook([try LayoutFixture.request(LayoutFixture.register)])
    let sheet = LaidOutSheet(workbook, 1)
    #expect(["H1", "H2", "H3"].map { sheet.text($0) } == ["place", "Thôn, bản", "Phố"])
  }

  @Test func groupsThatMayBeCombinedAreNamedInTheNotes() throws {
    let sheet = LaidOutSheet(FormWorkbook([try LayoutFixture.request(LayoutFixture.register)]))
    #expect(
      sheet.addresses(beginning: "- Cột (5) Hoàn cảnh: a) Trẻ em mồ côi; b) Trẻ em bị bỏ rơi.")
        .count == 1)
  }
}
