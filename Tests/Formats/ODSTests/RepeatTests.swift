import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct RepeatTests {
  private let one = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>"

  @Test func blankRepeatsOnlyMoveTheIndex() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-row table:number-rows-repeated="2"><table:table-cell \
        table:number-columns-repeated="16384"/></table:table-row>\
        <table:table-row><table:table-cell table:number-columns-repeated="3"/>\(one)\
        <table:table-cell table:number-columns-repeated="16380"/></table:table-row>\
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell \
        table:number-columns-repeated="16384"/></table:table-row>
        """)
    #expect(try document.reader().cells() == ["D3 number 1"])
  }

  @Test func filledCellsAreExpanded() throws {
    let document = HandMadeODS(
      cells: """
        <table:table-cell table:number-columns-repeated="3" office:value-type="string">\
        <text:p>x</text:p></table:table-cell>\(one)
        """)
    #expect(
      try document.reader().cells() == ["A1 text x", "B1 text x", "C1 text x", "D1 number 1"])
  }

  @Test func filledRowsAreExpandedOneByOne() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-row table:number-rows-repeated="3" table:visibility="collapse">\(one)\
        </table:table-row><table:table-row>\(one)</table:table-row>
        """)
    #expect(
      try document.reader().cells() == ["A1 number 1", "A2 number 1", "A3 number 1", "A4 number 1"])
    let cursor = try document.reader().rows(ofSheet: 0)
    var row = Row()
    var hidden: [Bool] = []
    while try cursor.next(into: &row) { hidden.append(row.isHidden) }
    #expect(hidden == [true, true, true, false])
  }

  @Test func repeatedTextHasABudget() throws {
    let text = String(repeating: "x", count: 1000)
    func limit(rows: Int, columns: Int) throws -> ReadLimits.Name? {
      let document = HandMadeODS(
        rows: """
          <table:table-row table:number-rows-repeated="\(rows)"><table:table-cell \
          table:number-columns-repeated="\(columns)" office:value-type="string">\
          <text:p>\(text)</text:p></table:table-cell></table:table-row>
          """)
      var limits = ReadLimits()
      limits.lineBytes = 100_000
      let cursor = try document.reader(limits: limits).rows(ofSheet: 0)
      var row = Row()
      do {
        while try cursor.next(into: &row) {}
        return nil
      } catch { return error.limit }
    }
    #expect(try limit(rows: 1, columns: 101) == nil)
    #expect(try limit(rows: 1, columns: 102) == .lineBytes)
    #expect(try limit(rows: 801, columns: 1) == nil)
    #expect(try limit(rows: 802, columns: 1) == .lineBytes)
  }

  @Test func blanksBeyondTheSheetEndAtSomePoint() throws {
    let end = """
      <table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>
      """
    func read(_ count: Int) throws -> [String] {
      let rows = String(repeating: "<table:table-row/>", count: count)
      return try HandMadeODS(rows: "<table:table-row>\(one)</table:table-row>" + end + rows)
        .reader().cells()
    }
    #expect(try read(1000) == ["A1 number 1"])
    #expect(throws: WorkbookError.self) { try read(65_537) }
  }

  @Test func filledRowMayRepeatToTheLastRow() throws {
    let document = HandMadeODS(
      rows: "<table:table-row table:number-rows-repeated=\"1048576\">\(one)</table:table-row>")
    let cursor = try document.reader().rows(ofSheet: 0)
    var row = Row()
    var count = 0
    while try cursor.next(into: &row) { count += 1 }
    #expect(count == 1_048_576)
    #expect(row.index == 1_048_575)
  }

  @Test func repeatsBeyondTheirBudgetAreRefusedWithTheCell() throws {
    for rows in [
      "<table:table-row table:number-rows-repeated=\"2147483647\">\(one)</table:table-row>",
      "<table:table-row table:number-rows-repeated=\"99999999999999999999\">\(one)</table:table-row>",
    ] {
      let error = failure { _ = try HandMadeODS(rows: rows).reader().cells() }
      #expect(error?.limit == .repeats)
      #expect(error?.place.cell == CellAddress(row: 0, column: 0))
    }
  }

  @Test func cellsBeyondTheLastColumnOrRowAreRefused() throws {
    let wide = """
      <table:table-cell table:number-columns-repeated="16384"/>\(one)
      """
    #expect(failure { _ = try HandMadeODS(cells: wide).reader().cells() }?.limit == .columns)
    let long = """
      <table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>\
      <table:table-row>\(one)</table:table-row>
      """
    #expect(failure { _ = try HandMadeODS(rows: long).reader().cells() }?.limit == .rows)
  }

  @Test func repeatThatIsNoCountIsMalformed() throws {
    for count in ["0", "-1", "x", ""] {
      let cell = "<table:table-cell table:number-columns-repeated=\"\(count)\"/>"
      #expect(
        failure { _ = try HandMadeODS(cells: cell).reader().cells() }?.code == .malformedValue)
    }
  }

  @Test func cellsBeyondTheirBudgetAreRefused() throws {
    var limits = ReadLimits()
    limits.cells = 5
    let document = HandMadeODS(
      rows: "<table:table-row table:number-rows-repeated=\"6\">\(one)</table:table-row>")
    #expect(failure { _ = try document.reader(limits: limits).cells() }?.limit == .cells)
  }

  @Test func styledBlanksComeOnRequestUpToSixtyFour() throws {
    var document = HandMadeODS(
      rows: """
        <table:table-row><table:table-cell table:style-name="ce1" \
        table:number-columns-repeated="2"/><table:table-cell table:style-name="ce1" \
        table:number-columns-repeated="65"/></table:table-row><table:table-row \
        table:number-rows-repeated="65"><table:table-cell table:style-name="ce1"/></table:table-row>
        """)
    document.automaticStyles = """
      <style:style style:name="ce1" style:family="table-cell"><style:table-cell-properties \
      fo:border="0.74pt solid #000000"/></style:style>
      """
    #expect(try document.reader().cells().isEmpty)
    #expect(try document.reader().cells(styledBlanks: true) == ["A1 blank", "B1 blank"])
  }

  @Test func lastColumnAndRowAreRead() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>\
        <table:table-row><table:table-cell table:number-columns-repeated="16383"/>\(one)\
        </table:table-row>
        """)
    #expect(try document.reader().cells() == ["XFD1048576 number 1"])
  }

  @Test func repeatsOfAllSheetsTogetherHaveABudget() throws {
    var limits = ReadLimits()
    limits.repeats = 100
    var document = HandMadeODS()
    let rows = "<table:table-row table:number-rows-repeated=\"100\">\(one)</table:table-row>"
    document.sheets = String(
      repeating: "<table:table>\(String(repeating: rows, count: 3))</table:table>", count: 3)
    let reader = try document.reader(limits: limits)
    // A sheet may be read as often as one likes.
    for sheet in [0, 1, 0, 1, 1] { #expect(try reader.cells(ofSheet: sheet).count == 300) }
    let error = failure { _ = try reader.cells(ofSheet: 2) }
    #expect(error?.limit == .repeats)
    #expect(error?.place.sheet == "Sheet3")
    #expect(error?.place.cell == CellAddress("A201"))
  }

  @Test func repeatedFormulasCountWithTheTexts() throws {
    var limits = ReadLimits()
    limits.lineBytes = 10_000
    let formula = String(repeating: "1+", count: 500) + "1"
    let cells = """
      <table:table-cell table:number-columns-repeated="16" table:formula="of:=\(formula)" \
      office:value-type="float" office:value="1"/>
      """
    #expect(
      failure { _ = try HandMadeODS(cells: cells).reader(limits: limits).cells() }?.limit
        == .lineBytes)
  }

  @Test func countedBlanksAreRepeatsAndCountWithTheTexts() throws {
    var limits = ReadLimits()
    limits.lineBytes = 10_000
    func limit(rows: Int, blanks: Int) -> ReadLimits.Name? {
      let cell = """
        <table:table-cell office:value-type="string"><text:p>a<text:s text:c="\(blanks)"/>b</text:p>\
        </table:table-cell>
        """
      let text = String(repeating: "<table:table-row>\(cell)</table:table-row>", count: rows)
      return failure { _ = try HandMadeODS(rows: text).reader(limits: limits).cells() }?.limit
    }
    #expect(limit(rows: 80, blanks: 1001) == nil)
    #expect(limit(rows: 81, blanks: 1001) == .lineBytes)
    #expect(limit(rows: 100_000 / 50, blanks: 1) == nil)
  }

  @Test func aRowOfManyLongTextsIsRefusedBeforeItFillsTheMemory() throws {
    var limits = ReadLimits()
    limits.lineBytes = 10_000
    func limit(cells: Int) -> ReadLimits.Name? {
      let cell = """
        <table:table-cell office:value-type="string"><text:p>\(String(repeating: "x", count: 500))\
        </text:p></table:table-cell>
        """
      let document = HandMadeODS(cells: String(repeating: cell, count: cells))
      return failure { _ = try document.reader(limits: limits).cells() }?.limit
    }
    #expect(limit(cells: 5) == nil)
    #expect(limit(cells: 6) == .lineBytes)
  }

  @Test func mergedCellsOfARepeatedRowAreInEachOfThem() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-row table:number-rows-repeated="3"><table:table-cell \
        table:number-columns-spanned="2"/><table:covered-table-cell/></table:table-row>
        """)
    #expect(
      try document.reader().layout(ofSheet: 0).merges.map(\.description) == [
        "A1:B1", "A2:B2", "A3:B3",
      ])
  }

  @Test func rowsBeyondTheSheetEndTheLayoutToo() throws {
    var limits = ReadLimits()
    limits.rows = 10
    let rows = String(repeating: "<table:table-row/>", count: 65_550)
    #expect(
      failure { _ = try HandMadeODS(rows: rows).reader(limits: limits).layout(ofSheet: 0) }?.limit
        == .rows)
  }
}
