import CSV
import SheetModel
import Testing

@Suite struct CSVWriterTests {
  private func written(
    _ options: CSVWriteOptions = CSVWriteOptions(), _ fill: (CSVWriter) throws -> Void
  ) throws -> String {
    let sink = MemorySink()
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "Biểu 01")])
    let writer = try CSVWriter(sink, outline: outline, options: options)
    try writer.beginSheet()
    try fill(writer)
    try writer.finish()
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func row(_ index: Int, _ fill: (inout Row) -> Void) -> Row {
    var row = Row()
    row.reset(index: index)
    fill(&row)
    return row
  }

  private func texts(_ index: Int, _ cells: [Int: String]) -> Row {
    row(index) { row in
      for (column, text) in cells.sorted(by: { $0.key < $1.key }) {
        row.appendText(text, column: column)
      }
    }
  }

  @Test func lineNIsRowNAndGapsAreEmptyFields() throws {
    let text = try written { writer in
      try writer.write(texts(1, [0: "Xã", 3: "Trẻ em"]))
      try writer.write(texts(4, [1: "b"]))
    }
    #expect(text == "\nXã,,,Trẻ em\n\n\n,b,,\n")
  }

  @Test func theFirstRowsAreFilledToTheWidestOfThem() throws {
    let text = try written { writer in
      try writer.write(texts(0, [0: "Biểu"]))
      try writer.write(texts(1, [0: "a", 2: "c"]))
      try writer.write(texts(2, [0: "a"]))
      try writer.write(row(3) { $0.appendBlank(column: 7, style: 0) })
      try writer.write(texts(4, [3: "d"]))
      try writer.write(row(5) { _ in })
    }
    #expect(text == "Biểu,,,\na,,c,\na,,,\n,,,\n,,,d\n,,,\n")
  }

  @Test func laterRowsAreFilledToTheWidestBefore() throws {
    let long = String(repeating: "x", count: 1000)
    let text = try written { writer in
      for index in 0..<400 { try writer.write(texts(index, [0: long, 1: "b"])) }
      try writer.write(texts(400, [2: "c"]))
      try writer.write(texts(401, [0: "d"]))
    }
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "\(long),b")
    #expect(lines[400] == ",,c")
    #expect(lines[401] == "d,,")
  }

  @Test func aStrayCellFarRightWidensNothingBeyondItsOwnRow() throws {
    let text = try written { writer in
      try writer.write(texts(0, [16_383: "x"]))
      try writer.write(texts(1, [0: "a"]))
    }
    let lines = text.split(separator: "\n")
    #expect(lines[0].utf8.count == 16_384)
    #expect(lines[1].utf8.count == 1024)
  }

  @Test func onlyFieldsThatNeedQuotesAreQuoted() throws {
    let text = try written { writer in
      try writer.write(
        texts(0, [0: "a,b", 1: "nói \"có\"", 2: "dòng\nhai", 3: "x\ry", 4: " a ", 5: "a;b"]))
    }
    #expect(text == "\"a,b\",\"nói \"\"có\"\"\",\"dòng\nhai\",\"x\ry\", a ,a;b\n")
  }

  @Test func valuesOfEveryKindHaveOneText() throws {
    let text = try written { writer in
      let date = try #require(
        CivilDateTime(year: 2024, month: 5, day: 10, millisecondOfDay: 52_800_000))
      try writer.write(
        row(0) { row in
          row.appendNumber(digits: "00.50", column: 0)
          row.appendNumber(-12.5, column: 1)
          row.appendBoolean(true, column: 2)
          row.appendBoolean(false, column: 3)
          row.appendError("#REF!", column: 4)
          row.appendDate(date, hasTime: false, column: 5)
          row.appendDate(date, hasTime: true, column: 6)
          row.appendTime(milliseconds: 45_000_000, column: 7)
          row.appendNumber(7, column: 8)
          row.setFormula("SUM(A1:A2)")
        })
    }
    let expected = "00.50,-12.5,TRUE,FALSE,#REF!,2024-05-10,2024-05-10T14:40:00,12:30:00,7\n"
    #expect(text == expected)
  }

  @Test func optionsChangeMarksDelimitersAndLineEnds() throws {
    var options = CSVWriteOptions()
    options.delimiter = UInt8(ascii: ";")
    options.decimalMark = UInt8(ascii: ",")
    options.hasBOM = true
    options.newline = .crlf
    let text = try written(options) { writer in
      try writer.write(
        row(1) { row in
          row.appendText("1.5;x", column: 0)
          row.appendNumber(1.5, column: 1)
        })
    }
    #expect(Array(text.utf8) == Array("\u{FEFF}\r\n\"1.5;x\";1,5\r\n".utf8))
  }

  @Test func aDecimalCommaBetweenCommasIsQuoted() throws {
    var options = CSVWriteOptions()
    options.decimalMark = UInt8(ascii: ",")
    let text = try written(options) { writer in
      try writer.write(row(0) { $0.appendNumber(1.5, column: 0) })
    }
    #expect(text == "\"1,5\"\n")
  }

  @Test func formulasInTextAreEscapedOnlyWhenAsked() throws {
    let cells = [0: "=1+1", 1: "+84", 2: "-x", 3: "@a", 4: "\tb", 5: "a=b", 6: "=\"x\""]
    let plain = try written { try $0.write(texts(0, cells)) }
    #expect(plain == "=1+1,+84,-x,@a,\tb,a=b,\"=\"\"x\"\"\"\n")
    var options = CSVWriteOptions()
    options.escapesFormulas = true
    let escaped = try written(options) { writer in
      try writer.write(texts(0, cells))
      try writer.write(row(1) { $0.appendNumber(-5, column: 0) })
    }
    #expect(escaped == "'=1+1,'+84,'-x,'@a,'\tb,a=b,\"'=\"\"x\"\"\"\n-5,,,,,,\n")
  }

  @Test func longFieldsGrowTheBuffer() throws {
    let long = String(repeating: "\"", count: 400_000)
    let text = try written { writer in
      try writer.write(texts(0, [0: long]))
      try writer.write(texts(1, [0: "x"]))
    }
    #expect(text == "\"" + long + long + "\"\nx\n")
  }

  @Test func whatIsWrittenIsReadBackTheSame() throws {
    let cells = [0: "a,b", 2: "\"", 3: "dòng\nhai", 5: "'x", 6: "Đặc khu"]
    let text = try written { writer in
      try writer.write(texts(2, cells))
      try writer.write(texts(3, [0: "0012"]))
    }
    let found = try lines(of: reader(text, with(",")))
    #expect(found == ["3: A=a,b C=\" D=dòng\nhai F='x G=Đặc khu", "4: A=0012"])
  }

  @Test func misuseIsRefused() throws {
    let sink = MemorySink()
    let two = WorkbookOutline(sheets: [SheetLayout(name: "1"), SheetLayout(name: "2")])
    #expect(throws: WorkbookError.self) { try CSVWriter(sink, outline: two) }
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "1")])
    var options = CSVWriteOptions()
    options.decimalMark = UInt8(ascii: "x")
    #expect(throws: WorkbookError.self) {
      try CSVWriter(sink, outline: outline, options: options)
    }
    let writer = try CSVWriter(sink, outline: outline)
    #expect(throws: WorkbookError.self) { try writer.write(texts(0, [0: "a"])) }
    try writer.beginSheet()
    try writer.write(texts(3, [0: "a"]))
    #expect(throws: WorkbookError.self) { try writer.write(texts(3, [0: "b"])) }
    let disordered = row(4) { row in
      row.appendText("b", column: 1)
      row.appendText("a", column: 0)
    }
    #expect(throws: WorkbookError.self) { try writer.write(disordered) }
    #expect(throws: WorkbookError.self) { try writer.beginSheet() }
  }
}
