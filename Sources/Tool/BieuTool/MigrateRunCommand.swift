import ArgumentParser
import Jobs
import Observations

struct MigrateRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Di trú cả thư mục tệp cũ / migrate a folder of old files.",
    discussion: """
      Đọc mọi tệp cũ (.xls, .xlsx, .ods, .csv; TCVN3, VNI, Unicode) theo các ánh xạ trong \
      Templates/legacy, ghi số liệu, danh sách, nhật ký thay đổi và báo cáo đối chiếu vào OUT/. Bị ngắt \
      thì chạy lại cùng lệnh: việc đã xong không làm lại.

      Reads every old file through the mappings of Templates/legacy and writes figures, register, \
      change log and a report that reconciles them into OUT/. After an interruption run it again.
      """)

  @Argument(help: "Thư mục hoặc tệp cũ / folder or files.")
  var inputs: [String]

  @Option(name: .shortAndLong, help: "Thư mục kết quả / folder for the outputs.")
  var output: String?

  @Option(help: ArgumentHelp("Tệp ánh xạ thêm / a further mapping.", valueName: "TỆP"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp(
      "Mã đơn vị khi ánh xạ hỏi (from: option) / unit code for mappings that ask.",
      valueName: "MÃ"))
  var unit: String?

  @Option(
    help: ArgumentHelp(
      "Kỳ khi ánh xạ hỏi (from: option) / period for mappings that ask: 2012, 2012H1, 2012Q1.",
      valueName: "KỲ"))
  var period: String?

  @Option(
    help: ArgumentHelp(
      "Quy về đơn vị hành chính của ngày hoặc năm này / the day whose units are wanted.",
      valueName: "NGÀY"))
  var unitsAt: String?

  @Option(help: "Đơn vị đã chia: review, keep, allocate=CỘT / units that were split.")
  var split = "review"

  @Option(
    help: ArgumentHelp(
      "Ngày của báo cáo (mặc định: ngày của tệp mới nhất) / the report's day: 2026-12-01.",
      valueName: "NGÀY"))
  var date: String?

  @Option(help: "Dạng tệp số liệu / format of the figures: csv, jsonl.")
  var to = ObservationFormat.csv

  @Flag(help: "Chỉ báo cáo, không ghi gì / report only, write nothing.")
  var dryRun = false

  @Flag(
    help:
      "Ghi vào cả thư mục có sẵn thứ khác hoặc kết quả của đầu vào khác / into a folder with other things or results."
  )
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard output != nil || dryRun else {
      throw ValidationError("cần -o THƯMỤC hoặc --dry-run / -o FOLDER or --dry-run is needed")
    }
  }

  func run() throws {
    let job = MigrateJob(
      inputs: inputs, output: output, mappings: map, unit: unit, period: period, unitsAt: unitsAt,
      split: split, date: date, format: to, isDryRun: dryRun, overwrites: force,
      settings: try common.settings())
    try job.run().end()
  }
}
