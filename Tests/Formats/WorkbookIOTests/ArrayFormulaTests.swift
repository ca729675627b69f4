import SheetModel
import TestSupport
import Testing

@testable import WorkbookIO

/// Array formulas: written as plain ones they would come to other values when recalculated.
struct ArrayFormulaTests {
  private static func book() -> Book {
    var book = Book(sheets: [SheetLayout(name: "Biểu 01")])
    for (index, numbers) in [(4.0, 1.0), (5, 2), (6, 3)].enumerated() {
      book.add(index) { row in
        row.appendNumber(numbers.0, column: 0)
        row.appendNumber(numbers.1, column: 1)
        row.appendNumber(numbers.0 * 2, column: 2)
        if index == 0 {
          row.setFormula("A1:A3*2")
          row.setArray(rows: 3, columns: 1)
          row.appendNumber(32, column: 3)
          row.setFormula("SUM(A1:A3*B1:B3)")
          row.setArray(rows: 1, columns: 1)
        }
      }
    }
    return book
  }

  @Test(arguments: [WorkbookFormat.xlsx, .ods, .fods])
  func anArrayFormulaKeepsItsRangeFromFormatToFormat(_ format: WorkbookFormat) throws {
    let reader = try opened(try Self.book().written(as: format))
    for target in [WorkbookFormat.xlsx, .ods, .fods] {
      let sink = MemorySink()
      try Conversion(of: reader, name: "x").write(to: sink, as: target)
      let cursor = try opened(sink.bytes).rows(ofSheet: 0)
      var row = Row()
      #expect(try cursor.next(into: &row))
      let many = try #require(row.cell(inColumn: 2))
      let one = try #require(row.cell(inColumn: 3))
      #expect(row.arrayRange(of: many) == CellRange("C1:C3"))
      #expect(row.formula(of: many) == "A1:A3*2")
      #expect(row.arrayRange(of: one) == CellRange("D1"))
      #expect(row.number(of: one) == 32)
      #expect(try cursor.next(into: &row))
      let value = try #require(row.cell(inColumn: 2))
      #expect(!value.hasFormula && row.arrayRange(of: value) == nil)
      #expect(row.number(of: value) == 10)
    }
  }

  @Test func aDumpNamesTheCellsThatAnArrayFormulaFills() throws {
    let lines = try CellDumpTests.dump(Self.book())
    let formulas = lines.filter { $0.contains("formula") }
    let b = #"{"sheet":"Biểu 01","cell":""#
    #expect(
      formulas == [
        b + #"C1","type":"number","value":8,"formula":"A1:A3*2","array":"C1:C3"}"#,
        b + #"D1","type":"number","value":32,"formula":"SUM(A1:A3*B1:B3)","array":"D1"}"#,
      ])
  }
}
