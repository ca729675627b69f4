import Foundation
import FuzzEntries
import SheetModel
import Testing
import Zip

@Suite struct MutatorTests {
  /// Flips one bit somewhere, as a stand-in for libFuzzer.
  static func flip(_ bytes: [UInt8], _ mostBytes: Int) -> [UInt8] {
    var bytes = Array(bytes.prefix(mostBytes))
    if !bytes.isEmpty { bytes[bytes.count / 2] ^= 1 }
    return bytes
  }

  static func seed(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: CorpusTests.folder.appending(path: name)))
  }

  @Test func aChangedPartIsPackedWithItsOwnChecksum() throws {
    let seed = try Self.seed("workbook/xlsx")
    var changedParts = 0
    for number in 0..<200 {
      var mutator = Mutator(.workbook, seed: UInt32(number), blind: Self.flip)
      let changed = mutator.mutate(seed, mostBytes: 1 << 20)
      guard let archive = try? ZipArchive(MemorySource(changed), limits: ReadLimits()),
        let parts = try? archive.entries.map({ try archive.bytes(of: $0) })
      else { continue }
      let original = try ZipArchive(MemorySource(seed), limits: ReadLimits())
      let before = try original.entries.map { try original.bytes(of: $0) }
      if Set(parts) != Set(before) { changedParts += 1 }
    }
    #expect(changedParts > 100)
  }

  @Test func theSameSeedMakesTheSameChange() throws {
    for target in FuzzTarget.allCases {
      let seed = try Self.seed("workbook/ods")
      var one = Mutator(target, seed: 7, blind: Self.flip)
      var other = Mutator(target, seed: 7, blind: Self.flip)
      #expect(one.mutate(seed, mostBytes: 1 << 16) == other.mutate(seed, mostBytes: 1 << 16))
    }
  }

  @Test func editsOfXMLMostlyStayWellFormed() throws {
    let seed = try Self.seed("xlsx-sheet/day-du")
    var malformed = 0
    for number in 0..<200 {
      var mutator = Mutator(.sheet, seed: UInt32(number)) { bytes, _ in bytes }
      let changed = mutator.mutate(seed, mostBytes: 1 << 20)
      let errors = try FuzzTarget.sheet.outcome(of: changed, chunkBytes: 1 << 16).errors
      if errors.contains(where: { $0.code == .malformedXML }) { malformed += 1 }
    }
    #expect(malformed < 100)
  }

  @Test(arguments: FuzzTarget.allCases)
  func noChangeIsLargerThanAsked(_ target: FuzzTarget) throws {
    let seed = try Self.seed("workbook/fods")
    for number in 0..<50 {
      var mutator = Mutator(target, seed: UInt32(number), blind: Self.flip)
      let changed = mutator.mutate(seed, mostBytes: 1500)
      #expect(changed.count <= 1500)
    }
  }
}
