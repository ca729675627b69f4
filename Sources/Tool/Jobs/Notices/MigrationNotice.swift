import Reports
import Text

/// What a migration says of itself on standard error.
enum MigrationNotice: Sendable {
  /// A line of the summary.
  case summary(String)
  /// Another run is at work in the same folder.
  case busy(folder: String)
  /// The run goes on with what another over the same inputs has done.
  case continues(folder: String, inputs: [String])
  /// The folder holds the results of other inputs; none where it is not known of which.
  case otherInputs(folder: String, inputs: [String])
  /// A folder below an input holds what a migration has made.
  case resultsPassedOver(folder: String)
  /// What was forgotten, and what remains.
  case forgotten(rows: Int, entries: Int, rest: Int, folder: String)
  /// Nothing is kept of a file that was to be forgotten.
  case nothingOf(source: String, folder: String)
  /// Neither a file nor a day, or both, were named.
  case forgetWhat
  /// A folder that holds no migration.
  case noMigration(folder: String)
  /// More inputs could not be read than are named on the terminal.
  case moreFailures(Int)
  /// Where the outputs are.
  case outputs(folder: String)

  /// The first inputs, and how many there are beside.
  private static func named(_ inputs: [String]) -> String {
    let shown = inputs.prefix(3).map(PathText.shown).joined(separator: ", ")
    return inputs.count > 3 ? "\(shown), … (\(inputs.count))" : shown
  }

  func text(_ language: Language) -> String {
    switch self {
    case .summary(let line): line
    case .busy(let folder):
      language.say(
        "\(folder): một lần di trú khác đang chạy ở đây. Hãy đợi nó xong, hoặc chọn thư mục khác.",
        "\(folder): another migration is at work here. Wait for its end, or choose another folder.")
    case .continues(let folder, let inputs):
      language.say(
        "\(folder): tiếp tục lần di trú của \(Self.named(inputs)).",
        "\(folder): going on with the migration of \(Self.named(inputs)).")
    case .otherInputs(let folder, let inputs):
      inputs.isEmpty
        ? language.say(
          "\(folder): ở đây có kết quả mà không rõ là của dữ liệu nào. Hãy chọn thư mục khác, hoặc thêm --force để thay thế.",
          "\(folder): there are results here, it is not known of which inputs. Choose another folder, or add --force to replace them."
        )
        : language.say(
          "\(folder): ở đây là kết quả di trú của \(Self.named(inputs)). Hãy chọn thư mục khác, hoặc thêm --force để thay thế.",
          "\(folder): here are the results of migrating \(Self.named(inputs)). Choose another folder, or add --force to replace them."
        )
    case .resultsPassedOver(let folder):
      language.say(
        "\(folder): đây là kết quả của một lần di trú, không phải đầu vào, nên được bỏ qua.",
        "\(folder): this is what a migration has made, no input, and is passed over.")
    case .forgotten(let rows, let entries, let rest, let folder):
      language.say(
        "\(folder): đã xóa \(language.number(rows)) dòng của trẻ em khỏi danh sách và \(language.number(entries)) mục khỏi sổ theo dõi. Còn lại \(language.number(rest)) dòng trong register.csv; số liệu tổng hợp và báo cáo vẫn giữ, không có tên trẻ em. Tệp cũ không bị đụng đến: nếu còn đó, chạy lại bieu migrate sẽ đưa các dòng này trở lại.",
        "\(folder): \(language.number(rows)) rows of children were removed from the register and \(language.number(entries)) entries from the ledger. \(language.number(rest)) rows remain in register.csv; figures and the report stay, they name no child. The old file is untouched: while it is there, another bieu migrate brings its rows back."
      )
    case .nothingOf(let source, let folder):
      language.say(
        "\(folder): không giữ dòng nào của \(source). Hãy xem cột file của register.csv để biết tên đúng.",
        "\(folder): no row of \(source) is kept. See column file of register.csv for the right name."
      )
    case .forgetWhat:
      language.say(
        "Hãy cho biết quên gì: --source TỆP hoặc --before NGÀY (một trong hai).",
        "Say what to forget: --source FILE or --before DATE (one of them).")
    case .noMigration(let folder):
      language.say(
        "\(folder): ở đây không có kết quả di trú nào. Hãy nêu thư mục đã dùng với -o.",
        "\(folder): there are no outputs of a migration here. Name the folder that -o was given.")
    case .moreFailures(let count):
      language.say(
        "… và \(language.number(count)) tệp hoặc thư mục khác không đọc được; xem report.txt.",
        "… and \(language.number(count)) further files or folders could not be read; see report.txt."
      )
    case .outputs(let folder):
      language.say(
        "Kết quả trong \(folder): mở \(folder)report.html để xem từng chỗ.",
        "The outputs are in \(folder): open \(folder)report.html for every place.")
    }
  }
}
