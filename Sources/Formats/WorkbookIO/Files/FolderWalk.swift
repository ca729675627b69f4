import Glibc
import SheetModel
import Text

/// What lies in a folder and in those below it; nothing that cannot be looked into is passed over.
///
/// A link to a file is a file. A link to a folder is not followed, for it may lead anywhere, also
/// to a folder above itself: it is an obstacle that is named, and whoever wants it names it as an
/// input of its own.
package struct FolderWalk {
  /// Something that was found, by its path below the folder.
  package struct Item {
    /// The path below the folder.
    package var path: String
    /// Why what is there could not be looked into; nil for a file.
    package var obstacle: WorkbookError?

    /// A file, or what cannot be looked into.
    package init(path: String, obstacle: WorkbookError? = nil) {
      self.path = path
      self.obstacle = obstacle
    }
  }

  private let folder: String
  private var items: [Item] = []
  private var waiting: [String] = []

  /// Everything below a folder in the order of the paths' bytes.
  ///
  /// `isLeftOut` is asked for each path, and told whether it is a folder; of one that is left out
  /// nothing is looked at.
  package static func items(
    of folder: String, leavingOut isLeftOut: (_ path: String, _ isFolder: Bool) -> Bool
  ) -> [Item] {
    var walk = FolderWalk(folder)
    while let next = walk.waiting.popLast() { walk.look(into: next, isLeftOut) }
    return walk.items.map { (PathKey($0.path), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private init(_ folder: String) {
    self.folder = folder
    waiting = [""]
  }

  private mutating func look(into path: String, _ isLeftOut: (String, Bool) -> Bool) {
    let place = PathText.join(folder, path)
    guard let entries = FolderEntries(place) else {
      items.append(Item(path: path, obstacle: SystemError.last.reading(place)))
      return
    }
    for entry in entries.all {
      let inner = PathText.join(path, entry.name)
      let full = PathText.join(folder, inner)
      let kind = entry.kind ?? Self.kind(of: full)
      guard !isLeftOut(inner, kind == .folder) else { continue }
      switch kind {
      case nil:
        items.append(Item(path: inner, obstacle: SystemError.last.reading(full)))
      case .link where PathStatus(full) == nil:
        // To what is not there, or to what may not be looked at: a file or a whole folder.
        let error = WorkbookError(.notFound, at: Place(path: full), found: "dangling link")
        items.append(Item(path: inner, obstacle: error))
      case .folder: waiting.append(inner)
      case .link where PathStatus(full)?.isFolder == true:
        items.append(Item(path: inner, obstacle: linked(full, in: place)))
      case .link, .other: items.append(Item(path: inner))
      }
    }
  }

  /// The obstacle that a link to a folder is.
  private func linked(_ link: String, in place: String) -> WorkbookError {
    let above = PathText.resolved(place).map { $0 + "/" }
    let target = PathText.resolved(link).map { $0 == "/" ? $0 : $0 + "/" }
    var isLoop = false
    if let above, let target { isLoop = above.utf8.starts(with: target.utf8) }
    return WorkbookError(.linkedFolder, at: Place(path: link), found: isLoop ? "loop" : "")
  }

  /// What something is; nil, with `errno` set, when the system refuses to say.
  private static func kind(of path: String) -> FolderEntries.Kind? {
    guard let status = PathStatus(path, followsLink: false) else { return nil }
    return status.isFolder ? .folder : status.isLink ? .link : .other
  }
}

/// The entries of one folder.
package struct FolderEntries {
  enum Kind { case folder, link, other }

  /// Name and kind of each entry, the latter nil where the file system does not tell.
  let all: [(name: String, kind: Kind?)]

  /// The names of all entries, in no order.
  package var names: [String] { all.map(\.name) }

  /// Reads a folder; nil, with `errno` set, when the system refuses.
  package init?(_ path: String) {
    guard let list = withSystemPath(path.isEmpty ? "." : path, { opendir($0) }) else { return nil }
    defer { closedir(list) }
    var all: [(name: String, kind: Kind?)] = []
    errno = 0
    while let entry = readdir(list) {
      let name = PathText.string(of: Self.name(of: entry))
      guard name != ".", name != ".." else { continue }
      let kind: Kind? =
        switch Int(entry.pointee.d_type) {
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .link
        case Int(DT_UNKNOWN): nil
        default: .other
        }
      all.append((name, kind))
      errno = 0
    }
    guard errno == 0 else { return nil }
    self.all = all
  }

  /// The bytes of a name, of which some file systems have more than the 255 of the declared array.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> UnsafeRawBufferPointer {
    let start = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
    let record = UnsafeRawBufferPointer(start: entry, count: Int(entry.pointee.d_reclen))
    let name = UnsafeRawBufferPointer(rebasing: record[start...])
    return UnsafeRawBufferPointer(rebasing: name[..<(name.firstIndex(of: 0) ?? name.count)])
  }
}

/// Takes files away that this program has made; what is not there, or may not be removed, stays.
package enum MadeFile {
  /// Whether a path below a folder stays in it: no `..`, no path from the root, and no link before
  /// its last name.
  package static func isInside(_ path: String, _ folder: String) -> Bool {
    let names = PathText.names(of: path)
    guard !names.isEmpty, !path.utf8.starts(with: "/".utf8), !names.contains("..") else {
      return false
    }
    var place = folder
    for name in names.dropLast() {
      place = PathText.join(place, name)
      if PathStatus(place, followsLink: false)?.isFolder != true { return false }
    }
    return true
  }

  /// Removes a file, never what a link leads to.
  package static func remove(_ path: String) { _ = withSystemPath(path) { unlink($0) } }

  /// Removes a folder that is empty, never what a link leads to.
  package static func removeFolder(_ path: String) { _ = withSystemPath(path) { rmdir($0) } }
}
