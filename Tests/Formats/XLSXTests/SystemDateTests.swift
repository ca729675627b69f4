import SheetModel
import Testing
import XLSX

/// Dates that follow the reader's system: built-in ids 14 and 22.
struct SystemDateTests {
  @Test func aSystemDateKeepsItsIdThroughACopy() throws {
    var styles = StyleTable()
    var style = CellStyle()
    style.numberFormat = NumberFormat.systemDate
    let day = styles.index(of: style)
    style.numberFormat = NumberFormat.systemDateTime
    let moment = styles.index(of: style)
    let date = try #require(
      CivilDateTime(year: 2026, month: 1, day: 31, millisecondOfDay: 30_600_000))
    let book = try WrittenBook(styles: styles) { row in
      row.appendDate(date, hasTime: true, column: 0, style: day)
      row.appendDate(date, hasTime: true, column: 1, style: moment)
    }
    let xml = try book.part("xl/styles.xml")
    #expect(xml.contains("numFmtId=\"14\""))
    #expect(xml.contains("numFmtId=\"22\""))
    #expect(!xml.contains("<numFmt "))
    let reader = try book.reader()
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(
      row.cells.map { reader.styles[$0.style].numberFormat } == [
        NumberFormat.systemDate, NumberFormat.systemDateTime,
      ])
  }
}
