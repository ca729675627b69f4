import SheetModel
import Testing
import Zip

@Suite struct ZipRoundTripTests {
  @Test func whatIsWrittenIsReadBack() throws {
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    try writer.addStored("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    var state: UInt32 = 7
    var long: [UInt8] = []
    for _ in 0..<400_000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      long.append(UInt8(truncatingIfNeeded: state >> 24) & 0x7F)
    }
    try writer.beginEntry("dài.xml")
    for start in stride(from: 0, to: long.count, by: 999) {
      try writer.write(Array(long[start..<min(start + 999, long.count)]))
    }
    try writer.endEntry()
    try writer.beginEntry("trống.xml")
    try writer.endEntry()
    try writer.beginEntry("ngắn.xml")
    try writer.write(Array("Biểu số 01".utf8))
    try writer.endEntry()
    try writer.finish()

    let archive = try ZipArchive(MemorySource(sink.bytes), limits: ReadLimits())
    #expect(archive.entries.map(\.name) == ["mimetype", "dài.xml", "trống.xml", "ngắn.xml"])
    let whole = try #require(archive.entry(named: "/DÀI.XML") ?? archive.entry(named: "dài.XML"))
    #expect(try archive.bytes(of: whole) == long)
    let empty = try #require(archive.entry(named: "trống.xml"))
    #expect(try archive.bytes(of: empty).isEmpty)
    let short = try #require(archive.entry(named: "ngắn.xml"))
    #expect(try archive.bytes(of: short) == Array("Biểu số 01".utf8))
  }
}
