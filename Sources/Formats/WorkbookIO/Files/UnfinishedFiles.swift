import Glibc
import Parallel
import Text

/// What a run has put on disk and not yet finished: temporary names, and folders made for outputs.
///
/// An interrupt takes them away before the process ends. Whatever names are linked, renamed or
/// removed is done under one lock, so that an interrupt falls before or behind it.
enum UnfinishedFiles {
  private struct Names: Sendable {
    var files: [PathKey: String] = [:]
    var folders: [String] = []
    var swept: Set<PathKey> = []
  }

  private static let names = Locked(Names())

  /// Does a piece of work on names that an interrupt must not cut in two.
  static func whole<T>(_ work: () -> T) -> T {
    names.withLock { _ in work() }
  }

  /// Keeps a temporary name in mind, and forgets it.
  static func begin(_ file: String) { names.withLock { $0.files[PathKey(file)] = file } }
  static func end(_ file: String) { names.withLock { $0.files[PathKey(file)] = nil } }

  /// Makes a folder for an output, perhaps for its owner alone, and keeps it in mind; 0, or the
  /// system's error number.
  ///
  /// Both in one, so that an interrupt between them cannot leave the folder behind.
  static func make(folder: String, isPrivate: Bool) -> Int32 {
    names.withLock { names in
      let mode: mode_t = isPrivate ? 0o700 : 0o777
      guard withSystemPath(folder, { mkdir($0, mode) }) == 0 else { return errno }
      names.folders.append(folder)
      return 0
    }
  }

  /// Forgets folders, and removes those of them that are empty.
  static func end(folders: [String]) {
    names.withLock { names in
      let ended = Set(folders.map { PathKey($0) })
      names.folders.removeAll { ended.contains(PathKey($0)) }
      for folder in folders.reversed() { _ = withSystemPath(folder) { rmdir($0) } }
    }
  }

  /// Takes everything away, and keeps the lock: nothing else is begun until the process has ended.
  static func removeAllAndEnd(_ end: () -> Void) {
    names.withLock { names in
      for file in names.files.values { _ = withSystemPath(file) { unlink($0) } }
      for folder in names.folders.reversed() { _ = withSystemPath(folder) { rmdir($0) } }
      end()
    }
  }

  /// Whether a folder is yet to be looked through for what killed runs left; said once.
  static func beginsSweep(of folder: String) -> Bool {
    names.withLock { $0.swept.insert(PathKey(folder)).inserted }
  }
}
