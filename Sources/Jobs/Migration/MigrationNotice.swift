import Reports

/// What a migration says of itself on standard error.
enum MigrationNotice: Sendable {
  /// What it came to, and where the outputs are.
  case done(summary: String, folder: String)

  func text(_ language: Language) -> String {
    switch self {
    case .done(let summary, let folder):
      summary
        + language.say(
          "Kết quả trong \(folder): mở \(folder)report.html để xem từng chỗ.",
          "The outputs are in \(folder): open \(folder)report.html for every place.")
    }
  }
}
