import CSV
import SheetModel
import Testing

@Suite struct CSVLimitTests {
  private func failure(_ text: String, _ change: (inout ReadLimits) -> Void) throws
    -> WorkbookError?
  {
    var limits = ReadLimits()
    change(&limits)
    return CSVTests.failure(of: try reader(text, limits: limits))
  }

  @Test func aLineBeyondItsBudgetIsNamed() throws {
    let error = try failure("a,b\nccccc,ddddd\n") { $0.lineBytes = 10 }
    #expect(error?.limit == .lineBytes)
    #expect(error?.place.line == 2)
  }

  @Test func aQuoteLeftOpenDoesNotTakeTheWholeFileIntoMemory() throws {
    let text = "a,\"b\n" + String(repeating: "dòng\n", count: 400_000)
    let error = try failure(text) { $0.lineBytes = 1 << 20 }
    #expect(error?.limit == .lineBytes)
    #expect(error?.place.line == 1)
  }

  @Test func cellsTextsColumnsAndRowsHaveBudgets() throws {
    let cells = try failure("a,b\nc,d\n") { $0.cells = 3 }
    #expect(cells?.limit == .cells)
    #expect(cells?.place.line == 2)
    let text = try failure("a,bbbb\n") { $0.textBytes = 3 }
    #expect(text?.limit == .textBytes)
    #expect(text?.place.cell == CellAddress("B1"))
    let columns = try failure("a,b,c\n") { $0.columns = 2 }
    #expect(columns?.limit == .columns)
    let rows = try failure("a\nb\n\n\n") { $0.rows = 1 }
    #expect(rows?.limit == .rows)
    #expect(rows?.place.line == 2)
  }

  @Test func blankLinesBehindTheLastRowCostNothing() throws {
    #expect(try failure("a\n\n\n\n") { $0.rows = 1 } == nil)
  }

  @Test func aFailedCursorFailsAgain() throws {
    var limits = ReadLimits()
    limits.cells = 1
    let cursor = try reader("a,b\nc\n", limits: limits).rows(ofSheet: 0)
    var row = Row()
    #expect(throws: WorkbookError.self) { try cursor.next(into: &row) }
    #expect(throws: WorkbookError.self) { try cursor.next(into: &row) }
  }
}
