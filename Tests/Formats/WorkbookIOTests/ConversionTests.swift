import SheetModel
import TestSupport
import Testing
import WorkbookIO

func converted(
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

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

func threeSheets() -> Book {
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

@Suite struct ConversionTests {
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

  /// Gnumeric writes a list as one text with commas; no form is lost over it.
  @Test func limitsOnEntriesThatExcelCannotHoldAreLeftOut() throws {
    let long = String(repeating: "ổ", count: 300)
    let rules: [DataValidation.Rule] = [
      .list(["x,-,…"]), .list([]), .list([long]), .list(["Nam", "Nữ"]), .formula(""),
      .decimal(min: 0, max: .infinity),
    ]
    var layout = SheetLayout(name: "a")
    layout.validations = rules.enumerated().map { column, rule in
      let first = CellAddress(row: 0, column: column)
      return DataValidation(ranges: [CellRange(first, first)], rule: rule)
    }
    layout.validations[3].prompt = long
    var book = Book(sheets: [layout])
    book.add(0) { $0.appendNumber(1, column: 0) }
    let (bytes, _) = try converted(book.written(as: .ods), as: .xlsx)
    let kept = try opened(bytes).layout(ofSheet: 0).validations
    #expect(kept.map(\.rule) == [.list(["Nam", "Nữ"])])
    #expect(kept.map(\.prompt.count) == [255])
    #expect(try values(of: opened(bytes)).count == 1)
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
