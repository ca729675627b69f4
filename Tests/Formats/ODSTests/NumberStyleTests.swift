import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

/// Format codes of Excel as data styles (ODF 1.3 part 3, 16.29), and back.
@Suite struct NumberStyleTests {
  /// A flat document with one cell under a code.
  private func document(_ code: String) throws -> [UInt8] {
    var style = CellStyle()
    style.numberFormat = code
    style.font.isBold = true
    var outline = WorkbookOutline(sheets: [SheetLayout(name: "A")])
    let index = outline.styles.index(of: style)
    let sink = MemorySink()
    let writer = try ODSWriter(sink, outline: outline, flat: true)
    var row = Row()
    row.appendNumber(1, column: 0, style: index)
    try writer.beginSheet()
    try writer.write(row)
    try writer.finish()
    return sink.bytes
  }

  /// The data styles of a code, without prefixes and without what is the same in all.
  private func styles(_ code: String) throws -> String {
    let text = String(decoding: try document(code), as: UTF8.self)
    guard let start = text.firstRange(of: "<number:")?.lowerBound,
      let end = text[start...].firstRange(of: "<style:style ")?.lowerBound
    else { return "" }
    return String(text[start..<end]).replacing("number:", with: "").replacing("style:", with: "")
  }

  private func number(_ attributes: String, _ texts: String = "") -> String {
    let start = "<number-style name=\"N1\"><number \(attributes)"
    return start + (texts.isEmpty ? "/>" : ">\(texts)</number>") + "</number-style>"
  }

  private func embedded(_ position: Int, _ text: String) -> String {
    "<embedded-text position=\"\(position)\">\(text)</embedded-text>"
  }

