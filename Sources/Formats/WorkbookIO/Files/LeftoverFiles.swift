import Glibc

/// What runs that were killed have left beside their outputs.
enum LeftoverFiles {
  static let prefix = ".bieu-"
  static let suffix = ".tmp"

  /// Removes the unfinished files of runs that are no more, once a run and folder.
  ///
  /// Only regular files called `.bieu-NUMBER-NUMBER.tmp` whose lock nobody holds: a live run holds
  /// it on its own. Where locks are unknown nothing is removed. Trouble is passed over, since
  /// nothing depends on it.
  static func sweep(_ folder: String) {
    let path = folder.isEmpty ? "." : folder
    guard UnfinishedFiles.beginsSweep(of: path), let list = withSystemPath(path, { opendir($0) })
    else { return }
    defer { closedir(list) }
    let parent = dirfd(list)
    while let entry = readdir(list) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        raw.starts(with: prefix.utf8)
          ? String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self) : ""
      }
      if isTemporary(name) { removeIfLeft(name, in: parent) }
    }
  }

  private static func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return false }
    let numbers = name.dropFirst(prefix.count).dropLast(suffix.count)
      .split(separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private static func removeIfLeft(_ name: String, in folder: Int32) {
    let file = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    var mine = stat()
    var now = stat()
    guard fstat(file, &mine) == 0, mine.isRegularFile, flock(file, LOCK_EX | LOCK_NB) == 0,
      fstatat(folder, name, &now, AT_SYMLINK_NOFOLLOW) == 0, now.st_ino == mine.st_ino
    else { return }
    unlinkat(folder, name, 0)
  }
}
