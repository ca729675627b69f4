import Glibc
import SheetModel
import Text

/// What the system answered to a call that failed.
struct SystemError: Error {
  let number: Int32

  /// The answer to the last call of this thread.
  static var last: SystemError { SystemError(number: errno) }

  /// The system's own words in the C locale, such as `No space left on device`.
  var text: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "\(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The error of a file that could not be opened for reading.
  func opening(_ path: String) -> WorkbookError {
    if number == ENOENT || number == ENOTDIR {
      return WorkbookError(.notFound, at: Place(path: path))
    }
    return error(.unreadable, path)
  }

  func reading(_ path: String?) -> WorkbookError { error(.unreadable, path) }

  func writing(_ path: String?) -> WorkbookError { error(.unwritable, path) }

  func creating(_ path: String) -> WorkbookError { error(.uncreatable, path) }

  /// A kind of failure, unless it is the process that has run out of what the system gives.
  private func error(_ code: WorkbookError.Code, _ path: String?) -> WorkbookError {
    let isExhausted = [EMFILE, ENFILE, ENOMEM].contains(number)
    return WorkbookError(
      isExhausted ? .outOfResources : code, at: path.map { Place(path: $0) } ?? Place(),
      found: .name(text, of: .systemError))
  }
}

extension Place {
  /// A file as messages show it.
  package init(path: String) { self.init(file: PathText.shown(path)) }
}

extension stat {
  /// Whether this is a regular file, not a folder, FIFO or device.
  var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  /// The permission bits.
  var permissions: mode_t { st_mode & 0o7777 }
  /// What it is instead of a file, in one word.
  var kindName: Evidence {
    switch st_mode & S_IFMT {
    case S_IFDIR: "folder"
    case S_IFLNK: "link"
    case S_IFIFO: "FIFO"
    case S_IFSOCK: "socket"
    default: "device"
    }
  }
}

/// Writes all bytes to a descriptor; false with `errno` set when the system refuses.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  guard var next = bytes.baseAddress else { return true }
  var rest = bytes.count
  while rest > 0 {
    let count = Glibc.write(descriptor, next, rest)
    if count < 0 {
      if errno == EINTR { continue }
      // A terminal or pipe that somebody else has set not to wait.
      guard errno == EAGAIN, waitUntilWritable(descriptor) else { return false }
      continue
    }
    next += count
    rest -= count
  }
  return true
}

private func waitUntilWritable(_ descriptor: Int32) -> Bool {
  var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  while poll(&request, 1, -1) < 0 { guard errno == EINTR else { return false } }
  return true
}
