import SheetModel
import Testing

@Suite struct StyleAndErrorTests {
  @Test func equalStylesShareAnIndex() {
    var table = StyleTable()
    var bold = CellStyle()
    bold.font.isBold = true
    #expect(table.index(of: CellStyle()) == 0)
    #expect(table.index(of: bold) == 1)
    #expect(table.index(of: bold) == 1)
    #expect(table[1] == bold)
  }

  @Test func indexesOutOfRangeAreTheDefault() {
    let table = StyleTable()
    #expect(table[99] == CellStyle())
    #expect(table[-1] == CellStyle())
    #expect(table.format(99).kind == .general)
  }

  @Test func readersKeepTheIndexesOfTheFile() {
    var table = StyleTable()
    #expect(table.append(CellStyle()) == 1)
    #expect(table.append(CellStyle()) == 2)
    #expect(table.index(of: CellStyle()) == 0)
    var date = CellStyle()
    date.numberFormat = "dd/mm/yyyy"
    table.replaceDefault(date)
    #expect(table.format(0).kind == .date)
    #expect(table.index(of: date) == 0)
    let plain = table.index(of: CellStyle())
    #expect(table[plain] == CellStyle())
  }

  @Test func outerLayersFillInOnlyWhatIsMissing() {
    let inner = WorkbookError(.malformedValue, at: Place(part: "xl/styles.xml", line: 3))
    let located = inner.located(in: Place(file: "a.xlsx", part: "x", sheet: "Biểu 01"))
    #expect(
      located.place
        == Place(file: "a.xlsx", part: "xl/styles.xml", sheet: "Biểu 01", line: 3))
  }

  @Test func limitsAreNamedWithTheirValue() {
    var limits = ReadLimits()
    for (offset, name) in ReadLimits.Name.allCases.enumerated() {
      limits[name] = 1000 + offset
      let error = WorkbookError.limit(name, of: limits)
      #expect(error.code == .limitExceeded)
      #expect(error.limit == name && error.limitValue == 1000 + offset)
    }
    #expect(Set(ReadLimits.Name.allCases.map { limits[$0] }).count == 13)
  }

  @Test func memorySourcesStayWithinTheirBytes() throws {
    let source = MemorySource([1, 2, 3])
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 8, alignment: 1)
    defer { buffer.deallocate() }
    #expect(try source.read(at: 1, into: buffer) == 2)
    #expect(Array(buffer[..<2]) == [2, 3])
    for offset in [3, 99, -1, .max] { #expect(try source.read(at: offset, into: buffer) == 0) }
  }
}
