import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct SheetPartTests {
  @Test func rowsAndCellsWithoutAddressesFollowOneAnother() throws {
    let fixture = HandMadeXLSX(
      rows: """
        <row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c r="C3"><v>3</v></c><c><v>4</v></c></row>\
        <row r="9"><c><v>5</v></c></row><row><c><v>6</v></c></row>
        """)
    #expect(
      try fixture.cells() == [
        "A1 number 1", "B1 number 2", "C3 number 3", "D3 number 4", "A9 number 5", "A10 number 6",
      ])
  }

  @Test func cellsMaySayTheRowThatTheirRowDoesNot() throws {
    let fixture = HandMadeXLSX(
      rows: "<row><c r=\"B7\"><v>1</v></c><c r=\"C7\"><v>2</v></c></row>")
    #expect(try fixture.cells() == ["B7 number 1", "C7 number 2"])
  }

  @Test func cellsOutOfOrderAreSorted() throws {
    let fixture = HandMadeXLSX(
      rows: "<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c><c><v>2</v></c></row>")
    #expect(try fixture.cells() == ["A1 number 1", "B1 number 2", "C1 number 3"])
  }

  @Test func rowsOutOfOrderAreSortedInSmallSheets() throws {
    let fixture = HandMadeXLSX(
      rows: """
        <row r="5"><c><v>5</v></c></row><row><c t="str"><v>sáu</v></c></row>\
        <row r="2"><c r="B2"><f>A1</f><v>2</v></c><c r="C2" t="str"><v>cũ</v></c></row>\
        <row r="5"><c r="C5"><v>55</v></c></row><row r="2"><c r="C2" t="str"><v>mới</v></c>\
        <c r="A2" t="str"><v>a</v></c></row>
        """)
    #expect(
      try fixture.cells() == [
        "A2 text a", "B2 number 2 =A1", "C2 text mới", "A5 number 5", "C5 number 55",
        "A6 text sáu",
      ])
  }

  @Test func filledRowsThatDescendAreAnErrorInLargeSheets() throws {
    let filler = String(repeating: "<row r=\"1\" spans=\"1:1\"/>", count: 200_000)
    let fixture = HandMadeXLSX(
      rows: filler + "<row r=\"5\"><c><v>1</v></c></row><row r=\"4\"><c><v>2</v></c></row>")
    let error = try fixture.failure()
    #expect(error.code == .malformedValue)
    #expect(error.found == "row 4 after row 5")
  }

  @Test func emptyRowsAndCellsAreCountedToo() throws {
    let rows = HandMadeXLSX(rows: String(repeating: "<row/>", count: 1_048_577))
    #expect(try rows.failure().found == "more rows than a sheet has")
    let error = #expect(throws: WorkbookError.self) { try rows.reader().layout(ofSheet: 0) }
    #expect(error?.found == "more rows than a sheet has")
    let cells = String(repeating: "<c/>", count: 65_537)
    let crowd = try HandMadeXLSX(rows: "<row>\(cells)</row>").failure()
    #expect(crowd.found == "more cells than columns")
  }

  @Test func emptyRowsMayStandAnywhere() throws {
    let fixture = HandMadeXLSX(
      rows: "<row r=\"5\"><c><v>1</v></c></row><row r=\"4\"><c s=\"1\"/></row><row r=\"9999999\"/>")
    #expect(try fixture.cells() == ["A5 number 1"])
  }

  @Test func aStyleMayHaveBlanksAroundIt() throws {
    let fixture = HandMadeXLSX(
      rows: "<row><c s=\" 1 \"><v>45000</v></c><c s=\"+1\"><v>45001</v></c></row>",
      styles: HandMadeXLSX.styles(["dd/mm/yyyy"]))
    #expect(try fixture.cells() == ["A1 date 2023-3-15", "B1 date 2023-3-16"])
  }

  @Test func aRowIsWhereItsFirstCellIs() throws {
    let fixture = HandMadeXLSX(
      rows: """
        <row r="2"><c r="A2"><v>1</v></c></row><row r="9"><c r="A5"><v>2</v></c><c><v>3</v></c></row>\
        <row r="10"><c r="B12"><v>4</v></c></row>
        """)
    #expect(
      try fixture.cells() == ["A2 number 1", "A5 number 2", "B5 number 3", "B12 number 4"])
  }

  @Test(arguments: [
    "<row r=\"5\"><c r=\"A5\"><v>1</v></c><c r=\"B6\"><v>2</v></c></row>",
    "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"6\"><c r=\"A2\"><v>2</v></c></row>",
    "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"6\"><c r=\"B5\"><v>2</v></c></row>",
  ])
  func aCellInAnotherRowIsAnError(_ rows: String) throws {
    #expect(try HandMadeXLSX(rows: rows).failure().code == .malformedValue)
  }

  @Test func theDeclaredDimensionCountsForNothing() throws {
    let fixture = HandMadeXLSX(
      sheet: """
        <dimension ref="A1"/><sheetData><row r="2"><c r="XFD2"><v>7</v></c></row></sheetData>
        """)
    #expect(try fixture.cells() == ["XFD2 number 7"])
  }

  @Test(arguments: ["XFE1", "AAAA1", "A0", "A", "1", "$A$1", "a-1", "A99999999999999999999"])
  func addressesBeyondTheSheetAreErrors(_ address: String) throws {
    let fixture = HandMadeXLSX(rows: "<row><c r=\"\(address)\"><v>1</v></c></row>")
    #expect(try fixture.failure().code == .malformedValue)
  }

  @Test func theLastRowIsTheLast() throws {
    let last = HandMadeXLSX(rows: "<row r=\"1048576\"><c><v>1</v></c></row>")
    #expect(try last.cells() == ["A1048576 number 1"])
    let beyond = HandMadeXLSX(rows: "<row r=\"1048577\"><c><v>1</v></c></row>")
    #expect(try beyond.failure().code == .malformedValue)
  }

  @Test(arguments: ["0", "-1", "x", "1.5"])
  func malformedRowNumbersAreErrors(_ number: String) throws {
    let fixture = HandMadeXLSX(rows: "<row r=\"\(number)\"><c><v>1</v></c></row>")
    #expect(try fixture.failure().code == .malformedValue)
  }

  @Test func hiddenRowsSaySo() throws {
    let fixture = HandMadeXLSX(
      rows: """
        <row r="1" hidden="1"><c><v>1</v></c></row><row r="2" hidden="true"><c><v>1</v></c></row>\
        <row r="3" hidden="0"><c><v>1</v></c></row>
        """)
    let cursor = try fixture.reader().rows(ofSheet: 0)
    var row = Row()
    var hidden: [Bool] = []
    while try cursor.next(into: &row) { hidden.append(row.isHidden) }
    #expect(hidden == [true, true, false])
  }

  @Test func styledBlanksComeOnlyWhenAskedFor() throws {
    let fixture = HandMadeXLSX(
      rows: "<row r=\"2\"><c r=\"A2\" s=\"1\"/><c r=\"B2\"><v>1</v></c><c r=\"C2\"/></row>",
      styles: HandMadeXLSX.styles(["0.00"]))
    #expect(try fixture.cells() == ["B2 number 1"])
    var options = RowOptions()
    options.includesStyledBlanks = true
    #expect(try fixture.cells(options) == ["A2 blank", "B2 number 1"])
  }

  @Test func unknownElementsAreSkipped() throws {
    let fixture = HandMadeXLSX(
      sheet: """
        <x:foo xmlns:x="urn:x"><sheetData><row><c><v>9</v></c></row></sheetData></x:foo><sheetData>\
        <row><c><extLst><ext><v>8</v></ext></extLst><v>1</v><x:v xmlns:x="urn:x">7</x:v></c></row>\
        </sheetData><extLst/>
        """)
    #expect(try fixture.cells() == ["A1 number 1"])
  }

  @Test func anotherRootElementIsNoSheet() throws {
    var fixture = HandMadeXLSX()
    fixture.parts["xl/worksheets/sheet1.xml"] = "<html/>"
    #expect(try fixture.failure().code == .malformedValue)
  }

  @Test(arguments: [0.2, 0.5, 0.9, 0.99])
  func aPartThatIsCutOffThrows(_ share: Double) throws {
    var fixture = HandMadeXLSX(
      rows: String(repeating: "<row><c><v>1</v></c></row>", count: 50))
    let whole = try #require(fixture.parts["xl/worksheets/sheet1.xml"])
    let kept = whole.prefix(Int(Double(whole.count) * share))
    fixture.parts["xl/worksheets/sheet1.xml"] = String(kept)
    let error = try fixture.failure()
    #expect(error.code == .truncated || error.code == .malformedXML)
    #expect(error.place.part == "xl/worksheets/sheet1.xml")
    #expect(error.place.sheet == "Biểu 01")
  }

  @Test func anErrorIsThrownAgain() throws {
    let fixture = HandMadeXLSX(rows: "<row r=\"x\"/>")
    let cursor = try fixture.reader().rows(ofSheet: 0)
    var row = Row()
    #expect(throws: WorkbookError.self) { try cursor.next(into: &row) }
    #expect(throws: WorkbookError.self) { try cursor.next(into: &row) }
  }

  @Test func theEndStaysTheEnd() throws {
    let cursor = try HandMadeXLSX(rows: "<row><c><v>1</v></c></row>").reader().rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(try !cursor.next(into: &row))
    #expect(try !cursor.next(into: &row))
    #expect(row.cells.isEmpty)
  }

  @Test func cellsHaveABudget() throws {
    var fixture = HandMadeXLSX(
      rows: String(repeating: "<row><c><v>1</v></c><c s=\"1\"/></row>", count: 10))
    fixture.limits.cells = 10
    #expect(try fixture.cells().count == 10)
    fixture.limits.cells = 9
    #expect(try fixture.failure().limit == .cells)
  }

  @Test func columnsAndRowsHaveBudgetsForFilledCellsOnly() throws {
    var fixture = HandMadeXLSX(
      rows:
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"Z1\"/></row><row r=\"99\"><c s=\"1\"/></row>")
    fixture.limits.columns = 2
    fixture.limits.rows = 2
    #expect(try fixture.cells() == ["A1 number 1"])
    var wide = HandMadeXLSX(rows: "<row><c r=\"C1\"><v>1</v></c></row>")
    wide.limits.columns = 2
    #expect(try wide.failure().limit == .columns)
    var long = HandMadeXLSX(rows: "<row r=\"3\"><c><v>1</v></c></row>")
    long.limits.rows = 2
    #expect(try long.failure().limit == .rows)
  }
}
