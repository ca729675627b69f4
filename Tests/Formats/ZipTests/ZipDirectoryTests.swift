import SheetModel
import Testing
import Zip

@Suite struct ZipDirectoryTests {
  private let abc = HandMadeArchive.Entry("a.xml", "abc", checksum: abcChecksum)
  private let expected = ["a.xml": Array("abc".utf8)]

  @Test func storedEntryIsRead() {
    #expect(contents(HandMadeArchive(entries: [abc]).bytes).success == expected)
  }

  @Test func bytesBeforeTheArchiveAreTolerated() {
    for isWide in [false, true] {
      let archive = HandMadeArchive(
        entries: [abc], prefix: Array("HTTP/1.1 200 OK\r\n\r\n".utf8), isWide: isWide)
      #expect(contents(archive.bytes).success == expected)
    }
  }

  @Test func commentAndPaddingAfterTheEndAreTolerated() {
    #expect(
      contents(HandMadeArchive(entries: [abc], comment: Array("PK\u{5}\u{6} lời".utf8)).bytes)
        .success == expected)
    #expect(
      contents(HandMadeArchive(entries: [abc], suffix: [0, 0, 0, 10]).bytes).success == expected)
  }

  @Test func longestCommentIsSearched() {
    let comment = [UInt8](repeating: 0x20, count: 65_535)
    #expect(contents(HandMadeArchive(entries: [abc], comment: comment).bytes).success == expected)
  }

  @Test func wideRecordsAreRead() {
    var entry = abc
    entry.extra = [1, 0, 24, 0]
    for value in [3, 3, 0] as [UInt64] { entry.extra += HandMadeArchive.number(value, 8) }
    entry.localExtra = [0x99, 0x99, 1, 0, 7] + [1, 0, 16, 0] + HandMadeArchive.number(3, 8)
    entry.localExtra += HandMadeArchive.number(3, 8)
    entry.size = .max
    entry.compressed = .max
    entry.offset = .max
    #expect(contents(HandMadeArchive(entries: [entry], isWide: true).bytes).success == expected)
    entry.extra = [1, 0, 8, 0] + HandMadeArchive.number(3, 8)
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .damagedArchive)
    entry.extra = [1, 0, 24, 0]
    for value in [UInt64.max, .max, .max] { entry.extra += HandMadeArchive.number(value, 8) }
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).code == .damagedArchive)
  }

  @Test func namesWithoutTheUTF8FlagAreCodePage437() {
    var entry = abc
    entry.name = [0x42, 0x69, 0xE1, 0x82, 0xFF]
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).success?.keys.first == "Bißé\u{A0}")
    entry.name = Array(0x80...0xFF)
    let upper = contents(HandMadeArchive(entries: [entry]).bytes).success?.keys.first ?? ""
    #expect(upper.unicodeScalars.count == 128)
    #expect(upper.unicodeScalars.first == "\u{C7}")
    entry.name = Array("Biểu.xml".utf8)
    entry.flags = 0x800
    #expect(contents(HandMadeArchive(entries: [entry]).bytes).success?.keys.first == "Biểu.xml")
  }

  @Test func partsAreFoundWithoutRegardToCaseSlashAndBackslash() throws {
    var other = abc
    other.name = Array("XL\\Workbook.xml".utf8)
    let archive = try ZipArchive(
      MemorySource(HandMadeArchive(entries: [abc, other]).bytes), limits: ReadLimits())
    #expect(archive.entry(named: "/xl/workbook.xml")?.name == "XL\\Workbook.xml")
    #expect(archive.entry(named: "A.XML")?.name == "a.xml")
    #expect(archive.entry(named: "b.xml") == nil)
  }

  @Test func twoEntriesOfOneNameAreRefused() {
    #expect(contents(HandMadeArchive(entries: [abc, abc]).bytes).code == .damagedArchive)
  }

  @Test(arguments: ["A.xml", "/a.xml", "\\a.XML"])
  func anEntryWithATwinBesideCaseAndSlashesIsRefusedWhenOpened(name: String) throws {
    var twin = abc
    twin.name = Array(name.utf8)
    var other = abc
    other.name = Array("b.xml".utf8)
    let archive = try ZipArchive(
      MemorySource(HandMadeArchive(entries: [abc, twin, other]).bytes), limits: ReadLimits())
    for entry in archive.entries.prefix(2) {
      #expect(throws: WorkbookError.self) { try archive.bytes(of: entry) }
    }
    #expect(try archive.bytes(of: archive.entries[2]) == Array("abc".utf8))
  }

  @Test func overlappingEntriesAreRefused() {
    var second = abc
    second.name = Array("b.xml".utf8)
    second.offset = 0
    #expect(contents(HandMadeArchive(entries: [abc, second]).bytes).code == .damagedArchive)
    second.offset = nil
    #expect(contents(HandMadeArchive(entries: [abc, second]).bytes).success?.count == 2)
    var long = abc
    long.compressed = 40
    long.size = 40
    #expect(contents(HandMadeArchive(entries: [long, second]).bytes).code == .damagedArchive)
  }

  @Test func tooManyEntriesAreRefused() {
    var limits = ReadLimits()
    limits.entries = 1
    var second = abc
    second.name = Array("b.xml".utf8)
    let error = contents(HandMadeArchive(entries: [abc, second]).bytes, limits: limits).error
    #expect(error?.code == .limitExceeded)
    #expect(error?.limit == .entries)
  }

  @Test func archivesInVolumesAreRefused() {
    #expect(contents(HandMadeArchive(entries: [abc], disk: 1).bytes).code == .damagedArchive)
  }

  @Test func archiveWithoutEntriesIsRead() {
    #expect(contents(HandMadeArchive().bytes).success?.isEmpty == true)
  }

  @Test func noBytesAndOtherBytesAreTold() {
    #expect(contents([]).code == .truncated)
    #expect(contents(Array("PK".utf8)).code == .truncated)
    #expect(contents(Array("Đây không phải tệp zip".utf8)).code == .damagedArchive)
  }
}
