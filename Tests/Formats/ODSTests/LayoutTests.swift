import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct LayoutTests {
  @Test func columnsRowsAndMergesAreGathered() throws {
    var document = HandMadeODS(
      rows: """
        <table:table-column table:style-name="co1" table:number-columns-repeated="2"/>\
        <table:table-column table:style-name="co2" table:visibility="collapse"/>\
        <table:table-column table:style-name="co1" table:number-columns-repeated="16381"/>\
        <table:table-row table:style-name="ro1"><table:table-cell \
        table:number-columns-spanned="3" table:number-rows-spanned="2"/></table:table-row>\
        <table:table-row table:style-name="ro2"><table:covered-table-cell \
        table:number-columns-repeated="3"/></table:table-row>
        """)
    document.automaticStyles = """
      <style:style style:name="co1" style:family="table-column"><style:table-column-properties \
      style:column-width="1.5in"/></style:style><style:style style:name="co2" \
      style:family="table-column"><style:table-column-properties style:column-width="2.54cm"/>\
      </style:style><style:style style:name="ro1" style:family="table-row">\
      <style:table-row-properties style:row-height="0.5in"/></style:style>\
      <style:style style:name="ro2" style:family="table-row"><style:table-row-properties \
      style:row-height="0.2in" style:use-optimal-row-height="true"/></style:style>
      """
    let layout = try document.reader().layout(ofSheet: 0)
    #expect(
      layout.columns == [
        ColumnLayout(first: 0, last: 1, width: 20.57),
        ColumnLayout(first: 2, last: 2, width: 13.71, isHidden: true),
      ])
    #expect(layout.rows == [RowLayout(index: 0, height: 36)])
    #expect(layout.merges.map(\.description) == ["A1:C2"])
  }

  @Test func printingProtectionAndFrozenPanesAreRead() throws {
    var document = HandMadeODS()
    document.sheets = """
      <table:table table:name="Biểu 01" table:style-name="ta1" table:protected="true" \
      table:print-ranges="&apos;Biểu 01&apos;.A1:&apos;Biểu 01&apos;.F20"><table:table-row>\
      <table:table-cell/></table:table-row><table:table-header-rows><table:table-row \
      table:number-rows-repeated="2"><table:table-cell/></table:table-row>\
      </table:table-header-rows></table:table>
      """
    document.automaticStyles = """
      <style:style style:name="ta1" style:family="table" style:master-page-name="mp"/>\
      <style:page-layout style:name="pm"><style:page-layout-properties \
      style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0" \
      fo:margin="1in" fo:margin-left="0.5in" style:table-centering="both"/>\
      <style:footer-style><style:header-footer-properties fo:min-height="0.25in"/>\
      </style:footer-style></style:page-layout>
      """
    document.masterStyles = """
      <style:master-page style:name="mp" style:page-layout-name="pm"><style:header><text:p>Đầu\
      </text:p></style:header><style:footer><text:p>Trang <text:page-number>1</text:page-number>/\
      <text:page-count>9</text:page-count></text:p></style:footer></style:master-page>
      """
    document.settings = """
      <config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed \
      config:name="Views"><config:config-item-map-entry><config:config-item-map-named \
      config:name="Tables"><config:config-item-map-entry config:name="Biểu 01">\
      <config:config-item config:name="HorizontalSplitMode">2</config:config-item>\
      <config:config-item config:name="HorizontalSplitPosition">2</config:config-item>\
      <config:config-item config:name="VerticalSplitMode">2</config:config-item>\
      <config:config-item config:name="VerticalSplitPosition">5</config:config-item>\
      </config:config-item-map-entry></config:config-item-map-named>\
      </config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>
      """
    for reader in [try document.reader(), try document.packageReader()] {
      let layout = try reader.layout(ofSheet: 0)
      #expect(layout.isProtected)
      #expect(layout.frozenAt?.description == "C6")
      #expect(layout.print.isLandscape && layout.print.isCentered)
      #expect(layout.print.fitToWidth == 1 && layout.print.fitToHeight == nil)
      #expect(layout.print.repeatedRows == 1...2)
      #expect(layout.print.printArea?.description == "A1:F20")
      #expect(layout.print.margins.left == 0.5)
      #expect(layout.print.margins.bottom == 1.25)
      #expect(layout.print.footer == "Trang &P/&N")
    }
  }

  private func rule(_ condition: String) throws -> DataValidation.Rule? {
    let validated = "<table:table-cell table:content-validation-name=\"v\"/>"
    var document = HandMadeODS(cells: validated)
    document.declarations = """
      <table:content-validations><table:content-validation table:name="v" \
      table:condition="\(condition)"/></table:content-validations>
      """
    return try document.reader().layout(ofSheet: 0).validations.first?.rule
  }

  @Test func conditionsBecomeRules() throws {
    #expect(
      try rule(
        "of:cell-content-is-in-list(&quot;Nam&quot;;&quot;N;ữ&quot;;&quot;a&quot;&quot;b&quot;)")
        == .list(["Nam", "N;ữ", "a\"b"]))
    #expect(
      try rule("of:cell-content-is-in-list([$&apos;_bieu&apos;.$A$1:.$A$9])")
        == .listRange("_bieu!$A$1:$A$9"))
    #expect(
      try rule("of:cell-content-is-whole-number() and cell-content-is-between(0,100)")
        == .whole(min: 0, max: 100))
    #expect(
      try rule("oooc:cell-content-is-whole-number() and cell-content()&gt;5")
        == .whole(min: 6, max: nil))
    #expect(
      try rule("cell-content-is-decimal-number() and cell-content()&lt;=0.5")
        == .decimal(min: nil, max: 0.5))
    #expect(try rule("of:cell-content-text-length()&lt;=10") == .textLength(max: 10))
    #expect(try rule("of:cell-content-text-length-is-between(0,10)") == .textLength(max: 10))
    #expect(try rule("of:is-true-formula([.A1]&gt;5)") == .formula("A1>5"))
    let days = try ["45292", "DATE(2024;1;1)"].map {
      try rule("of:cell-content-is-date() and cell-content-is-between(\($0),45657)")
    }
    let bounds = try #require(
      CivilDateTime(year: 2024, month: 1, day: 1).flatMap { first in
        CivilDateTime(year: 2024, month: 12, day: 31).map { (first, $0) }
      })
    #expect(days == [.date(min: bounds.0, max: bounds.1), .date(min: bounds.0, max: bounds.1)])
    #expect(try rule("of:cell-content-is-decimal-number() and cell-content()!=5") == nil)
    #expect(try rule("") == nil)
    let least = "-9223372036854775808"
    for comparison in ["&lt;", "&gt;", "="] {
      #expect(try rule("of:cell-content-text-length()\(comparison)\(least)") == nil)
      #expect(
        try rule("of:cell-content-is-whole-number() and cell-content()\(comparison)\(least)")
          == nil)
    }
  }

  @Test func validatedCellsAreGatheredIntoRectangles() throws {
    let cell = "<table:table-cell table:content-validation-name=\"v\""
    var document = HandMadeODS(
      rows: """
        <table:table-row><table:table-cell/>\(cell)/>\(cell) table:number-columns-repeated="2"/>\
        </table:table-row><table:table-row table:number-rows-repeated="4"><table:table-cell/>\
        \(cell) table:number-columns-repeated="3"/></table:table-row><table:table-row>\(cell)/>\
        </table:table-row>
        """)
    document.declarations = """
      <table:content-validations><table:content-validation table:name="v" \
      table:condition="of:cell-content-text-length()&lt;=3" table:allow-empty-cell="false">\
      <table:help-message table:title="Nhắc" table:display="true"><text:p>một</text:p>\
      <text:p>hai</text:p></table:help-message><table:error-message table:title="Lỗi" \
      table:display="true"><text:p>sai</text:p></table:error-message></table:content-validation>\
      </table:content-validations>
      """
    let found = try document.reader().layout(ofSheet: 0).validations
    #expect(found.count == 1)
    #expect(found.first?.ranges.map(\.description) == ["B1:D5", "A6"])
    #expect(found.first?.allowsBlank == false)
    #expect(found.first?.promptTitle == "Nhắc")
    #expect(found.first?.prompt == "một\nhai")
    #expect(found.first?.errorTitle == "Lỗi")
    #expect(found.first?.error == "sai")
  }

  @Test func namesAndPropertiesAreRead() throws {
    var document = HandMadeODS()
    document.sheets = """
      <table:table table:name="A"><table:table-row><table:table-cell/></table:table-row>\
      <table:named-expressions><table:named-range table:name="Riêng" \
      table:cell-range-address="$A.$B$1"/><table:named-range table:name="_xlnm.Print_Area" \
      table:cell-range-address="$A.$B$1"/></table:named-expressions></table:table>\
      <table:named-expressions><table:named-range table:name="Vùng" \
      table:cell-range-address="$&apos;Trang 1&apos;.$A$1:.$D$9"/><table:named-expression \
      table:name="HệSố" table:expression="[$A.$A$1]*2"/></table:named-expressions>
      """
    document.meta = """
      <dc:title>Tiêu đề</dc:title><meta:initial-creator>An</meta:initial-creator>\
      <dc:creator>Bình</dc:creator><meta:generator>G</meta:generator>\
      <meta:user-defined meta:name="bieu.ma">I:0301</meta:user-defined>
      """
    for reader in [try document.reader(), try document.packageReader()] {
      #expect(
        try reader.definedNames() == [
          DefinedName(name: "Vùng", formula: "'Trang 1'!$A$1:$D$9"),
          DefinedName(name: "HệSố", formula: "A!$A$1*2"),
          DefinedName(name: "Riêng", formula: "A!$B$1", sheet: 0),
        ])
      let properties = try reader.properties()
      #expect(properties.title == "Tiêu đề")
      #expect(properties.creator == "An")
      #expect(properties.application == "G")
      #expect(properties[custom: "bieu.ma"] == "I:0301")
    }
  }
}
