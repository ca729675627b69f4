import Glibc
import SheetModel

/// A file that is written in the folder it is to be in, and gets its name when it is whole.
///
/// Where the file system can (`O_TMPFILE`), it has no name until then, and a process that is
/// killed leaves nothing. Elsewhere it is called `.bieu-PROCESS-NUMBER.tmp` and locked for as long
/// as its process lives, so that a later run knows what was left behind.
final class UnfinishedFile {
  /// The descriptor to write to, as long as the file is unfinished.
  private(set) var descriptor: Int32
  private let folder: String
  /// The temporary name; nil while there is none.
  private var name: String?

  /// Begins a file in a folder: a path with its slash, or nothing for the working folder.
  ///
  /// Nil, with `errno` set, when the system refuses. The system applies the user's mask. A private
  /// one is its owner's alone from the first moment.
  init?(in folder: String, nameless: Bool = true, isPrivate: Bool = false) {
    self.folder = folder
    let mode: mode_t = isPrivate ? 0o600 : 0o666
    LeftoverFiles.sweep(folder)
    descriptor = nameless ? Self.openNameless(in: folder, mode) : -1
    guard descriptor < 0 else { return }
    for number in 0..<10_000 {
      let name = Self.name(number, in: folder)
      descriptor = withSystemPath(name) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
      if descriptor < 0 {
        guard errno == EEXIST else { return nil }
        continue
      }
      UnfinishedFiles.begin(name)
      // Between these two calls another run may have taken it for a leftover.
      flock(descriptor, LOCK_EX)
      var status = stat()
      if fstat(descriptor, &status) != 0 || status.st_nlink > 0 {
        self.name = name
        return
      }
      UnfinishedFiles.end(name)
      close(descriptor)
      descriptor = -1
    }
    return nil
  }

  /// Whether the file system keeps it from everybody but its owner, trying to make it so.
  var isPrivate: Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return false }
    if status.st_mode & 0o077 == 0 { return true }
    return fchmod(descriptor, 0o600) == 0 && fstat(descriptor, &status) == 0
      && status.st_mode & 0o077 == 0
  }

  deinit { discard() }

  /// Takes the file away, if it has not got its name.
  func discard() {
    if let name {
      UnfinishedFiles.whole { _ = withSystemPath(name) { unlink($0) } }
      UnfinishedFiles.end(name)
    }
    name = nil
    closeDescriptor()
  }

  /// Gives the file its name, over a file that is there only if that is wanted; 0 or an `errno`.
  ///
  /// The bytes are on the disk before the name is: a power cut leaves the file of before or this
  /// one. (A folder's entry may take the system a few seconds more; then it is the one of before.)
  func finish(as target: String, overwriting: Bool) -> Int32 {
    // Some file systems know no such thing; others tell here that the disk was full.
    if fdatasync(descriptor) != 0, errno != EINVAL, errno != EROFS, errno != ENOSYS {
      return errno
    }
    let failure = UnfinishedFiles.whole { put(at: target, overwriting: overwriting) }
    if failure == 0 {
      if let name { UnfinishedFiles.end(name) }
      name = nil
      closeDescriptor()
    }
    return failure
  }

  private func put(at target: String, overwriting: Bool) -> Int32 {
    if let name { return rename(name, target, overwriting) }
    if link(at: target) { return 0 }
    guard errno == EEXIST, overwriting else { return errno }
    // A link never replaces anything, so the file gets a name for as long as a renaming takes.
    for number in 0..<10_000 {
      let name = Self.name(number, in: folder)
      if link(at: name) {
        if Self.move(name, target) { return 0 }
        let failure = errno
        _ = withSystemPath(name) { unlink($0) }
        return failure
      }
      guard errno == EEXIST else { break }
    }
    return errno
  }

  private func rename(_ name: String, _ target: String, _ overwriting: Bool) -> Int32 {
    if overwriting { return Self.move(name, target) ? 0 : errno }
    let isLinked = withSystemPath(name) { name in
      withSystemPath(target) { Glibc.link(name, $0) == 0 }
    }
    if isLinked {
      _ = withSystemPath(name) { unlink($0) }
      return 0
    }
    // File systems without hard links.
    guard errno != EEXIST, PathStatus(target, followsLink: false) == nil else { return EEXIST }
    return Self.move(name, target) ? 0 : errno
  }

  private static func move(_ name: String, _ target: String) -> Bool {
    withSystemPath(name) { name in withSystemPath(target) { Glibc.rename(name, $0) == 0 } }
  }

  private func link(at path: String) -> Bool {
    withSystemPath(path) {
      linkat(AT_FDCWD, Self.path(of: descriptor), AT_FDCWD, $0, AT_SYMLINK_FOLLOW) == 0
    }
  }

  private func closeDescriptor() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private static func openNameless(in folder: String, _ mode: mode_t) -> Int32 {
    let flags = O_WRONLY | temporaryFlag | O_CLOEXEC
    let descriptor = withSystemPath(folder.isEmpty ? "." : folder) { open($0, flags, mode) }
    guard descriptor >= 0 else { return -1 }
    // The name is given through /proc; without it there would be no way to finish.
    guard access(path(of: descriptor), F_OK) == 0 else {
      close(descriptor)
      return -1
    }
    flock(descriptor, LOCK_EX | LOCK_NB)
    return descriptor
  }

  /// `O_TMPFILE` of Linux, whose value the C library builds from an expression.
  private static let temporaryFlag: Int32 = 0o20_000_000 | O_DIRECTORY

  private static func path(of descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  private static func name(_ number: Int, in folder: String) -> String {
    "\(folder)\(LeftoverFiles.prefix)\(getpid())-\(number)\(LeftoverFiles.suffix)"
  }
}
