import Foundation
import FuzzEntries
import SheetModel
import Testing

/// The kept corpus of the fuzzer, run once more by every `make test`.
@Suite struct CorpusTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz/corpus")

  static func inputs(of target: FuzzTarget) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: target.rawValue), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  @Test(arguments: FuzzTarget.allCases)
  func everyKeptInputGivesRowsOrAnErrorWhateverTheSizeOfPieces(_ target: FuzzTarget) throws {
    let inputs = try Self.inputs(of: target)
    #expect(inputs.count >= 2)
    for input in inputs {
      let bytes = [UInt8](try Data(contentsOf: input))
      do {
        try target.run(bytes, inPieces: true)
      } catch { Issue.record("\(target.rawValue)/\(input.lastPathComponent): \(error)") }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func theSeedsReachRows(_ target: FuzzTarget) throws {
    let counts = try Self.inputs(of: target).map { input in
      try target.outcome(of: [UInt8](try Data(contentsOf: input)), chunkBytes: 1 << 16).count
    }
    #expect(counts.contains { $0 > 0 })
  }

  @Test func theKeptCorpusIsSmall() throws {
    let inputs = try FuzzTarget.allCases.flatMap { try Self.inputs(of: $0) }
    let sizes = try inputs.map { try Data(contentsOf: $0).count }
    #expect(sizes.reduce(0, +) < 2 << 20)
  }
}
