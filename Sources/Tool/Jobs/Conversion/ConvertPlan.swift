import Foundation
import SheetModel

/// Which input of a batch of conversions goes where, known before anything is read.
struct ConvertPlan {
  /// The inputs in order.
  let inputs: [InputList.Input]
  /// The output of each without its suffix: a file's, or the folder's of its sheets.
  let stems: [String]

  /// The folders of the outputs, from above to below.
  var folders: [String] {
    let paths = Set(stems.map { $0.prefix(through: $0.lastIndex(of: "/") ?? $0.startIndex) })
    return paths.map(String.init).sorted()
  }

  /// Plans outputs in a folder, under the names of the inputs and in subfolders like theirs.
  ///
  /// What lies in the output folder already is no input where that is below a searched folder.
  /// - Throws: `JobFailure` without inputs, and for two inputs of which one would be written over
  ///   or into what the other is or becomes.
  init(of job: ConvertJob, as target: ConvertTarget) throws {
    let folder = job.output
    let list = InputList(job.inputs, output: folder)
    inputs = list.inputs
    guard !inputs.isEmpty else { throw JobFailure.notice(.noInputs, .noInput) }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    stems = list.places.map { base + Self.stem(of: $0) }
    let suffix = "." + target.format.rawValue
    var owners: [Substring: Int] = [:]
    for (index, stem) in stems.enumerated() {
      if let other = owners.updateValue(index, forKey: stem[...]) {
        throw collision(other, index, stem + suffix)
      }
    }
    for (index, stem) in stems.enumerated() where target.isText {
      if let other = Self.owner(above: stem[...], owners) {
        throw collision(other, index, stem + suffix)
      }
    }
    guard job.overwrites, let real = RealPath.of(folder) else { return }
    for (index, input) in inputs.enumerated() {
      // An input in the output folder, which the output of another would replace.
      guard let place = RealPath.below(real, input.name) else { continue }
      let path = base + place
      let replacing = path.hasSuffix(suffix) ? owners[path.dropLast(suffix.count)] : nil
      let other = replacing ?? (target.isText ? Self.owner(above: path[...], owners) : nil)
      if let other, other != index { throw collision(other, index, path) }
    }
  }

  private func collision(_ one: Int, _ other: Int, _ output: String) -> JobFailure {
    .notice(
      .conversion(.outputsCollide(inputs[one].name, inputs[other].name, output: output)), .usage)
  }

  /// The input whose sheets may become files in a folder that a path is in.
  private static func owner(above path: Substring, _ owners: [Substring: Int]) -> Int? {
    var path = path
    while let slash = path.lastIndex(of: "/") {
      path = path[..<slash]
      if let owner = owners[path] { return owner }
    }
    return nil
  }

  /// A path without the suffix of its last part; a name that is nothing but a suffix stays.
  private static func stem(of path: String) -> String {
    guard let dot = path.lastIndex(of: "."), dot > path.startIndex,
      path[path.index(before: dot)] != "/", !path[dot...].contains("/")
    else { return path }
    return String(path[..<dot])
  }
}
