import ArgumentParser
import Jobs

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Kiểm tra biểu, chỉ ra từng ô sai và cách sửa / check forms cell by cell.",
    aliases: ["kiemtra"])

  @Argument(help: "Tệp, thư mục, hoặc - / files, folders, or - for standard input.")
  var inputs: [String]

  @Option(help: "Dạng kết quả / format of the result: text, json.")
  var format = ReportFormat.text

  @OptionGroup var form: FormOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let job = CheckJob(
      inputs: inputs, format: format, unit: form.unit, period: form.period,
      settings: try common.settings())
    try job.run().end()
  }
}
