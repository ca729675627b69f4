import ArgumentParser
import Display
import Jobs

extension DisplayLocale: ExpressibleByArgument {}

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract:
      "Chuyển đổi giữa XLSX, ODS, FODS, CSV, TSV; đọc XLS; ra JSONL / convert between formats.",
    discussion: """
      Nhiều tệp nguồn, hoặc thư mục: OUT là thư mục, mỗi tệp ra một tệp cùng tên (mặc định CSV), thư mục con được giữ; tệp nhiều trang ra CSV thành \
      thư mục con. Tệp hỏng được nêu tên, các tệp khác vẫn được chuyển.

      Several inputs, or folders: OUT is a folder that gets a file of the same name for each (CSV unless --to), subfolders are kept; several sheets \
      to CSV become a folder. A broken file is named, the others are converted.

      Ra CSV, TSV từ nhiều trang tính: OUT là thư mục, mỗi trang một tệp. Ra JSONL: mỗi ô một dòng, cho chương trình khác. Từ CSV: một trường chỉ thành \
      số, ngày, đúng/sai khi ghi lại ra đúng văn bản cũ; mã như 00040 vẫn là văn bản.

      To CSV from several sheets OUT is a folder. JSONL has one line a cell, for other programs. From CSV a field becomes a number, date or boolean \
      only where writing it back gives the same text; codes such as 00040 stay text.
      """,
    aliases: ["chuyendoi"])

  @Argument(help: "Tệp, thư mục nguồn, hoặc - / input files, folders, or -.")
  var inputs: [String]

  @Option(
    name: .shortAndLong, help: "Tệp hoặc thư mục kết quả, hoặc - / output file, folder, or -.")
  var output: String

  @Option(
    help: "Dạng kết quả / output format: xlsx, ods, fods, csv, tsv, jsonl (mặc định: đuôi tệp).",
    transform: ConvertCommand.outputFormat)
  var to: OutputFormat?

  @Option(help: "Tên hoặc số thứ tự trang tính, lặp lại được / sheet name or number, repeatable.")
  var sheet: [String] = []

  @Flag(help: "Chỉ trang, dòng, cột không ẩn / visible sheets, rows and columns only.")
  var visible = false

  @Flag(help: "Ra CSV: ô gộp nào cũng có giá trị / to CSV: fill all cells of a merged range.")
  var fillMerges = false

  @Flag(help: "Giữ mọi trường CSV là văn bản / keep every CSV field as text.")
  var text = false

  @Flag(help: "JSONL, CSV, TSV: ghi giá trị gốc (mặc định) / stored values (default).")
  var raw = false

  @Flag(help: "JSONL, CSV, TSV: ghi như nhìn thấy trong ô / values as shown in their cells.")
  var shown = false

  @Option(help: "Dấu số, cách ghi ngày với --shown / marks and names with --shown: vi, en.")
  var locale = DisplayLocale.vi

  @Option(help: "Dấu ngăn cách khi ghi CSV / delimiter when writing CSV.")
  var delimiter: String?

  @Flag(help: "Ghi BOM để Excel nhận UTF-8 / write a BOM so that Excel sees UTF-8.")
  var bom = false

  @Flag(help: "Dấu phẩy thập phân khi ghi CSV / decimal comma when writing CSV.")
  var decimalComma = false

  @Flag(help: "Chặn công thức trong CSV bằng dấu ' / prefix texts that look like formulas with '.")
  var escapeFormulas = false

  @Option(
    help:
      "Mức nén XLSX, ODS: 1 nhanh … 9 nhỏ; không ghi: nhỏ như 6, nhanh hơn / zlib level, by default as small as 6 and faster."
  )
  var level: Int32?

  @Flag(help: "Ghi đè tệp đã có / overwrite.")
  var force = false

  @OptionGroup var common: CommonOptions

  static func outputFormat(_ text: String) throws -> OutputFormat {
    if let format = OutputFormat(rawValue: text) { return format }
    let known = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError(
      OldWorkbookText.refusal(ofFormat: text) ?? "--to \(text): hãy chọn / choose: \(known).")
  }

  func validate() throws {
    guard !raw || !shown else { throw ValidationError("--raw, --shown: chọn một / choose one") }
    if let level, !(1...9).contains(level) {
      throw ValidationError("--level \(level): hãy ghi số từ 1 đến 9 / give a number from 1 to 9.")
    }
  }

  func run() throws {
    var job = ConvertJob(
      inputs: inputs, output: output, outputFormat: to, sheets: sheet,
      settings: try common.settings())
    job.visibleOnly = visible
    job.fillsMerges = fillMerges
    job.keepsText = text
    job.shownAs = shown ? locale : nil
    job.delimiter = delimiter
    job.writesBOM = bom
    job.usesDecimalComma = decimalComma
    job.escapesFormulas = escapeFormulas
    job.level = level
    job.overwrites = force
    try job.run().end()
  }
}
