import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct SharedFormulasTests {
  /// The text of a shared formula with its master in B2, as C4 of the group has it.
  private func moved(_ formula: String) throws -> String? {
    let fixture = HandMadeXLSX(
      rows: """
        <row r="2"><c r="B2"><f t="shared" ref="B2:C4" si="7">\(formula)</f><v>1</v></c></row>\
        <row r="4"><c r="C4"><f t="shared" si="7"/><v>2</v></c></row>
        """)
    let line = try fixture.cells().last ?? ""
    guard line.hasPrefix("C4 number 2 =") else { return nil }
    return String(line.dropFirst("C4 number 2 =".count))
  }

  @Test(arguments: [
    ("A1*2", "B3*2"), ("$A1+A$1+$A$1", "$A3+B$1+$A$1"), ("SUM(A1:B9)", "SUM(B3:C11)"),
    ("SUM(A:B)/SUM($1:3)", "SUM(B:C)/SUM($1:5)"), ("SUM($A:$A)", "SUM($A:$A)"),
    ("LOG10(A1)", "LOG10(B3)"),
    ("IF(A1=&quot;A1&quot;&quot;B2&quot;,1,0)", "IF(B3=\"A1\"\"B2\",1,0)"),
    ("'Biểu A1'!A1+'a''A1'!B2", "'Biểu A1'!B3+'a''A1'!C4"), ("BC1!A1", "BC1!B3"),
    ("Table1[A1]+Table1[[#This Row],[B2]]", "Table1[A1]+Table1[[#This Row],[B2]]"),
    ("[1]Sheet1!A1", "[1]Sheet1!B3"), ("1E5+A1", "1E5+B3"), ("A1.x+x.A1", "A1.x+x.A1"),
    ("tỷ_lệ*A1", "tỷ_lệ*B3"), ("XFD1", "#REF!"), ("A1048575", "#REF!"),
    ("$XFD$1048576", "$XFD$1048576"),
    ("a1&amp;b$2", "B3&C$2"), ("Sheet1:Sheet3!A1", "Sheet1:Sheet3!B3"),
    ("A1:INDEX(B:B,2)", "B3:INDEX(C:C,2)"),
    ("1:1048576", "#REF!"), ("ABCD1+A0", "ABCD1+A0"), ("&quot;A1", "\"A1"), ("A1#+A1%", "B3#+B3%"),
  ])
  func relativeReferencesMove(_ formula: String, _ expected: String) throws {
    #expect(try moved(formula) == expected)
  }

  @Test func referencesMoveBackToo() throws {
    let fixture = HandMadeXLSX(
      rows: """
        <row r="1"><c r="A1"><f t="shared" ref="A1:B2" si="0">B2</f><v>1</v></c></row>\
        <row r="2"><c r="B2"><f t="shared" ref="A1:B2" si="1">A1+B3</f><v>1</v></c></row>\
        <row r="3"><c r="A3"><f t="shared" si="1"/><v>1</v></c></row>
        """)
    #expect(
      try fixture.cells() == ["A1 number 1 =B2", "B2 number 1 =A1+B3", "A3 number 1 =#REF!+A4"])
  }

  @Test func aGroupWithoutItsMasterKeepsTheFlag() throws {
    let fixture = HandMadeXLSX(rows: "<row><c><f t=\"shared\" si=\"3\"/><v>1</v></c></row>")
    #expect(try fixture.cells() == ["A1 number 1 ="])
  }

  @Test func mastersHaveABudget() throws {
    let rows = (0..<10).map { "<row><c><f t=\"shared\" ref=\"A1\" si=\"\($0)\">A1</f></c></row>" }
    var fixture = HandMadeXLSX(rows: rows.joined())
    fixture.limits.sharedStringBytes = 200
    #expect(try fixture.failure().limit == .sharedStringBytes)
  }

  @Test(arguments: [0, 1, 25, 26, 27, 51, 52, 700, 701, 702, 703, 1377, 1378, 16_382])
  func movedColumnsKeepTheirLetters(_ column: Int) throws {
    let (from, to) = (CellAddress.columnName(column), CellAddress.columnName(column + 1))
    let fixture = HandMadeXLSX(
      rows: """
        <row r="9"><c r="A9"><f t="shared" ref="A9:B9" si="0">\(from)1+\(from)1048576</f></c>\
        <c r="B9"><f t="shared" si="0"/></c></row>
        """)
    #expect(try fixture.cells().last == "B9 blank =\(to)1+\(to)1048576")
  }

  @Test func aLongFormulaIsNotMovedWithoutEnd() throws {
    let long = String(repeating: "A1+", count: 700) + "1"
    let rows = """
      <row><c><f t="shared" ref="A1:A9" si="0">\(long)</f><v>1</v></c></row>\
      \(String(repeating: "<row><c><f t=\"shared\" si=\"0\"/><v>1</v></c></row>", count: 8))
      """
    var fixture = HandMadeXLSX(rows: rows)
    #expect(try fixture.cells().count == 9)
    fixture.limits.sharedStringBytes = 20_000
    let error = try fixture.failure()
    #expect(error.limit == .sharedStringBytes)
    #expect(error.place.cell == CellAddress("A6"))
    var options = RowOptions()
    options.includesFormulaTexts = false
    #expect(try fixture.cells(options).last == "A9 number 1 =")
  }
}

