import Glibc
import SheetModel
import TestSupport
import Testing

@testable import WorkbookIO

/// Temporary files for what memory does not hold.
@Suite struct SpoolFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [true, false])
  func whatIsWrittenCanBeReadAndNoNameIsLeft(nameless: Bool) throws {
    let spool = SpoolFile(beside: folder.path("ra.csv"), nameless: nameless)
    #expect(folder.names().isEmpty)
    try spool.append(Array("một".utf8))
    let start = spool.size
    try spool.append([UInt8](repeating: 0x61, count: 300_000))
    spool.release(0..<start)
    #expect(folder.names().isEmpty)
    var read = [UInt8](repeating: 0, count: 300_000)
    try read.withUnsafeMutableBytes { try spool.read(at: start, into: $0) }
    #expect(read.allSatisfy { $0 == 0x61 })
  }

  @Test func aFolderThatIsNotThereIsPassedOver() throws {
    let spool = SpoolFile(beside: folder.path("không-có/ra.csv"))
    try spool.append([1, 2, 3])
    #expect(spool.size == 3)
  }

  @Test func readingBeyondTheEndIsAnError() throws {
    let spool = SpoolFile(beside: nil)
    try spool.append([1, 2, 3])
    var buffer = [UInt8](repeating: 0, count: 4)
    let error = failure {
      try buffer.withUnsafeMutableBytes { try spool.read(at: 0, into: $0) }
    }
    #expect(error?.code == .unreadable)
  }
}
