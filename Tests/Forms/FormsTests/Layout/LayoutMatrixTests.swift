import Indicators
import Layout
import SheetModel
import Testing

@Suite struct LayoutMatrixTests {
  private func blank() throws -> LaidOutSheet {
    LaidOutSheet(FormWorkbook([try LayoutFixture.request()]))
  }

  @Test func headerHasThreeParts() throws {
    let sheet = try blank()
    #expect(sheet.text("A1") == "Biểu số 03/TE")
    #expect(sheet.style("A1")?.font.isBold == true)
    #expect(sheet.text("A3") == "Ngày nhận báo cáo: 10/11")
    #expect(sheet.addresses(beginning: "BẢO VỆ TRẺ EM").count == 1)
    #expect(sheet.addresses(beginning: "Kỳ báo cáo: Năm 2026").count == 1)
    #expect(sheet.addresses(beginning: "Đơn vị báo cáo: Xã Bản Bo (mã 03424)").count == 1)
    #expect(sheet.addresses(beginning: "Đơn vị nhận báo cáo: Ủy ban nhân dân tỉnh").count == 1)
  }

  @Test func dueDayThatIsNotEstablishedIsLeftOpen() throws {
    let sheet = LaidOutSheet(FormWorkbook([try LayoutFixture.request(period: "2026H1")]))
    #expect(sheet.text("A3") == "Ngày nhận báo cáo: ……………")
  }

  @Test func headIsMergedOverThreeRowsAndMarked() throws {
    let sheet = try blank()
    let merges = sheet.layout.merges.map(\.description)
    #expect(sheet.text("F5") == "Chia theo")
    #expect(sheet.text("F6") == "Giới tính")
    #expect(sheet.text("F7") == "Nam")
    #expect(sheet.text("H5") == "Trong đó")
    #expect(sheet.text("H6") == "Dân tộc thiểu số")
    for range in ["A5:A7", "F5:G5", "F6:G6", "H6:H7", "I5:I7"] { #expect(merges.contains(range)) }
    #expect(
      ["A8", "B8", "E8", "F8", "I8"].map { sheet.text($0) } == ["A", "B", "1=2+3", "2", "E"])
  }

