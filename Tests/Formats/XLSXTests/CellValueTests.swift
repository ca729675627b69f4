import SheetModel
import TestSupport
import Testing

@Suite struct CellValueTests {
  private func cell(_ cell: String, styles: [String] = []) throws -> String? {
    try HandMadeXLSX(
      rows: "<row>\(cell)</row>", styles: HandMadeXLSX.styles(styles)
    ).cells().first
  }

  @Test(arguments: [
    ("12", "12"), ("-0.5", "-0.5"), ("1E3", "1000"), ("133.80000000000001", "133.8"),
    ("7.4999999999999997E-2", "0.075"), ("0.10", "0.1"), ("007", "7"), ("+5", "5"), (" 8 ", "8"),
    ("-0", "0"), ("1e300", "1e+300"), (".5", "0.5"), ("5.", "5"), ("1E-3", "0.001"),
    ("0.10000000000000001", "0.1"), ("123456789012345", "123456789012345"),
    ("12345678901234567", "12345678901234568"), ("9007199254740991", "9007199254740991"),
    ("9007199254740993", "9007199254740992"), ("4.9406564584124654E-324", "5e-324"),
    ("1e-400", "0"), ("\n12\n", "12"),
  ])
  func numbersAreTheirShortestText(_ stored: String, _ text: String) throws {
    #expect(try cell("<c><v>\(stored)</v></c>") == "A1 number \(text)")
    #expect(try cell("<c t=\"n\"><v>\(stored)</v></c>") == "A1 number \(text)")
  }

  @Test(arguments: [
    "NaN", "nan", "INF", "-INF", "Infinity", "-inf", "1e400", "-1e400", "1.797693134862316E+308",
    String(repeating: "9", count: 310),
  ])
  func whatIsBeyondNumbersIsAnErrorValue(_ stored: String) throws {
    #expect(try cell("<c><v>\(stored)</v></c>") == "A1 error #NUM!")
    let percent = HandMadeXLSX(
      rows: "<row><c s=\"1\"><v>\(stored)</v></c><c s=\"2\"><v>\(stored)</v></c></row>",
      styles: HandMadeXLSX.styles(["0%", "dd/mm/yyyy"]))
    #expect(try percent.cells() == ["A1 error #NUM!", "B1 error #NUM!"])
  }

  @Test(arguments: ["12a", "1,5", "--1", "0x10", "1e", "e5", ".", "1.2.3", "1.#INF", "một"])
  func whatIsNoNumberIsTextAsItIsStored(_ stored: String) throws {
    #expect(try cell("<c><v>\(stored)</v></c>") == "A1 text \(stored)")
    #expect(try cell("<c s=\"1\"><v>\(stored)</v></c>", styles: ["0%"]) == "A1 text \(stored)")
    #expect(try cell("<c s=\"1\"><v>\(stored)</v></c>", styles: ["d/m"]) == "A1 text \(stored)")
  }

  @Test func truthAndErrors() throws {
    #expect(try cell("<c t=\"b\"><v>1</v></c>") == "A1 boolean đúng")
    #expect(try cell("<c t=\"b\"><v>false</v></c>") == "A1 boolean sai")
    #expect(try cell("<c t=\"b\"><v>TRUE</v></c>") == "A1 boolean đúng")
    #expect(try cell("<c t=\"b\"><v>False</v></c>") == "A1 boolean sai")
    #expect(try cell("<c t=\"e\"><v>#DIV/0!</v></c>") == "A1 error #DIV/0!")
    #expect(try cell("<c t=\"b\"><v>2</v></c>") == "A1 boolean đúng")
    #expect(try cell("<c t=\"b\"><v>0.0</v></c>") == "A1 boolean sai")
    #expect(try cell("<c t=\"b\"><v>có</v></c>") == "A1 text có")
    for name in ["#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA", "#NULL!", "#BLOCKED!"] {
      #expect(try cell("<c t=\"e\"><v>\(name)</v></c>") == "A1 error \(name)")
    }
  }

  @Test func anUnknownTypeIsText() throws {
    #expect(try cell("<c t=\"x\"><v>1</v></c>") == "A1 text 1")
    #expect(try cell("<c t=\"string\"><v>Hà Nội</v></c>") == "A1 text Hà Nội")
    #expect(try cell("<c t=\"\"><v>1</v></c>") == "A1 number 1")
  }

  @Test func inlineStringsAreJoinedAndDecoded() throws {
    #expect(
      try cell("<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> Hà </t></is></c>")
        == "A1 text  Hà ")
    #expect(
      try cell(
        """
        <c t="inlineStr"><is><r><t>Hà</t></r><r><t>_x000A_Nội</t></r><rPh sb="0" eb="1"><t>x</t></rPh>\
        </is></c>
        """) == "A1 text Hà\nNội")
  }

  @Test func textStaysTextWhateverItBeginsWith() throws {
    #expect(try cell("<c t=\"str\"><v>007</v></c>") == "A1 text 007")
    #expect(try cell("<c t=\"str\"><v>=1+1</v></c>") == "A1 text =1+1")
    #expect(try cell("<c t=\"str\"><v>a_x0009_b</v></c>") == "A1 text a\tb")
  }

  @Test func emptyValuesAreNoCells() throws {
    #expect(try cell("<c><v></v></c>") == nil)
    #expect(try cell("<c><v/></c>") == nil)
    #expect(try cell("<c t=\"s\"/>") == nil)
    #expect(try cell("<c t=\"b\"><v> </v></c>") == nil)
  }

  @Test func percentagesAreKnownByTheirStyle() throws {
    #expect(try cell("<c s=\"1\"><v>0.125</v></c>", styles: ["0.0%"]) == "A1 number 0.125 %")
    #expect(
      try cell("<c s=\"1\"><v>0.08</v></c>", styles: ["0&quot;%&quot;"]) == "A1 number 0.08")
  }

  @Test func aStyleThatIsNotThereIsTheDefault() throws {
    let fixture = HandMadeXLSX(
      rows: "<row><c s=\"99\"><v>45000</v></c></row>", styles: HandMadeXLSX.styles(["d/m/y"]))
    let cursor = try fixture.reader().rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(row.cells.first?.style == 0)
    #expect(row.cells.first?.kind == .number)
  }

  @Test func textHasABudget() throws {
    var fixture = HandMadeXLSX(
      rows: "<row><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
      strings: "<si><r><t>\(String(repeating: "a", count: 60))</t></r><r><t>"
        + "\(String(repeating: "b", count: 60))</t></r></si>")
    fixture.limits.textBytes = 100
    #expect(try fixture.failure().limit == .textBytes)
  }

  @Test(arguments: [1, 7, 65_536])
  func theSizeOfChunksChangesNothing(_ chunkBytes: Int) throws {
    var fixture = HandMadeXLSX(
      rows: """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45351.5</v></c>\
        <c r="C1" t="str"><f>"x"&amp;A1</f><v>x_x0041_</v></c></row>\
        <row r="12"><c r="AB12"><v>133.80000000000001</v></c></row>
        """, strings: "<si><r><t>Tổng </t></r><r><t>cộng _x00e0_</t></r></si>",
      styles: HandMadeXLSX.styles(["dd/mm/yyyy hh:mm"]))
    fixture.chunkBytes = chunkBytes
    #expect(
      try fixture.cells() == [
        "A1 text Tổng cộng à", "B1 dateTime 2024-2-29 +43200000", "C1 text xA =\"x\"&A1",
        "AB12 number 133.8",
      ])
  }
}
