import ArgumentParser
import Jobs
import Observations

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Nhập số liệu từ biểu vào một tệp chung / read forms into one file of observations.",
    discussion: """
      Trang tính có lỗi được giữ lại, không nhập, trừ khi có --with-errors. Cảnh báo không giữ lại.

      A sheet with errors is held back unless --with-errors is given; warnings hold nothing back.
      """,
    aliases: ["nhap"])

  @Argument(help: "Tệp, thư mục, hoặc - / files, folders, or - for standard input.")
  var inputs: [String]

  @Option(name: .shortAndLong, help: "Tệp kết quả .csv, .jsonl, hoặc - / output file.")
  var output: String

  @Option(
    help: "Dạng tệp kết quả / output format: csv, jsonl (mặc định theo đuôi tệp / by suffix).")
  var to: ObservationFormat?

  @Flag(help: "Nhập cả trang tính có lỗi, trừ ô không đọc được / import sheets with errors too.")
  var withErrors = false

  @Flag(help: "Ghi đè tệp đã có / overwrite.")
  var force = false

  @Option(help: "Dạng báo cáo phát hiện (stderr) / format of the findings: text, json.")
  var format = ReportFormat.text

  @OptionGroup var form: FormOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let job = ImportJob(
      inputs: inputs, output: output, outputFormat: to, includesErrors: withErrors,
      overwrites: force, format: format, unit: form.unit, period: form.period,
      settings: try common.settings())
    try job.run().end()
  }
}

extension ObservationFormat: ExpressibleByArgument {}
