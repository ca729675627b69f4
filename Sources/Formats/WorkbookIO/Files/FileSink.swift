import Glibc
import SheetModel

/// A file that is put into its place when it is whole: never half a file.
///
/// Until `commit`, whatever stood at the path is untouched; a sink that is dropped before leaves
/// nothing behind, and what a killed process could leave is removed by the next output to the same
/// folder. An overwritten file keeps its permissions, and a symbolic link stays one.
public final class FileSink: ByteSink {
  /// The path as it was given.
  public let path: String
  private let target: String
  private let overwrites: Bool
  private let folder: OutputFolder?
  private let file: UnfinishedFile
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var isClosed = false

  /// Begins a file; with `makesFolder` also the folder it is to be in, which goes again with a
  /// sink that is dropped.
  ///
  /// - Throws: `outputExists` where a file stands and overwriting was not asked for; `uncreatable`
  ///   with what is there instead of a file, or with the system's words. Both have the path.
  public convenience init(
    path: String, overwrites: Bool = false, makesFolder: Bool = false
  ) throws(WorkbookError) {
    try self.init(path: path, overwrites: overwrites, makesFolder: makesFolder, nameless: true)
  }

  /// The same on file systems that want a name for every file.
  init(
    path: String, overwrites: Bool, makesFolder: Bool, nameless: Bool
  ) throws(WorkbookError) {
    guard !path.isEmpty, !path.utf8.contains(0), !path.hasSuffix("/") else {
      throw WorkbookError(.uncreatable, at: Place(file: path))
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists {
      guard status.isRegularFile else {
        throw WorkbookError(.uncreatable, at: Place(file: path), found: status.kindName)
      }
      guard overwrites else { throw WorkbookError(.outputExists, at: Place(file: path)) }
    } else if lstat(path, &status) == 0 {
      throw WorkbookError(.uncreatable, at: Place(file: path), found: "dangling link")
    }
    let target = exists ? Self.resolved(path) : path
    let parent = String(target.utf8.lastIndex(of: UInt8(ascii: "/")).map { target[...$0] } ?? "")
    folder = makesFolder ? try OutputFolder(parent) : nil
    guard let file = UnfinishedFile(in: parent, nameless: nameless) else {
      throw SystemError.last.creating(path)
    }
    if exists { fchmod(file.descriptor, status.permissions) }
    self.path = path
    self.target = target
    self.overwrites = overwrites
    self.file = file
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  deinit {
    buffer.deallocate()
    file.discard()
    folder?.removeIfEmpty()
  }

  /// Takes all bytes, in order.
  /// - Throws: `unwritable` with the path when the system refuses.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    if bytes.count > buffer.count - filled { try flush() }
    guard bytes.count <= buffer.count else {
      guard writeAll(bytes, to: file.descriptor) else { throw SystemError.last.writing(path) }
      return
    }
    guard let base = buffer.baseAddress, let source = bytes.baseAddress else { return }
    (base + filled).copyMemory(from: source, byteCount: bytes.count)
    filled += bytes.count
  }

  /// Puts the file into its place; nothing may be written afterwards.
  /// - Throws: `unwritable`, or `outputExists` where a file has appeared in the meantime.
  public func commit() throws(WorkbookError) {
    guard !isClosed else { return }
    try flush()
    let failure = file.finish(as: target, overwriting: overwrites)
    guard failure == 0 else {
      file.discard()
      isClosed = true
      if failure == EEXIST { throw WorkbookError(.outputExists, at: Place(file: path)) }
      throw SystemError(number: failure).writing(path)
    }
    isClosed = true
  }

  private func flush() throws(WorkbookError) {
    guard !isClosed else {
      throw WorkbookError(.unwritable, at: Place(file: path), found: "closed")
    }
    guard filled > 0 else { return }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    guard writeAll(bytes, to: file.descriptor) else { throw SystemError.last.writing(path) }
    filled = 0
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
