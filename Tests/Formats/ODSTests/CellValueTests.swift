import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct CellValueTests {
  private func cells(_ xml: String) throws -> [String] {
    try HandMadeODS(cells: xml).reader().cells()
  }

  private func value(_ type: String, _ attribute: String, _ value: String) throws -> [String] {
    try cells(
      "<table:table-cell office:value-type=\"\(type)\" office:\(attribute)=\"\(value)\"/>")
  }

  @Test func numbersKeepTheirDigitsOrBecomeTheShortest() throws {
    #expect(try value("float", "value", "12.5") == ["A1 number 12.5"])
    #expect(try value("float", "value", "-0.075") == ["A1 number -0.075"])
    #expect(try value("float", "value", "133.80000000000001") == ["A1 number 133.8"])
    #expect(try value("float", "value", "1.25E+3") == ["A1 number 1250"])
    #expect(try value("float", "value", "012") == ["A1 number 12"])
    #expect(try value("currency", "value", "5000") == ["A1 number 5000"])
  }

  @Test func percentagesStayRawAndAreMarked() throws {
    let reader = try HandMadeODS(
      cells: "<table:table-cell office:value-type=\"percentage\" office:value=\"0.125\"/>"
    ).reader()
    var row = Row()
    #expect(try reader.rows(ofSheet: 0).next(into: &row))
    #expect(row.text(of: row.cells[0]) == "0.125")
    #expect(row.cells[0].flags == .percentage)
  }

  @Test func numbersThatNoCellHoldsAreErrors() throws {
    #expect(try value("float", "value", "NaN") == ["A1 error #NUM!"])
    #expect(try value("float", "value", "1e400") == ["A1 error #NUM!"])
    let error = failure { _ = try value("float", "value", "12,5") }
    #expect(error?.code == .malformedValue)
    #expect(error?.place.sheet == "Biểu 01")
    #expect(error?.place.cell == CellAddress(row: 0, column: 0))
  }

  @Test func datesAreDaysAndDateTimesHaveATime() throws {
    #expect(try value("date", "date-value", "2024-02-29") == ["A1 date 2024-2-29"])
    #expect(
      try value("date", "date-value", "2024-02-29T14:40:00") == ["A1 dateTime 2024-2-29+52800000"])
    #expect(
      try value("date", "date-value", "1899-12-30T00:00:01.5Z") == ["A1 dateTime 1899-12-30+1500"])
    #expect(
      try value("date", "date-value", "2024-12-31T23:59:59.9999999")
        == ["A1 dateTime 2025-1-1+0"])
  }

  @Test func dateInNoCalendarStaysTextAndIsMarked() throws {
    let reader = try HandMadeODS(
      cells: "<table:table-cell office:value-type=\"date\" office:date-value=\"2023-02-29\"/>"
    ).reader()
    var row = Row()
    #expect(try reader.rows(ofSheet: 0).next(into: &row))
    #expect(row.cells[0].kind == .text)
    #expect(row.cells[0].flags == .impossibleDate)
    #expect(row.text(of: row.cells[0]) == "2023-02-29")
  }

  @Test func durationsMayExceedADayOrBeNegative() throws {
    #expect(try value("time", "time-value", "PT09H30M00S") == ["A1 time 34200000ms"])
    #expect(try value("time", "time-value", "PT26H05M07.25S") == ["A1 time 93907250ms"])
    #expect(try value("time", "time-value", "-PT1H") == ["A1 time -3600000ms"])
    #expect(try value("time", "time-value", "P1DT2H") == ["A1 time 93600000ms"])
    #expect(try value("time", "time-value", "PT14H39M59.99999999S") == ["A1 time 52800000ms"])
    #expect(try value("time", "time-value", "PT999999999999H") == ["A1 text PT999999999999H"])
  }

  @Test func endlessDurationsAndDatesDoNotTrap() throws {
    let days = "P" + String(repeating: "99999999D", count: 1000)
    #expect(try value("time", "time-value", days).count == 1)
    for text in ["P", "PT", "-", "PT1", "1H", "99999999999999999999", "24:61:99999999999", ""] {
      _ = try value("time", "time-value", text)
      _ = try value("date", "date-value", text)
    }
    #expect(
      try value("date", "date-value", "9999-12-31T24:00:00") == ["A1 text 9999-12-31T24:00:00"])
    #expect(try value("date", "date-value", "2024-01-01T24:00:00") == ["A1 dateTime 2024-1-2+0"])
  }

  @Test func booleansAreBooleans() throws {
    #expect(try value("boolean", "boolean-value", "true") == ["A1 boolean TRUE"])
    #expect(try value("boolean", "boolean-value", "false") == ["A1 boolean FALSE"])
  }

  @Test func errorsAreToldByCalcextOrByTheirName() throws {
    #expect(
      try cells(
        """
        <table:table-cell table:formula="of:=1/0" office:value-type="string" \
        office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>\
        </table:table-cell><table:table-cell office:value-type="string" office:string-value="" \
        calcext:value-type="error"><text:p>Err:502</text:p></table:table-cell>\
        <table:table-cell table:formula="of:=[.#REF!]" office:value-type="float" \
        office:value="0"><text:p>#REF!</text:p></table:table-cell>\
        <table:table-cell office:value-type="string"><text:p>#REF!</text:p></table:table-cell>
        """) == [
          "A1 error #DIV/0! =1/0", "B1 error Err:502", "C1 error #REF! =#REF!",
          "D1 text #REF!",
        ])
  }

  @Test func formulaWithoutValueIsNoBlankCell() throws {
    let reader = try HandMadeODS(
      cells: """
        <table:table-cell table:formula="of:=SUM([.B1:.B2])"/>\
        <table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>\
        <table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" \
        office:string-value=""/>
        """
    ).reader()
    var row = Row()
    #expect(try reader.rows(ofSheet: 0).next(into: &row))
    #expect(row.cells.map(\.isFormulaWithoutValue) == [true, false, false])
    #expect(row.cells.map(\.kind) == [.blank, .text, .text])
    #expect(row.formula(of: row.cells[0]) == "SUM(B1:B2)")
  }

  @Test func shownTextDoesNotOutrankTheValue() throws {
    #expect(
      try cells(
        """
        <table:table-cell office:value-type="float" office:value="12500000">\
        <text:p>12.500.000</text:p></table:table-cell>\
        <table:table-cell table:formula="of:=2*3" office:value-type="float" office:value="6">\
        <text:p>6,0</text:p></table:table-cell>
        """) == ["A1 number 12500000", "B1 number 6 =2*3"])
  }

  @Test func cellWithoutATypeIsItsText() throws {
    #expect(
      try cells("<table:table-cell><text:p>02</text:p></table:table-cell>") == ["A1 text 02"])
    #expect(
      try cells("<table:table-cell office:value-type=\"void\"/><table:table-cell/>").isEmpty)
    #expect(
      try cells("<table:table-cell office:value-type=\"string\"><text:p/></table:table-cell>")
        .isEmpty)
  }

  @Test func typeIsToldByTheAttributeWhereItIsMissing() throws {
    #expect(
      try cells(
        """
        <table:table-cell office:value="7"><text:p>7,0</text:p></table:table-cell>\
        <table:table-cell calcext:value-type="percentage" office:value="0.5"/>\
        <table:table-cell office:date-value="2024-02-29"/>\
        <table:table-cell office:time-value="PT1H"/>\
        <table:table-cell office:boolean-value="true"/>\
        <table:table-cell office:string-value="02"/>
        """) == [
          "A1 number 7", "B1 number 0.5", "C1 date 2024-2-29", "D1 time 3600000ms",
          "E1 boolean TRUE", "F1 text 02",
        ])
  }

  @Test func otherAttributesDoNotStandForTheTypesOwn() throws {
    for order in [
      "office:value=\"45000\" office:date-value=\"2024-02-29\"",
      "office:date-value=\"2024-02-29\" office:value=\"45000\"",
    ] {
      #expect(
        try cells("<table:table-cell office:value-type=\"date\" \(order)/>") == [
          "A1 date 2024-2-29"
        ])
    }
    #expect(try value("date", "value", "45000") == ["A1 number 45000"])
    #expect(try value("time", "value", "0.5") == ["A1 number 0.5"])
    #expect(try value("boolean", "value", "1") == ["A1 boolean TRUE"])
  }

  @Test func valueThatIsMissingOrEmptyLeavesWhatIsShown() throws {
    for value in ["", "office:value=\"\"", "office:value=\" \""] {
      #expect(
        try cells(
          """
          <table:table-cell office:value-type="float" \(value)><text:p>12,5</text:p>\
          </table:table-cell>
          """) == ["A1 text 12,5"])
    }
  }

  @Test func blanksAroundAValueAreNoPartOfIt() throws {
    #expect(try value("float", "value", " 12.5\n") == ["A1 number 12.5"])
    #expect(try value("date", "date-value", " 2024-02-29 ") == ["A1 date 2024-2-29"])
  }

  @Test func truthIsReadAsXMLSchemaWritesIt() throws {
    for text in ["1", "TRUE", "True"] {
      #expect(try value("boolean", "boolean-value", text) == ["A1 boolean TRUE"])
    }
    #expect(try value("boolean", "boolean-value", "0") == ["A1 boolean FALSE"])
    #expect(
      failure { _ = try value("boolean", "boolean-value", "yes") }?.code == .malformedValue)
  }

  @Test func errorsOfLibreOfficeKeepTheirNumber() throws {
    #expect(
      try cells(
        """
        <table:table-cell table:formula="of:=F()" office:value-type="float" office:value="0">\
        <text:p>Err:502</text:p></table:table-cell><table:table-cell office:value-type="string">\
        <text:p>Err:502</text:p></table:table-cell>
        """) == ["A1 error Err:502 =F()", "B1 text Err:502"])
  }

  @Test func timeZonesAreSetAside() throws {
    for zone in ["Z", "+07:00", "-03:00"] {
      #expect(
        try value("date", "date-value", "2024-02-29T23:30:00\(zone)") == [
          "A1 dateTime 2024-2-29+84600000"
        ])
    }
  }

  @Test func datesBeyondTheCalendarStayText() throws {
    #expect(try value("date", "date-value", "9999-12-31") == ["A1 date 9999-12-31"])
    #expect(try value("date", "date-value", "10000-01-01") == ["A1 text 10000-01-01"])
    #expect(try value("date", "date-value", "0001-01-01") == ["A1 date 1-1-1"])
    #expect(try value("date", "date-value", "0000-12-31") == ["A1 text 0000-12-31"])
    #expect(try value("date", "date-value", "-0001-01-01") == ["A1 text -0001-01-01"])
    // Around the day that Excel's calendar has and no other.
    #expect(try value("date", "date-value", "1900-02-28") == ["A1 date 1900-2-28"])
    #expect(try value("date", "date-value", "1900-02-29") == ["A1 text 1900-02-29"])
    #expect(try value("date", "date-value", "1900-03-01") == ["A1 date 1900-3-1"])
  }

  @Test func datesAreTheSameUnderEveryNullDate() throws {
    for day in ["1899-12-30", "1900-01-01", "1904-01-01"] {
      var document = HandMadeODS(
        cells: "<table:table-cell office:value-type=\"date\" office:date-value=\"1904-01-01\"/>")
      document.declarations = """
        <table:calculation-settings><table:null-date table:date-value="\(day)"/>\
        </table:calculation-settings>
        """
      #expect(try document.reader().cells() == ["A1 date 1904-1-1"])
    }
  }

  @Test func numbersAreShortestAtTheEdgesOfTheDouble() throws {
    for (written, read) in [
      ("9007199254740991", "9007199254740991"), ("9007199254740992", "9007199254740992"),
      ("9007199254740993", "9007199254740992"), ("123456789012345", "123456789012345"),
      ("0.10000000000000001", "0.1"), ("0.30000000000000004", "0.30000000000000004"),
      ("12345678901234567", "12345678901234568"),
      ("1.7976931348623157E+308", "1.7976931348623157e+308"),
    ] {
      #expect(try value("float", "value", written) == ["A1 number \(read)"])
    }
  }

  @Test func firstCellOfAMatrixHasItsFormulaAndTheOthersTheirValues() throws {
    #expect(
      try cells(
        """
        <table:table-cell table:number-matrix-columns-spanned="2" \
        table:number-matrix-rows-spanned="1" table:formula="of:={1;2}" \
        office:value-type="float" office:value="1"/><table:table-cell office:value-type="float" \
        office:value="2"/>
        """) == ["A1 number 1 ={1,2}", "B1 number 2"])
  }
}
