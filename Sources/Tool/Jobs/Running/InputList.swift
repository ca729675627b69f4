import Migration
import SheetModel
import Text
import WorkbookIO

/// The inputs that a command works on, in a stable order.
public struct InputList: Sendable, Equatable {
  /// One input.
  public enum Input: Sendable, Equatable {
    /// A file, by the path that it is opened by.
    case file(String)
    /// Standard input.
    case standardInput
    /// What lies in a folder and cannot be looked into; the error is what the input comes to.
    case obstacle(String, WorkbookError)

    /// The path that it is opened by; `-` for standard input.
    public var path: String {
      switch self {
      case .file(let path), .obstacle(let path, _): path
      case .standardInput: "-"
      }
    }

    /// The name that messages show: the path, with bytes that are no text as `\xE3`.
    public var name: String { PathText.shown(path) }
  }

  /// The inputs in order: as given, and inside a folder by path.
  public private(set) var inputs: [Input] = []
  /// Where each lies below the folder that was named; of a file that was named itself its name
  /// without folders, `stdin` for standard input.
  private(set) var paths: [String] = []
  /// The same as it is shown.
  public var places: [String] { paths.map(PathText.shown) }
  /// Folders that were passed over, because they hold what a migration has made.
  public private(set) var results: [String] = []

  /// Suffixes of files that a folder contributes; files named outright need none of them.
  public static let suffixes: Set<String> = [
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "ods", "ots", "fods", "csv", "tsv",
  ]

  /// The inputs named by arguments: files, folders (searched through), `-` for standard input.
  ///
  /// A path that does not exist stays in the list, so that its failure is one entry of the report,
  /// and so does what cannot be looked into: a folder that may not be read, a link to a folder.
  /// Hidden files and lock files (`~$…`, `.~lock…`) of folders are passed over, and so is what lies
  /// in `output` where that is a folder below a searched one, or in the outputs of a migration:
  /// results of before are no inputs. An input named twice is taken once.
  public init(_ arguments: [String], output: String? = nil) {
    var seen: Set<PathKey> = []
    for argument in arguments {
      for (input, path) in expand(argument, output)
      where seen.insert(PathKey(input.path)).inserted {
        inputs.append(input)
        paths.append(path)
      }
    }
  }

  /// The files among the inputs, which no output may be.
  var protected: ProtectedFiles { ProtectedFiles(inputs.map(\.path)) }

  /// Whether a path is a folder that is there.
  static func isFolder(_ path: String) -> Bool { PathStatus(path)?.isFolder ?? false }

  private mutating func expand(_ argument: String, _ output: String?) -> [(Input, String)] {
    if argument == "-" { return [(.standardInput, "stdin")] }
    guard Self.isFolder(argument) else {
      let name = PathText.lastName(of: argument)
      return [(.file(argument), name.isEmpty ? argument : name)]
    }
    let passedOver = output.flatMap { output in
      PathText.resolved(argument).flatMap { PathText.below($0, output) }
    }.map { PathKey($0) }
    var claimed: [(inner: String, path: String)] = []
    let found = FolderWalk.items(of: argument) { path, isFolder in
      let name = PathText.lastName(of: path)
      if name.hasPrefix(".") || name.hasPrefix("~$") || PathKey(path) == passedOver { return true }
      let inner = PathText.join(argument, path)
      guard isFolder, MigrationRun.isClaimed(in: inner) else { return false }
      if MigrationRun.isResult(inner, of: argument) {
        results.append(inner)
      } else {
        claimed.append((inner, path))
      }
      return true
    }
    // A sender may mark a folder so, to have it passed over.
    let marked = claimed.map { inner, path in
      let error = WorkbookError(.linkedFolder, at: Place(path: inner), found: "results")
      return FolderWalk.Item(path: path, obstacle: error)
    }
    let all = (found + marked).map { (PathKey($0.path), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    return all.compactMap { item in
      let path = PathText.join(argument, item.path)
      if let obstacle = item.obstacle {
        let place = item.path.isEmpty ? PathText.lastName(of: argument) : item.path
        return (.obstacle(path, obstacle), place.isEmpty ? argument : place)
      }
      return Self.suffixes.contains(PathText.suffix(of: path)) ? (.file(path), item.path) : nil
    }
  }
}
