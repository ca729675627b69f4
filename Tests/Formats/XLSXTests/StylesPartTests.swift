import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct StylesPartTests {
  private func style(_ parts: String, theme: String? = nil) throws -> CellStyle {
    var fixture = HandMadeXLSX(styles: parts)
    if let theme {
      fixture.parts["xl/theme/theme1.xml"] = theme
      fixture.parts["xl/_rels/workbook.xml.rels"] = HandMadeXLSX.relationships([
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId3", "styles", "styles.xml"),
        ("rId4", "theme", "theme/theme1.xml"),
      ])
    }
    return try fixture.reader().styles[1]
  }

  @Test func cellFormatsArePutTogether() throws {
    let style = try style(
      """
      <fonts><font/><font><b/><i val="0"/><strike val="true"/><u/><sz val="14.5"/>\
      <color rgb="FF123456"/><name val="Arial"/></font></fonts>\
      <fills><fill/><fill><patternFill patternType="gray125"/></fill>\
      <fill><patternFill patternType="solid"><fgColor rgb="00ABCDEF"/><bgColor indexed="64"/>\
      </patternFill></fill></fills>\
      <borders><border/><border><left style="thin"><color rgb="FFFF0000"/></left>\
      <right style="mediumDashDot"/><top style="double"/><bottom/></border></borders>\
      <cellStyleXfs><xf fontId="1"/></cellStyleXfs>\
      <cellXfs><xf/><xf fontId="1" fillId="2" borderId="1" numFmtId="4"><alignment \
      horizontal="center" vertical="top" wrapText="1" indent="2"/><protection locked="0"/></xf>\
      </cellXfs><dxfs><dxf><font><i/></font><fill/></dxf></dxfs>
      """)
    var expected = CellStyle()
    expected.font.isBold = true
    expected.font.isStruck = true
    expected.font.isUnderlined = true
    expected.font.size = 14.5
    expected.font.name = "Arial"
    expected.font.color = Color(rgb: 0x123456)
    expected.fill = Color(rgb: 0xABCDEF)
    expected.border.left = .thin
    expected.border.right = .dashed
    expected.border.top = .double
    expected.border.color = Color(rgb: 0xFF0000)
    expected.numberFormat = "#,##0.00"
    expected.horizontal = .center
    expected.vertical = .top
    expected.wrapsText = true
    expected.indent = 2
    expected.isLocked = false
    #expect(style == expected)
  }

  @Test func themeColoursAreResolvedWithTheirTint() throws {
    let theme = """
      <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>\
      <a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>\
      <a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2>\
      <a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1>\
      </a:clrScheme></a:themeElements></a:theme>
      """
    func fill(_ color: String) throws -> Color? {
      try style(
        """
        <fills><fill><patternFill patternType="solid"><fgColor \(color)/></patternFill></fill></fills>\
        <cellXfs><xf/><xf fillId="0"/></cellXfs>
        """, theme: theme
      ).fill
    }
    #expect(try fill("theme=\"0\"") == Color(rgb: 0xFFFFFF))
    #expect(try fill("theme=\"1\"") == Color(rgb: 0x000000))
    #expect(try fill("theme=\"3\"") == Color(rgb: 0x44546A))
    #expect(try fill("theme=\"0\" tint=\"-0.5\"") == Color(rgb: 0x808080))
    #expect(try fill("theme=\"4\" tint=\"0.79998168889431442\"") == Color(rgb: 0xDAE3F3))
    #expect(try fill("theme=\"9\"") == nil)
    #expect(try fill("auto=\"1\"") == nil)
    #expect(try fill("indexed=\"10\"") == Color(rgb: 0xFF0000))
    #expect(try fill("indexed=\"64\"") == nil)
  }

  @Test func indexesOutOfRangeAreTheDefault() throws {
    let style = try style("<cellXfs><xf/><xf fontId=\"9\" fillId=\"-1\" borderId=\"x\"/></cellXfs>")
    #expect(style == CellStyle())
  }

  @Test func moreStylesThanExcelHoldsAreAnError() throws {
    let many = String(repeating: "<xf/>", count: 65_537)
    let fixture = HandMadeXLSX(styles: "<cellXfs>\(many)</cellXfs>")
    #expect { try fixture.reader() } throws: { error in
      (error as? WorkbookError)?.code == .malformedValue
    }
  }

  @Test func aWorkbookWithoutStylesHasTheDefault() throws {
    #expect(try HandMadeXLSX().reader().styles.styles == [CellStyle()])
  }
}
