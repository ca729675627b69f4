import Foundation
import SheetModel

/// What the path of an output says of it.
struct OutputPath {
  let path: String

  init(_ path: String) { self.path = path }

  /// Whether it is a folder: one that is there, or a path that ends in a slash.
  var isFolder: Bool {
    if path.hasSuffix("/") { return true }
    return InputList.isFolder(path)
  }

  /// Whether anything is there.
  var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  /// Whether it is the file of another path, by whatever name or link.
  func isSameFile(as other: String) -> Bool {
    guard let real = RealPath.of(path) else { return false }
    return real == RealPath.of(other)
  }

  /// The suffix in lower case, without its dot.
  var suffix: String { (path as NSString).pathExtension.lowercased() }

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
