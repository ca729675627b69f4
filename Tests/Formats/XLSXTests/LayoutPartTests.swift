import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct LayoutPartTests {
  private func layout(_ sheet: String, names: String = "") throws -> SheetLayout {
    var fixture = HandMadeXLSX(sheet: sheet, styles: HandMadeXLSX.styles(["0.00"]))
    if let text = fixture.parts["xl/workbook.xml"] {
      fixture.parts["xl/workbook.xml"] = text.replacing(
        "</sheets>", with: "</sheets><definedNames>\(names)</definedNames>")
    }
    return try fixture.reader().layout(ofSheet: 0)
  }

  @Test func columnsRowsAndMerges() throws {
    let layout = try layout(
      """
      <cols><col min="3" max="4" width="12.5" customWidth="1" style="1"/>\
      <col min="1" max="1" width="9.140625" hidden="1"/><col min="4" max="9" width="3"/></cols>\
      <sheetData><row r="2" ht="30" customHeight="1"/><row r="3" ht="15"/><row ht="18" \
      customHeight="true"><c/></row></sheetData><mergeCells><mergeCell ref="A1:C2"/>\
      <mergeCell ref="E5"/></mergeCells>
      """)
    #expect(layout.name == "Biểu 01")
    #expect(
      layout.columns == [
        ColumnLayout(first: 0, last: 0, isHidden: true),
        ColumnLayout(first: 2, last: 3, width: 12.5, style: 1),
      ])
    #expect(layout.rows == [RowLayout(index: 1, height: 30), RowLayout(index: 3, height: 18)])
    #expect(layout.merges.map(\.description) == ["A1:C2"])
  }

  @Test(arguments: ["A1:XFE2", "A1:B1048577", "#REF!", "", "A:C"])
  func aMergeOfNoRangeIsNone(_ range: String) throws {
    let merges = try layout(
      "<sheetData/><mergeCells><mergeCell ref=\"\(range)\"/><mergeCell ref=\"B2:C2\"/></mergeCells>"
    ).merges
    #expect(merges.map(\.description) == ["B2:C2"])
  }

  @Test func frozenPanesCountFromWhatTheyShow() throws {
    func frozen(_ view: String) throws -> String? {
      try layout("<sheetViews>\(view)</sheetViews><sheetData/>").frozenAt?.description
    }
    #expect(
      try frozen("<sheetView><pane xSplit=\"1\" ySplit=\"2\" state=\"frozen\"/></sheetView>")
        == "B3")
    #expect(
      try frozen(
        "<sheetView topLeftCell=\"A5\"><pane ySplit=\"2\" state=\"frozenSplit\"/></sheetView>")
        == "A7")
    #expect(try frozen("<sheetView><pane xSplit=\"900\" ySplit=\"9\"/></sheetView>") == nil)
    #expect(
      try frozen("<sheetView><pane ySplit=\"1e99\" state=\"frozen\"/></sheetView>") == "A1048576")
  }

  @Test func printSetupAndProtection() throws {
    let layout = try layout(
      """
      <sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetData/><sheetProtection sheet="1"/>\
      <printOptions horizontalCentered="1"/><pageMargins left="0.25" right="0.5" top="1" \
      bottom="1.5"/><pageSetup orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>\
      &amp;Ltrái&amp;C&amp;"Times New Roman,Regular"Trang &amp;P/&amp;N&amp;Rphải</oddFooter></headerFooter>
      """,
      names: """
        <definedName name="_xlnm.Print_Titles" localSheetId="0">'Biểu, 01'!$A:$B,'Biểu, 01'!$3:$5\
        </definedName><definedName name="_xlnm.Print_Area" localSheetId="0">'Biểu 01'!$A$1:$H$20\
        </definedName><definedName name="_xlnm.Print_Area" localSheetId="7">X!$A$1</definedName>
        """)
    #expect(layout.isProtected)
    #expect(layout.print.isLandscape)
    #expect(layout.print.isCentered)
    #expect(layout.print.fitToWidth == 1)
    #expect(layout.print.fitToHeight == nil)
    #expect(layout.print.margins.bottom == 1.5)
    #expect(layout.print.footer == "&\"Times New Roman,Regular\"Trang &P/&N")
    #expect(layout.print.repeatedRows == 2...4)
    #expect(layout.print.printArea?.description == "A1:H20")
  }

  @Test func withoutFitToPageNothingIsScaled() throws {
    let layout = try layout("<sheetData/><pageSetup fitToWidth=\"2\" orientation=\"portrait\"/>")
    #expect(layout.print.fitToWidth == nil)
    #expect(!layout.print.isLandscape)
    #expect(!layout.isProtected)
  }

  private func rules(_ attributes: String, _ formulas: String...) throws -> DataValidation.Rule? {
    let numbered = formulas.enumerated().map { "<formula\($0 + 1)>\($1)</formula\($0 + 1)>" }
    return try layout(
      """
      <sheetData/><dataValidations><dataValidation \(attributes) sqref="B2:B9 D4">\
      \(numbered.joined())</dataValidation></dataValidations>
      """
    ).validations.first?.rule
  }

  @Test func validationsBecomeRules() throws {
    #expect(try rules("type=\"list\"", "\"Có, Không\"") == .list(["Có", "Không"]))
    #expect(try rules("type=\"list\"", "'_bieu'!$A$1:$A$9") == .listRange("'_bieu'!$A$1:$A$9"))
    #expect(try rules("type=\"whole\"", "0", "10") == .whole(min: 0, max: 10))
    #expect(
      try rules("type=\"whole\" operator=\"greaterThan\"", "0") == .whole(min: 1, max: nil))
    #expect(
      try rules("type=\"decimal\" operator=\"lessThanOrEqual\"", "99.5")
        == .decimal(min: nil, max: 99.5))
    #expect(
      try rules("type=\"textLength\" operator=\"lessThanOrEqual\"", "20") == .textLength(max: 20))
    #expect(try rules("type=\"custom\"", "B2&gt;A2") == .formula("B2>A2"))
    let first = try #require(CivilDateTime(year: 2024, month: 1, day: 1))
    let last = try #require(CivilDateTime(year: 2024, month: 12, day: 31))
    #expect(try rules("type=\"date\"", "45292", "45657") == .date(min: first, max: last))
  }

  @Test func otherValidationsBecomeFormulas() throws {
    #expect(
      try rules("type=\"whole\" operator=\"notEqual\"", "3")
        == .formula("AND(ISNUMBER(B2),INT(B2)=B2,B2<>3)"))
    #expect(
      try rules("type=\"decimal\" operator=\"greaterThan\"", "A1")
        == .formula("AND(ISNUMBER(B2),B2>A1)"))
    #expect(try rules("type=\"textLength\"", "3", "5") == .formula("AND(LEN(B2)>=3,LEN(B2)<=5)"))
  }

  @Test func messagesAndRangesAreKept() throws {
    let layout = try layout(
      """
      <sheetData/><dataValidations><dataValidation type="whole" allowBlank="1" \
      errorTitle="Sai" error="Nhập số_x000a_nguyên" promptTitle="Số" prompt="Từ 0" sqref="B2:B9 D4">\
      <formula1>0</formula1><formula2>9</formula2></dataValidation></dataValidations>
      """)
    let validation = try #require(layout.validations.first)
    #expect(validation.ranges.map(\.description) == ["B2:B9", "D4"])
    #expect(validation.allowsBlank)
    #expect(validation.error == "Nhập số\nnguyên")
    #expect(validation.errorTitle == "Sai")
    #expect(validation.promptTitle == "Số")
    #expect(validation.prompt == "Từ 0")
  }

  @Test func listsInOtherSheetsComeFromTheExtension() throws {
    let layout = try layout(
      """
      <sheetData/><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" \
      xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">\
      <x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">\
      <x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Khác!$A$1:$A$3</xm:f>\
      </x14:formula1><xm:sqref>C1:C5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>
      """)
    #expect(layout.validations.map(\.rule) == [.listRange("Khác!$A$1:$A$3")])
    #expect(layout.validations.first?.ranges.map(\.description) == ["C1:C5"])
  }
}
