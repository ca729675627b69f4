import Foundation

/// A folder of a test's own, removed with everything in it when the test lets go of it.
package final class TemporaryFolder {
  /// The folder.
  package let url: URL
  /// Its path, without a slash at the end.
  package var path: String { url.path }

  /// A new folder, with empty files of these paths below it.
  package init(holding names: [String] = []) throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("bieu-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for name in names { try write([], to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in the folder, as it is given: a slash at its end stays.
  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file below the folder, and the folders it lies in; its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// Writes a text as a file of the folder.
  package func write(_ name: String, _ text: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// The text of a file in the folder.
  package func text(_ name: String) throws -> String {
    String(decoding: try data(name), as: UTF8.self)
  }

  /// The bytes of a file in the folder.
  package func data(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }

  /// The bytes of a file in the folder.
  package func read(_ name: String) throws -> [UInt8] { [UInt8](try data(name)) }

  /// The names in the folder, hidden ones too, in order.
  package func names() -> [String] { Self.names(in: path) }

  /// The names in any folder, hidden ones too, in order; none where it cannot be read.
  package static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// An empty file of the folder, open for writing.
  func handle(_ name: String) throws -> (url: URL, handle: FileHandle) {
    let file = URL(fileURLWithPath: try write([], to: name))
    return (file, try FileHandle(forWritingTo: file))
  }
}
