import Fingerprint
import SheetModel
import WorkbookIO

/// The bytes of one input with the name that messages show.
struct InputSource {
  let name: String
  let bytes: any ByteSource

  /// The most bytes of a file that is read at once, which is cheaper than piece by piece.
  private static let smallFile = 1 << 20

  /// Opens a path, or reads standard input for `-`.
  /// - Throws: what opening or reading throws, with the name.
  init(_ path: String, limits: ReadLimits) throws(WorkbookError) {
    name = path
    do {
      bytes =
        path == "-"
        ? try StandardInput.read(limits: limits) : try Self.file(path)
    } catch {
      throw error.located(in: Place(file: path))
    }
  }

  private static func file(_ path: String) throws(WorkbookError) -> any ByteSource {
    let file = try FileSource(path: path)
    guard file.size <= smallFile else { return file }
    return MemorySource(try file.bytes())
  }

  /// The SHA-256 of all bytes in lower-case hexadecimal.
  func sha256() throws(WorkbookError) -> String {
    var fingerprint = Fingerprint()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    var offset = 0
    while offset < bytes.size {
      let count = try bytes.read(at: offset, into: chunk)
      guard count > 0 else { break }
      fingerprint.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
      offset += count
    }
    return fingerprint.hexadecimal()
  }
}
