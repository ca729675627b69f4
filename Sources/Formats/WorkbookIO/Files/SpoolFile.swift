import Glibc
import SheetModel
import Text

/// A private temporary file for what does not fit into memory.
///
/// It is made with the first byte, can be read by its owner alone, and has no name (for a moment
/// one that the next run removes, where the file system has no nameless files): it is gone with the
/// process, whatever ends that. For one thread.
package final class SpoolFile {
  /// How many bytes have been written; the next ones begin here.
  package private(set) var size = 0
  private let folders: [String]
  private let nameless: Bool
  private var descriptor: Int32 = -1
  private var folder = ""

  /// A file in the first of these places that takes one: the folder of an output, if there is one,
  /// that of `TMPDIR`, `/tmp`.
  package convenience init(beside output: String?) { self.init(beside: output, nameless: true) }

  /// The same on file systems that want a name for every file.
  init(beside output: String?, nameless: Bool) {
    var folders: [String] = []
    if let output {
      let folder = PathText.folder(of: output)
      folders.append(folder.isEmpty ? "./" : folder)
    }
    if let given = getenv("TMPDIR") {
      let path = String(cString: given)
      if !path.isEmpty { folders.append(path.hasSuffix("/") ? path : path + "/") }
    }
    self.folders = folders + ["/tmp/"]
    self.nameless = nameless
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Puts bytes at the end.
  /// - Throws: `uncreatable` where no folder takes a file, `unwritable` when the system refuses.
  package func append(_ bytes: [UInt8]) throws(WorkbookError) {
    if descriptor < 0 { try create() }
    guard bytes.withUnsafeBytes({ writeAll($0, to: descriptor) }) else {
      throw SystemError.last.writing(folder)
    }
    size += bytes.count
  }

  /// Copies the bytes from `offset` on; all that the buffer has room for must have been written.
  /// - Throws: `unreadable` when the system refuses.
  package func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) {
    var filled = 0
    while filled < buffer.count, let base = buffer.baseAddress {
      let count = pread(descriptor, base + filled, buffer.count - filled, offset + filled)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw count < 0
          ? SystemError.last.reading(folder)
          : WorkbookError(.unreadable, at: Place(file: folder), found: "truncated")
      }
      filled += count
    }
  }

  /// What was written, to be read from any thread; nothing may be written after that.
  /// - Throws: `unreadable` when the system refuses.
  package func source() throws(WorkbookError) -> any ByteSource {
    guard descriptor >= 0 else { return MemorySource([]) }
    return try FileSource(copying: descriptor, name: folder)
  }

  /// Gives the room of bytes that are read no more back to the file system, where it can.
  package func release(_ bytes: Range<Int>) {
    // `fallocate`, which the language does not import.
    typealias Allocate = @convention(c) (Int32, Int32, off_t, off_t) -> Int32
    guard descriptor >= 0, !bytes.isEmpty, let function = dlsym(nil, "fallocate") else { return }
    // FALLOC_FL_KEEP_SIZE and FALLOC_FL_PUNCH_HOLE.
    _ = unsafeBitCast(function, to: Allocate.self)(
      descriptor, 0x01 | 0x02, off_t(bytes.lowerBound), off_t(bytes.count))
  }

  private func create() throws(WorkbookError) {
    var failure: WorkbookError?
    for folder in folders {
      descriptor = nameless ? Self.openNameless(in: folder) : -1
      if descriptor < 0 { descriptor = Self.openUnlinked(in: folder) }
      guard descriptor < 0 else {
        self.folder = folder
        return
      }
      failure = SystemError.last.creating(folder)
    }
    throw failure ?? WorkbookError(.uncreatable)
  }

  private static func openNameless(in folder: String) -> Int32 {
    // `O_TMPFILE` of Linux. With O_EXCL nobody can give it a name.
    withSystemPath(folder) {
      open($0, O_RDWR | 0o20_000_000 | O_DIRECTORY | O_EXCL | O_CLOEXEC, 0o600)
    }
  }

  /// A file whose name is taken away at once; no interrupt falls between.
  private static func openUnlinked(in folder: String) -> Int32 {
    UnfinishedFiles.whole {
      for number in 0..<10_000 {
        let name =
          "\(folder)\(LeftoverFiles.prefix)\(getpid())-\(number)\(LeftoverFiles.suffix)"
        let file = withSystemPath(name) {
          open($0, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
        if file >= 0 {
          _ = withSystemPath(name) { unlink($0) }
          return file
        }
        guard errno == EEXIST else { return -1 }
      }
      return -1
    }
  }
}
