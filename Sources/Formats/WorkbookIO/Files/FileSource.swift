import Glibc
import SheetModel

/// A regular file open for reading; closed when the source goes.
///
/// What is read at different moments is one file only as long as nobody writes to it meanwhile:
/// `checkUnchanged` tells.
public final class FileSource: ByteSource {
  /// The path as it was given.
  public let path: String
  /// The number of bytes when the file was opened.
  public let size: Int
  private let descriptor: Int32
  /// What changes of the file whenever its bytes do, when it was opened.
  let version: FileVersion

  /// Opens a file.
  ///
  /// - Throws: `notFound`, `notAFile` for folders, FIFOs and devices, and `unreadable`; all with
  ///   the path.
  public init(path: String) throws(WorkbookError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw WorkbookError(.notFound, at: Place(path: path))
    }
    // Without blocking, or a FIFO would keep us until somebody writes to it.
    let descriptor = withSystemPath(path) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      // A socket, or a device without a driver, cannot even be opened.
      if errno == ENXIO || errno == ENODEV {
        throw WorkbookError(.notAFile, at: Place(path: path), found: "device")
      }
      var error = SystemError.last.opening(path)
      if error.code == .notFound, PathStatus(path, followsLink: false) != nil {
        error.found = "dangling link"
      }
      throw error
    }
    guard let status = FileVersion.settledStatus(of: descriptor) else {
      let error = SystemError.last.reading(path)
      close(descriptor)
      throw error
    }
    guard status.isRegularFile else {
      close(descriptor)
      throw WorkbookError(.notAFile, at: Place(path: path), found: status.kindName)
    }
    self.path = path
    self.descriptor = descriptor
    version = FileVersion(status)
    size = Int(status.st_size)
  }

  /// A file of our own that is open already and written to no more, under a name for messages.
  /// - Throws: `outOfResources` and `unreadable` when the system refuses.
  init(copying own: Int32, name: String) throws(WorkbookError) {
    let descriptor = fcntl(own, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { throw SystemError.last.reading(name) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = SystemError.last.reading(name)
      close(descriptor)
      throw error
    }
    path = name
    self.descriptor = descriptor
    version = FileVersion(status)
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Copies bytes from `offset` on; fewer than asked only at the end of the file.
  /// - Throws: `unreadable` with the path when the system refuses, `changedWhileRead` where the file
  ///   has become shorter.
  public func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    guard offset >= 0, offset < size, let base = buffer.baseAddress else { return 0 }
    let wanted = min(buffer.count, size - offset)
    var filled = 0
    while filled < wanted {
      let count = pread(descriptor, base + filled, wanted - filled, offset + filled)
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError.last.reading(path)
      }
      guard count > 0 else { throw WorkbookError(.changedWhileRead, at: Place(path: path)) }
      filled += count
    }
    return filled
  }

  /// Finds out whether the file is still what was opened: its size, and the times of its last change.
  ///
  /// Whoever has read a file in pieces asks before anything is made of them. Not seen are writes of
  /// another program through a memory map that it had written to before, and changes of a disk's
  /// blocks below the file system.
  /// - Throws: `changedWhileRead` with the path.
  package func checkUnchanged() throws(WorkbookError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileVersion(status) == version else {
      throw WorkbookError(.changedWhileRead, at: Place(path: path))
    }
  }

  /// All bytes of the file.
  /// - Throws: `unreadable` with the path when the system refuses, `changedWhileRead` where the file
  ///   was written to meanwhile.
  package func bytes() throws(WorkbookError) -> [UInt8] {
    var failure: WorkbookError?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(WorkbookError) {
        count = try fill(UnsafeMutableRawBufferPointer(buffer), at: 0)
      } catch { failure = error }
    }
    if let failure { throw failure }
    try checkUnchanged()
    return bytes
  }
}
