import Reports

/// What a migration says of itself on standard error.
enum MigrationNotice: Sendable {
  /// A line of the summary.
  case summary(String)
  /// Another run is at work in the same folder.
  case busy(folder: String)
  /// Where the outputs are.
  case outputs(folder: String)

  func text(_ language: Language) -> String {
    switch self {
    case .summary(let line): line
    case .busy(let folder):
      language.say(
        "\(folder): một lần di trú khác đang chạy ở đây. Hãy đợi nó xong, hoặc chọn thư mục khác.",
        "\(folder): another migration is at work here. Wait for its end, or choose another folder.")
    case .outputs(let folder):
      language.say(
        "Kết quả trong \(folder): mở \(folder)report.html để xem từng chỗ.",
        "The outputs are in \(folder): open \(folder)report.html for every place.")
    }
  }
}
