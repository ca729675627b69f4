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

  @Test(arguments: [1, 1000, 1 << 20])
  func aCopyOfAReaderGoesOnWhereItStands(_ inputBytes: Int) throws {
    let text = (0..<30_000).flatMap { Array("dòng \($0 &* 7919 % 10_007)\n".utf8) }
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    try writer.beginEntry("a")
    try writer.write(text)
    try writer.endEntry()
    try writer.finish()
    let archive = try ZipArchive(
      MemorySource(sink.bytes), limits: ReadLimits(), inputBytes: inputBytes)
    let reader = try archive.open(try #require(archive.entry(named: "a")))
    let start = try rest(of: reader, atMost: 70_000)
    let copy = try reader.copy()
    #expect(try start + rest(of: reader) == text)
    #expect(try start + rest(of: copy) == text)
  }

  private func rest(of reader: ZipEntryReader, atMost most: Int = .max) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 10_000)
    while bytes.count < most {
      let count = try piece.withUnsafeMutableBytes { try reader.read(into: $0) }
      if count == 0 { break }
      bytes.append(contentsOf: piece[..<count])
    }
    return bytes
  }
}