  @Test func rowsFollowTheMarks() throws {
    let sheet = try blank()
    #expect(sheet.text("B9") == "Trẻ em có hoàn cảnh đặc biệt")
    #expect(sheet.style("B9")?.font.isBold == true)
    #expect(
      ["A10", "B10", "C10", "D10"].map { sheet.text($0) } == ["1", "Số trẻ em", "0301", "người"])
    #expect(sheet.style("B10")?.indent == 1)
    #expect(sheet.kind("C10") == .text)
  }

  @Test func inputsAreOpenAndAllElseIsLocked() throws {
    let sheet = try blank()
    #expect(sheet.layout.isProtected)
    for address in ["F10", "G10", "H10", "F11", "E13", "I10"] {
      #expect(sheet.style(address)?.isLocked == false, "\(address)")
      #expect(sheet.style(address)?.fill != nil)
    }
    for address in ["A1", "E8", "B10", "C10", "E10", "H11", "F13", "E12", "I9"] {
      #expect(sheet.style(address)?.isLocked == true, "\(address)")
    }
  }

  @Test func closedCellsShowTheirSign() throws {
    let sheet = try blank()
    for address in ["H11", "H12", "F13", "G13"] {
      #expect(sheet.text(address) == "x")
      #expect(sheet.style(address)?.fill != nil)
    }
  }

  @Test func computedCellsOfABlankFormHaveAFormulaAndAnEmptyText() throws {
    let sheet = try blank()
    #expect(
      sheet.formula("E10")
        == "IF(COUNTIF(F10:G10,\"x\")=2,\"x\",IF(COUNT(F10:G10)+COUNTIF(F10:G10,\"-\")"
        + "+COUNTIF(F10:G10,\"x\")<2,\"\",SUM(F10:G10)))")
    #expect(
      sheet.formula("E12")
        == "IF(OR(E10=\"x\",E11=\"x\"),\"x\",IF(OR(AND(NOT(ISNUMBER(E10)),E10<>\"-\"),N(E11)=0),"
        + "\"\",ROUND(N(E10)*100/E11,2)))")
    for address in ["E10", "E11", "E12", "F12"] {
      #expect(sheet.kind(address) == .text)
      #expect(sheet.text(address) == "")
    }
  }

  @Test func numberFormatsFollowTheDecimals() throws {
    let sheet = try blank()
    #expect(sheet.style("F10")?.numberFormat == "#,##0")
    #expect(sheet.style("E12")?.numberFormat == "0.00")
    #expect(sheet.style("C10")?.numberFormat == "@")
  }

  @Test func everyOpenCellHasExactlyOneLimitAnchoredAtItsRange() throws {
    let sheet = try blank()
    for address in ["F10", "G10", "H10", "F11", "G11", "E13"] {
      let place = try #require(CellAddress(address))
      let limits = sheet.layout.validations.filter { limit in
        limit.ranges.contains { $0.contains(place) }
      }
      #expect(limits.count == 1, "\(address)")
      let first = try #require(limits.first?.ranges.first?.first)
      guard case .formula(let formula) = limits.first?.rule else {
        Issue.record("no formula at \(address)")
        continue
      }
      #expect(
        formula
          == "IF(ISNUMBER(\(first)),AND(\(first)>=0,\(first)=INT(\(first))),OR(\(first)=\"-\","
          + "\(first)=\"…\",\(first)=\"...\",\(first)=\"x\",\(first)=\"X\"))")
    }
    for limit in sheet.layout.validations {
      #expect(!limit.error.isEmpty && limit.error.utf16.count <= 225)
      #expect(limit.errorTitle.utf16.count <= 32)
    }
  }

  @Test func wrappedLabelsRaiseTheirRow() throws {
    let sheet = try blank()
    #expect(sheet.height(12) > sheet.height(10) * 1.5)
    #expect(sheet.height(10) >= 15)
  }

  @Test func longExplanationRaisesItsRow() throws {
    let text = String(repeating: "Tăng do rà soát, bổ sung. ", count: 12)
    let workbook = FormWorkbook(
      [try LayoutFixture.request()],
      observations: [
        try LayoutFixture.observation(
          "0301", .count, [LayoutFixture.male], "5", explanation: text)
      ])
    let sheet = LaidOutSheet(workbook)
    #expect(sheet.text("I10") == text)
    #expect(sheet.height(10) > 60)
  }

  @Test func paperIsA4LandscapeOnePageWideWithItsHeadRepeated() throws {
    let layout = try blank().layout
    #expect(layout.print.isLandscape)
    #expect(layout.print.fitToWidth == 1)
    #expect(layout.print.fitToHeight == nil)
    #expect(layout.print.repeatedRows == 4...7)
    #expect(layout.frozenAt == CellAddress("D9"))
    #expect(layout.print.footer?.contains("&P") == true)
  }

  @Test func notesAndSignaturesStandUnderTheTable() throws {
    let sheet = LaidOutSheet(
      FormWorkbook([try LayoutFixture.request(statement: "Số liệu giả định.")]))
    #expect(sheet.text("A15") == "Ghi chú:")
    #expect(sheet.addresses(beginning: "- Trẻ em là người dưới 16 tuổi.").count == 1)
    #expect(sheet.addresses(beginning: "- Số liệu giả định.").count == 1)
    #expect(sheet.addresses(beginning: "Người lập biểu").first?.hasPrefix("A") == true)
    #expect(sheet.addresses(beginning: "Thủ trưởng đơn vị").count == 1)
    #expect(sheet.addresses(beginning: "(Ký, đóng dấu, họ tên)").count == 1)
  }

  @Test func bigFiguresWidenTheirColumn() throws {
    let workbook = FormWorkbook(
      [try LayoutFixture.request()],
      observations: [
        try LayoutFixture.observation("0302", .count, [], "1234567890123")
      ])
    let widths = LaidOutSheet(workbook).layout.columns.compactMap(\.width)
    #expect(widths[4] >= 17)
  }
}
