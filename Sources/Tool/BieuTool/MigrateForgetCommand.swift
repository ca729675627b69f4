import ArgumentParser
import Jobs

struct MigrateForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Xóa dòng của trẻ em khỏi kết quả di trú / remove rows of children from the outputs.",
    discussion: """
      Xóa khỏi danh sách, nhật ký thay đổi, chỗ cần xem, trùng lặp và sổ theo dõi (.bieu). Số liệu tổng \
      hợp và báo cáo vẫn giữ. Tệp cũ không bị đụng đến.

      Removes them from the register, the change log, the problems, the duplicates and the ledger. \
      Figures and the report stay; the old file is not touched.
      """)

  @Argument(help: "Thư mục kết quả di trú / folder of a migration's outputs.")
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Quên các dòng của tệp này, theo cột file / the file whose rows go, as column file has it.",
      valueName: "TỆP"))
  var source: String?

  @Option(
    help: ArgumentHelp(
      "Quên các dòng của kỳ kết thúc trước ngày này / rows of periods that ended before this day.",
      valueName: "NGÀY"))
  var before: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let job = MigrateForgetJob(
      folder: folder, source: source, before: before, settings: try common.settings())
    try job.run().end()
  }
}
