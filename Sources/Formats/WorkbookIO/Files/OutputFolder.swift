import Glibc
import SheetModel

/// A folder for outputs, made with those above it where they are not there.
///
/// What was made and is still empty at the end is taken away again.
package final class OutputFolder {
  private var made: [String] = []

  /// Makes a folder; the working folder, an empty path, is there.
  /// - Throws: `uncreatable` with the path where something else is there or the system refuses.
  package init(_ path: String) throws(WorkbookError) {
    guard !path.isEmpty else { return }
    do {
      try make(path[...])
    } catch {
      removeIfEmpty()
      throw WorkbookError(
        .uncreatable, at: Place(file: path), found: .name(error.text, of: .systemError))
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
    while path.count > 1, path.last == "/" { path.removeLast() }
    let folder = String(path)
    var failure = UnfinishedFiles.make(folder: folder)
    if failure == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try make(path[..<slash])
      failure = UnfinishedFiles.make(folder: folder)
    }
    guard failure != 0 else { return made.append(folder) }
    guard failure == EEXIST else { throw SystemError(number: failure) }
    var status = stat()
    guard stat(folder, &status) == 0, status.isFolder else { throw SystemError(number: ENOTDIR) }
  }
}
