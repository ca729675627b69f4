import SampleMaker
import SheetModel
import TestSupport
import Testing
import XLS

/// What real files have that the specification does not: nothing of it may cost a value.
@Suite struct StreamTests {
  typealias S = HandMadeStream

  @Test func aMissingEndIsNoErrorWhereTheStreamIsWhole() throws {
    var stream = S.book { $0.label("a", 0, 0) }
    let bytes = Array(stream.bytes.dropLast(4))
    let file = CompoundFileWriter.bytes(of: [("Workbook", bytes)])
    #expect(
      try cells(XLSReader(CompoundFile(MemorySource(file)), limits: .init())) == ["A1 text a"])
    // A bare stream could as well be cut off.
    let error = failure { try cells(XLSReader(bare: MemorySource(bytes), limits: .init())) }
    #expect(error?.code == .truncated)
    stream.begin(16)
    stream.label("b", 9, 9)
    stream.end()
    #expect(try cells(stream.opened()) == ["A1 text a"])
  }

  @Test func aSheetWithoutItsEndEndsWhereTheNextBegins() throws {
    var stream = S.book { sheet in
      sheet.label("a", 0, 0)
      sheet.begin(16)
      sheet.label("b", 1, 0)
    }
    stream.add(0, [])
    #expect(try cells(stream.opened()) == ["A1 text a"])
  }

  @Test func chartsWithinASheetAreNoneOfItsCells() throws {
    for isSorted in [true, false] {
      let stream = S.book { sheet in
        sheet.label("a", isSorted ? 0 : 5, 0)
        sheet.begin(0x20)
        sheet.number(77, 3, 3)
        sheet.end()
        sheet.label("b", 1, 0)
      }
      #expect(
        try cells(stream.opened()) == [
          isSorted ? "A1 text a" : "A2 text b", isSorted ? "A2 text b" : "A6 text a",
        ])
    }
  }

  @Test func aWrongPlaceOfASheetIsFoundByOrder() throws {
    let right = S.book { $0.label("a", 0, 0) }
    // The globals begin with 12 bytes; the sheet's place is behind the next record's head.
    for wrong in [0, 3, 17, 0xFFFF_FFFF, right.bytes.count - 2] {
      var bytes = right.bytes
      bytes.replaceSubrange(16..<20, with: S.u32(wrong))
      let file = CompoundFileWriter.bytes(of: [("Workbook", bytes)])
      let reader = try XLSReader(CompoundFile(MemorySource(file)), limits: .init())
      #expect(try cells(reader) == ["A1 text a"], "\(wrong)")
    }
  }

  @Test func twoSheetsAtOnePlaceAreTakenByOrder() throws {
    var stream = HandMadeStream()
    stream.begin(5)
    for name: UInt8 in [0x41, 0x42, 0x43] {
      // 12 bytes to begin with, three announcements of 13, an end of 4.
      stream.add(0x0085, S.u32(12 + 3 * 13 + 4) + [0, 0, 1, 0, name])
    }
    stream.end()
    for text in ["a", "b"] {
      stream.begin(16)
      stream.label(text, 0, 0)
      stream.end()
    }
    let reader = try stream.opened()
    #expect(try cells(reader) == ["A1 text a"])
    #expect(try cells(reader, sheet: 1) == ["A1 text b"])
    #expect(failure { try cells(reader, sheet: 2) }?.code == .malformedValue)
  }

  @Test func aLoneSheetOfASmallProgramIsRead() throws {
    var stream = HandMadeStream()
    // Version 0, as a well-known snippet of PHP writes it.
    stream.add(0x0809, S.u16(0) + S.u16(16) + S.u32(0))
    stream.add(0x0204, S.cell(0, 0) + S.text("Tªn x·", isBIFF5: true))
    stream.number(12, 0, 1)
    stream.end()
    let reader = try XLSReader(bare: MemorySource(stream.bytes), limits: .init())
    #expect(reader.sheets.map(\.name) == ["Sheet1"])
    #expect(try cells(reader) == ["A1 text Tªn x·", "B1 number 12"])
  }

  @Test func bothStreamsOfTwoVersionsGiveTheNewer() throws {
    let new = S.book { $0.label("moi", 0, 0) }
    let old = S.book(version: 0x0500) { $0.number(5, 0, 0) }
    let file = CompoundFileWriter.bytes(of: [("Book", old.bytes), ("Workbook", new.bytes)])
    #expect(
      try cells(XLSReader(CompoundFile(MemorySource(file)), limits: .init())) == ["A1 text moi"])
    #expect(try cells(old.opened(as: "BOOK")) == ["A1 number 5"])
  }

  @Test func passwordsAndOldVersionsAreNamed() throws {
    let locked = S.book(globals: { $0.add(0x002F, [0, 0, 1, 2, 3, 4]) }, { _ in })
    #expect(failure { try locked.opened() }?.code == .passwordProtected)
    for type: UInt16 in [0x0009, 0x0209, 0x0409] {
      var stream = HandMadeStream()
      stream.add(type, S.u16(0) + S.u16(16))
      stream.end()
      #expect(failure { try stream.opened() }?.code == .legacyXLS)
    }
    #expect(failure { try HandMadeStream().opened() }?.code == .malformedValue)
  }

  @Test func sheetsWithoutDataAreLeftOut() throws {
    let stream = S.book { globals in
      for kind in [1, 2, 6] { globals.add(0x0085, S.u32(0) + [0, UInt8(kind), 1, 0, 0x58]) }
      globals.add(0x0085, S.u32(0) + [2, 0, 1, 0, 0x59])
    } _: { sheet in
      sheet.label("a", 0, 0)
    }
    let sheets = try stream.opened().sheets
    #expect(sheets.map(\.name) == ["Y", "S1"])
    #expect(sheets.map(\.visibility) == [.veryHidden, .visible])
    // A dialog says so in its options.
    let dialog = S.book { $0.add(0x0081, S.u16(0x10)) }
    #expect(try dialog.opened().sheets.isEmpty)
  }

  @Test func codePagesOfOldTexts() throws {
    let bytes: [UInt8] = [0x74, 0x72, 0xCE, 0xAD, 0x93, 0x81]
    for (page, text) in [
      (1252, "trÎ\u{AD}“\u{81}"), (0x8001, "trÎ\u{AD}“\u{81}"), (5212, "trÎ\u{AD}“\u{81}"),
      (1250, "trÎ\u{AD}“\u{81}"), (1251, "trО\u{AD}“Ѓ"), (10_000, "trŒ≠ìÅ"),
      (1258, "trÎ\u{AD}“\u{81}"),
    ] {
      let stream = S.book(version: 0x0500) { globals in
        globals.add(0x0042, S.u16(page))
      } _: { sheet in
        sheet.add(0x0204, S.cell(0, 0) + S.u16(bytes.count) + bytes)
      }
      #expect(try cells(stream.opened(as: "Book")) == ["A1 text \(text)"], "\(page)")
    }
  }

  @Test func eastAsianCodePagesHavePairsOfBytes() throws {
    for (page, bytes, text) in [
      (932, [0x93, 0xFA, 0x96, 0x7B, 0x61, 0xB1] as [UInt8], "日本aｱ"),
      (936, [0xD6, 0xD0, 0x41], "中A"), (949, [0xC7, 0xD1], "한"), (950, [0xA4, 0xA4], "中"),
    ] {
      let stream = S.book(version: 0x0500) { globals in
        globals.add(0x0042, S.u16(page))
      } _: { sheet in
        sheet.add(0x0204, S.cell(0, 0) + S.u16(bytes.count) + bytes)
      }
      #expect(try cells(stream.opened(as: "Book")) == ["A1 text \(text)"], "\(page)")
    }
  }

  @Test func richTextOfOldVersions() throws {
    let stream = S.book(version: 0x0500) { globals in
      for name in ["Arial", ".VnTime"] {
        let font = [UInt8](repeating: 0, count: 14) + [UInt8(name.utf8.count)]
        globals.add(0x0031, font + Array(name.utf8))
      }
    } _: { sheet in
      sheet.add(
        0x00D6, S.cell(0, 0) + S.text("a Î b", isBIFF5: true) + [2, 2, 1, 3, 0])
    }
    var options = RowOptions()
    options.includesRuns = true
    let cursor = try stream.opened(as: "Book").rows(ofSheet: 0, options: options)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(
      row.cells.flatMap { row.runs(of: $0) } == [
        TextRun(start: 2, font: ".VnTime"), TextRun(start: 4, font: "Arial"),
      ])
  }
}
