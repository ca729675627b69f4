import FormModel
import Indicators
import Units

extension SplitPolicy {
  /// What `--split` asks for; the column of weights may be named as the table of successions names it
  /// (`allocate=weight_children`) or in short (`allocate=children`).
  /// - Throws: `JobFailure` for what is no way to treat a division, and for a column that no
  ///   succession has.
  static func asked(_ text: String, library: TemplateLibrary) throws -> SplitPolicy {
    guard let policy = SplitPolicy(text) else {
      throw JobFailure.notice(.units(.notASplitPolicy(text)), .usage)
    }
    guard case .allocate(let column) = policy else { return policy }
    let known = Set(library.history.successions.flatMap(\.weights.keys))
    if known.contains(column) { return policy }
    let prefix = "weight_"
    let short = column.hasPrefix(prefix) ? String(column.dropFirst(prefix.count)) : column
    guard known.contains(short) else {
      throw JobFailure.notice(.units(.noSuchWeight(short, known: known.sorted())), .usage)
    }
    return .allocate(column: short)
  }
}
