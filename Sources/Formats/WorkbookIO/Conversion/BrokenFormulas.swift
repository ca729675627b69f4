import SheetModel

extension Row {
  /// Takes away formulas that would be broken in the output, and counts them.
  ///
  /// Those that name other workbooks or tables (`[`) are always broken, since neither is taken
  /// along; those that name sheets (`!`) are where not all sheets keep their names.
  mutating func dropFormulas(exceptLocal keepsSheets: Bool) -> Int {
    var dropped = 0
    for index in cells.indices where cells[index].hasFormula {
      let text = bytes[range(cells[index].formula)]
      if isBroken(text, keepsSheets: keepsSheets) {
        dropped += 1
        replaceCells { $0[index].flags.remove(.formula) }
      }
    }
    return dropped
  }

  private func isBroken(_ formula: ArraySlice<UInt8>, keepsSheets: Bool) -> Bool {
    var quote: UInt8?
    for byte in formula {
      if let open = quote {
        if byte == open { quote = nil }
        // A path of another workbook stands between apostrophes: 'C:\[a.xlsx]Sheet1'!A1.
        if open == UInt8(ascii: "'"), byte == UInt8(ascii: "[") { return true }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") || (byte == UInt8(ascii: "!") && !keepsSheets) {
        return true
      }
    }
    return false
  }
}
