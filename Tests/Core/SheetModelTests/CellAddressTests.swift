import SheetModel
import Testing

@Suite struct CellAddressTests {
  @Test func a1NotationIsReadAndWritten() {
    let known: [(String, Int, Int)] = [
      ("A1", 0, 0), ("D17", 16, 3), ("Z9", 8, 25), ("AA10", 9, 26), ("AZ1", 0, 51),
      ("BA1", 0, 52), ("ZZ1", 0, 701), ("AAA1", 0, 702), ("XFD1048576", 1_048_575, 16_383),
    ]
    for (text, row, column) in known {
      let address = CellAddress(row: row, column: column)
      #expect(CellAddress(text) == address)
      #expect(address.description == text)
    }
  }

  @Test func dollarMarksAndSmallLettersAreTaken() {
    let d17 = CellAddress(row: 16, column: 3)
    for text in ["$D$17", "$D17", "D$17", "d17", "$d$17"] {
      #expect(CellAddress(text) == d17, "\(text)")
    }
  }

  @Test func whatIsNoAddressIsNil() {
    let texts = [
      "", "$", "D", "17", "D0", "D-1", "D1.5", "XFE1", "A1048577", "AAAA1", "A99999999999999999",
      "$$D17", "D$$17", "D17$", "D1$7", "$D$17$", "D$", "$17", "1D", "D17 ", " D17", "Đ1", "D１",
      "ZZZZZZZZZZZZZZZZZ1", "A1:B2",
    ]
    for text in texts { #expect(CellAddress(text) == nil, "\(text)") }
  }

  @Test func everyColumnNameReadsBack() {
    for column in 0..<16_384 {
      let name = CellAddress.columnName(column)
      #expect(CellAddress(name + "1")?.column == column)
    }
    #expect(CellAddress.columnName(-1) == "")
    #expect(CellAddress.columnName(.max).isEmpty == false)
  }

  @Test func addressesAscendByRowThenColumn() {
    #expect(CellAddress(row: 0, column: 5) < CellAddress(row: 1, column: 0))
    #expect(CellAddress(row: 1, column: 0) < CellAddress(row: 1, column: 1))
  }

  @Test func rangesPutTheirCornersInOrder() {
    let range = CellRange(CellAddress(row: 5, column: 0), CellAddress(row: 1, column: 3))
    #expect(range.description == "A2:D6")
    #expect(CellRange("$D$6:$A$2") == range)
    #expect(CellRange("C3")?.description == "C3")
    #expect(range.contains(CellAddress(row: 1, column: 3)))
    #expect(!range.contains(CellAddress(row: 1, column: 4)))
    #expect(!range.contains(CellAddress(row: 0, column: 0)))
    for text in ["", ":", "A1:", ":A1", "A1:B2:C3", "A:C", "1:3"] {
      #expect(CellRange(text) == nil, "\(text)")
    }
  }
}
