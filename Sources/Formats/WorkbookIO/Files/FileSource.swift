import Glibc
import SheetModel

/// A regular file open for reading; closed when the source goes.
public final class FileSource: ByteSource {
  /// The path as it was given.
  public let path: String
  /// The number of bytes when the file was opened.
  public let size: Int
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Throws: `notFound`, `notAFile` for folders, FIFOs and devices, and `unreadable`; all with
  ///   the path.
  public init(path: String) throws(WorkbookError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw WorkbookError(.notFound, at: Place(file: path))
    }
    // Without blocking, or a FIFO would keep us until somebody writes to it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      // A socket, or a device without a driver, cannot even be opened.
      if errno == ENXIO || errno == ENODEV {
        throw WorkbookError(.notAFile, at: Place(file: path), found: "device")
      }
      var error = SystemError.last.opening(path)
      var link = stat()
      if error.code == .notFound, lstat(path, &link) == 0 { error.found = "dangling link" }
      throw error
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = SystemError.last.reading(path)
      close(descriptor)
      throw error
    }
    guard status.isRegularFile else {
      close(descriptor)
      throw WorkbookError(.notAFile, at: Place(file: path), found: status.kindName)
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Copies bytes from `offset` on; fewer than asked only at the end of the file.
  /// - Throws: `unreadable` with the path when the system refuses.
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
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// All bytes of the file, fewer than its size where it has become shorter.
  /// - Throws: `unreadable` with the path when the system refuses.
  package func bytes() throws(WorkbookError) -> [UInt8] {
    var failure: WorkbookError?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(WorkbookError) {
        count = try fill(UnsafeMutableRawBufferPointer(buffer), at: 0)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }
}
