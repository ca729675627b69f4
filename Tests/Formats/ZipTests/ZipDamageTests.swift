import SheetModel
import Testing
import Zip

@Suite struct ZipDamageTests {
  private let abc = HandMadeArchive.Entry("a.xml", "abc", checksum: abcChecksum)

  private func sample() throws -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    try writer.addStored("mimetype", Array("application/x".utf8))
    try writer.beginEntry("nội dung.xml")
    for row in 0..<40 { try writer.write(Array("<dòng>\(row * 7919)</dòng>".utf8)) }
    try writer.endEntry()
    try writer.finish()
    return sink.bytes
  }

  @Test func everyCutThrows() throws {
    for bytes in [try sample(), HandMadeArchive(entries: [abc], isWide: true).bytes] {
      for count in 0..<bytes.count {
        let code = contents(Array(bytes[..<count])).code
        #expect(code == .truncated, "\(count) of \(bytes.count) bytes")
      }
    }
  }

  @Test func cutAfterAnArchiveWithinTheArchiveThrows() throws {
    var outer = HandMadeArchive.Entry("phụ lục.zip", "")
    outer.data = try sample()
    outer.size = UInt32(outer.data.count)
    outer.compressed = outer.size
    let bytes = HandMadeArchive(entries: [outer]).bytes
    let cut = Array(bytes[..<(30 + outer.name.count + outer.data.count)])
    #expect(contents(cut).code == .truncated)
  }

  @Test func noWrongByteGoesUnnoticed() throws {
    for bytes in [try sample(), HandMadeArchive(entries: [abc], isWide: true).bytes] {
      let whole = try contents(bytes).get()
      for index in bytes.indices {
        for mask in [0xFF, 0x01, 0x80] as [UInt8] {
          var wrong = bytes
          wrong[index] ^= mask
          // Fields that nothing depends on (dates, versions) may be wrong; the content may not.
          if let read = contents(wrong).success {
            let texts = { (all: [String: [UInt8]]) in all.values.sorted { $0.count < $1.count } }
            #expect(texts(read) == texts(whole), "byte \(index)")
          }
        }
      }
    }
  }

  @Test func wrongChecksumIsTold() {
    var entry = abc
    entry.checksum ^= 1
    let error = contents(HandMadeArchive(entries: [entry]).bytes).error
    #expect(error?.code == .checksumMismatch)
    #expect(error?.place.part == "a.xml")
  }

  @Test func localHeaderMustAgreeWithTheDirectory() {
    var name = abc
    name.localName = Array("b.xml".utf8)
    var method = abc
    method.localMethod = 8
    var size = abc
    size.localSize = 2
    for entry in [name, method, size] {
      #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .damagedArchive)
    }
    var late = abc
    late.hasDescriptor = true
    #expect(contents(HandMadeArchive(entries: [late]).bytes).success?.count == 1)
  }

  @Test func sizesMustBeTrue() {
    var entry = abc
    entry.size = 4
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .damagedArchive)
    entry.size = 2
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .damagedArchive)
    // A deflate stream of "abc" in one stored block, then one byte too many.
    entry = abc
    entry.method = 8
    entry.data = [1, 3, 0, 0xFC, 0xFF] + Array("abc".utf8)
    entry.compressed = 8
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).success?.count == 1)
    for size in [2, 4] as [UInt32] {
      entry.size = size
      #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .damagedArchive)
    }
    entry.size = 3
    entry.data.append(0)
    entry.compressed = 9
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .damagedArchive)
    entry.data.removeLast(3)
    entry.compressed = 6
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .damagedArchive)
  }

  @Test func encryptedAndForeignMethodsAreToldWhenOpened() throws {
    var locked = abc
    locked.flags = 1
    var method = HandMadeArchive.Entry("b.xml", "abc", checksum: abcChecksum)
    method.method = 12
    let archive = try ZipArchive(
      MemorySource(HandMadeArchive(entries: [locked, method]).bytes), limits: ReadLimits())
    for entry in archive.entries {
      let outcome = Result { () throws(WorkbookError) in try archive.bytes(of: entry) }
      #expect(outcome.code == .unsupportedCompression)
    }
    #expect(archive.entries.first?.isEncrypted == true)
  }

  /// `abc` under a descriptor of these fields.
  private func described(_ fields: [(UInt64, Int)]) -> HandMadeArchive {
    var entry = HandMadeArchive.Entry("a.xml", "abc", checksum: abcChecksum)
    entry.hasDescriptor = true
    entry.descriptor = fields.flatMap { HandMadeArchive.number($0.0, $0.1) }
    var other = HandMadeArchive.Entry("b.xml", "abc", checksum: abcChecksum)
    other.hasDescriptor = true
    return HandMadeArchive(entries: [entry, other])
  }

  @Test func descriptorsOfEveryShapeAreTaken() {
    let signature: (UInt64, Int) = (0x0807_4b50, 4)
    let checksum: (UInt64, Int) = (UInt64(abcChecksum), 4)
    for fields in [
      [signature, checksum, (3, 4), (3, 4)], [checksum, (3, 4), (3, 4)],
      [signature, checksum, (3, 8), (3, 8)], [checksum, (3, 8), (3, 8)], [],
    ] {
      #expect(contents(described(fields).bytes).success?.count == 2)
    }
  }

  @Test func aDescriptorMustAgreeWithTheDirectory() {
    let sum = UInt64(abcChecksum)
    for fields: [(UInt64, Int)] in [
      [(0x0807_4b50, 4), (sum ^ 1, 4), (3, 4), (3, 4)],
      [(0x0807_4b50, 4), (sum, 4), (4, 4), (3, 4)], [(0x0807_4b50, 4), (sum, 4), (3, 8), (4, 8)],
    ] {
      let error = contents(described(fields).bytes).error
      #expect(error?.code == .damagedArchive)
      #expect(error?.found == "data descriptor")
    }
  }

  @Test func aLocalHeaderMayLeaveAllToTheDirectory() {
    var entry = HandMadeArchive.Entry("a.xml", "abc", checksum: abcChecksum)
    entry.isSilent = true
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).success?.count == 1)
    entry.checksum ^= 1
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .checksumMismatch)
  }
}
