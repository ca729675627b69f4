import Foundation
import WorkbookIO

/// Where the templates lie.
struct TemplateFolder {
  /// The folder of the given path, or the first that exists of: `Templates` below the working
  /// folder, then `Templates` or `share/bieu/Templates` beside or above the program itself.
  ///
  /// - Returns: nil when no such folder holds a set.
  static func locate(given: String?) -> String? {
    if let given { return isTemplateFolder(given) ? given : nil }
    var candidates = ["Templates"]
    // Not from the bundle, which ends the process where there is no /proc.
    if let program = ProcessArguments.program {
      var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
      for _ in 0..<5 {
        candidates.append(folder.appendingPathComponent("Templates").path)
        candidates.append(folder.appendingPathComponent("share/bieu/Templates").path)
        folder.deleteLastPathComponent()
      }
    }
    return candidates.first(where: isTemplateFolder)
  }

  /// Whether a folder holds a set: a folder with a `set.yml`.
  private static func isTemplateFolder(_ path: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.contains { FileManager.default.fileExists(atPath: "\(path)/\($0)/set.yml") }
  }
}
