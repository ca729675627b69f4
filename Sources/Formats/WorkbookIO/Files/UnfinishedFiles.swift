import Glibc
import Parallel

/// What a run has put on disk and not yet finished: temporary names, and folders made for outputs.
///
/// An interrupt takes them away before the process ends. Whatever names are linked, renamed or
/// removed is done under one lock, so that an interrupt falls before or behind it.
enum UnfinishedFiles {
  private struct Names: Sendable {
    var files: Set<String> = []
    var folders: [String] = []
    var swept: Set<String> = []
  }

  private static let names = Locked(Names())

  /// Does a piece of work on names that an interrupt must not cut in two.
  static func whole<T>(_ work: () -> T) -> T {
    names.withLock { _ in work() }
  }

  /// Keeps a temporary name in mind, and forgets it.
  static func begin(_ file: String) { names.withLock { _ = $0.files.insert(file) } }
  static func end(_ file: String) { names.withLock { _ = $0.files.remove(file) } }

  /// Makes a folder for an output and keeps it in mind; 0, or the system's error number.
  ///
  /// Both in one, so that an interrupt between them cannot leave the folder behind.
  static func make(folder: String) -> Int32 {
    names.withLock { names in
      guard mkdir(folder, 0o777) == 0 else { return errno }
      names.folders.append(folder)
      return 0
    }
  }

  /// Forgets folders, and removes those of them that are empty.
  static func end(folders: [String]) {
    names.withLock { names in
      names.folders.removeAll { folders.contains($0) }
      for folder in folders.reversed() { rmdir(folder) }
    }
  }

  /// Takes everything away, and keeps the lock: nothing else is begun until the process has ended.
  static func removeAllAndEnd(_ end: () -> Void) {
    names.withLock { names in
      for file in names.files { unlink(file) }
      for folder in names.folders.reversed() { rmdir(folder) }
      end()
    }
  }

  /// Whether a folder is yet to be looked through for what killed runs left; said once.
  static func beginsSweep(of folder: String) -> Bool {
    names.withLock { $0.swept.insert(folder).inserted }
  }
}
