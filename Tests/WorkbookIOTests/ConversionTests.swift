import SheetModel
import Testing
import WorkbookIO

@Suite struct ConversionTests {
  private func converted(
    _ bytes: [UInt8], as format: WorkbookFormat, _ selection: SheetSelection = .all,
    csv: CSVReadOptions = CSVReadOptions(), asText: Bool = false,
    options: WorkbookWriteOptions = WorkbookWriteOptions()
  ) throws -> (bytes: [UInt8], summary: Conversion.Summary) {
    let read = Conversion.readOptions(csv, for: format, asText: asText)
    let reader = try WorkbookOpener.open(MemorySource(bytes), name: "vào.xlsx", csv: read)
    let sink = MemorySink()
    let summary = try Conversion(of: reader, name: "vào.xlsx", options: options)
      .write(selection, to: sink, as: format)
    return (sink.bytes, summary)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func threeSheets() -> Book {
    var first = SheetLayout(name: "Biểu 01")
    first.merges = [CellRange(CellAddress(row: 0, column: 0), CellAddress(row: 0, column: 3))]
    first.columns = [ColumnLayout(first: 1, last: 2, width: 30)]
    first.frozenAt = CellAddress(row: 2, column: 1)
    var second = SheetLayout(name: "Ẩn")
    second.visibility = .hidden
    let third = SheetLayout(name: "Biểu 02")
    var styles = StyleTable()
    var bold = CellStyle()
    bold.font.isBold = true
    let style = styles.index(of: bold)
    var book = Book(sheets: [first, second, third], styles: styles)
    book.outline.definedNames = [DefinedName(name: "tổng", formula: "'Biểu 02'!$A$1")]
    book.add(0) { $0.appendText("BIỂU 01", column: 0, style: style) }
    book.add(3) { row in
      row.appendNumber(3, column: 0)
      row.setFormula("'Biểu 02'!A1+1")
      row.appendNumber(6, column: 1)
      row.setFormula("A4*2")
      row.appendBlank(column: 2, style: style)
    }
    book.add(0, toSheet: 1) { $0.appendText("ẩn", column: 0) }
    book.add(0, toSheet: 2) { $0.appendNumber(2, column: 0) }
    return book
  }

  @Test func aRoundThroughAllWorkbookFormatsLosesNoValue() throws {
    let book = try FormatContractTests.everything()
    var bytes = try book.written(as: .xlsx)
    for format in [WorkbookFormat.ods, .fods, .xlsx, .ods, .xlsx] {
      bytes = try converted(bytes, as: format).bytes
      let reader = try opened(bytes)
      #expect(reader.format == format)
      #expect(try values(of: reader) == values(of: book.rows[0]))
    }
  }

  @Test func everyFormatGivesTheSameDelimitedText() throws {
    let book = try FormatContractTests.everything()
    let expected = try text(book.written(as: .csv))
    for format in FormatContractTests.workbooks {
      let found = try text(converted(book.written(as: format), as: .csv).bytes)
      #expect(found == expected, "\(format)")
    }
  }

  @Test(arguments: [WorkbookFormat.xlsx, .ods])
  func layoutsStylesAndFormulasAreTakenAlong(_ format: WorkbookFormat) throws {
    let from: WorkbookFormat = format == .xlsx ? .ods : .xlsx
    let (bytes, summary) = try converted(threeSheets().written(as: from), as: format)
    #expect(summary.sheets == 3 && summary.rows == 4 && summary.cells == 5)
    #expect(summary.formulasLeftOut == 0 && summary.renamedSheets.isEmpty)
    let reader = try opened(bytes)
    #expect(reader.sheets.map(\.name) == ["Biểu 01", "Ẩn", "Biểu 02"])
    #expect(reader.sheets.map(\.visibility) == [.visible, .hidden, .visible])
    let layout = try reader.layout(ofSheet: 0)
    #expect(layout.merges.map(\.description) == ["A1:D1"])
    #expect(layout.frozenAt == CellAddress(row: 2, column: 1))
    let width = layout.columns.first { $0.first <= 1 && $0.last >= 1 }?.width
    #expect(abs((width ?? 0) - 30) < 0.5)
    #expect(try reader.definedNames().map(\.name) == ["tổng"])
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(reader.styles[row.cells[0].style].font.isBold)
    #expect(try cursor.next(into: &row))
    #expect(row.formula(of: row.cells[0]) == "'Biểu 02'!A1+1")
    #expect(row.formula(of: row.cells[1]) == "A4*2")
  }

  @Test func styledBlanksKeepTheirLook() throws {
    let (bytes, _) = try converted(threeSheets().written(as: .xlsx), as: .ods)
    let reader = try opened(bytes)
    var options = RowOptions()
    options.includesStyledBlanks = true
    let cursor = try reader.rows(ofSheet: 0, options: options)
    var row = Row()
    while try cursor.next(into: &row), row.index < 3 {}
    let blank = try #require(row.cell(inColumn: 2))
    #expect(blank.kind == .blank && reader.styles[blank.style].font.isBold)
  }

  @Test func formulasThatPointToSheetsLeftBehindKeepOnlyTheirValues() throws {
    let (bytes, summary) = try converted(
      threeSheets().written(as: .xlsx), as: .xlsx, .named(["Biểu 01"]))
    #expect(summary.formulasLeftOut == 1)
    let reader = try opened(bytes)
    #expect(reader.sheets.map(\.name) == ["Biểu 01"])
    #expect(try reader.definedNames().isEmpty)
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    while try cursor.next(into: &row), row.index < 3 {}
    #expect(row.cells.map { row.formula(of: $0) } == [nil, "A4*2"])
    #expect(row.cells.map { row.number(of: $0) } == [3, 6])
  }

  @Test func formulasThatNameOtherWorkbooksKeepOnlyTheirValues() throws {
    var book = Book(sheets: [SheetLayout(name: "a")])
    let formulas = ["[1]Sheet1!A1", "'C:\\[x.xlsx]y'!A1", "Bảng[Cột]", "LEN(\"[!]\")", "A1"]
    book.add(0) { row in
      for (column, formula) in formulas.enumerated() {
        row.appendNumber(1, column: column)
        row.setFormula(formula)
      }
    }
    let (bytes, summary) = try converted(book.written(as: .xlsx), as: .xlsx)
    #expect(summary.formulasLeftOut == 3)
    let cursor = try opened(bytes).rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(row.cells.map { row.formula(of: $0) } == [nil, nil, nil, "LEN(\"[!]\")", "A1"])
  }

  @Test func aHiddenSheetAloneBecomesVisible() throws {
    let (bytes, _) = try converted(threeSheets().written(as: .xlsx), as: .xlsx, .indexes([1]))
    #expect(try opened(bytes).sheets.map(\.visibility) == [.visible])
  }

  @Test func formulasWithoutValuesAreReportedWithTheirCells() throws {
    var book = Book(sheets: [SheetLayout(name: "a")])
    book.add(4) { row in
      row.appendBlank(column: 1, style: 0)
      row.setFormula("A1+1")
    }
    let (bytes, summary) = try converted(book.written(as: .xlsx), as: .csv)
    #expect(summary.formulasWithoutValue == 1 && summary.cells == 0)
    let place = summary.firstWithoutValue.first
    #expect(place?.sheet == "a" && place?.cell == CellAddress("B5"))
    #expect(text(bytes) == "\n\n\n\n\n" || text(bytes) == "")
  }

  @Test func delimitedTextBecomesTypedUnlessItIsToStayText() throws {
    let bytes = Array("Mã,Số,Ngày\n00040,12.5,2024-05-10\n".utf8)
    let typed = try values(of: opened(converted(bytes, as: .xlsx).bytes))
    #expect(typed.suffix(3).map(\.kind) == [.text, .number, .date])
    #expect(typed.suffix(3).map(\.text) == ["00040", "12.5", "2024-05-10"])
    let plain = try values(of: opened(converted(bytes, as: .ods, asText: true).bytes))
    #expect(plain.allSatisfy { $0.kind == .text })
  }

  @Test func delimitedTextThroughAWorkbookIsTheSameText() throws {
    let source =
      "Mã,Số,Ngày,Giờ\n00040,12.5,2024-05-10,12:30:00\n\n=1+1,1e5,2024-05-10T14:40:00,x\n"
    for format in FormatContractTests.workbooks {
      let middle = try converted(Array(source.utf8), as: format).bytes
      #expect(try text(converted(middle, as: .csv).bytes) == source, "\(format)")
    }
  }

  @Test func noFieldChangesOnItsWayThroughAWorkbook() throws {
    let fields =
      [
        "0", "-5", "12.5", "0.1", "123456789012345", "1234567890123456", "0.3333333333333333",
        "0.30000000000000004", "0.0000001", "0.00000001", "1.0", "00040", "1e5", "+5", "-0",
        "TRUE", "FALSE", "true", "2024-05-10", "1900-01-01", "1900-02-28", "1900-03-01",
        "1899-12-31", "9999-12-31", "2023-02-29", "2024-05-10T14:40:00", "2024-05-10T00:00:00",
        "2024-05-10T14:40:00.125", "1900-01-01T00:00:01", "1900-02-28T23:59:59.999",
        "9999-12-31T23:59:59.999", "00:00:00", "12:30:00", "23:59:59.999", "24:00:00",
        "36:15:00", "9999:59:59", "10000:00:00", "-01:00:00", "12:30", "#REF!", "-", "…", " x ",
        "=A1", "'x", "_x0041_",
      ] + (0..<200).map { "\(($0 * 7919) % 24 + 10):\(($0 * 31) % 50 + 10):59.\($0 + 100)" }
      + (0..<200).map {
        "20\($0 % 90 + 10)-1\($0 % 3)-\($0 % 19 + 10)T1\($0 % 10):07:09.\($0 + 100)"
      }
    let source = fields.joined(separator: "\n") + "\n"
    for format in FormatContractTests.workbooks {
      let middle = try converted(Array(source.utf8), as: format, csv: comma).bytes
      let found = try text(converted(middle, as: .csv).bytes).split(separator: "\n")
      #expect(found.count == fields.count)
      for (found, field) in zip(found, fields) { #expect(found == field, "\(format)") }
    }
  }

  private var comma: CSVReadOptions {
    var options = CSVReadOptions()
    options.delimiter = UInt8(ascii: ",")
    return options
  }

  @Test func theSheetOfADelimitedTextIsNamedAfterItsFile() throws {
    let source = MemorySource(Array("a,b\n".utf8))
    let names = ["/tmp/Số liệu: 2024?.csv": "Số liệu_ 2024_", "-": "Sheet1"]
    for (path, sheet) in names {
      let reader = try WorkbookOpener.open(source, name: path)
      #expect(reader.sheets.map(\.name) == [sheet])
    }
  }

  @Test func severalSheetsAreNoDelimitedText() throws {
    let bytes = try threeSheets().written(as: .xlsx)
    let error = failure { try converted(bytes, as: .csv) }
    #expect(error?.code == .notRepresentable && error?.place.file == "vào.xlsx")
    #expect(try text(converted(bytes, as: .csv, .named(["Biểu 02"])).bytes) == "2\n")
  }

  @Test func moreRowsThanAWorkbookHasAreRefusedWithFileAndSheet() throws {
    var bytes = [UInt8](repeating: UInt8(ascii: "\n"), count: 1_048_576)
    bytes.append(UInt8(ascii: "x"))
    let error = failure { try converted(bytes, as: .xlsx) }
    #expect(error?.limit == .rows)
    #expect(error?.place.file == "vào.xlsx" && error?.place.line == 1_048_577)
    var limits = ReadLimits()
    limits.rows = 2_000_000
    let reader = try opened(bytes, limits: limits)
    let raised = failure {
      try Conversion(of: reader, name: "vào.csv").write(to: MemorySink(), as: .ods)
    }
    #expect(raised?.code == .notRepresentable)
    #expect(raised?.place.file == "vào.csv" && raised?.place.sheet == "Số liệu")
    let sink = MemorySink()
    try Conversion(of: reader, name: "vào.csv").write(to: sink, as: .csv)
    #expect(sink.bytes.count == 1_048_578)
  }

  @Test func errorsOfReadingHaveFileAndSheet() throws {
    let error = failure { try converted(Array("a,b\nc,\"d\n".utf8), as: .xlsx) }
    #expect(error?.code == .malformedValue)
    #expect(error?.place.file == "vào.xlsx")
    #expect(error?.place.sheet == "vào")
    #expect(error?.place.line == 2)
  }

  @Test func hiddenRowsAndColumnsAreLeftOutWhenAsked() throws {
    var layout = SheetLayout(name: "a")
    layout.columns = [
      ColumnLayout(first: 1, last: 2, isHidden: true),
      ColumnLayout(first: 4, last: 4, isHidden: true),
    ]
    var book = Book(sheets: [layout])
    for index in [0, 1, 3] {
      book.add(index) { row in
        row.isHidden = index == 1
        for column in 0..<6 { row.appendNumber(Double(10 * index + column), column: column) }
        row.setFormula("SUM(A1:E1)")
      }
    }
    let bytes = try book.written(as: .xlsx)
    #expect(try text(converted(bytes, as: .csv).bytes).split(separator: "\n").count == 3)
    var conversion = Conversion(of: try opened(bytes), name: "a")
    conversion.leavesOutHidden = true
    let sink = MemorySink()
    try conversion.write(to: sink, as: .csv)
    #expect(text(sink.bytes) == "0,3,5\n\n30,33,35\n")
    let workbook = MemorySink()
    let summary = try conversion.write(to: workbook, as: .ods)
    #expect(summary.formulasLeftOut == 2)
    let places = try values(of: opened(workbook.bytes)).map(\.place)
    #expect(places == ["A1", "D1", "F1", "A4", "D4", "F4"])
  }

  @Test func everySheetBecomesAFileOfItsOwn() throws {
    let folder = try TemporaryFolder()
    let reader = try opened(threeSheets().written(as: .ods))
    let conversion = Conversion(of: reader, name: "vào.ods")
    let target = folder.file("ra")
    let files = try conversion.writeEach(toFolder: target)
    #expect(files.map(\.sheet) == ["Biểu 01", "Ẩn", "Biểu 02"])
    #expect(files.map(\.path) == ["Biểu 01", "Ẩn", "Biểu 02"].map { "\(target)/\($0).csv" })
    #expect(try text(folder.read("ra/Biểu 02.csv")) == "2\n")
    let again = failure { try conversion.writeEach(.visible, toFolder: target) }
    #expect(again?.code == .outputExists)
    #expect(try conversion.writeEach(.visible, toFolder: target, overwrites: true).count == 2)
    try folder.write([1], to: "tệp")
    let error = failure { try conversion.writeEach(toFolder: folder.file("tệp")) }
    #expect(error?.code == .notAFile)
    #expect(
      failure { try conversion.writeEach(toFolder: folder.file("a/b")) }?.code == .notFound)
  }

  @Test func sheetNamesThatAWorkbookCannotHaveAreChanged() throws {
    let name = String(repeating: "Tên rất dài ", count: 5)
    let flat = """
      <?xml version="1.0" encoding="UTF-8"?>
      <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
       xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
       xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"
       office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>
      <office:spreadsheet><table:table table:name="\(name)"><table:table-row>
      <table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>
      </table:table-row></table:table></office:spreadsheet></office:body></office:document>
      """
    let (bytes, summary) = try converted(Array(flat.utf8), as: .xlsx)
    let found = try opened(bytes).sheets.map(\.name)
    #expect(found.first?.utf16.count ?? 99 <= 31)
    #expect(summary.renamedSheets[name] == found.first)
  }
}
