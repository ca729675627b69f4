import Foundation
import SheetModel

/// The inputs that a command works on, in a stable order.
public struct InputList: Sendable, Equatable {
  /// One input.
  public enum Input: Sendable, Hashable {
    /// A file, by the path that messages show.
    case file(String)
    /// Standard input.
    case standardInput

    /// The name that messages show.
    public var name: String {
      switch self {
      case .file(let path): path
      case .standardInput: "-"
      }
    }
  }

  /// The inputs in order: as given, and inside a folder by path.
  public private(set) var inputs: [Input] = []

  /// Suffixes of files that a folder contributes; files named outright need none of them.
  public static let suffixes: Set<String> = [
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "ods", "ots", "fods", "csv", "tsv",
  ]

  /// The inputs named by arguments: files, folders (searched through), `-` for standard input.
  ///
  /// A path that does not exist stays in the list, so that its failure is one entry of the report.
  /// Hidden files and lock files (`~$…`, `.~lock…`) of folders are passed over. An input named
  /// twice is taken once.
  public init(_ arguments: [String]) {
    var seen: Set<Input> = []
    for argument in arguments {
      for input in Self.expand(argument) where seen.insert(input).inserted {
        inputs.append(input)
      }
    }
  }

  private static func expand(_ argument: String) -> [Input] {
    if argument == "-" { return [.standardInput] }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder),
      isFolder.boolValue
    else { return [.file(argument)] }
    let paths = FileManager.default.enumerator(atPath: argument)?.compactMap { $0 as? String } ?? []
    let base = argument.hasSuffix("/") ? argument : argument + "/"
    return
      paths
      .filter { path in
        let names = path.split(separator: "/")
        guard let name = names.last, !names.contains(where: { $0.hasPrefix(".") }),
          !name.hasPrefix("~$"), let dot = name.lastIndex(of: ".")
        else { return false }
        return suffixes.contains(name[name.index(after: dot)...].lowercased())
      }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { .file(base + $0) }
  }
}
