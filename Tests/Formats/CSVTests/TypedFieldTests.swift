import CSV
import SheetModel
import Testing

@Suite struct TypedFieldTests {
  private func kind(_ field: String) throws -> CellKind? {
    var options = with(",")
    options.isTyped = true
    let cursor = try reader("\"\(field)\",x\n", options).rows(ofSheet: 0)
    var row = Row()
    guard try cursor.next(into: &row) else { return nil }
    let cell = row.cells[0]
    #expect(CellText.string(cell, of: row) == field)
    return cell.kind
  }

  @Test func plainDecimalsAreNumbers() throws {
    for field in ["0", "5", "-5", "12.5", "0.1", "-0.075", "123456789012345", "1000000"] {
      #expect(try kind(field) == .number, "\(field)")
    }
  }

  @Test func longFractionsAreNumbersWhereTheyReadBackTheSame() throws {
    #expect(try kind("0.3333333333333333") == .number)
    #expect(try kind("0.30000000000000004") == .number)
    #expect(try kind("133.80000000000001") == .text)
    #expect(try kind("0.33333333333333333333") == .text)
    #expect(try kind("0.0000001") == .number)
    #expect(try kind("0.00000001") == .text)
  }

  @Test func codesStayText() throws {
    let fields = [
      "00040", "007", "1e5", "1E5", "+5", "1.0", "1.50", "-0", "1.", ".5", "-", "1 000", "1,5",
      "1.234.567", "1234567890123456", "12345678901234567", "0x10", "١٢", "-.5", "--5", "5-",
      "8654321098765432.5e1", "NaN", "Infinity", " 5", "5 ", "…", "x",
    ]
    for field in fields { #expect(try kind(field) == .text, "\(field)") }
  }

  @Test func truthValuesAreUpperCase() throws {
    #expect(try kind("TRUE") == .boolean)
    #expect(try kind("FALSE") == .boolean)
    for field in ["true", "True", "T", "TRUE ", "FALSEHOOD", "Trẻ"] {
      #expect(try kind(field) == .text)
    }
  }

  @Test func isoDatesAreDates() throws {
    for field in ["2024-05-10", "1900-01-01", "9999-12-31", "2024-02-29"] {
      #expect(try kind(field) == .date, "\(field)")
    }
    for field in ["2024-05-10T14:40:00", "2024-05-10T00:00:00.001", "2024-05-10T14:40:00.125"] {
      #expect(try kind(field) == .dateTime, "\(field)")
    }
  }

  @Test func whatIsNoDateOrWouldComeBackOtherwiseStaysText() throws {
    let fields = [
      "2023-02-29", "2024-13-01", "2024-00-10", "1899-12-31", "10/05/2024", "2024-5-10",
      "2024-05-10 14:40:00", "2024-05-10T14:40", "2024-05-10T24:00:00", "2024-05-10T14:40:00Z",
      "2024-05-10T00:00:00",
      "2024-05-10T14:40:00.000", "2024-05-10T14:40:00.5", "2024-05-1O", "20240510T", "2024-05-",
    ]
    for field in fields { #expect(try kind(field) == .text, "\(field)") }
  }

  @Test func timesAndDurationsAreTimes() throws {
    for field in ["12:30:00", "00:00:00", "23:59:59.999", "36:15:00", "125:00:01"] {
      #expect(try kind(field) == .time, "\(field)")
    }
    for field in [
      "12:30", "7:05:00", "012:30:00", "12:60:00", "12:30:61", "12:30:00.000", "-01:00:00",
      "12:30:0",
    ] {
      #expect(try kind(field) == .text, "\(field)")
    }
  }

  @Test func typedDatesHaveADateStyle() throws {
    var options = with(",")
    options.isTyped = true
    let reader = try reader("2024-05-10,2024-05-10T14:40:00,12:30:00,5\n", options)
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    let kinds = row.cells.map { reader.styles.format($0.style).kind }
    #expect(kinds == [.date, .date, .duration, .general])
    #expect(row.date(of: row.cells[0]) == CivilDateTime(year: 2024, month: 5, day: 10))
    #expect(row.milliseconds(of: row.cells[2]) == 45_000_000)
  }
}
