import Glibc
import SheetModel
import TestSupport
import Testing
import WorkbookIO

@Suite struct FileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func permissions(_ name: String) -> mode_t {
    var status = stat()
    stat(folder.path(name), &status)
    return status.st_mode & 0o777
  }

  private func put(_ text: String, _ name: String, overwrites: Bool = false) throws {
    let sink = try FileSink(path: folder.path(name), overwrites: overwrites)
    try sink.write(Array(text.utf8))
    try sink.commit()
  }

  @Test func bytesAreReadAtAnyOffset() throws {
    let path = try folder.write(Array("trẻ em".utf8), to: "a.csv")
    let source = try FileSource(path: path)
    #expect(source.size == 8)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
    defer { buffer.deallocate() }
    #expect(try source.read(at: 6, into: buffer) == 2)
    #expect(Array(buffer[..<2]) == Array("em".utf8))
    #expect(try source.read(at: 8, into: buffer) == 0)
    #expect(try source.read(at: -1, into: buffer) == 0)
    #expect(try source.read(at: .max, into: buffer) == 0)
  }

  @Test func whatCannotBeOpenedIsToldApart() throws {
    let missing = failure { try FileSource(path: folder.path("không có.xlsx")) }
    #expect(missing?.code == .notFound)
    #expect(missing?.place.file == folder.path("không có.xlsx"))
    #expect(failure { try FileSource(path: folder.path) }?.code == .notAFile)
    #expect(failure { try FileSource(path: "") }?.code == .notFound)
    #expect(failure { try FileSource(path: "a\0b") }?.code == .notFound)
    #expect(failure { try FileSource(path: "/dev/null") }?.code == .notAFile)
    let fifo = folder.path("fifo")
    try #require(mkfifo(fifo, 0o600) == 0)
    #expect(failure { try FileSource(path: fifo) }?.code == .notAFile)
    let file = try folder.write([1], to: "tệp")
    #expect(failure { try FileSource(path: file + "/x") }?.code == .notFound)
  }

  @Test func aFileAppearsOnlyWhenItIsWhole() throws {
    let sink = try FileSink(path: folder.path("ra.csv"))
    try sink.write(Array("a".utf8))
    #expect(folder.names().allSatisfy { $0.hasPrefix(".") })
    try sink.commit()
    #expect(folder.names() == ["ra.csv"])
    #expect(try folder.read("ra.csv") == Array("a".utf8))
  }

  @Test func aSinkThatIsDroppedLeavesNothing() throws {
    try folder.write(Array("cũ".utf8), to: "ra.csv")
    do {
      let sink = try FileSink(path: folder.path("ra.csv"), overwrites: true)
      try sink.write([UInt8](repeating: 0x61, count: 1_000_000))
    }
    #expect(folder.names() == ["ra.csv"])
    #expect(try folder.read("ra.csv") == Array("cũ".utf8))
  }

  @Test func anExistingFileIsKeptUnlessOverwritingIsAskedFor() throws {
    try put("1", "ra.csv")
    #expect(failure { try put("2", "ra.csv") }?.code == .outputExists)
    #expect(try folder.read("ra.csv") == Array("1".utf8))
    try put("2", "ra.csv", overwrites: true)
    #expect(try folder.read("ra.csv") == Array("2".utf8))
  }

  @Test func aFileThatAppearsInTheMeantimeIsKept() throws {
    let sink = try FileSink(path: folder.path("ra.csv"))
    try sink.write(Array("muộn".utf8))
    try folder.write(Array("sớm".utf8), to: "ra.csv")
    #expect(failure { try sink.commit() }?.code == .outputExists)
    #expect(try folder.read("ra.csv") == Array("sớm".utf8))
    #expect(folder.names() == ["ra.csv"])
  }

  @Test func permissionsAreThoseOfTheFileBeforeOrOfTheUser() throws {
    try put("1", "ra.csv")
    let fresh = permissions("ra.csv")
    #expect(fresh & 0o600 == 0o600)
    #expect(fresh & 0o111 == 0)
    chmod(folder.path("ra.csv"), 0o640)
    try put("2", "ra.csv", overwrites: true)
    #expect(permissions("ra.csv") == 0o640)
  }

  @Test func aSymbolicLinkStaysALink() throws {
    try folder.write(Array("1".utf8), to: "thật.csv")
    try #require(symlink("thật.csv", folder.path("link.csv")) == 0)
    try put("2", "link.csv", overwrites: true)
    #expect(try folder.read("thật.csv") == Array("2".utf8))
    var status = stat()
    #expect(lstat(folder.path("link.csv"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func placesThatCannotBeWrittenAreToldApart() throws {
    for path in [folder.path, folder.path("x/"), "", folder.path("không/ra.csv"), "/dev/null"] {
      let error = failure { try FileSink(path: path, overwrites: true) }
      #expect(error?.code == .uncreatable)
      #expect(error?.place.file == path)
    }
    let fifo = folder.path("fifo")
    try #require(mkfifo(fifo, 0o600) == 0)
    #expect(failure { try FileSink(path: fifo, overwrites: true) }?.found == "FIFO")
    try #require(symlink("không", folder.path("link.csv")) == 0)
    #expect(failure { try FileSink(path: folder.path("link.csv")) }?.found == "dangling link")
    #expect(folder.names() == ["fifo", "link.csv"])
  }

  @Test func nothingIsWrittenBehindACommit() throws {
    let sink = try FileSink(path: folder.path("ra.csv"))
    try sink.commit()
    try sink.commit()
    #expect(failure { try sink.write([UInt8](repeating: 0, count: 1 << 20)) }?.code == .unwritable)
    #expect(try folder.read("ra.csv") == [])
  }

  @Test func manyWritesComeOutInOrder() throws {
    let sink = try FileSink(path: folder.path("ra.csv"))
    var expected: [UInt8] = []
    for size in [1, 300_000, 0, 7, 262_144, 5] {
      let part = [UInt8](repeating: UInt8(size & 0xFF), count: size)
      try sink.write(part)
      expected += part
    }
    try sink.commit()
    #expect(try folder.read("ra.csv") == expected)
  }

  @Test func aBrokenPipeIsAnErrorOfItsOwn() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let sink = StreamSink(descriptor: ends[1])
    try sink.write(Array("a".utf8))
    #expect(!sink.isPipeBroken)
    close(ends[0])
    #expect(failure { try sink.write(Array("b".utf8)) }?.code == .unwritable)
    #expect(sink.isPipeBroken)
    close(ends[1])
  }

  @Test func standardInputIsReadToItsEndWithinABudget() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    try StreamSink(descriptor: ends[1]).write(Array("trẻ em".utf8))
    close(ends[1])
    #expect(try StandardInput.read(descriptor: ends[0]).bytes == Array("trẻ em".utf8))
    close(ends[0])

    try #require(pipe(&ends) == 0)
    try StreamSink(descriptor: ends[1]).write(Array("trẻ em".utf8))
    close(ends[1])
    var limits = ReadLimits()
    limits.inputBytes = 7
    let error = failure { try StandardInput.read(descriptor: ends[0], limits: limits) }
    #expect(error?.limit == .inputBytes)
    close(ends[0])
  }
}
