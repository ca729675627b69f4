import ArgumentParser
import Jobs

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Xuất số liệu ra biểu chính thức / write observations as official forms.",
    discussion: """
      Không có số liệu: biểu trống cho đơn vị và kỳ đã nêu. OUT là .xlsx, .ods (một tệp) hoặc một \
      thư mục (mỗi đơn vị một tệp).

      Số liệu đã chuyển sang đơn vị của một ngày (units map) chỉ được in khi --units-at nêu ngày đó: \
      biểu khi ấy là của đơn vị ngày đó.

      Without observations: a blank form for the unit and period. Figures that units map put to the \
      units of a day are written only where --units-at says that day: the form is that unit's.
      """,
    aliases: ["xuat"])

  @Argument(help: "Tệp số liệu .csv, .jsonl, hoặc - / files of observations.")
  var inputs: [String] = []

  @Option(name: .shortAndLong, help: "Tệp .xlsx, .ods, hoặc thư mục / file or folder.")
  var output: String

  @Option(help: "Mã biểu, lặp lại được / form, repeatable: TE-01 ... (mặc định: biểu có số liệu).")
  var form: [String] = []

  @Option(
    help: "Mã đơn vị, lặp lại được / unit code, repeatable (mặc định: mọi đơn vị có số liệu).")
  var unit: [String] = []

  @Option(help: "Kỳ / period: 2026, 2026H1, 2026Q1.")
  var period: String?

  @Option(
    help: ArgumentHelp(
      "Ngày của đơn vị mà số liệu đã chuyển sang / day of the units that figures were mapped to.",
      valueName: "NGÀY"))
  var unitsAt: String?

  @Option(help: "Dạng khi OUT là thư mục / format in a folder: xlsx, ods.")
  var to: FormFormat?

  @Flag(help: "Ghi đè tệp đã có / overwrite.")
  var force = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    var job = ExportJob(
      inputs: inputs, output: output, outputFormat: to, forms: form, units: unit, period: period,
      overwrites: force, settings: try common.settings())
    job.unitsAt = unitsAt
    try job.run().end()
  }
}

extension FormFormat: ExpressibleByArgument {}
