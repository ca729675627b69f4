import Fingerprint
import SheetModel
import WorkbookIO

/// Files that a migration keeps for itself, whose bytes are believed only with their digest.
enum DigestedFile {
  /// How long the last line is: 64 digits and a line end.
  private static let digestLine = 65

  /// Writes bytes and, as their last line, their SHA-256; for the owner alone.
  /// - Throws: what writing throws.
  static func write(
    _ bytes: [UInt8], to path: String, below root: String
  ) throws(WorkbookError) {
    var manner = FileSink.Manner(overwrites: true, isPrivate: true, root: root)
    manner.keepsPermissions = false
    let sink = try FileSink(path: path, manner)
    try sink.write(bytes)
    try sink.write(Array((digest(of: bytes[...]) + "\n").utf8))
    try sink.commit()
  }

  /// The bytes of such a file; nil where they do not fit their digest.
  /// - Throws: what reading throws.
  static func read(_ path: String) throws(WorkbookError) -> ArraySlice<UInt8>? {
    guard PathStatus(path, followsLink: false)?.isOurs == true else { return nil }
    let bytes = try FileSource(path: path).bytes()
    guard bytes.count > digestLine, bytes.last == 0x0A else { return nil }
    let body = bytes[..<(bytes.count - digestLine)]
    let last = String(decoding: bytes[body.endIndex...].dropLast(), as: UTF8.self)
    return last == digest(of: body) ? body : nil
  }

  /// Hands on the bytes of a file that must have a length and a digest.
  /// - Throws: `checksumMismatch` with the path, after the last byte; what reading and `take` throw.
  static func copy(
    _ path: String, _ kept: MigratedFile.Companion,
    to take: (UnsafeRawBufferPointer) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    let source = try FileSource(path: path)
    var fingerprint = Fingerprint()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var offset = 0
    while offset < source.size, source.size == kept.bytes {
      let count = try source.read(at: offset, into: buffer)
      guard count > 0 else { break }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      fingerprint.update(piece)
      try take(piece)
      offset += count
    }
    guard source.size == kept.bytes, fingerprint.hexadecimal() == kept.sha256 else {
      throw WorkbookError(.checksumMismatch, at: Place(path: path))
    }
  }

  private static func digest(of bytes: ArraySlice<UInt8>) -> String {
    var fingerprint = Fingerprint()
    bytes.withUnsafeBytes { fingerprint.update($0) }
    return fingerprint.hexadecimal()
  }
}
