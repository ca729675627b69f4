import Foundation
import SheetModel
import TestSupport
import Testing
import Text

@testable import WorkbookIO

/// What lies in a folder is a file, a folder, or told.
struct FolderWalkTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder(holding: ["b/c.csv", "a.csv", "b/d/e.csv"]) }

  private func walk() -> [FolderWalk.Item] {
    FolderWalk.items(of: folder.path) { path, _ in path.hasPrefix("không") }
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(name), withDestinationPath: target)
  }

  @Test func filesComeInTheOrderOfTheirBytes() throws {
    try folder.write([], to: "không/x.csv")
    #expect(walk().map(\.path) == ["a.csv", "b/c.csv", "b/d/e.csv"])
  }

  @Test func aLinkedFolderIsToldAndNotFollowed() throws {
    try link("b/z", to: "/usr")
    try link("b/y", to: "..")
    try link("f.csv", to: "a.csv")
    let told = walk().filter { $0.obstacle != nil }
    #expect(told.map(\.path) == ["b/y", "b/z"])
    #expect(told.map(\.obstacle?.code) == [.linkedFolder, .linkedFolder])
    #expect(told.map(\.obstacle?.found) == ["loop", ""])
    #expect(walk().contains { $0.path == "f.csv" && $0.obstacle == nil })
  }

  @Test func namesThatReadAlikeAndNamesThatAreNoTextAreAllThere() throws {
    for name in [Array("x\u{E3}.csv".utf8), Array("xa\u{303}.csv".utf8), [0xE3, 0x2E, 0x63]] {
      let path = PathText.string(of: Array((folder.path + "/").utf8) + name)
      try FileSink(path: path).commit()
      #expect(try FileSource(path: path).size == 0)
    }
    #expect(walk().count == 6)
    #expect(walk().map { PathText.shown($0.path) }.contains("\\xE3.c"))
  }

  @Test func aFolderThatIsNotThereIsTold() {
    let items = FolderWalk.items(of: folder.path("không có")) { _, _ in false }
    #expect(items.map(\.obstacle?.code) == [.unreadable])
  }
}
