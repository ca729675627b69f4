import SheetModel
import Testing

@Suite struct RowTests {
  @Test func valuesComeBackByKind() throws {
    let date = try #require(CivilDateTime(year: 2024, month: 5, day: 10))
    var row = Row()
    row.reset(index: 4)
    row.appendText("Trẻ em", column: 0, style: 3)
    row.appendNumber(12.5, column: 1)
    row.appendNumber(digits: "0.10", column: 2)
    row.appendBoolean(true, column: 3)
    row.appendError("#N/A", column: 4)
    row.appendDate(date, hasTime: false, column: 5)
    row.appendTime(milliseconds: -1, column: 6)
    row.appendBlank(column: 7, style: 2)
    let cells = row.cells
    #expect(
      cells.map(\.kind) == [.text, .number, .number, .boolean, .error, .date, .time, .blank])
    #expect(row.text(of: cells[0]) == "Trẻ em")
    #expect(cells[0].style == 3)
    #expect(row.number(of: cells[1]) == 12.5)
    #expect(row.text(of: cells[2]) == "0.10")
    #expect(row.boolean(of: cells[3]) == true)
    #expect(row.text(of: cells[4]) == "#N/A")
    #expect(row.date(of: cells[5]) == date)
    #expect(row.milliseconds(of: cells[6]) == -1)
    #expect(row.number(of: cells[0]) == nil && row.date(of: cells[6]) == nil)
    #expect(row.boolean(of: cells[1]) == nil && row.milliseconds(of: cells[5]) == nil)
  }

  @Test func numbersThatNoFormatHoldsAreErrors() {
    var row = Row()
    for (column, number) in [Double.nan, .infinity, -.infinity].enumerated() {
      row.appendNumber(number, column: column)
    }
    #expect(row.cells.map(\.kind) == [.error, .error, .error])
    #expect(row.text(of: row.cells[0]) == "#NUM!")
  }

  @Test func formulasBelongToTheLastCell() {
    var row = Row()
    row.setFormula("A1")
    #expect(row.cells.isEmpty)
    row.appendNumber(1, column: 0)
    row.appendNumber(2, column: 1)
    row.setFormula("SUM(A1:A9)")
    #expect(row.formula(of: row.cells[0]) == nil)
    #expect(row.formula(of: row.cells[1]) == "SUM(A1:A9)")
    row.appendBlank(column: 2, style: 0)
    row.setFormula("B1")
    #expect(row.cells[2].isFormulaWithoutValue)
    #expect(!row.cells[1].isFormulaWithoutValue)
  }

  @Test func cellsAreFoundByColumn() {
    var row = Row()
    for column in [0, 3, 4, 9] { row.appendNumber(Double(column), column: column) }
    for column in -1...10 {
      let cell = row.cell(inColumn: column)
      #expect((cell != nil) == [0, 3, 4, 9].contains(column))
      if let cell { #expect(row.number(of: cell) == Double(column)) }
    }
    #expect(Row().cell(inColumn: 0) == nil)
  }

  @Test func resetEmptiesTheRow() {
    var row = Row()
    row.appendText("x", column: 0)
    row.isHidden = true
    row.reset(index: 7)
    #expect(row.cells.isEmpty && row.bytes.isEmpty && row.index == 7 && !row.isHidden)
  }

  @Test func sortingKeepsTheLastCellOfAColumn() {
    var row = Row()
    for (column, text) in [(3, "a"), (1, "b"), (3, "c"), (0, "d"), (1, "e"), (3, "f")] {
      row.appendText(text, column: column)
    }
    row.sortCells()
    #expect(row.cells.map(\.column) == [0, 1, 3])
    #expect(row.cells.map { row.text(of: $0) } == ["d", "e", "f"])
  }

  @Test func slicesBeyondTheBytesAreCutAndDoNotTrap() {
    var row = Row()
    row.append(Cell(column: 0, kind: .text, text: Cell.Slice(start: 5, count: 9)))
    row.append(Cell(column: 1, kind: .text, text: Cell.Slice(start: .max, count: .max)))
    #expect(row.cells.allSatisfy { row.text(of: $0) == "" })
    #expect(row.cells.allSatisfy { cell in row.withTextBytes(of: cell) { $0.count } == 0 })
  }

  @Test func cellTextIsOneForEveryOutput() throws {
    let moment = try #require(
      CivilDateTime(year: 2024, month: 5, day: 10, millisecondOfDay: 52_800_005))
    let early = try #require(CivilDateTime(year: 33, month: 4, day: 3))
    var row = Row()
    row.appendText("Đặc khu", column: 0)
    row.appendNumber(digits: "1.50", column: 1)
    row.appendBoolean(false, column: 2)
    row.appendError("#DIV/0!", column: 3)
    row.appendDate(moment, hasTime: false, column: 4)
    row.appendDate(moment, hasTime: true, column: 5)
    row.appendDate(early, hasTime: true, column: 6)
    for (column, time) in [0, 45_000_000, -1, 360_000_000, 86_399_999].enumerated() {
      row.appendTime(milliseconds: Int64(time), column: 7 + column)
    }
    row.appendTime(milliseconds: .min, column: 12)
    row.appendBlank(column: 13, style: 1)
    let texts = row.cells.map { CellText.string($0, of: row) }
    #expect(
      texts == [
        "Đặc khu", "1.50", "FALSE", "#DIV/0!", "2024-05-10", "2024-05-10T14:40:00.005",
        "0033-04-03T00:00:00", "00:00:00", "12:30:00", "-00:00:00.001", "100:00:00",
        "23:59:59.999", "-2562047788015:12:55.808", "",
      ])
  }

  @Test func stretchesAreFoundByTheirColumn() {
    var row = Row()
    for column in [1, 4, 9, 16_383] { row.appendText("Trẻ em", column: column) }
    row.runs = [(1, 0), (1, 3), (9, 0), (16_383, 2)].map {
      Row.CellRun(column: $0, run: TextRun(start: $1, font: ".VnTime"))
    }
    #expect(row.cells.map { row.runs(of: $0).map(\.start) } == [[0, 3], [], [0], [2]])
    #expect(row.runRange(ofColumn: 0) == 0..<0)
    #expect(row.runRange(ofColumn: 1) == 0..<2)
  }

  @Test func stretchesAreSortedByColumnAlone() {
    var runs = [(7, 5), (2, 0), (7, 1), (2, 4)].map {
      Row.CellRun(column: $0, run: TextRun(start: $1, font: ".VnTime"))
    }
    Row.sortRuns(&runs)
    #expect(runs.map(\.column) == [2, 2, 7, 7])
    #expect(runs.map(\.run.start) == [0, 4, 5, 1])
  }

  @Test func aBuilderSortsTheStretchesWithTheCells() {
    var builder = RowBuilder()
    for column in [5, 0, 5, 3] {
      builder.append(Cell(column: column, kind: .text))
      builder.addRun(TextRun(start: column + 1, font: ".VnTime"))
      builder.addRun(TextRun(start: column + 2, font: "Arial"))
    }
    builder.sort()
    var row = Row()
    builder.copy(index: 0, isHidden: false, into: &row)
    #expect(row.runs.map(\.column) == [0, 0, 3, 3, 5, 5])
    #expect(row.runs.map(\.run.start) == [1, 2, 4, 5, 6, 7])
  }
}
