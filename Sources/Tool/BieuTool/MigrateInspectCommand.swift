import ArgumentParser
import Jobs

struct MigrateInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Xếp tệp cũ theo bố cục, cho biết ánh xạ / old files by their layouts, with mappings.",
    discussion: """
      Gom hàng nghìn tệp theo đầu bảng (không kể số liệu, đơn vị, kỳ), mỗi nhóm một mẫu và ánh xạ hợp với \
      nó. --draft viết một ánh xạ nháp cho nhóm lớn nhất chưa có ánh xạ: đoán theo tên chỉ tiêu, chỗ nào \
      cũng ghi "cần xem lại".

      Clusters files by the heads of their tables. --draft writes a mapping to complete for the largest \
      layout that has none, or for the one that --layout names.
      """)

  @Argument(help: "Thư mục hoặc tệp cũ / folder or files.")
  var inputs: [String]

  @Option(help: ArgumentHelp("Tệp ánh xạ thêm / a further mapping.", valueName: "TỆP"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp("Viết ánh xạ nháp / write a mapping to complete.", valueName: "TÊN.yml"))
  var draft: String?

  @Option(help: ArgumentHelp("Bố cục cho --draft / the layout for --draft.", valueName: "MÃ"))
  var layout: String?

  @Flag(help: "Ghi đè bản nháp đã có / overwrite the draft.")
  var force = false

  @Option(help: "Dạng kết quả / format of the result: text, json.")
  var format = ReportFormat.text

  @OptionGroup var common: CommonOptions

  func run() throws {
    let job = MigrateInspectJob(
      inputs: inputs, mappings: map, draft: draft, layout: layout, overwrites: force,
      format: format, settings: try common.settings())
    try job.run().end()
  }
}