  @Test func textBetweenDigitsIsEmbeddedByTheDigitsBehindIt() throws {
    #expect(
      try styles("#\\ ###\\ ###")
        == number(
          "decimal-places=\"0\" min-integer-digits=\"0\"", embedded(6, " ") + embedded(3, " ")))
    #expect(
      try styles("#\\ ##0.0")
        == number("decimal-places=\"1\" min-integer-digits=\"1\"", embedded(3, " ")))
    #expect(
      try styles("000-00-0000")
        == number(
          "decimal-places=\"0\" min-integer-digits=\"9\"", embedded(6, "-") + embedded(4, "-")))
    #expect(
      try styles("0\"x\".0")
        == number("decimal-places=\"1\" min-integer-digits=\"1\"", embedded(0, "x")))
  }

  @Test func textBetweenDecimalsStandsBehindThem() throws {
    #expect(
      try styles("0.0\" \"0") == """
        <number-style name="N1"><number decimal-places="2" min-integer-digits="1"/>\
        <text> </text></number-style>
        """)
  }

  @Test func textsSideBySideAreOne() throws {
    #expect(
      try styles("0\\ %") == """
        <percentage-style name="N1"><number decimal-places="0" min-integer-digits="1"/>\
        <text> %</text></percentage-style>
        """)
    #expect(
      try styles("\"từ \"@\\ \"đến\"/\"hết\"") == """
        <text-style name="N1"><text>từ </text><text-content/><text> đến/hết</text></text-style>
        """)
  }

  @Test func eastAsianWordsAreGeneralAndDaysOfTheWeek() throws {
    let general = "<number min-integer-digits=\"1\"/>"
    #expect(try styles("G/標準") == "<number-style name=\"N1\">\(general)</number-style>")
    #expect(
      try styles("G/標準\"円\"")
        == "<number-style name=\"N1\">\(general)<text>円</text></number-style>")
    #expect(
      try styles("aaaa") == "<date-style name=\"N1\"><day-of-week style=\"long\"/></date-style>")
    #expect(try styles("[$-411]aaa") == "<date-style name=\"N1\"><day-of-week/></date-style>")
    #expect(
      try styles("bbbb")
        == "<date-style name=\"N1\"><year calendar=\"buddhist\" style=\"long\"/></date-style>")
  }

  @Test func aFractionWithoutAWholeNumberStaysOne() throws {
    #expect(
      try styles("?/?") == """
        <number-style name="N1"><fraction min-numerator-digits="1" min-denominator-digits="1"/>\
        </number-style>
        """)
    #expect(
      try styles("_(# ?/8") == """
        <number-style name="N1"><text> </text><fraction min-integer-digits="0" \
        min-numerator-digits="1" denominator-value="8" min-denominator-digits="1"/></number-style>
        """)
  }

  /// ODF has exponents and fractions in plain numbers only: what such a percentage shows is true
  /// without its exponent, and the symbol of an amount is text.
  @Test func percentagesAndAmountsHavePlainNumbers() throws {
    #expect(
      try styles("0.0E+0%") == """
        <percentage-style name="N1"><number decimal-places="1" min-integer-digits="1"/>\
        <text>%</text></percentage-style>
        """)
    #expect(
      try styles("[$₫-42A]0E+0") == """
        <number-style name="N1"><text>₫</text><scientific-number decimal-places="0" \
        min-integer-digits="1" min-exponent-digits="1"/></number-style>
        """)
  }

  @Test func onlyTimesRunOn() throws {
    #expect(try styles("[h]:mm").contains("truncate-on-overflow=\"false\""))
    #expect(try !styles("yyyy [h]:mm").contains("truncate-on-overflow"))
  }

  /// What ODF's schema asks for, in codes that people write and in such as nobody would.
  @Test(arguments: [
    "#\\ ###\\ ###", "0-0-0", "(###) ###-####", "0 % \"x\"%", "0*x0", "* *x0*y*z", "0 \"a\" \"b\"",
    "[$€][$₫]0", "0% [$₫-42A]", "General 0", "0@", "@0", "dd@", "[$₫-42A]dd", "# ?/?%", "0.0.0",
    "0\" a \",\\ \"b\"", ".", "\"x\".00", "ggg", "0\"\"0",
    "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_)",
  ])
  func aStyleHasOneNumberAndOneTextInARow(_ code: String) throws {
    for style in try styles(code).split(separator: "-style name=") {
      let numbers = ["<number ", "<scientific-number ", "<fraction "]
      #expect(numbers.map { style.ranges(of: $0).count }.reduce(0, +) <= 1)
      #expect(style.ranges(of: "<currency-symbol").count <= 1)
      #expect(!style.contains("</text><text>"))
      #expect(!style.contains("</fill-character><fill-character>"))
    }
  }

  @Test(arguments: [
    "#\\ ###\\ ###", "#\\ ##0.0", "#\\ ##0%", "00\\-00\\-00", "#\\ ##0 [$₫-42A]", "0\\x.0", "#\\,0",
    "0\\/00", "#\\ ##0;[Red]-#\\ ##0", "?/?", "bbbb", "0\" và \"000", "0\\\"00",
    "0\"a\"\\\"\"b\"00",
    "#\\ ##0,",
  ])
  func codesWithTextBetweenDigitsComeBack(_ code: String) throws {
    #expect(
      try ODSReader(flat: MemorySource(document(code)), limits: ReadLimits()).formats() == [code])
  }

  @Test func whatHasTwoNamesComesBackUnderOne() throws {
    for (code, back) in [
      ("aaaa", "dddd"), ("aaa", "ddd"), ("G/標準", "General"), ("G/通用格式\"元\"", "General\"元\""),
      ("000-00-0000", "000\\-00\\-0000"), ("(###) ###-####", "(#\") \"###\\-####"),
    ] {
      #expect(
        try ODSReader(flat: MemorySource(document(code)), limits: ReadLimits()).formats() == [back])
    }
  }

  @Test func positionsThatNoNumberHasAreLeftOut() throws {
    var flat = HandMadeODS(
      rows: """
        <table:table-row><table:table-cell table:style-name="a" office:value-type="float" \
        office:value="1"/></table:table-row>
        """)
    let texts = ["-1", "x", "99999999999", "2147483648", ""].map {
      "<number:embedded-text number:position=\"\($0)\">z</number:embedded-text>"
    }
    flat.automaticStyles = """
      <number:number-style style:name="N"><number:number number:min-integer-digits="1">\
      \(texts.joined())<number:embedded-text>z</number:embedded-text>\
      <number:embedded-text number:position="1">a</number:embedded-text>\
      <number:embedded-text number:position="1">b</number:embedded-text>\
      </number:number></number:number-style><style:style style:name="a" \
      style:family="table-cell" style:data-style-name="N"/>
      """
    #expect(try flat.reader().formats() == ["#\"ab\"0"])
  }
}
