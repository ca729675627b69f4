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

  @Test func nothingIsWrittenThroughASymbolicLink() throws {
    try folder.write(Array("1".utf8), to: "thật.csv")
    try #require(symlink("thật.csv", folder.path("link.csv")) == 0)
    let error = failure { try FileSink(path: folder.path("link.csv"), overwrites: true) }
    #expect(error?.code == .uncreatable && error?.found == "link")
    #expect(try folder.read("thật.csv") == Array("1".utf8))
    var status = stat()
    #expect(lstat(folder.path("link.csv"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func aFileForItsOwnerAloneIsNeverAnothers() throws {
    let mask = umask(0)
    defer { umask(mask) }
    for nameless in [true, false] {
      let manner = FileSink.Manner(overwrites: true, makesFolder: true, isPrivate: true)
      let path = folder.path("\(nameless)/trẻ.csv")
      let sink = try FileSink(path: path, manner, nameless: nameless)
      for name in TemporaryFolder.names(in: folder.path("\(nameless)")) {
        #expect(permissions("\(nameless)/\(name)") == 0o600)
      }
      try sink.commit()
      #expect(permissions("\(nameless)/trẻ.csv") == 0o600)
      #expect(permissions("\(nameless)") == 0o700)
      // Whoever opened it to others has decided so, unless it is ours to decide.
      chmod(path, 0o644)
      try FileSink(path: path, manner, nameless: nameless).commit()
      #expect(permissions("\(nameless)/trẻ.csv") == 0o644)
      var ours = manner
      ours.keepsPermissions = false
      try FileSink(path: path, ours, nameless: nameless).commit()
      #expect(permissions("\(nameless)/trẻ.csv") == 0o600)
    }
  }

  @Test func anInputIsNeverAnOutputWhateverItIsCalled() throws {
    let input = try folder.write(Array("gốc".utf8), to: "vào.csv")
    try #require(link(input, folder.path("cứng.csv")) == 0)
    try #require(symlink(input, folder.path("mềm.csv")) == 0)
    let inputs = ProtectedFiles([input])
    for name in ["vào.csv", "./vào.csv", "cứng.csv", "mềm.csv"] {
      let manner = FileSink.Manner(overwrites: true, inputs: inputs)
      let error = failure { try FileSink(path: folder.path(name), manner) }
      #expect(error?.code == .outputExists && error?.found == "input", "\(name)")
    }
    #expect(try folder.read("vào.csv") == Array("gốc".utf8))
  }

  /// What a source says after something was done to its file.
  private func told(_ path: String, after change: () -> Void) throws -> WorkbookError? {
    let source = try FileSource(path: path)
    try source.checkUnchanged()
    change()
    do { try source.checkUnchanged() } catch { return error }
    return nil
  }

  @Test func aFileThatIsWrittenToWhileItIsReadIsTold() throws {
    let path = try folder.write([UInt8](repeating: 0x31, count: 4_000_000), to: "vào.csv")
    #expect(try told(path) {} == nil)
    let overwritten = try told(path) {
      let file = open(path, O_WRONLY)
      _ = write(file, "2", 1)
      close(file)
    }
    #expect(overwritten?.code == .changedWhileRead && overwritten?.place.file == path)
    // The same size, and the time of writing set back.
    let old = timespec(tv_sec: 1_000_000_000, tv_nsec: 0)
    let setBack = try told(path) { _ = utimensat(AT_FDCWD, path, [old, old], 0) }
    #expect(setBack?.code == .changedWhileRead)
    let source = try FileSource(path: path)
    try #require(truncate(path, 1000) == 0)
    #expect(failure { try source.bytes() }?.code == .changedWhileRead)
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
