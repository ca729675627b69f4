import Reports
import SheetModel

/// What a conversion says of itself on standard error.
enum ConversionNotice: Sendable {
  /// A file was converted.
  case converted(output: String, sheets: Int)
  /// So many inputs of a batch were converted into a folder, and so many were not.
  case batchConverted(files: Int, sheets: Int, failed: Int, output: String)
  /// Two inputs of a batch would be written to one place, or one over the other.
  case outputsCollide(String, String, output: String)
  /// Several inputs need a folder.
  case outputIsNoFolder(String)
  /// Lines with another number of fields than the first.
  case raggedLines(file: String, count: Int, firstLine: Int)
  /// Lines of one column each, with a character that would split them.
  case delimiterOverlooked(file: String, delimiter: String)
  /// Delimited text that is no UTF: what its bytes look like, and whether it is read as that.
  case encodingGuessed(file: String, EncodingGuess, taken: EncodingGuess.Candidate?)
  /// Several sheets for one file that holds one.
  case oneSheetOnly(sheets: [String])
  /// Cells whose formulas were never calculated, and are empty in the output.
  case formulasWithoutValue(count: Int, first: Place)
  /// Formulas that point outside what was converted; their values were kept.
  case formulasLeftOut(count: Int)
  /// Control characters that the output format cannot hold and that blanks stand for.
  case charactersReplaced(count: Int, first: Place)
  /// A sheet that the output format calls otherwise.
  case sheetRenamed(old: String, new: String)
  /// A text that is no delimiter.
  case notADelimiter(String)
  /// A folder where a workbook belongs.
  case outputIsFolder(String)
  /// An option that would do nothing for an output of another format than these.
  case optionNeedsOutput(String, [OutputFormat])

  var vietnamese: String {
    switch self {
    case .converted(let output, let sheets): "Đã ghi \(output) (\(sheets) trang tính)."
    case .batchConverted(let files, let sheets, let failed, let output):
      "Đã ghi \(Language.vi.number(files)) tệp (\(Language.vi.number(sheets)) trang tính) vào \(output)"
        + (failed > 0 ? "; \(Language.vi.number(failed)) tệp không xử lý được." : ".")
    case .outputsCollide(let one, let other, let output):
      "\(one) và \(other) cùng ra \(output); hãy chuyển riêng từng tệp."
    case .outputIsNoFolder(let path):
      "\(path) không phải thư mục; nhiều tệp nguồn cần một thư mục (viết / ở cuối)."
    case .raggedLines(let file, let count, let firstLine):
      "\(file): \(count) dòng có số trường khác dòng đầu, trước hết là dòng \(firstLine)."
    case .delimiterOverlooked(let file, let delimiter):
      "\(file): đọc thành một cột, nhưng có dòng chứa dấu “\(delimiter)”; nếu đó là dấu ngăn cách, hãy thêm dòng đầu sep=\(delimiter)"
    case .encodingGuessed(let file, let guess, let taken):
      Self.guessed(file, guess, taken: taken, .vi)
    case .oneSheetOnly(let sheets):
      "CSV chỉ chứa một trang tính; chọn bằng --sheet, hoặc đưa ra thư mục (viết / ở cuối). Các trang: "
        + sheets.joined(separator: ", ") + "."
    case .formulasWithoutValue(let count, let first):
      "\(count) ô có công thức chưa tính, để trống; đầu tiên: \(first.text(in: .vi))."
    case .formulasLeftOut(let count):
      "Bỏ \(count) công thức có thể trỏ ra ngoài phần được chuyển; giá trị đã tính được giữ lại."
    case .charactersReplaced(let count, let first):
      "\(Language.vi.number(count)) ký tự điều khiển mà định dạng đích không chứa được đã thay bằng dấu cách; đầu tiên: \(first.text(in: .vi))."
    case .sheetRenamed(let old, let new): "Trang “\(old)” được đổi tên thành “\(new)”."
    case .notADelimiter(let text): "“\(text)” không dùng làm dấu ngăn cách được."
    case .outputIsFolder(let path): "\(path) là thư mục; bảng tính cần một tên tệp."
    case .optionNeedsOutput(let option, let formats):
      "\(option) chỉ dùng khi ra \(Self.list(formats))."
    }
  }

