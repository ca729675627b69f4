import Glibc
import SheetModel
import Text

/// A folder for outputs, made with those above it where they are not there.
///
/// What was made and is still empty at the end is taken away again.
package final class OutputFolder {
  private var made: [String] = []
  private let isPrivate: Bool

  /// Makes a folder; the working folder, an empty path, is there.
  ///
  /// What is made of a private one is its owner's alone. Below `root`, the folder that a user
  /// named, no link is followed.
  /// - Throws: `uncreatable` with the path where something else is there or the system refuses.
  package init(
    _ path: String, below root: String? = nil, isPrivate: Bool = false
  ) throws(WorkbookError) {
    self.isPrivate = isPrivate
    guard !path.isEmpty else { return }
    if let root { try OutputLinks.refuse(in: path, below: root) }
    do {
      try make(path[...])
    } catch {
      removeIfEmpty()
      throw WorkbookError(
        .uncreatable, at: Place(path: path), found: .name(error.text, of: .systemError))
    }
  }

  deinit { removeIfEmpty() }

  /// Removes the folders that were made and that nothing has come into.
  package func removeIfEmpty() {
    if !made.isEmpty { UnfinishedFiles.end(folders: made) }
    made = []
  }

  private func make(_ path: Substring) throws(SystemError) {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") {
      path = Substring(path.utf8.dropLast())
    }
    let folder = String(path)
    var failure = UnfinishedFiles.make(folder: folder, isPrivate: isPrivate)
    if failure == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
      slash > path.startIndex
    {
      try make(path[..<slash])
      failure = UnfinishedFiles.make(folder: folder, isPrivate: isPrivate)
    }
    guard failure != 0 else { return made.append(folder) }
    guard failure == EEXIST else { throw SystemError(number: failure) }
    guard PathStatus(folder)?.isFolder == true else { throw SystemError(number: ENOTDIR) }
  }
}

/// Links at outputs, which would lead what is written out of the place that was named.
enum OutputLinks {
  /// Refuses a path that is a link, or passes through one below a folder that was named.
  /// - Throws: `uncreatable` with the link.
  static func refuse(in path: String, below root: String) throws(WorkbookError) {
    let names = path.utf8.dropFirst(path.utf8.starts(with: root.utf8) ? root.utf8.count : 0)
    var place = String(path.utf8.prefix(path.utf8.count - names.count)) ?? path
    for name in PathText.names(of: String(Substring(names))) {
      place = PathText.join(place, name)
      if PathStatus(place, followsLink: false)?.isLink == true {
        throw WorkbookError(.uncreatable, at: Place(path: place), found: "link")
      }
    }
  }
}

/// Folders that are their owner's alone.
package enum PrivateFolder {
  /// Makes a folder that is there its owner's alone.
  /// - Throws: `uncreatable` with the path where it is a link or somebody else's, or the system
  ///   refuses.
  package static func make(_ path: String) throws(WorkbookError) {
    guard let status = PathStatus(path, followsLink: false), status.isFolder, status.isOurs else {
      throw WorkbookError(.uncreatable, at: Place(path: path), found: "another user's folder")
    }
    try close(path, status, to: 0o700)
  }

  /// Makes a file of such a folder its owner's alone; what is no file of ours is left as it is.
  /// - Throws: `uncreatable` with the path where the system refuses.
  package static func close(file path: String) throws(WorkbookError) {
    guard let status = PathStatus(path, followsLink: false), status.isFile, status.isOurs else {
      return
    }
    try close(path, status, to: 0o600)
  }

  private static func close(
    _ path: String, _ status: PathStatus, to mode: mode_t
  ) throws(WorkbookError) {
    guard status.status.st_mode & 0o077 != 0 else { return }
    let descriptor = withSystemPath(path) {
      open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw SystemError.last.creating(path) }
    defer { Glibc.close(descriptor) }
    var now = stat()
    guard fchmod(descriptor, mode) == 0, fstat(descriptor, &now) == 0 else {
      throw SystemError.last.creating(path)
    }
    guard now.st_mode & 0o077 == 0 else {
      throw WorkbookError(.uncreatable, at: Place(path: path), found: "no private files here")
    }
  }
}