@Suite struct FormulaCellTests {
  private func cell(_ cell: String) throws -> [String] {
    try HandMadeXLSX(rows: "<row>\(cell)</row>").cells()
  }

  @Test func formulasKeepTextAndValue() throws {
    #expect(try cell("<c><f>SUM(A1:B2)</f><v>3</v></c>") == ["A1 number 3 =SUM(A1:B2)"])
    #expect(
      try cell("<c t=\"str\"><f>\"a\"&amp;\"&lt;\"</f><v>a&lt;</v></c>")
        == ["A1 text a< =\"a\"&\"<\""])
    #expect(try cell("<c t=\"b\"><f>1=1</f><v>1</v></c>") == ["A1 boolean đúng =1=1"])
    #expect(try cell("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>") == ["A1 error #DIV/0! =1/0"])
    #expect(
      try cell("<c><f t=\"array\" ref=\"A1:A2\">B1:B2*2</f><v>4</v></c>")
        == ["A1 number 4 =B1:B2*2"])
  }

  @Test func aFormulaWithoutValueIsABlankThatSaysSo() throws {
    #expect(try cell("<c><f>A2</f></c>") == ["A1 blank =A2"])
    #expect(try cell("<c><f>A2</f><v></v></c>") == ["A1 blank =A2"])
    #expect(try cell("<c><f>A2</f><v/></c>") == ["A1 blank =A2"])
    #expect(try cell("<c t=\"str\"><f>A2</f></c>") == ["A1 blank =A2"])
    let cursor = try HandMadeXLSX(rows: "<row><c><f>A2</f></c></row>").reader().rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(row.cells.first?.isFormulaWithoutValue == true)
  }

  @Test func anEmptyTextIsAValueOfAFormula() throws {
    #expect(try cell("<c t=\"str\"><f>\"\"</f><v></v></c>") == ["A1 text  =\"\""])
  }

  @Test func anEmptyFormulaIsNone() throws {
    #expect(try cell("<c><f/><v>1</v></c><c><f></f></c>") == ["A1 number 1"])
  }

  @Test(arguments: [
    ("dt2D=\"1\" dtr=\"1\" r1=\"D1\" r2=\"$D$2\"", "TABLE(D1,D2)"),
    ("dtr=\"1\" r1=\"D1\"", "TABLE(D1,)"),
    ("r1=\"D1\"", "TABLE(,D1)"), ("r1=\"mất\"", "TABLE(,)"),
  ])
  func aDataTableHasATextOnlyWhereItIsAskedFor(_ attributes: String, _ text: String) throws {
    let fixture = HandMadeXLSX(
      rows: "<row><c><f t=\"dataTable\" ref=\"A1:B2\" \(attributes)/><v>5</v></c></row>")
    #expect(try fixture.cells() == ["A1 number 5 ="])
    var options = RowOptions()
    options.includesDataTables = true
    #expect(try fixture.reader().cells(ofSheet: 0, options) == ["A1 number 5 =\(text)"])
  }
}