  var english: String {
    switch self {
    case .converted(let output, let sheets): "Wrote \(output) (\(Notice.count(sheets, "sheet")))."
    case .batchConverted(let files, let sheets, let failed, let output):
      "Wrote \(Notice.count(files, "file")) (\(Notice.count(sheets, "sheet"))) into \(output)"
        + (failed > 0 ? "; \(failed) files could not be processed." : ".")
    case .outputsCollide(let one, let other, let output):
      "\(one) and \(other) would both go to \(output); convert them one by one."
    case .outputIsNoFolder(let path):
      "\(path) is no folder; several inputs need one (with a / at its end)."
    case .raggedLines(let file, let count, let firstLine):
      "\(file): \(count) lines have another number of fields than the first, line \(firstLine) first."
    case .delimiterOverlooked(let file, let delimiter):
      "\(file): read as one column, but some lines have a “\(delimiter)”; if it delimits, add a first line sep=\(delimiter)"
    case .encodingGuessed(let file, let guess, let taken):
      Self.guessed(file, guess, taken: taken, .en)
    case .oneSheetOnly(let sheets):
      "CSV holds one sheet; choose with --sheet, or write to a folder (with a / at its end). The sheets: "
        + sheets.joined(separator: ", ") + "."
    case .formulasWithoutValue(let count, let first):
      "\(count) formulas were never calculated and are empty; first: \(first.text(in: .en))."
    case .formulasLeftOut(let count):
      "Left out \(count) formulas that may point outside of what was converted; computed values were kept."
    case .charactersReplaced(let count, let first):
      "\(Notice.count(count, "control character")) that the output format cannot hold were replaced by blanks; first: \(first.text(in: .en))."
    case .sheetRenamed(let old, let new): "Sheet “\(old)” is now called “\(new)”."
    case .notADelimiter(let text): "“\(text)” cannot be a delimiter."
    case .outputIsFolder(let path): "\(path) is a folder; a workbook needs a file name."
    case .optionNeedsOutput(let option, let formats):
      "\(option) is for these outputs only: \(Self.list(formats))."
    }
  }

  /// What was taken of eight-bit text, and how sure that is; without `taken` each word is looked at.
  private static func guessed(
    _ file: String, _ guess: EncodingGuess, taken: EncodingGuess.Candidate?, _ language: Language
  ) -> String {
    let name = guess.likeliest.rawValue
    guard let taken else {
      return language.say(
        "\(file): không phải UTF-8; đoán là \(name) (chắc \(guess.percent) %), từng từ được xét theo âm tiết.",
        "\(file): no UTF-8; \(name) by guess (\(guess.percent) % sure), each word told by its syllables."
      )
    }
    if taken == guess.likeliest {
      return language.say(
        "\(file): không phải UTF-8; đọc theo \(name), là đoán (chắc \(guess.percent) %).",
        "\(file): no UTF-8; read as \(name), which is a guess (\(guess.percent) % sure).")
    }
    return language.say(
      "\(file): không phải UTF-8; đọc theo \(taken.rawValue), nhưng giống \(name) hơn (chắc \(guess.percent) %): hãy chuyển bằng migrate text trước.",
      "\(file): no UTF-8; read as \(taken.rawValue), but it looks more like \(name) (\(guess.percent) % sure): convert it by migrate text first."
    )
  }

  /// Formats by their names, `CSV, TSV`.
  private static func list(_ formats: [OutputFormat]) -> String {
    formats.map { $0.rawValue.uppercased() }.joined(separator: ", ")
  }
}
