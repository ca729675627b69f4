import Glibc
import SheetModel

/// The right to do something that only one process may do at a time, held through a locked file.
///
/// The system gives it back when the process ends, however it does. The file stays.
package struct FileLock: Sendable {
  private let descriptor: Int32

  /// Takes the right, making the file for its owner alone; nil while another process has it.
  /// - Throws: `uncreatable` where the system refuses the file, or a link or somebody else's file is
  ///   in its place.
  package init?(_ path: String) throws(WorkbookError) {
    let descriptor = withSystemPath(path) {
      open($0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    }
    guard descriptor >= 0 else { throw SystemError.last.creating(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.isRegularFile, status.st_uid == geteuid() else {
      close(descriptor)
      throw WorkbookError(.uncreatable, at: Place(path: path), found: "another user's file")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let error = SystemError.last
      close(descriptor)
      if error.number == EWOULDBLOCK { return nil }
      throw error.creating(path)
    }
    self.descriptor = descriptor
  }

  /// Gives the right back.
  package func release() { close(descriptor) }
}
