import SheetModel
import Testing
import Zip

@Suite struct ZipBudgetTests {
  private func zeros(_ names: [String], _ count: Int) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(sink, level: 9)
    for name in names {
      try writer.beginEntry(name)
      try writer.write([UInt8](repeating: 0, count: count))
      try writer.endEntry()
    }
    try writer.finish()
    return sink.bytes
  }

  @Test func aStatedSizeBeyondTheBudgetIsRefused() throws {
    var limits = ReadLimits()
    limits.entryBytes = 999_999
    let error = contents(try zeros(["a"], 1_000_000), limits: limits).error
    #expect(error?.limit == .entryBytes)
    #expect(error?.limitValue == 999_999)
    #expect(error?.place.part == "a")
    limits.entryBytes = 1_000_000
    #expect(contents(try zeros(["a"], 1_000_000), limits: limits).success != nil)
  }

  @Test func aBombThatStatesASmallSizeStopsThere() throws {
    var bytes = try zeros(["a"], 1_000_000)
    // The stated sizes: in the local header at 22, in the directory at 24 of its record.
    let directory = bytes.count - 22 - 47
    for at in [22, directory + 24] { bytes.replaceSubrange(at..<(at + 4), with: [100, 0, 0, 0]) }
    let archive = try ZipArchive(MemorySource(bytes), limits: ReadLimits())
    let entry = try #require(archive.entries.first)
    #expect(entry.uncompressedSize == 100)
    let reader = try archive.open(entry)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)
    defer { buffer.deallocate() }
    #expect(try reader.read(into: buffer) == 64)
    let outcome = Result { () throws(WorkbookError) in try reader.read(into: buffer) }
    #expect(outcome.code == .damagedArchive)
    let again = Result { () throws(WorkbookError) in try reader.read(into: buffer) }
    #expect(again.error == outcome.error)
  }

  @Test func allEntriesTogetherAreBounded() throws {
    var limits = ReadLimits()
    limits.totalBytes = 1_500_000
    let error = contents(try zeros(["a", "b"], 1_000_000), limits: limits).error
    #expect(error?.limit == .totalBytes)
    #expect(error?.place.part == "b")
  }

  @Test func aDirectoryOfFewEntriesIsBoundedToo() throws {
    var archive = HandMadeArchive()
    // Extra fields of nearly 64 KiB: 17 of them are beyond 4 KiB for each of 256 entries.
    for index in 0..<17 {
      var entry = HandMadeArchive.Entry("\(index)", "")
      entry.extra = [0xAA, 0xAA, 0xFB, 0xFF] + [UInt8](repeating: 0, count: 65_531)
      archive.entries.append(entry)
    }
    var limits = ReadLimits()
    limits.entries = 17
    #expect(contents(archive.bytes, limits: limits).error?.limit == .entries)
    #expect(contents(archive.bytes).success?.count == 17)
  }

  @Test func anHonestEntryMayShrinkAThousandfold() throws {
    let bytes = try zeros(["a"], 4_000_000)
    #expect(bytes.count < 5_000)
    #expect(contents(bytes).success?["a"]?.count == 4_000_000)
  }
}
