import Foundation
import SheetModel
import TestSupport
import Testing

@testable import WorkbookIO

/// A zip archive of files is looked into like a folder, and none of its names leads anywhere.
struct PackedArchiveTests {
  private func packed(
    _ entries: [(name: String, bytes: [UInt8])], limits: ReadLimits = ReadLimits()
  ) throws -> (folder: TemporaryFolder, archive: PackedArchive?) {
    let folder = try TemporaryFolder()
    let path = try folder.write(try archive(bytes: entries), to: "a.zip")
    return (folder, try PackedArchive(path: path, limits: limits))
  }

  @Test func namesThatLeadElsewhereStayBelowTheFolderTheyArePutInto() throws {
    let names = [
      "xã/a.xlsx", "../../b.xlsx", "/etc/c.xlsx", "C:\\d.xlsx", "./e.xlsx", "x/../f.xlsx",
      "CON/nul.csv", "g?.csv", "g*.csv", "..",
    ]
    let (_, found) = try packed(names.map { ($0, [1]) })
    let members = try #require(found).members
    #expect(
      Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.path) }) == [
        "xã/a.xlsx": "xã/a.xlsx", "../../b.xlsx": "_/_/b.xlsx", "etc/c.xlsx": "etc/c.xlsx",
        "C:/d.xlsx": "C_/d.xlsx", "e.xlsx": "e.xlsx", "x/../f.xlsx": "x/_/f.xlsx",
        "CON/nul.csv": "CON_/nul_.csv", "g?.csv": "g_ (2).csv", "g*.csv": "g_.csv", "..": "_",
      ])
    for member in members {
      let parts = member.path.split(separator: "/", omittingEmptySubsequences: false)
      #expect(!parts.contains("..") && !parts.contains("") && !parts.contains("."))
    }
  }

  @Test func namesThatReadAlikeAreTwoFiles() throws {
    // Composed and decomposed, which our own writer does not put into one archive.
    var made = try archive(bytes: [
      ("xYY.csv", [1]), ("xaZZ.csv", [2]), ("A.csv", [3]), ("a.csv", [4]),
    ])
    for index in made.indices {
      if made[index...].starts(with: "YY".utf8) {
        made.replaceSubrange(index...(index + 1), with: [0xC3, 0xA3])
      }
      if made[index...].starts(with: "ZZ".utf8) {
        made.replaceSubrange(index...(index + 1), with: [0xCC, 0x83])
      }
    }
    let folder = try TemporaryFolder()
    let found = try #require(
      try PackedArchive(path: folder.write(made, to: "a.zip"), limits: ReadLimits()))
    #expect(found.members.count == 4)
    var bytes: Set<UInt8> = []
    for index in found.members.indices {
      bytes.formUnion(try found.open(index, limits: ReadLimits()).prefix(1))
    }
    #expect(bytes == [1, 2, 3, 4])
    #expect(Set(found.members.map { Array($0.path.utf8) }).count == 4)
    #expect(folder.names() == ["a.zip"])
  }

  @Test func aNameInAnOldEncodingIsReadByTheTableOfTheFormat() throws {
    // 0x82 is é in code page 437, and no UTF-8.
    let folder = try TemporaryFolder()
    var bytes = try archive(bytes: [("xaQ.csv", [1])])
    for index in bytes.indices where bytes[index...].starts(with: "xaQ".utf8) {
      bytes[index + 2] = 0x82
    }
    let path = try folder.write(bytes, to: "a.zip")
    let found = try #require(try PackedArchive(path: path, limits: ReadLimits()))
    #expect(found.members.map(\.name) == ["xaé.csv"])
    #expect(try found.open(0, limits: ReadLimits()).size == 1)
  }

  @Test func aWorkbookThatIsAZipIsNoFolderOfFiles() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.zip")
    try folder.write([UInt8](try HandMadeXLSX().bytes()), to: "a.zip")
    #expect(try PackedArchive(path: path, limits: ReadLimits()) == nil)
    try folder.write([UInt8]("a,b\n".utf8), to: "a.zip")
    #expect(try PackedArchive(path: path, limits: ReadLimits()) == nil)
    let word = try archive(bytes: [("word/document.xml", [1])])
    try folder.write(word, to: "a.zip")
    #expect(try PackedArchive(path: path, limits: ReadLimits()) == nil)
  }

  @Test func aLongFileIsSpooledAndReadAtAnyPlace() throws {
    let long = [UInt8](repeating: 7, count: 9 << 20) + [1, 2, 3]
    let (folder, found) = try packed([("a.csv", long)])
    let source = try #require(found).open(0, limits: ReadLimits())
    // The copy has no name beside the archive, and does not need it any more.
    #expect(folder.names() == ["a.zip"])
    #expect(source.size == long.count)
    #expect(try source.bytes(at: long.count - 3, count: 9) == [1, 2, 3])
  }

  @Test func budgetsHoldForEachFile() throws {
    var limits = ReadLimits()
    limits.entryBytes = 100
    let (folder, found) = try packed([("a.csv", [UInt8](repeating: 1, count: 101))])
    let archive = try #require(found)
    #expect { try archive.open(0, limits: limits) } throws: { error in
      (error as? WorkbookError)?.limit == .entryBytes
    }
    #expect(folder.names() == ["a.zip"])
    #expect(archive.bytes(of: [0, 0]) == 202)
    limits.entries = 1
    let two = try self.packed([("a", [1]), ("b", [1])])
    #expect(throws: WorkbookError.self) {
      try PackedArchive(path: two.folder.path("a.zip"), limits: limits)
    }
  }

  @Test func anArchiveThatIsWrittenToGivesNothing() throws {
    let (folder, found) = try packed([("a.csv", [1])])
    let archive = try #require(found)
    try folder.write(try TestSupport.archive(bytes: [("a.csv", [2, 2])]), to: "a.zip")
    #expect { try archive.open(0, limits: ReadLimits()) } throws: { error in
      (error as? WorkbookError)?.code == .changedWhileRead
    }
  }
}
