import Glibc
import SheetModel
import TestSupport
import Testing

@testable import WorkbookIO

/// Outputs on file systems with and without nameless files, and what killed runs leave.
@Suite struct UnfinishedFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func sink(
    _ name: String, overwrites: Bool = false, nameless: Bool
  ) throws -> FileSink {
    try FileSink(
      path: folder.path(name), FileSink.Manner(overwrites: overwrites), nameless: nameless)
  }

  @Test(arguments: [true, false])
  func theOldFileStaysUntilTheNewOneIsWhole(nameless: Bool) throws {
    try folder.write(Array("cũ".utf8), to: "ra.csv")
    let sink = try sink("ra.csv", overwrites: true, nameless: nameless)
    try sink.write([UInt8](repeating: 0x61, count: 1_000_000))
    #expect(try folder.read("ra.csv") == Array("cũ".utf8))
    #expect(folder.names().count == (nameless ? 1 : 2))
    try sink.commit()
    #expect(try folder.read("ra.csv").count == 1_000_000)
    #expect(folder.names() == ["ra.csv"])
  }

  @Test(arguments: [true, false])
  func aFileThatAppearsInTheMeantimeIsKeptUnlessOverwritten(nameless: Bool) throws {
    for overwrites in [false, true] {
      let sink = try sink("\(overwrites).csv", overwrites: overwrites, nameless: nameless)
      try sink.write(Array("muộn".utf8))
      try folder.write(Array("sớm".utf8), to: "\(overwrites).csv")
      let error = failure { try sink.commit() }
      #expect(error?.code == (overwrites ? nil : .outputExists))
      let expected = overwrites ? "muộn" : "sớm"
      #expect(try folder.read("\(overwrites).csv") == Array(expected.utf8))
    }
    #expect(folder.names() == ["false.csv", "true.csv"])
  }

  @Test func whatAKilledRunLeftGoesWithTheNextOutput() throws {
    try folder.write([1], to: ".bieu-99999-0.tmp")
    try folder.write([1], to: ".bieu-99999-12.tmp")
    let foreign = [
      ".bieu-a-0.tmp", ".bieu-1.tmp", ".bieu-1-2-3.tmp", ".bieu-1-.tmp", "bieu-1-2.tmp",
    ]
    for name in foreign { try folder.write([1], to: name) }
    try #require(mkdir(folder.path(".bieu-7-7.tmp"), 0o700) == 0)
    try #require(symlink("bieu-1-2.tmp", folder.path(".bieu-8-8.tmp")) == 0)
    try sink("ra.csv", nameless: true).commit()
    #expect(folder.names() == (foreign + [".bieu-7-7.tmp", ".bieu-8-8.tmp", "ra.csv"]).sorted())
  }

  @Test func anotherLiveRunsFileIsLeftAlone() throws {
    let path = try folder.write(Array("đang ghi".utf8), to: ".bieu-99999-0.tmp")
    let other = open(path, O_WRONLY)
    try #require(flock(other, LOCK_EX | LOCK_NB) == 0)
    try sink("ra.csv", nameless: true).commit()
    #expect(folder.names() == [".bieu-99999-0.tmp", "ra.csv"])
    close(other)
  }

  @Test func foldersThatWereMadeGoAgainIfNothingComesIntoThem() throws {
    do {
      let sink = try FileSink(path: folder.path("a/b/ra.csv"), makesFolder: true)
      try sink.write([1])
      #expect(folder.names() == ["a"])
    }
    #expect(folder.names() == [])
    try FileSink(path: folder.path("a/b/ra.csv"), makesFolder: true).commit()
    do { _ = try FileSink(path: folder.path("a/c/ra.csv"), makesFolder: true) }
    #expect(TemporaryFolder.names(in: folder.path("a")) == ["b"])
    #expect(TemporaryFolder.names(in: folder.path("a/b")) == ["ra.csv"])
  }

  @Test func aFolderThatIsThereStaysThoughItIsEmpty() throws {
    try #require(mkdir(folder.path("a"), 0o700) == 0)
    do { _ = try FileSink(path: folder.path("a/ra.csv"), makesFolder: true) }
    #expect(folder.names() == ["a"])
  }

  @Test func aFileInTheWayOfAFolderIsNamed() throws {
    try folder.write([1], to: "a")
    let error = failure { try FileSink(path: folder.path("a/b/ra.csv"), makesFolder: true) }
    #expect(error?.code == .uncreatable)
    #expect(folder.names() == ["a"])
  }

  @Test func theWorkingFoldersNameIsEmpty() throws {
    #expect(failure { try OutputFolder("") } == nil)
  }
}
