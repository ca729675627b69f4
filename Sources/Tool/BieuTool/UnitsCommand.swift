import ArgumentParser
import Jobs

struct UnitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "units",
    abstract: "Đơn vị hành chính qua các thời kỳ: danh mục, kế tục, kiểm tra / units over time.",
    discussion: """
      Một mã chỉ một đơn vị khi đi cùng một ngày: nhiều mã đã được cấp cho xã khác từ 01/07/2025. \
      NGÀY viết 2025-07-01, 01/07/2025, hoặc một năm (lấy ngày cuối năm).

      A code means a unit only with its date: many were given to other communes on 1 July 2025. A \
      day is 2025-07-01, 01/07/2025, or a year, which is its last day.
      """,
    subcommands: [List.self, Map.self, Check.self, Import.self],
    defaultSubcommand: List.self,
    aliases: ["donvi"])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Liệt kê đơn vị / list units.")

    @Option(
      help: ArgumentHelp("Ngày / day (mặc định: mọi thời kỳ / all times).", valueName: "NGÀY"))
    var at: String?

    @Option(help: ArgumentHelp("Chỉ các đơn vị trực thuộc / only units below.", valueName: "MÃ"))
    var under: String?

    @Option(help: ArgumentHelp("Chỉ một cấp: xã, phường, huyện … / one rank.", valueName: "CẤP"))
    var level: String?

    @Option(help: "Dạng kết quả / format of the result: text, json, csv.")
    var format = UnitsFormat.text

    @OptionGroup var common: CommonOptions

    func run() throws {
      let job = UnitsListJob(
        at: at, under: under, level: level, format: format, settings: try common.settings())
      try job.run().end()
    }
  }

  struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Chuyển đơn vị, số liệu sang đơn vị của một ngày / map units and figures.",
      discussion: """
        Không có tệp: bảng đối chiếu mọi đơn vị của ngày --from (CSV). Có tệp số liệu: mỗi số liệu \
        được chuyển từ đơn vị của kỳ nó sang đơn vị ngày --to; nhiều xã nhập một thì cộng, tỷ lệ \
        tính lại, thiếu một phần thì để trống; đơn vị bị chia không bao giờ tự chia.

        Without a file: the crosswalk of all units of --from. With observations: each goes from the \
        units of its own period to those of --to; of several units that became one the figures are \
        added, rates are recomputed, a sum that lacks a part is missing, and a division is never \
        made in silence. Status 1: something needs a person.
        """)

    @Argument(help: "Tệp số liệu .csv, .jsonl, hoặc - / files of observations.")
    var inputs: [String] = []

    @Option(
      help: ArgumentHelp(
        "Ngày của mã cũ (có tệp: mặc định theo kỳ) / day of the old codes.", valueName: "NGÀY"))
    var from: String?

    @Option(help: ArgumentHelp("Ngày của đơn vị mới / day of the new units.", valueName: "NGÀY"))
    var to: String

    @Option(
      help: ArgumentHelp(
        "Đơn vị bị chia / divided units: review, keep, allocate=CỘT.", valueName: "CÁCH"))
    var split = "review"

    @Option(name: .shortAndLong, help: "Tệp kết quả, hoặc - / output file.")
    var output = "-"

    @Option(
      help: ArgumentHelp("Ghi số liệu không chuyển / what stays behind.", valueName: "TỆP"))
    var unmapped: String?

    @Flag(help: "Ghi đè tệp đã có / overwrite.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      let job = UnitsMapJob(
        inputs: inputs, from: from, to: to, split: split, output: output, unmapped: unmapped,
        overwrites: force, settings: try common.settings())
      try job.run().end()
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Soát danh mục đơn vị và kế tục / find what contradicts itself in the units.")

    @Option(help: "Dạng kết quả / format of the result: text, json.")
    var format = ReportFormat.text

    @OptionGroup var common: CommonOptions

    func run() throws {
      var job = TemplateLintJob(format: format, settings: try common.settings())
      job.unitsOnly = true
      try job.run().end()
    }
  }
}

extension UnitsCommand {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Đọc danh mục, bảng chuyển đổi đơn vị / read an office's list of units.",
      discussion: """
        XLS, XLSX, ODS hoặc CSV; nhận cột theo tên: Mã TP, Mã QH, Mã PX, Phường Xã, Cấp; hoặc Mã \
        số, Tên đơn vị hành chính, tỉnh là dòng tiêu đề. Kết quả dùng làm Templates/units/*.csv.

        Bảng chuyển đổi (đơn vị cũ, đơn vị mới, "toàn bộ", "một phần diện tích tự nhiên", "phần còn \
        lại" …) cần --valid-from; kết quả dùng làm Templates/units/successions/*.csv.

        Columns are known by their labels. The result is a table for Templates/units; that of a table \
        of conversion from old to new units, which needs --valid-from, one for units/successions.
        """)

    @Argument(help: "Danh mục / list, hoặc - .")
    var input: String

    @Option(name: .shortAndLong, help: "Tệp kết quả .csv, hoặc - / output file.")
    var output: String

    @Option(help: ArgumentHelp("Ngày đầu có hiệu lực / first day.", valueName: "NGÀY"))
    var validFrom: String?

    @Option(help: ArgumentHelp("Ngày cuối có hiệu lực / last day.", valueName: "NGÀY"))
    var validTo: String?

    @Option(help: "Nguồn của danh mục / where the list is from (mặc định: tên tệp).")
    var source: String?

    @Flag(help: "Ghi đè tệp đã có / overwrite.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      let job = UnitsImportJob(
        input: input, output: output, validFrom: validFrom, validTo: validTo, source: source,
        overwrites: force, settings: try common.settings())
      try job.run().end()
    }
  }
}

extension UnitsFormat: ExpressibleByArgument {}
