import SheetModel
import TestSupport
import Testing
import XLSX

/// What Excel would repair is refused, with sheet and cell.
@Suite struct RefusalTests {
  private func refusal(_ change: (inout SheetLayout) -> Void) throws -> WorkbookError {
    var layout = SheetLayout(name: "Biểu")
    change(&layout)
    return try #require(failure { try WrittenBook(WorkbookOutline(sheets: [layout])) })
  }

  private func range(_ text: String) throws -> CellRange { try #require(CellRange(text)) }

  @Test(arguments: [
    "", "a/b", "a\\b", "a?b", "a*b", "a[b", "a]b", "a:b", "'a", "a'", "History",
    "1234567890123456789012345678901 ",
  ])
  func sheetNames(_ name: String) throws {
    let error = try refusal { $0.name = name }
    #expect(error.code == .notRepresentable)
    #expect(error.found.text == name)
  }

  @Test func aNameOfThirtyOneLettersIsFine() throws {
    let name = String(repeating: "ộ", count: 31)
    let book = try WrittenBook(WorkbookOutline(sheets: [SheetLayout(name: name)]))
    #expect(try book.reader().sheets.map(\.name) == [name])
  }

  @Test func namesThatDifferInCaseOnly() throws {
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "Đất"), SheetLayout(name: "ĐẤT")])
    #expect(failure { _ = try WrittenBook(outline) }?.place.sheet == "ĐẤT")
  }

  @Test func booksWithoutAVisibleSheet() throws {
    #expect(try refusal { $0.visibility = .hidden }.code == .notRepresentable)
    #expect(
      failure { _ = try WrittenBook(WorkbookOutline(sheets: [])) }?.code == .notRepresentable)
  }

  @Test func overlappingMerges() throws {
    let merges = [try range("D1:E9"), try range("A5:B6"), try range("B6:C7")]
    let error = try refusal { $0.merges = merges }
    #expect(error.place.cell == CellAddress("B6"))
    #expect(error.found == "A5:B6, B6:C7")
    let apart = [try range("A1:B2"), try range("C1:D2"), try range("A3:D3"), try range("F9")]
    var layout = SheetLayout(name: "S")
    layout.merges = apart
    #expect(
      try WrittenBook(WorkbookOutline(sheets: [layout])).reader().layout(ofSheet: 0).merges.count
        == 3)
  }

  @Test func columnsOutOfOrder() throws {
    let error = try refusal {
      $0.columns = [ColumnLayout(first: 2, last: 3), ColumnLayout(first: 3, last: 4)]
    }
    #expect(error.found == "columns 4-5")
    #expect(
      try refusal { $0.columns = [ColumnLayout(first: 0, last: 16_384)] }.code
        == .notRepresentable)
  }

  @Test func validationsWithTooMuchText() throws {
    func refusal(_ change: (inout DataValidation) -> Void) throws -> WorkbookError {
      let cell = CellAddress(row: 3, column: 1)
      var validation = DataValidation(ranges: [CellRange(cell, cell)], rule: .list(["a"]))
      change(&validation)
      return try self.refusal { $0.validations = [validation] }
    }
    let long = String(repeating: "ă", count: 256)
    #expect(try refusal { $0.prompt = long }.found == "256 > 255")
    #expect(try refusal { $0.error = long }.found == "256 > 225")
    #expect(try refusal { $0.promptTitle = String(long.prefix(33)) }.found == "33 > 32")
    #expect(try refusal { $0.errorTitle = String(long.prefix(33)) }.found == "33 > 32")
    #expect(try refusal { $0.rule = .list([long]) }.found == "256 > 255")
    #expect(try refusal { $0.rule = .list(["a,b"]) }.place.cell == CellAddress("B4"))
    #expect(try refusal { $0.rule = .list(["a\"b"]) }.place.sheet == "Biểu")
    #expect(try refusal { $0.rule = .list([]) }.code == .notRepresentable)
    #expect(try refusal { $0.rule = .formula("") }.code == .notRepresentable)
    #expect(
      try refusal { $0.rule = .decimal(min: .infinity, max: nil) }.code == .notRepresentable)
  }

  @Test func nothingIsWrittenOfARefusedOutline() throws {
    var layout = SheetLayout(name: "S")
    let cell = CellAddress(row: 0, column: 0)
    layout.validations = [DataValidation(ranges: [CellRange(cell, cell)], rule: .list([]))]
    let sink = MemorySink()
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "Đầu"), layout])
    #expect(failure { _ = try XLSXWriter(sink, outline: outline, level: 6) }?.place.sheet == "S")
    #expect(sink.bytes.isEmpty)
  }

  @Test func definedNamesThatAreReferencesOrHaveBlanks() throws {
    for name in ["A1", "có dấu cách", "1a", "", "r", "a-b", "R1C1", "rc", "C2"] {
      var outline = WorkbookOutline(sheets: [SheetLayout(name: "S")])
      outline.definedNames = [DefinedName(name: name, formula: "1")]
      #expect(failure { _ = try WrittenBook(outline) }?.found.text == name)
    }
    var outline = WorkbookOutline(sheets: [SheetLayout(name: "S")])
    outline.definedNames = [
      DefinedName(name: "tên", formula: "1"), DefinedName(name: "TÊN", formula: "2"),
    ]
    #expect(failure { _ = try WrittenBook(outline) }?.found == "TÊN")
  }

  @Test func customPropertiesOfTheSameName() throws {
    var outline = WorkbookOutline(sheets: [SheetLayout(name: "S")])
    outline.properties.custom = [
      DocumentProperties.Custom(name: "a", value: "1"),
      DocumentProperties.Custom(name: "A", value: "2"),
    ]
    #expect(failure { _ = try WrittenBook(outline) }?.code == .notRepresentable)
  }

  private func cellRefusal(_ fill: @escaping (inout Row) -> Void) throws -> WorkbookError {
    try #require(failure { try WrittenBook(row: fill) })
  }

  @Test func textOverTheLimitOfACell() throws {
    let error = try cellRefusal {
      $0.appendText(String(repeating: "ệ", count: 32_768), column: 3)
    }
    #expect(error.code == .notRepresentable)
    #expect(error.place.cell == CellAddress("D1"))
    #expect(error.place.sheet == "Biểu 01")
    #expect(error.found == "32768 > 32767")
    let fitting = try WrittenBook { row in
      row.appendText(String(repeating: "ệ", count: 32_767), column: 0)
    }
    #expect(try fitting.cells().count == 1)
    #expect(
      try cellRefusal { $0.appendText(String(repeating: "😀", count: 16_384), column: 0) }.code
        == .notRepresentable)
  }

  @Test func formulasOverTheLimit() throws {
    let error = try cellRefusal { row in
      row.appendNumber(1, column: 1)
      row.setFormula(String(repeating: "1", count: 8193))
    }
    #expect(error.found == "8193 > 8192")
    #expect(error.place.cell == CellAddress("B1"))
  }

  @Test func placesBeyondTheSheet() throws {
    #expect(try cellRefusal { $0.appendNumber(1, column: 16_384) }.code == .notRepresentable)
    #expect(
      try cellRefusal { row in
        row.reset(index: 1_048_576)
        row.appendNumber(1, column: 0)
      }.code == .notRepresentable)
  }

  @Test func cellsThatDescend() throws {
    let error = try cellRefusal { row in
      row.appendNumber(1, column: 2)
      row.appendNumber(1, column: 1)
    }
    #expect(error.code == .notRepresentable)
  }

  @Test func numbersWithoutDigits() throws {
    #expect(
      try cellRefusal { $0.appendNumber(digits: "12,5", column: 0) }.place.cell
        == CellAddress("A1"))
  }

  @Test func rowsThatDoNotAscend() throws {
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "S")])
    let writer = try XLSXWriter(MemorySink(), outline: outline, level: 1)
    try writer.beginSheet()
    var row = Row()
    row.reset(index: 4)
    try writer.write(row)
    let error = try #require(failure { try writer.write(row) })
    #expect(error.code == .notRepresentable)
    #expect(error.found == "row 5 after row 5")
    #expect(error.place.sheet == "S")
  }
}
