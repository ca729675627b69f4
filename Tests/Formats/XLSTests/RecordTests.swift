import SheetModel
import TestSupport
import Testing
import XLS

/// What the records of cells mean.
@Suite struct RecordTests {
  @Test func numbersOfAllKinds() throws {
    typealias S = HandMadeStream
    let stream = S.book { sheet in
      sheet.number(0.1, 0, 0)
      // 30 bits: a whole number, one of hundredths, a double, and one of hundredths.
      for (column, bits) in [
        Int(-7) << 2 | 2, 12_345 << 2 | 3, 0x3FF8_0000, 0x40C8_1C81, (-536_870_912) << 2 | 3,
      ].enumerated() {
        sheet.add(0x027E, S.cell(1, column) + S.u32(bits))
      }
      var many = S.u16(2) + S.u16(3)
      for value in [1, 2, 3] { many += S.u16(0) + S.u32(value << 2 | 2) }
      sheet.add(0x00BD, many + S.u16(5))
      sheet.number(.infinity, 3, 0)
      sheet.number(-0.0, 3, 1)
      sheet.number(1e300, 3, 2)
    }
    #expect(
      try cells(stream.opened()) == [
        "A1 number 0.1", "A2 number -7", "B2 number 123.45", "C2 number 1.5", "D2 number 123.45",
        "E2 number -5368709.12", "D3 number 1", "E3 number 2", "F3 number 3", "A4 error #NUM!",
        "B4 number 0", "C4 number 1e+300",
      ])
  }

  @Test func truthValuesAndErrors() throws {
    typealias S = HandMadeStream
    let stream = S.book { sheet in
      sheet.add(0x0205, S.cell(0, 0) + [1, 0])
      sheet.add(0x0205, S.cell(0, 1) + [0, 0])
      for (index, code) in [0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x03].enumerated() {
        sheet.add(0x0205, S.cell(1, index) + [UInt8(code), 1])
      }
      // OpenOffice 2 wrote two bytes for the code.
      sheet.add(0x0205, S.cell(2, 0) + [0x07, 0, 1])
    }
    #expect(
      try cells(stream.opened()) == [
        "A1 boolean TRUE", "B1 boolean FALSE", "A2 error #NULL!", "B2 error #DIV/0!",
        "C2 error #VALUE!", "D2 error #REF!", "E2 error #NAME?", "F2 error #NUM!", "G2 error #N/A",
        "H2 error #UNKNOWN!", "A3 error #DIV/0!",
      ])
  }

  @Test func formulasComeWithTheirLastValues() throws {
    typealias S = HandMadeStream
    let rest = S.u16(0) + S.u32(0) + S.u16(3) + [0x1E, 1, 0]
    func special(_ kind: UInt8, _ value: UInt8) -> [UInt8] {
      [kind, 0, value, 0, 0, 0, 0xFF, 0xFF]
    }
    let stream = S.book { sheet in
      sheet.add(0x0006, S.cell(0, 0) + S.double(2.5) + rest)
      sheet.add(0x0006, S.cell(0, 1) + special(0, 0) + rest)
      // The text comes behind what the formula shares with others.
      sheet.add(0x04BC, S.u16(0))
      sheet.add(0x0207, S.wide("trẻ em"))
      sheet.add(0x0406, S.cell(0, 2) + special(1, 1) + rest)
      sheet.add(0x0206, S.cell(0, 3) + special(2, 0x2A) + rest)
      sheet.add(0x0006, S.cell(0, 4) + special(3, 0) + rest)
      // A text that does not come.
      sheet.add(0x0006, S.cell(0, 5) + special(0, 0) + rest)
      sheet.number(1, 0, 6)
    }
    let reader = try stream.opened()
    #expect(
      try cells(reader) == [
        "A1 number 2.5", "B1 text trẻ em", "C1 boolean TRUE", "D1 error #N/A", "E1 text ",
        "F1 text ", "G1 number 1",
      ])
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(row.cells.map(\.hasFormula) == [true, true, true, true, true, true, false])
    #expect(row.cells.first.flatMap { row.formula(of: $0) }?.isEmpty == true)
  }

  @Test func textsOverContinueRecords() throws {
    typealias S = HandMadeStream
    let stream = S.book { sheet in
      // The rest of a text says anew how wide its characters are; half a character counts nothing.
      sheet.add(0x0204, S.cell(0, 0) + S.u16(6) + [0] + Array("tr".utf8))
      sheet.add(0x003C, [1] + S.u16(0x1EBB) + S.u16(0x20) + [0x65])
      sheet.add(0x003C, [0] + Array("em".utf8))
      // A pair of surrogates that is torn.
      sheet.add(0x0204, S.cell(0, 1) + S.u16(3) + [1] + S.u16(0x41) + S.u16(0xD83D))
      sheet.add(0x003C, [1] + S.u16(0xDE00))
      sheet.add(0x0204, S.cell(0, 2) + S.u16(2) + [1] + S.u16(0xD83D) + S.u16(0x42))
      // Fewer characters than stated.
      sheet.add(0x0204, S.cell(0, 3) + S.u16(9) + [0] + Array("abc".utf8))
    }
    #expect(
      try cells(stream.opened()) == [
        "A1 text trẻ em", "B1 text A😀", "C1 text \u{FFFD}B", "D1 text abc",
      ])
  }

  @Test func rowsAndCellsOutOfOrderAreSorted() throws {
    typealias S = HandMadeStream
    let rest = S.u16(0) + S.u32(0) + S.u16(0)
    let stream = S.book { sheet in
      for column in [1, 0] {
        for row in [2, 0, 1] { sheet.label("\(row),\(column)", row, column) }
      }
      sheet.add(0x0006, S.cell(0, 2) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + rest)
      sheet.add(0x0207, S.text("x"))
      // Of two at one place the later counts.
      sheet.label("sau", 1, 0)
      sheet.add(0x0208, S.u16(1) + [UInt8](repeating: 0, count: 10) + S.u16(0x20) + S.u16(0))
    }
    let reader = try stream.opened()
    #expect(
      try cells(reader) == [
        "A1 text 0,0", "B1 text 0,1", "C1 text x", "A2 text sau", "B2 text 1,1", "A3 text 2,0",
        "B3 text 2,1",
      ])
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    var hidden: [Bool] = []
    while try cursor.next(into: &row) { hidden.append(row.isHidden) }
    #expect(hidden == [false, true, false])
  }

  @Test func aCellThatIsOverwrittenTakesItsRunsAlong() throws {
    typealias S = HandMadeStream
    let stream = S.book { sheet in
      sheet.add(0x00D6, S.cell(0, 1) + S.text("abcdef") + S.u16(1) + S.u16(4) + S.u16(0))
      sheet.label("a", 0, 0)
      sheet.label("xy", 0, 1)
    }
    var options = RowOptions()
    options.includesRuns = true
    let cursor = try stream.opened().rows(ofSheet: 0, options: options)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(row.cells.count == 2 && row.cells.allSatisfy { row.runs(of: $0).isEmpty })
  }

  @Test func datesByStyleInBothSystems() throws {
    typealias S = HandMadeStream
    for (flag, expected) in [(0, "1900-02-28"), (1, "1904-02-29")] {
      let stream = S.book { globals in
        globals.add(0x0022, S.u16(flag))
        globals.add(0x041E, S.u16(170) + S.text("dd/mm/yyyy"))
        for format in [0, 14, 170, 9, 46] {
          globals.add(0x00E0, S.u16(0) + S.u16(format) + [UInt8](repeating: 0, count: 16))
        }
      } _: { sheet in
        for format in 0..<6 { sheet.number(59, 0, format, format: format) }
        sheet.number(60, 1, 0, format: 1)
      }
      let found = try cells(stream.opened())
      #expect(
        found.prefix(6) == [
          "A1 number 59", "B1 date \(expected)", "C1 date \(expected)", "D1 number 59",
          "E1 time 1416:00:00", "F1 number 59",
        ])
      #expect(found.last == (flag == 0 ? "A2 number 60" : "A2 date 1904-03-01"))
    }
  }

  @Test func recordsThatAreTooShortAreRefused() throws {
    typealias S = HandMadeStream
    for (type, length) in [(0x0203, 13), (0x027E, 9), (0x00FD, 9), (0x0006, 10), (0x0205, 7)] {
      let stream = S.book { sheet in
        sheet.label("a", 0, 0)
        sheet.add(UInt16(type), S.cell(4, 1) + [UInt8](repeating: 0, count: length - 6))
      }
      let error = failure { try cells(stream.opened()) }
      #expect(error?.code == .malformedValue, "\(type)")
      #expect(error?.place.sheet == "S1" && error?.place.cell == CellAddress("B5"))
    }
  }

  @Test func aSharedStringThatIsNotThereIsRefused() throws {
    typealias S = HandMadeStream
    let stream = S.book { sheet in sheet.add(0x00FD, S.cell(1, 2) + S.u32(5)) }
    let error = failure { try cells(stream.opened()) }
    #expect(error?.code == .malformedValue)
    #expect(error?.place.cell == CellAddress("C2"))
  }
}
