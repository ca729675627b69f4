import SheetModel
import TestSupport
import Testing

@testable import WorkbookIO

struct MergedCellsTests {
  private func fill(_ merges: [CellRange], rows: Int, most: Int = 1 << 29) throws -> [[String]] {
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
    let most = 8 * 16_383 * 34
    #expect(try fill([range], rows: 8, most: most).allSatisfy { $0.count == 16_384 })
    #expect(failure { try fill([range], rows: 9, most: most) }?.code == .notRepresentable)
    let error = failure { try fill([range], rows: 1, most: most - 1) }
    #expect(error?.code == .notRepresentable)
    #expect(error?.place.cell == CellAddress("A1"))
  }
}
