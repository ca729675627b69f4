import ArgumentParser
import Jobs

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Xem tệp: dạng, trang tính, biểu, đơn vị, kỳ, phần ẩn / what is in a file.",
    aliases: ["xem"])

  @Argument(help: "Tệp, thư mục, hoặc - / files, folders, or - for standard input.")
  var inputs: [String]

  @Option(help: "Dạng kết quả / format of the result: text, json.")
  var format = ReportFormat.text

  @OptionGroup var common: CommonOptions

  func run() throws {
    let job = InspectJob(inputs: inputs, format: format, settings: try common.settings())
    try job.run().end()
  }
}
