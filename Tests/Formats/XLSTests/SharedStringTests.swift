import SheetModel
import TestSupport
import Testing
import XLS

/// Shared strings wherever the seams of their records fall.
@Suite struct SharedStringTests {
  typealias S = HandMadeStream

  /// A book whose strings are these pieces, each a record, and whose sheet shows so many of them.
  private func book(_ pieces: [[UInt8]], count: Int, stated: Int? = nil) -> HandMadeStream {
    S.book { globals in
      for name in ["Arial", ".VnTime", ".VnTimeH", "VNI-Times", "X"] {
        let font = [UInt8](repeating: 0, count: 14) + [UInt8(name.utf8.count), 0]
        globals.add(0x0031, font + Array(name.utf8))
      }
      for (index, piece) in pieces.enumerated() {
        let head = index == 0 ? S.u32(count) + S.u32(stated ?? count) : []
        globals.add(index == 0 ? 0x00FC : 0x003C, head + piece)
      }
    } _: { sheet in
      for index in 0..<count { sheet.add(0x00FD, S.cell(index, 0) + S.u32(index)) }
    }
  }

  @Test func everySeamGivesTheSameStrings() throws {
    // A wide rich one with phonetic text, and a compressed one behind it.
    let runs = S.u16(1) + S.u16(1) + S.u16(3) + S.u16(0)
    let text = "trẻ em"
    let head = S.u16(6) + [0x0D] + S.u16(2) + S.u32(5)
    let characters = text.utf16.flatMap { S.u16(Int($0)) }
    let second: [UInt8] = S.text("sau")
    let whole = head + characters + runs + [9, 9, 9, 9, 9] + second
    let textEnd = head.count + characters.count
    let secondText = textEnd + runs.count + 5 + 3
    for cut in 0...whole.count {
      // Between two characters the next record says anew how wide they are.
      let isInText = cut >= head.count && cut < textEnd
      let isInSecond = cut >= secondText && cut < whole.count
      if isInText, (cut - head.count) % 2 == 1 { continue }
      let again: [UInt8] = isInText ? [1] : isInSecond ? [0] : []
      let pieces = [Array(whole[..<cut]), again + Array(whole[cut...])]
      var options = RowOptions()
      options.includesRuns = true
      let reader = try book(pieces, count: 2).opened()
      #expect(try cells(reader) == ["A1 text trẻ em", "A2 text sau"], "\(cut)")
      let cursor = try reader.rows(ofSheet: 0, options: options)
      var row = Row()
      #expect(try cursor.next(into: &row))
      let found = row.cells.flatMap { row.runs(of: $0) }
      // Bytes of UTF-8: `ẻ` has three.
      #expect(
        found == [TextRun(start: 1, font: ".VnTime"), TextRun(start: 5, font: "Arial")], "\(cut)")
    }
  }

  @Test(arguments: [0, 1, 15, 0xFFFF_FFFF])
  func aCountThatIsWrongIsNoError(_ stated: Int) throws {
    let pieces = [S.text("a") + S.text("b")]
    #expect(
      try cells(book(pieces, count: 2, stated: stated).opened()) == ["A1 text a", "A2 text b"])
  }

  @Test func aStringThatIsCutOffIsRefused() throws {
    let whole = S.text("a") + S.wide("bốn")
    for cut in (4 + 3)..<whole.count {
      let error = failure { try cells(book([Array(whole[..<cut])], count: 2).opened()) }
      #expect(error?.code == .malformedValue, "\(cut)")
    }
  }

  @Test func budgetsHold() throws {
    let pieces = [S.text("a") + S.text("bcdef")]
    for (name, value) in [(ReadLimits.Name.sharedStringBytes, 20), (.textBytes, 4)] {
      var limits = ReadLimits()
      limits[name] = value
      let error = failure { try cells(book(pieces, count: 2).opened(limits: limits)) }
      #expect(error?.code == .limitExceeded && error?.limit == name)
    }
  }

  @Test func runsOfFontsThereAreAndAreNot() throws {
    // There is no font 4, so 5 is the fifth; 99 is none, which is the cell's own.
    let runs =
      S.u16(0) + S.u16(1) + S.u16(2) + S.u16(5) + S.u16(3) + S.u16(99) + S.u16(9) + S.u16(0)
    let pieces = [S.u16(4) + [8] + S.u16(4) + Array("abcd".utf8) + runs]
    var options = RowOptions()
    options.includesRuns = true
    let cursor = try book(pieces, count: 1).opened().rows(ofSheet: 0, options: options)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(
      row.cells.flatMap { row.runs(of: $0) } == [
        TextRun(start: 0, font: ".VnTime"), TextRun(start: 2, font: "X"),
        TextRun(start: 3, font: ""),
      ])
  }
}
