import Foundation
import FuzzEntries
import SheetModel
import Testing

/// The kept corpus of the fuzzer, run once more by every `make test`.
@Suite struct CorpusTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "corpus")

  static func inputs(of target: FuzzTarget) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: target.rawValue), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  /// Whether an input is a seed or a regression; what the fuzzer kept is named by its hash.
  static func isNamed(_ input: URL) -> Bool { input.lastPathComponent.utf8.count != 40 }

  @Test(arguments: FuzzTarget.allCases)
  func everyKeptInputGivesRowsOrAnErrorWhateverTheSizeOfPieces(_ target: FuzzTarget) throws {
    let inputs = try Self.inputs(of: target)
    #expect(inputs.count >= 2)
    for input in inputs {
      let bytes = [UInt8](try Data(contentsOf: input))
      do {
        // As in the fuzzer, of what it found itself one in four is read in small pieces too.
        try target.run(bytes, inPieces: Self.isNamed(input) || bytes.count % 4 == 0)
      } catch { Issue.record("\(target.rawValue)/\(input.lastPathComponent): \(error)") }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func theSeedsReachRows(_ target: FuzzTarget) throws {
    let counts = try Self.inputs(of: target).filter(Self.isNamed).map { input in
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
