import FormModel
import Indicators
import Layout
import SheetModel
import Testing

@Suite struct LayoutPaperTests {
  /// A form of so many rows of one line under the fixture's head.
  private func layout(rows: Int) throws -> SheetLayout {
    var matrix = LayoutFixture.matrix
    matrix.rows = Array(repeating: matrix.rows[0], count: rows)
    let request = try LayoutFixture.request(LayoutFixture.form(body: .matrix(matrix)))
    return FormWorkbook([request]).outline.sheets[0]
  }

  @Test func formThatFitsAPageRunsFree() throws {
    #expect(try layout(rows: 4).print.fitToHeight == nil)
  }

  @Test func pageThatWouldHoldSignaturesOnlyIsDrawnUp() throws {
    let fits = try (4..<40).map { try layout(rows: $0).print.fitToHeight }
    #expect(fits.contains(1))
  }

  @Test func longFormsAreNeverSqueezedFar() throws {
    for rows in stride(from: 40, to: 200, by: 9) {
      let sheet = try layout(rows: rows)
      guard let pages = sheet.print.fitToHeight else { continue }
      let total = sheet.rows.compactMap(\.height).reduce(0, +)
      #expect(505 * Double(pages) / total > 0.6, "\(rows)")
    }
  }
}
