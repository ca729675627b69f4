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
    /// A file in a zip archive of files.
    case packed(PackedFile)
    /// Standard input.
    case standardInput
    /// What lies in a folder and cannot be looked into; the error is what the input comes to.
    case obstacle(String, WorkbookError)

    /// The path that is opened for it, of a file in an archive the archive's; `-` for standard input.
    public var path: String {
      switch self {
      case .file(let path), .obstacle(let path, _): path
      case .packed(let file): file.archive.path
      case .standardInput: "-"
      }
    }

    /// The name that messages show: the path, behind that of an archive the name in it, with bytes that
    /// are no text as `\xE3`.
    public var name: String { PathText.shown(fullPath) }

    /// What tells an input from all others: of a file in an archive the path that is its own there, for
    /// `a/b` and `a\b` are two files.
    fileprivate var key: PathKey {
      if case .packed(let file) = self {
        PathKey(PathText.join(path, file.path))
      } else {
        PathKey(path)
      }
    }

    fileprivate var fullPath: String {
      if case .packed(let file) = self { file.name } else { path }
    }
  }

  /// The inputs in order: as given, and inside a folder by path.
  public private(set) var inputs: [Input] = []
  /// Where each lies below the folder that was named; of a file that was named itself its name
  /// without folders, `stdin` for standard input.
  private(set) var paths: [String] = []
  /// The same as it is shown.
  public var places: [String] { paths.map(PathText.shown) }
  /// How many inputs each argument came to, in the order of the arguments; one that came before under
  /// another argument is counted there.
  private(set) var counts: [Int] = []
  /// Folders that were passed over, because they hold what a migration has made.
  public private(set) var results: [String] = []
  /// The files of folders and archives that are not taken, for their suffixes are no workbooks', as
  /// they are shown.
  public private(set) var untaken: [String] = []

  /// Suffixes of files that a folder or an archive contributes; files named outright need none of them.
  public static let suffixes: Set<String> = [
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "ods", "ots", "fods", "csv", "tsv",
  ]

  /// The inputs named by arguments: files, folders and zip archives of files (searched through), `-`
  /// for standard input.
  ///
  /// An archive is known by its content; in a folder it is looked into where its suffix is `zip`, and
  /// where it is named outright unless its suffix is a workbook's. One that lies in another archive is
  /// not looked into and stays in the list as what cannot be.
  /// A path that does not exist stays in the list, so that its failure is one entry of the report,
  /// and so does what cannot be looked into: a folder that may not be read, a link to a folder.
  /// Hidden files and lock files (`~$…`, `.~lock…`) of folders are passed over, and so is what lies
  /// in `output` where that is a folder below a searched one, or in the outputs of a migration:
  /// results of before are no inputs. An input named twice is taken once.
  public init(
    _ arguments: [String], output: String? = nil, limits: ReadLimits = ReadLimits()
  ) {
    var seen: Set<PathKey> = []
    var seenUntaken: Set<PathKey> = []
    for argument in arguments {
      let before = untaken.count
      let known = inputs.count
      for (input, path) in expand(argument, output, limits)
      where seen.insert(input.key).inserted {
        inputs.append(input)
        paths.append(path)
      }
      counts.append(inputs.count - known)
      let new = untaken[before...].filter { seenUntaken.insert(PathKey($0)).inserted }
      untaken.replaceSubrange(before..., with: new)
    }
  }

  /// The files among the inputs, which no output may be.
  var protected: ProtectedFiles { ProtectedFiles(inputs.map(\.path)) }

  /// Whether a path is a folder that is there.
  static func isFolder(_ path: String) -> Bool { PathStatus(path)?.isFolder ?? false }

  /// Whether a path is that of many inputs: a folder, or a zip archive of files.
  static func isContainer(_ path: String, limits: ReadLimits) -> Bool {
    guard !isFolder(path) else { return true }
    guard path != "-", !suffixes.contains(PathText.suffix(of: path)) else { return false }
    return (try? PackedArchive(path: path, limits: limits)) != nil
  }

  /// Whether a name is one that is passed over without a word: a hidden file, or a lock.
  private static func isHidden(_ name: String) -> Bool {
    name.hasPrefix(".") && name != ".." || name.hasPrefix("~$")
  }

  private mutating func expand(
    _ argument: String, _ output: String?, _ limits: ReadLimits
  ) -> [(Input, String)] {
    if argument == "-" { return [(.standardInput, "stdin")] }
    guard Self.isFolder(argument) else {
      let name = PathText.lastName(of: argument)
      let place = name.isEmpty ? argument : name
      let mayBeArchive = !Self.suffixes.contains(PathText.suffix(of: argument))
      return mayBeArchive
        ? unpack(argument, at: place, inside: "", limits) : [(.file(argument), place)]
    }
    let passedOver = output.flatMap { output in
      PathText.resolved(argument).flatMap { PathText.below($0, output) }
    }.map { PathKey($0) }
    var claimed: [(inner: String, path: String)] = []
    let found = FolderWalk.items(of: argument) { path, isFolder in
      if Self.isHidden(PathText.lastName(of: path)) || PathKey(path) == passedOver { return true }
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
    return all.flatMap { item -> [(Input, String)] in
      let path = PathText.join(argument, item.path)
      if let obstacle = item.obstacle {
        let place = item.path.isEmpty ? PathText.lastName(of: argument) : item.path
        return [(.obstacle(path, obstacle), place.isEmpty ? argument : place)]
      }
      let suffix = PathText.suffix(of: path)
      if Self.suffixes.contains(suffix) { return [(.file(path), item.path)] }
      if suffix == Self.archiveSuffix {
        return unpack(path, at: item.path, inside: item.path, limits)
      }
      untaken.append(PathText.shown(path))
      return []
    }
  }

  /// The suffix of archives in folders.
  private static let archiveSuffix = "zip"

  /// The files of an archive, whose places are `inside` a folder; what is no archive of files is one
  /// input at its own place, and so is one that cannot be looked into.
  private mutating func unpack(
    _ path: String, at place: String, inside folder: String, _ limits: ReadLimits
  ) -> [(Input, String)] {
    let archive: PackedArchive
    do {
      guard let found = try PackedArchive(path: path, limits: limits) else {
        return [(.file(path), place)]
      }
      archive = found
    } catch {
      // What is no file at all says so when it is opened.
      return [.notFound, .notAFile].contains(error.code)
        ? [(.file(path), place)]
        : [(.obstacle(path, error.located(in: Place(path: path))), place)]
    }
    var taken: [Int] = []
    var nested: Set<Int> = []
    for (index, member) in archive.members.enumerated() {
      guard !PathText.names(of: member.name).contains(where: Self.isHidden) else { continue }
      switch PathText.suffix(of: member.name) {
      case Self.archiveSuffix: nested.insert(index)
      case let suffix where Self.suffixes.contains(suffix): taken.append(index)
      default: untaken.append(PathText.shown(PathText.join(path, member.name)))
      }
    }
    guard archive.bytes(of: taken) <= limits.totalBytes else {
      return [(.obstacle(path, .limit(.totalBytes, of: limits, at: Place(path: path))), place)]
    }
    if archive.members.isEmpty { untaken.append(PathText.shown(path)) }
    return (taken + Array(nested)).sorted().map { index in
      let file = PackedFile(archive, index)
      let inner = PathText.join(folder, file.path)
      guard nested.contains(index) else { return (.packed(file), inner) }
      let error = WorkbookError(
        .unsupportedCompression, at: Place(path: file.name), found: "archive in an archive")
      return (.obstacle(file.name, error), inner)
    }
  }
}
