import Reports

/// What a migration says of itself on standard error.
enum MigrationNotice: Sendable {
  /// A line of the summary.
  case summary(String)
  /// Where the outputs are.
  case outputs(folder: String)

  func text(_ language: Language) -> String {
    switch self {
    case .summary(let line): line
    case .outputs(let folder):
      language.say(
        "Kết quả trong \(folder): mở \(folder)report.html để xem từng chỗ.",
        "The outputs are in \(folder): open \(folder)report.html for every place.")
    }
  }
}
