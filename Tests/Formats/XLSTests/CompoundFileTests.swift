import SampleMaker
import SheetModel
import TestSupport
import Testing
import XLS

/// Compound files, whole and damaged.
@Suite struct CompoundFileTests {
  private static let content = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
  private static let whole = CompoundFileWriter.bytes(
    of: [("Workbook", content), ("\u{5}SummaryInformation", [1, 2, 3])])

  private func stream(_ bytes: [UInt8]) throws -> CompoundStream {
    let file = try CompoundFile(MemorySource(bytes))
    guard let entry = file.workbookStream() else { throw WorkbookError(.missingPart) }
    return try file.stream(of: entry)
  }

  private func content(_ stream: CompoundStream) throws -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: stream.size, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer[..<(try stream.fill(buffer, at: 0))])
  }

  @Test func aStreamIsFoundAndWhole() throws {
    let stream = try stream(Self.whole)
    #expect(stream.isWhole)
    #expect(try content(stream) == Self.content)
  }

  @Test func aFileThatIsCutOffHasAStreamThatIsNotWhole() throws {
    for count in stride(from: 1000, to: Self.whole.count, by: 999) {
      let error = failure { () throws in
        let stream = try stream(Array(Self.whole.prefix(count)))
        let found = try content(stream)
        #expect(found == Array(Self.content.prefix(found.count)))
        if !stream.isWhole { throw WorkbookError(.truncated) }
        #expect(found.count == Self.content.count)
      }
      #expect(error == nil || error?.code == .truncated, "\(count)")
    }
    let error = failure { try CompoundFile(MemorySource(Array(Self.whole.prefix(511)))) }
    #expect(error?.code == .truncated)
  }

  @Test func tablesOfTablesAreFollowed() throws {
    // Over 109 sectors of the table: more than 7 MB.
    let long = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 >> 9) }
    let stream = try stream(CompoundFileWriter.bytes(of: [("Book", long)]))
    #expect(stream.isWhole && stream.size == long.count)
    #expect(try content(stream) == long)
  }

  @Test func aLoopEndsTheStream() throws {
    var bytes = Self.whole
    // The table is the first sector; the workbook's stream begins behind table and directory.
    let entry = 512 + 4 * 10
    bytes.replaceSubrange(entry..<(entry + 4), with: [9, 0, 0, 0])
    let stream = try stream(bytes)
    #expect(!stream.isWhole && stream.size < Self.content.count)
  }

  @Test func numbersThatLieNeverTrap() throws {
    for at in Array(24..<512) + Array(512..<700) + Array(1024..<1400) {
      for value: UInt8 in [0, 1, 0x7F, 0xFF] {
        var bytes = Self.whole
        bytes[at] = value
        _ = failure { try content(stream(bytes)) }
      }
    }
  }
}
