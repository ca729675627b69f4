import ArgumentParser
import Jobs

extension LegacyTextChoice: ExpressibleByArgument {}

struct MigrateTextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text",
    abstract: "Chuyển chữ TCVN3, VNI … trong một tệp sang Unicode / old texts to Unicode.",
    discussion: """
      Mọi chữ thành Unicode dựng sẵn (NFC), còn lại giữ nguyên. Bảng mã được nhận theo phông chữ rồi \
      theo âm tiết; chỗ không chắc được giữ nguyên và liệt kê (mã thoát 1). VIQR chỉ đọc khi nêu tên.

      Every text becomes Unicode NFC, all else stays. The encoding is told by fonts, then by \
      syllables; what is not sure stays and is listed (exit code 1). VIQR only when named.
      """,
    aliases: ["chu"])

  @Argument(help: "Tệp nguồn, hoặc - / input file, or -.")
  var input: String

  @Option(
    name: .shortAndLong, help: "Tệp hoặc thư mục kết quả, hoặc - / output file, folder, or -.")
  var output: String

  @Option(
    help: "Dạng kết quả / output format: xlsx, ods, fods, csv, tsv, jsonl (mặc định: đuôi tệp).",
    transform: ConvertCommand.outputFormat)
  var to: OutputFormat?

  @Option(help: "Bảng mã của tệp / encoding: auto, tcvn3, vni, cp1258, viqr.")
  var encoding = LegacyTextChoice.auto

  @Option(help: "Ghi kết quả nhận mã và chỗ cần xem / report: .csv, .json.")
  var report: String?

  @Flag(help: "Ghi đè tệp đã có / overwrite.")
  var force = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let job = LegacyTextJob(
      input: input, output: output, outputFormat: to, encoding: encoding, report: report,
      overwrites: force, settings: try common.settings())
    try job.run().end()
  }
}
