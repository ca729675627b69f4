import Glibc
import SheetModel
import Testing
import Zip

/// A folder of a test's own, removed with everything in it when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/bieu-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let path = file(name)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    return path
  }

  func read(_ name: String) throws -> [UInt8] {
    let descriptor = open(file(name), O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    try #require(count >= 0)
    return Array(bytes.prefix(count))
  }

  /// The names in the folder, hidden ones too, in order.
  func names() -> [String] { Self.names(in: path) }

  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    for name in names(in: path) {
      let inner = "\(path)/\(name)"
      if unlink(inner) != 0 { remove(inner) }
    }
    rmdir(path)
  }
}

/// The error of a piece of work; nil when it goes well.
func failure<T>(_ work: () throws -> T) -> WorkbookError? {
  do {
    _ = try work()
    return nil
  } catch {
    return error as? WorkbookError
  }
}

/// An archive of named texts, in order.
func archive(_ entries: [(name: String, text: String)]) throws -> [UInt8] {
  let sink = MemorySink()
  let zip = ZipWriter(sink)
  for entry in entries { try zip.addStored(entry.name, Array(entry.text.utf8)) }
  try zip.finish()
  return sink.bytes
}
