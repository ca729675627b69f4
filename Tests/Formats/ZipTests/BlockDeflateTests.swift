import SheetModel
import Testing
import Zip

/// Entries of several blocks (256 KiB), and their threads.
@Suite struct BlockDeflateTests {
  private static let block = 1 << 18

  /// Text that deflates well, yet differs from block to block.
  private static func text(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var state: UInt64 = 3
    while bytes.count < count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes += Array("<c r=\"B\(bytes.count)\" t=\"s\"><v>\(state >> 50)</v></c>".utf8)
    }
    return Array(bytes[..<count])
  }

  private static func archive(
    _ entries: [[UInt8]], level: Int32? = nil, threads: Int, piece: Int = 40_000
  ) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(sink, level: level, threads: threads)
    for (number, bytes) in entries.enumerated() {
      try writer.beginEntry("\(number)")
      for start in stride(from: 0, to: bytes.count, by: piece) {
        try writer.write(Array(bytes[start..<min(start + piece, bytes.count)]))
      }
      try writer.endEntry()
    }
    try writer.finish()
    return sink.bytes
  }

  @Test(arguments: [nil, 0, 1, 5, 6, 9] as [Int32?])
  func bytesAreTheSameForAnyNumberOfThreads(level: Int32?) throws {
    let entries = [
      Self.text(5 * Self.block + 7), Self.text(100), Self.text(2 * Self.block), [],
      Self.text(Self.block + 1),
    ]
    let one = try Self.archive(entries, level: level, threads: 1)
    let read = try #require(contents(one).success)
    for (number, bytes) in entries.enumerated() { #expect(read["\(number)"] == bytes) }
    for threads in [2, 4, 100] {
      #expect(try Self.archive(entries, level: level, threads: threads) == one)
    }
    #expect(try Self.archive(entries, level: level, threads: 2, piece: 1_000_000) == one)
  }

  @Test(arguments: [1, 2])
  func noiseIsReadBack(threads: Int) throws {
    var state: UInt64 = 1
    let noise = (0..<(3 * Self.block + 5)).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    for level in [0, 1, 6] as [Int32] {
      let bytes = try Self.archive([noise], level: level, threads: threads)
      #expect(contents(bytes).success == ["0": noise])
      #expect(bytes.count < noise.count + noise.count / 1000 + 1000)
    }
  }

  @Test(arguments: [1, 2])
  func manyBlocksThatBecomeFewBytesHaveAPlainHeader(threads: Int) throws {
    let zeros = [UInt8](repeating: 0, count: 4 * Self.block)
    let bytes = try Self.archive([zeros], threads: threads)
    #expect(bytes[6] == 0)
    #expect(contents(bytes).success == ["0": zeros])
  }

  @Test func withoutALevelShortEntriesHaveLevel6AndLongOnesAreTuned() throws {
    let short = [Self.text(Self.block)]
    #expect(try Self.archive(short, threads: 1) == Self.archive(short, level: 6, threads: 1))
    let long = [Self.text(4 * Self.block)]
    let (tuned, six) = (
      try Self.archive(long, threads: 1), try Self.archive(long, level: 6, threads: 1)
    )
    #expect(tuned != six)
    #expect(tuned.count < six.count + six.count / 20)
  }

  @Test func cuttingCostsNextToNothing() throws {
    let cut = try Self.archive([Self.text(8 * Self.block)], threads: 1)
    let piecewise = try (0..<8).map { number in
      try Self.archive(
        [Array(Self.text(8 * Self.block)[(number * Self.block)..<((number + 1) * Self.block)])],
        threads: 1
      ).count
    }
    // Blocks know the end of the one before: better than each for itself.
    #expect(cut.count < piecewise.reduce(0, +))
  }

  /// A sink with room for so many bytes, which counts how often it refuses.
  private final class FullDisk: ByteSink {
    var room: Int
    var refusals = 0
    init(room: Int) { self.room = room }
    func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
      room -= bytes.count
      if room < 0 {
        refusals += 1
        throw WorkbookError(.unwritable, found: "full")
      }
    }
  }

  @Test(arguments: [1, 2, 4])
  func aFullDiskIsAskedOnce(threads: Int) throws {
    let sink = FullDisk(room: 100_000)
    let writer = ZipWriter(sink, threads: threads)
    let text = Self.text(20 * Self.block)
    let outcome = Result { () throws(WorkbookError) in
      try writer.beginEntry("a")
      for start in stride(from: 0, to: text.count, by: 50_000) {
        try writer.write(Array(text[start..<min(start + 50_000, text.count)]))
      }
      try writer.endEntry()
    }
    #expect(outcome.code == .unwritable)
    #expect(sink.refusals == 1)
    let later = Result { () throws(WorkbookError) in try writer.endEntry() }
    #expect(later.error == outcome.error)
    #expect(sink.refusals == 1)
  }

  @Test func aWriterThatIsGivenUpEndsItsThreads() throws {
    for _ in 0..<20 {
      let writer = ZipWriter(MemorySink(), threads: 4)
      try writer.beginEntry("a")
      try writer.write(Self.text(4 * Self.block))
    }
  }
}
