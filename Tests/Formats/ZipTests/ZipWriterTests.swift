import SheetModel
import Testing
import Zip

@Suite struct ZipWriterTests {
  @Test func mimetypeHasAPlainHeader() throws {
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    try writer.beginEntry("mimetype", stored: true)
    try writer.write(Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    try writer.endEntry()
    try writer.finish()
    let bytes = sink.bytes
    #expect(Array(bytes[..<10]) == [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0])
    #expect(Array(bytes[26..<30]) == [8, 0, 0, 0])
    #expect(String(decoding: bytes[30..<60], as: UTF8.self) == "mimetypeapplication/vnd.oasis.")
    let same = MemorySink()
    let other = ZipWriter(same)
    try other.addStored("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    try other.finish()
    #expect(same.bytes == bytes)
  }

  @Test func onlyLongEntriesHaveDescriptors() throws {
    var state: UInt64 = 1
    let noise = (0..<100_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    for (count, flag) in [(1000, 0), (100_000, 8)] as [(Int, UInt8)] {
      let sink = MemorySink()
      let writer = ZipWriter(sink)
      try writer.beginEntry("a")
      try writer.write(Array(noise[..<count]))
      try writer.endEntry()
      try writer.finish()
      #expect(sink.bytes[6] == flag)
      #expect(contents(sink.bytes).success == ["a": Array(noise[..<count])])
    }
  }

  @Test func moreThan65534EntriesTakeWideRecords() throws {
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    for index in 0..<65_536 { try writer.addStored("\(index)", []) }
    try writer.finish()
    var limits = ReadLimits()
    limits.entries = 65_536
    let archive = try ZipArchive(MemorySource(sink.bytes), limits: limits)
    #expect(archive.entries.count == 65_536)
    #expect(archive.entries.last?.name == "65535")
    limits.entries = 65_535
    #expect(contents(sink.bytes, limits: limits).error?.limit == .entries)
  }

  @Test func namesAreTakenOnce() throws {
    let writer = ZipWriter(MemorySink())
    try writer.addStored("a", [])
    let twice = Result { () throws(WorkbookError) in try writer.addStored("a", []) }
    #expect(twice.code == .notRepresentable)
    let empty = Result { () throws(WorkbookError) in try writer.beginEntry("") }
    #expect(empty.code == .notRepresentable)
  }

  @Test func callsOutOfOrderThrow() throws {
    let writer = ZipWriter(MemorySink())
    let write = Result { () throws(WorkbookError) in try writer.write([1]) }
    #expect(write.code == .unwritable)
    let end = Result { () throws(WorkbookError) in try writer.endEntry() }
    #expect(end.code == .unwritable)
    try writer.beginEntry("a")
    let finish = Result { () throws(WorkbookError) in try writer.finish() }
    #expect(finish.code == .unwritable)
  }

  @Test func entriesAreCopiedAsTheyAre() throws {
    let first = MemorySink()
    let writer = ZipWriter(first, level: 9)
    try writer.beginEntry("dữ liệu.xml")
    for _ in 0..<5_000 { try writer.write(Array("Sơ sinh đến dưới 6 tuổi".utf8)) }
    try writer.endEntry()
    try writer.addStored("b", [1, 2, 3])
    try writer.finish()
    let archive = try ZipArchive(MemorySource(first.bytes), limits: ReadLimits())
    let second = MemorySink()
    let copier = ZipWriter(second)
    for entry in archive.entries { try copier.copy(entry, from: archive) }
    try copier.finish()
    #expect(second.bytes == first.bytes)
  }

  @Test func encryptedEntriesAreNotCopied() throws {
    var made = HandMadeArchive()
    made.entries = [HandMadeArchive.Entry("mật", "x")]
    made.entries[0].flags = 0x801
    let archive = try ZipArchive(MemorySource(made.bytes), limits: ReadLimits())
    let entry = try #require(archive.entries.first)
    let outcome = Result { () throws(WorkbookError) in
      try ZipWriter(MemorySink()).copy(entry, from: archive)
    }
    #expect(outcome.code == .unsupportedCompression)
  }

  private static func number(_ bytes: [UInt8], at index: Int, _ count: Int) -> UInt64 {
    bytes[index..<(index + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  @Test(arguments: [0xFFFF_FFFE, 0xFFFF_FFFF, 0x1_0000_0000])
  func sizesBeyondFourBytesAreWide(_ size: Int) {
    var record = ZipRecord(name: Array("a".utf8), method: 8, offset: size)
    record.compressed = size
    record.uncompressed = size
    let isWide = size >= 0xFFFF_FFFF
    let local = record.localHeader
    #expect(Self.number(local, at: 4, 2) == (isWide ? 45 : 20))
    #expect(Self.number(local, at: 18, 4) == min(UInt64(size), 0xFFFF_FFFF))
    #expect(local.count == 31 + (isWide ? 20 : 0))
    if isWide {
      #expect(Self.number(local, at: 31, 4) == 0x0010_0001)
      #expect(Self.number(local, at: 35, 8) == UInt64(size))
      #expect(Self.number(local, at: 43, 8) == UInt64(size))
    }
    record.hasDescriptor = true
    #expect(record.localHeader.count == 31)
    #expect(record.descriptor.count == (isWide ? 24 : 16))
    var directory: [UInt8] = []
    record.appendDirectoryRecord(to: &directory)
    #expect(directory.count == 47 + (isWide ? 28 : 0))
    #expect(Self.number(directory, at: 42, 4) == min(UInt64(size), 0xFFFF_FFFF))
    if isWide { #expect(Self.number(directory, at: 67, 8) == UInt64(size)) }
    #expect(ZipRecord.end(count: 1, start: size, size: 1).count == (isWide ? 98 : 22))
  }

  /// A sink with room for so many bytes.
  private final class FullDisk: ByteSink {
    var room = 100
    func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
      room -= bytes.count
      if room < 0 { throw WorkbookError(.unwritable) }
    }
  }

  @Test func aFullDiskIsTold() throws {
    let writer = ZipWriter(FullDisk())
    let outcome = Result { () throws(WorkbookError) in
      try writer.addStored("a", [UInt8](repeating: 0, count: 100))
    }
    #expect(outcome.code == .unwritable)
  }
}
