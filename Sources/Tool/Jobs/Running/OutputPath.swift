import SheetModel
import Text
import WorkbookIO

/// What the path of an output says of it.
struct OutputPath {
  let path: String

  init(_ path: String) { self.path = path }

  /// Whether it is a folder: one that is there, or a path that ends in a slash.
  var isFolder: Bool {
    path.utf8.last == UInt8(ascii: "/") || InputList.isFolder(path)
  }

  /// Whether anything is there.
  var isThere: Bool { PathStatus(path, followsLink: false) != nil }

  /// Whether another path is or will be the same file, by whatever name or link.
  func isSame(as other: String) -> Bool {
    guard path != "-", other != "-" else { return false }
    if let own = PathStatus(path), let one = PathStatus(other) {
      return own.identity == one.identity
    }
    return PathKey(PathText.place(path)) == PathKey(PathText.place(other))
  }

  /// The suffix in lower case, without its dot.
  var suffix: String { PathText.suffix(of: path) }

  /// The format of the suffix.
  var format: OutputFormat? { OutputFormat(rawValue: suffix) }
}

extension OutputFormat {
  /// The format as readers and writers know it.
  var workbookFormat: WorkbookFormat {
    switch self {
    case .xlsx: .xlsx
    case .ods: .ods
    case .csv: .csv
    case .tsv: .tsv
    case .fods: .fods
    case .jsonl: .jsonl
    }
  }
}
