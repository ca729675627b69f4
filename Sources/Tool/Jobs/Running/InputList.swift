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
  /// Where each lies below the folder that was named; of a file that was named itself its name
  /// without folders, `stdin` for standard input.
  public private(set) var places: [String] = []

  /// Suffixes of files that a folder contributes; files named outright need none of them.
  public static let suffixes: Set<String> = [
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "ods", "ots", "fods", "csv", "tsv",
  ]

  /// The inputs named by arguments: files, folders (searched through), `-` for standard input.
  ///
  /// A path that does not exist stays in the list, so that its failure is one entry of the report.
  /// Hidden files and lock files (`~$…`, `.~lock…`) of folders are passed over, and so is what lies
  /// in `output` where that is a folder below a searched one, or in the outputs of a migration:
  /// results of before are no inputs. An input named twice is taken once.
  public init(_ arguments: [String], output: String? = nil) {
    var seen: Set<Input> = []
    for argument in arguments {
      for (input, place) in Self.expand(argument, output) where seen.insert(input).inserted {
        inputs.append(input)
        places.append(place)
      }
    }
  }

  /// Whether a path is a folder that is there.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func expand(_ argument: String, _ output: String?) -> [(Input, String)] {
    if argument == "-" { return [(.standardInput, "stdin")] }
    guard isFolder(argument) else {
      return [(.file(argument), argument.split(separator: "/").last.map(String.init) ?? argument)]
    }
    let paths = FileManager.default.enumerator(atPath: argument)?.compactMap { $0 as? String } ?? []
    let base = argument.hasSuffix("/") ? argument : argument + "/"
    let passedOver = output.flatMap { output in
      RealPath.of(argument).flatMap { RealPath.below($0, output) }
    }.map { $0 + "/" }
    // What a migration has made, known by its ledger, is no input of the next one.
    let made = paths.filter { $0.hasSuffix("/.bieu") }.map { $0.dropLast(5) }
    return
      paths
      .filter { path in
        if let passedOver, path.hasPrefix(passedOver) { return false }
        if made.contains(where: { path.hasPrefix($0) }) { return false }
        let names = path.split(separator: "/")
        guard let name = names.last, !names.contains(where: { $0.hasPrefix(".") }),
          !name.hasPrefix("~$"), let dot = name.lastIndex(of: ".")
        else { return false }
        return suffixes.contains(name[name.index(after: dot)...].lowercased())
      }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { (.file(base + $0), $0) }
  }
}

/// Paths without links, `.` and `..`, to be compared.
enum RealPath {
  /// The real path of something that is there.
  static func of(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The path of something below a folder, given by its real path, from that folder on; nil where
  /// it is elsewhere, not there, or the folder itself.
  static func below(_ folder: String, _ path: String) -> String? {
    guard let path = of(path) else { return nil }
    let base = folder == "/" ? folder : folder + "/"
    return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : nil
  }
}
