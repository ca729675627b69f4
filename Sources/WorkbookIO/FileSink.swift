import Glibc
import SheetModel

/// A file being written beside its target and renamed over it at the end: never half a file.
///
/// Until `commit`, whatever stood at the path is untouched; a sink that is dropped before leaves
/// nothing behind. An overwritten file keeps its permissions, and a symbolic link stays one.
public final class FileSink: ByteSink {
  /// The path as it was given.
  public let path: String
  private let target: String
  private let overwrites: Bool
  private let temporary: String
  private var descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0

  /// Begins a file.
  ///
  /// - Throws: `outputExists` where a file stands and overwriting was not asked for; `notAFile`
  ///   where a folder, FIFO or device does; `notFound` without the folder it is to be in;
  ///   `unwritable` when the system refuses. All have the path.
  public init(path: String, overwrites: Bool = false) throws(WorkbookError) {
    guard !path.isEmpty, !path.utf8.contains(0), !path.hasSuffix("/") else {
      throw WorkbookError(.unwritable, at: Place(file: path))
    }
    self.path = path
    self.overwrites = overwrites
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists {
      guard status.isRegularFile else {
        throw WorkbookError(.notAFile, at: Place(file: path), found: status.kindName)
      }
      guard overwrites else { throw WorkbookError(.outputExists, at: Place(file: path)) }
    }
    target = exists ? Self.resolved(path) : path
    (descriptor, temporary) = try Self.makeTemporary(beside: target, for: path)
    if exists { fchmod(descriptor, status.permissions) }
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  deinit {
    buffer.deallocate()
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Takes all bytes, in order.
  /// - Throws: `unwritable` with the path when the system refuses.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    if bytes.count > buffer.count - filled { try flush() }
    guard bytes.count <= buffer.count else {
      guard writeAll(bytes, to: descriptor) else { throw SystemError.last.writing(path) }
      return
    }
    guard let base = buffer.baseAddress, let source = bytes.baseAddress else { return }
    (base + filled).copyMemory(from: source, byteCount: bytes.count)
    filled += bytes.count
  }

  /// Puts the file into its place; nothing may be written afterwards.
  /// - Throws: `unwritable`, or `outputExists` where a file has appeared in the meantime.
  public func commit() throws(WorkbookError) {
    guard descriptor >= 0 else { return }
    try flush()
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0, rename() else {
      let error = SystemError.last
      unlink(temporary)
      if error.number == EEXIST { throw WorkbookError(.outputExists, at: Place(file: path)) }
      throw error.writing(path)
    }
  }

  private func flush() throws(WorkbookError) {
    guard descriptor >= 0 else {
      throw WorkbookError(.unwritable, at: Place(file: path), found: "already in place")
    }
    guard filled > 0 else { return }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    guard writeAll(bytes, to: descriptor) else { throw SystemError.last.writing(path) }
    filled = 0
  }

  /// Renames; where nothing may be overwritten, a link fails if a file is there by now.
  private func rename() -> Bool {
    guard !overwrites else { return Glibc.rename(temporary, target) == 0 }
    if link(temporary, target) == 0 {
      unlink(temporary)
      return true
    }
    // File systems without hard links.
    guard errno != EEXIST else { return false }
    if access(target, F_OK) == 0 {
      errno = EEXIST
      return false
    }
    return Glibc.rename(temporary, target) == 0
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Creates a hidden file in the target's folder; the system applies the user's mask.
  private static func makeTemporary(
    beside target: String, for path: String
  ) throws(WorkbookError) -> (Int32, String) {
    let folder = target.utf8.lastIndex(of: UInt8(ascii: "/")).map { target[...$0] } ?? ""
    for number in 0..<10_000 {
      let name = "\(folder).bieu-\(getpid())-\(number).tmp"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, name) }
      guard errno == EEXIST else { break }
    }
    let error = SystemError.last
    if error.number == ENOENT || error.number == ENOTDIR {
      throw WorkbookError(.notFound, at: Place(file: path), found: String(folder))
    }
    throw error.writing(path)
  }
}
