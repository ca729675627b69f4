import ArgumentParser
import Jobs

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Bộ chỉ tiêu và mẫu biểu / indicator set and forms.",
    subcommands: [List.self, Build.self, Lint.self],
    defaultSubcommand: List.self,
    aliases: ["mau"])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Liệt kê biểu, chỉ tiêu và độ tin cậy của mã / forms, indicators, trust in codes.")

    @Option(help: "Dạng kết quả / format of the result: text, json.")
    var format = ReportFormat.text

    @OptionGroup var common: CommonOptions

    func run() throws {
      try TemplateListJob(format: format, settings: try common.settings()).run().end()
    }
  }

  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tạo biểu trống XLSX và ODS / make the blank forms.")

    @Option(name: .shortAndLong, help: "Thư mục kết quả / output folder.")
    var output: String

    @Option(help: "Mã biểu, lặp lại được / form, repeatable (mặc định: tất cả / default: all).")
    var form: [String] = []

    @Flag(help: "Ghi đè tệp đã có / overwrite.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      let job = TemplateBuildJob(
        output: output, forms: form, overwrites: force, settings: try common.settings())
      try job.run().end()
    }
  }

  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Soát mẫu biểu: chỗ mâu thuẫn, mã cũ / find what contradicts itself.")

    @Option(help: "Dạng kết quả / format of the result: text, json.")
    var format = ReportFormat.text

    @Flag(help: "Liệt kê phép kiểm tra của từng ô nhập / list which rules guard each cell.")
    var coverage = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      var job = TemplateLintJob(format: format, settings: try common.settings())
      job.showsCoverage = coverage
      try job.run().end()
    }
  }
}
