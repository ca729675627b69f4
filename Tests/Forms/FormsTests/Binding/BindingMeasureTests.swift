import Binding
import FormModel
import SheetModel
import Testing

/// Units of measurement beside the rows and around the table.
@Suite struct BindingMeasureTests {
  private func misfits(_ sheet: TestSheet, format: WorkbookFormat = .xlsx) throws -> [Misfit] {
    try #require(try BindingFixture.form(sheet, format: format)).misfits
  }

  private func kind(_ expected: String) -> Misfit.Kind { .unitOfOtherBase(expected: expected) }

  @Test(arguments: [
    "nghìn người", "1.000 người", "chục", "triệu", "%", "‰", "/1.000", "/10.000", "/100.000",
    "Nghìn trẻ em", "ĐVT: 1000 trẻ",
  ])
  func anotherScaleInTheColumnOfUnitsIsTold(unit: String) throws {
    for format in [WorkbookFormat.xlsx, .csv] {
      var sheet = try BindingFixture.sheet()
      let row = sheet.row("0301")
      sheet[row, 3] = .text(unit)
      #expect(
        try misfits(sheet, format: format) == [
          Misfit(kind: kind("người"), address: CellAddress(row: row, column: 3), text: unit)
        ])
    }
  }

  @Test(arguments: ["em", "trẻ", "trẻ em", "NGƯỜI", "cháu", "nguời", "1 người", "…"])
  func theSameUnitInOtherWordsIsNone(unit: String) throws {
    var sheet = try BindingFixture.sheet()
    sheet[sheet.row("0301"), 3] = .text(unit)
    #expect(try misfits(sheet) == [])
  }

  @Test func aNumberInTheColumnOfUnitsIsAScaleToo() throws {
    var sheet = try BindingFixture.sheet("XH-02")
    let row = sheet.row("0204")
    sheet[row, 3] = .number("1000")
    #expect(try misfits(sheet).map(\.kind) == [kind("đồng")])
  }

  @Test(arguments: ["người", "trẻ"])
  func aCountInARowOfRatesIsTold(unit: String) throws {
    var sheet = try BindingFixture.sheet()
    let row = sheet.row("0301.TL")
    sheet[row, 3] = .text(unit)
    #expect(try misfits(sheet).map(\.kind) == [kind("%")])
  }

  @Test(arguments: [
    "Đơn vị tính: nghìn người", "ĐVT: 1.000 người", "(nghìn người)", "Đơn vị: nghìn trẻ em",
  ])
  func aRemarkAboveTheTableIsTold(text: String) throws {
    for (row, column) in [(3, 8), (0, 9), (2, 0)] {
      var sheet = try BindingFixture.sheet()
      sheet[row, column] = .text(text)
      #expect(
        try misfits(sheet) == [
          Misfit(
            kind: kind("người"), address: CellAddress(row: row, column: column), text: "nghìn")
        ])
    }
  }

  @Test func aLabelAndItsUnitMayStandInTwoCells() throws {
    var sheet = try BindingFixture.sheet()
    sheet[3, 7] = .text("Đơn vị tính:")
    sheet[3, 8] = .text("nghìn người")
    #expect(try misfits(sheet).map(\.kind) == [kind("người")])
    sheet[3, 8] = .number("1000")
    #expect(try misfits(sheet).map(\.kind) == [kind("người")])
  }

  @Test func aRemarkBesideOrBelowTheTableIsTold() throws {
    var sheet = try BindingFixture.sheet()
    let row = sheet.row("0301")
    let column = sheet.rows[row].count
    sheet[row, column] = .text("(nghìn người)")
    #expect(try misfits(sheet).map(\.kind) == [kind("người")])
    var below = try BindingFixture.sheet()
    let note = try #require(below.find("Ghi chú:")).row
    below[note, 4] = .text("Đơn vị tính: nghìn người")
    #expect(try misfits(below).map(\.kind) == [kind("người")])
  }

  @Test func aRemarkInAChangedLabelOrAMergedHeadIsTold() throws {
    var sheet = try BindingFixture.sheet("XH-02")
    let row = sheet.row("0204")
    guard case .text(let label) = sheet[row, 1] else { return }
    sheet[row, 1] = .text("\(label) (triệu đồng)")
    #expect(try misfits(sheet).map(\.kind) == [kind("đồng")])
  }

  @Test(arguments: ["Đơn vị tính: người", "ĐVT: %", "Đơn vị tính: người, %", "Đơn vị tính: vụ"])
  func aRemarkOfTheFormsOwnUnitsIsNone(text: String) throws {
    var sheet = try BindingFixture.sheet()
    sheet[3, 8] = .text(text)
    #expect(try misfits(sheet) == [])
  }

  @Test func aRateAboveATableWithoutUnitsIsToldForItsCounts() throws {
    var sheet = try BindingFixture.sheet()
    for row in sheet.rows.indices where sheet[row, 2] != .empty { sheet[row, 3] = .empty }
    sheet[3, 8] = .text("Đơn vị tính: %")
    #expect(try misfits(sheet).map(\.kind).contains(kind("người")))
  }

  @Test func noFormOfTheSetHasARemarkAboutItself() throws {
    for form in BindingFixture.library.forms where form.matrix != nil {
      #expect(try misfits(try BindingFixture.sheet(form.id)) == [], "\(form.id)")
    }
  }
}
