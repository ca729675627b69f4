import SheetModel
import Text
import WorkbookIO

/// Which input of a batch of conversions goes where, known before anything is read.
struct ConvertPlan {
  /// The inputs in order.
  let inputs: [InputList.Input]
  /// The inputs with what was passed over beside them.
  let list: InputList
  /// The output of each without its suffix: a file's, or the folder's of its sheets.
  let stems: [String]

  /// The folders of the outputs, from above to below.
  var folders: [String] {
    Set(stems.map { PathKey(PathText.folder(of: $0)) }).sorted().map(\.path)
  }

  /// Plans outputs in a folder, under the names of the inputs and in subfolders like theirs.
  ///
  /// What lies in the output folder already is no input where that is below a searched folder.
  /// - Throws: `JobFailure` without inputs, and for two inputs of which one would be written over
  ///   or into what the other is or becomes.
  init(of job: ConvertJob, as target: ConvertTarget) throws {
    let folder = job.output
    list = InputList(job.inputs, output: folder, limits: job.settings.limits)
    inputs = list.inputs
    guard !inputs.isEmpty else { throw JobFailure.notice(.noInputs, .noInput) }
    stems = list.paths.map { PathText.join(folder, Self.stem(of: $0)) }
    let suffix = "." + target.format.rawValue
    var owners: [PathKey: Int] = [:]
    // What cannot be looked into becomes nothing.
    let files = stems.enumerated().filter { index, _ in
      if case .obstacle = list.inputs[index] { false } else { true }
    }
    for (index, stem) in files {
      if let other = owners.updateValue(index, forKey: PathKey(stem)) {
        throw collision(other, index, stem + suffix)
      }
    }
    for (index, stem) in files where target.isText {
      if let other = Self.owner(above: stem, owners) {
        throw collision(other, index, stem + suffix)
      }
    }
    guard job.overwrites, let real = PathText.resolved(folder) else { return }
    for (index, input) in inputs.enumerated() {
      // An input in the output folder, which the output of another would replace.
      guard let place = PathText.below(real, input.path) else { continue }
      let path = PathText.join(folder, place)
      let replacing =
        path.hasSuffix(suffix)
        ? owners[PathKey(Self.stem(of: path))] : nil
      let other = replacing ?? (target.isText ? Self.owner(above: path, owners) : nil)
      if let other, other != index { throw collision(other, index, path) }
    }
  }

  private func collision(_ one: Int, _ other: Int, _ output: String) -> JobFailure {
    .notice(
      .conversion(
        .outputsCollide(
          inputs[one].name, inputs[other].name, output: PathText.shown(output))), .usage)
  }

  /// The input whose sheets may become files in a folder that a path is in.
  private static func owner(above path: String, _ owners: [PathKey: Int]) -> Int? {
    var folder = PathText.folder(of: path)
    while folder.utf8.count > 1 {
      let name = String(Substring(folder.utf8.dropLast()))
      if let owner = owners[PathKey(name)] { return owner }
      folder = PathText.folder(of: name)
    }
    return nil
  }

  /// A path without the suffix of its last part; a name that is nothing but a suffix stays.
  private static func stem(of path: String) -> String {
    let suffix = PathText.suffix(of: path)
    guard !suffix.isEmpty, let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return path }
    return String(path[..<dot])
  }
}
