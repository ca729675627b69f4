import SheetModel
import Testing

@testable import WorkbookIO

struct MergedCellsTests {
  private func fill(_ merges: [CellRange], rows: Int, most: Int = 1 << 24) throws -> [[String]] {
    var merged = MergedCells(merges, most: most)
    var row = Row()
    return try (0..<rows).map { index in
      row.reset(index: index)
      row.appendText("x\(index)", column: 0)
      try merged.fill(&row)
      return row.cells.map { row.text(of: $0) }
    }
  }

  @Test func ofOverlappingMergesTheFirstCountsHoweverManyThereAre() throws {
    let range = try #require(CellRange("A1:C2"))
    let other = try #require(CellRange("A2:B3"))
    let filled = try fill(Array(repeating: range, count: 50_000) + [other], rows: 3)
    #expect(filled == [["x0", "x0", "x0"], ["x1", "x0", "x0"], ["x2"]])
  }

  @Test func mergesFillNoMoreCellsThanAllowed() throws {
    let range = try #require(CellRange("A1:XFD1048576"))
    #expect(try fill([range], rows: 2, most: 2 * 16_383).map(\.count) == [16_384, 16_384])
    let error = failure { try fill([range], rows: 2, most: 2 * 16_383 - 1) }
    #expect(error?.code == .notRepresentable)
    #expect(error?.place.cell == CellAddress("A1"))
  }
}
