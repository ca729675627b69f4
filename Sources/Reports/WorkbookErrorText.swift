import Indicators
import SheetModel

/// A failure in the words of a language: what is wrong and how to go on.
public struct FailureText: Sendable, Hashable {
  /// What is wrong, as one sentence.
  public var message: String
  /// How to go on.
  public var hint: String

  init(_ message: String, _ hint: String) {
    self.message = message
    self.hint = hint
  }
}

extension WorkbookError {
  /// The failure in words; the place is not repeated in them.
  public func text(in language: Language) -> FailureText {
    switch code {
    case .notFound, .unreadable, .notAFile, .emptyFile, .invalidEncoding, .noSuchSheet:
      inputText(in: language)
    case .unwritable, .uncreatable, .outOfResources, .outputExists, .notRepresentable,
      .invalidTemplate:
      outputText(in: language)
    case .unknownFormat, .passwordProtected, .encryptedODS, .legacyXLS, .htmlPage, .foreignXML,
      .binaryXLSB:
      formatText(in: language)
    case .truncated, .damagedArchive, .unsupportedCompression, .checksumMismatch, .missingPart,
      .malformedXML, .malformedValue:
      damageText(in: language)
    case .limitExceeded: limitText(in: language)
    }
  }

  /// The failure in one line with its place: `ban-lang.ods: Biểu 03!D17: ...`.
  public func line(in language: Language) -> String {
    let text = text(in: language)
    return [place.text(in: language), "\(text.message) \(text.hint)"].filter { !$0.isEmpty }
      .joined(separator: ": ")
  }

  /// The code as reports show it, such as `password-protected`.
  public var reportCode: String {
    var text = ""
    var wasUpper = true
    for letter in code.rawValue {
      if letter.isUppercase, !wasUpper { text.append("-") }
      wasUpper = letter.isUppercase
      text += letter.lowercased()
    }
    return text
  }

  /// What was found, in brackets, where something was.
  private var detail: String {
    found.isEmpty ? "" : " (\(Printable.line(found)))"
  }

  private func inputText(in language: Language) -> FailureText {
    func say(_ vi: (String, String), _ en: (String, String)) -> FailureText {
      language == .vi ? FailureText(vi.0, vi.1) : FailureText(en.0, en.1)
    }
    return switch code {
    case .notFound:
      say(
        ("Không có tệp hoặc thư mục này\(detail).", "Hãy kiểm tra lại đường dẫn."),
        ("No such file or folder\(detail).", "Check the path."))
    case .unreadable:
      say(
        (
          "Không đọc được tệp\(detail).",
          "Hãy kiểm tra quyền đọc, hoặc đóng chương trình đang mở tệp."
        ),
        (
          "The file cannot be read\(detail).",
          "Check its permissions, or close the program that holds it."
        ))
    case .notAFile:
      say(
        ("Đây không phải là một tệp thường\(detail).", "Hãy chỉ ra một tệp hoặc thư mục."),
        ("This is not a regular file\(detail).", "Name a file or a folder."))
    case .emptyFile:
      say(
        ("Tệp rỗng, không có byte nào.", "Hãy tải hoặc chép lại tệp; có thể việc gửi đã bị ngắt."),
        ("The file is empty.", "Download or copy it again; sending it may have broken off."))
    case .invalidEncoding:
      say(
        ("Văn bản không đúng bảng mã\(detail).", "Hãy lưu lại tệp dưới dạng CSV UTF-8."),
        ("The text is not valid in its encoding\(detail).", "Save the file again as CSV UTF-8."))
    default:
      say(
        (
          "Không có trang tính này trong tệp\(detail).",
          "Hãy xem tên các trang tính bằng “bieu inspect”."
        ),
        ("The workbook has no such sheet\(detail).", "See its sheets with “bieu inspect”."))
    }
  }

  private func outputText(in language: Language) -> FailureText {
    func say(_ vi: (String, String), _ en: (String, String)) -> FailureText {
      language == .vi ? FailureText(vi.0, vi.1) : FailureText(en.0, en.1)
    }
    return switch code {
    case .unwritable:
      say(
        ("Không ghi được\(detail).", "Hãy kiểm tra quyền ghi và dung lượng còn trống."),
        ("Cannot write\(detail).", "Check permissions and free space."))
    case .uncreatable:
      say(
        (
          "Không tạo được tệp hoặc thư mục đích\(detail).",
          "Hãy kiểm tra đường dẫn và quyền ghi, hoặc chọn nơi khác."
        ),
        (
          "The output cannot be made\(detail).",
          "Check its path and permissions, or choose another place."
        ))
    case .outOfResources:
      say(
        (
          "Hệ thống không cấp thêm bộ nhớ hoặc tệp mở\(detail).",
          "Hãy đóng bớt chương trình, hoặc nới giới hạn (ulimit -v, ulimit -n)."
        ),
        (
          "The system gave no more memory or open files\(detail).",
          "Close other programs, or raise the limits (ulimit -v, ulimit -n)."
        ))
    case .outputExists:
      say(
        ("Tệp đích đã có\(detail).", "Hãy chọn tên khác, hoặc thêm --force để ghi đè."),
        (
          "The output is there already\(detail).",
          "Choose another name, or add --force to overwrite it."
        ))
    case .notRepresentable:
      say(
        (
          "Định dạng đích không chứa được giá trị này\(detail).",
          "Hãy chọn định dạng khác hoặc rút gọn giá trị."
        ),
        (
          "The output format cannot hold this value\(detail).",
          "Choose another format or shorten the value."
        ))
    default:
      say(
        (
          "Tệp định nghĩa biểu mẫu có mâu thuẫn\(detail).",
          "Hãy chạy “bieu template lint” để xem từng chỗ sai."
        ),
        (
          "A template file contradicts itself\(detail).",
          "Run “bieu template lint” to see each problem."
        ))
    }
  }

  private func limitText(in language: Language) -> FailureText {
    let name = limit?.rawValue ?? "?"
    let value = limitValue.map(language.number) ?? "?"
    let raised =
      limitValue.map { String($0.multipliedReportingOverflow(by: 2).partialValue) } ?? "N"
    return language == .vi
      ? FailureText(
        "Tệp vượt giới hạn \(name) = \(value)\(detail).",
        "Nếu tin cậy tệp này, hãy thêm --limit \(name)=\(raised).")
      : FailureText(
        "The file exceeds the limit \(name) = \(value)\(detail).",
        "If you trust the file, add --limit \(name)=\(raised).")
  }

  private func formatText(in language: Language) -> FailureText {
    let saveAgain = (
      vi: "Hãy mở bằng Excel hoặc LibreOffice rồi lưu dưới dạng .xlsx hoặc .ods.",
      en: "Open it in Excel or LibreOffice and save it as .xlsx or .ods."
    )
    let unlock = (
      vi: "Hãy mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ), lưu lại rồi thử lại.",
      en: "Open the file, remove its password, save it and try again."
    )
    let (vi, en, hint): (String, String, (vi: String, en: String)) =
      switch code {
      case .passwordProtected:
        (
          "Tệp Excel có mật khẩu nên không đọc được.", "The Excel file is password-protected.",
          unlock
        )
      case .encryptedODS:
        ("Tệp ODS có mật khẩu nên không đọc được.", "The ODS file is password-protected.", unlock)
      case .legacyXLS:
        (
          "Đây là tệp Excel 97-2003 (.xls), chưa đọc được trực tiếp.",
          "This is an Excel 97-2003 workbook (.xls), which is not read.", saveAgain
        )
      case .htmlPage:
        (
          "Đây là trang HTML mang tên tệp bảng tính.",
          "This is an HTML page under a spreadsheet's name.", saveAgain
        )
      case .foreignXML:
        ("Đây là tệp XML loại khác\(detail).", "This is XML of another kind\(detail).", saveAgain)
      case .binaryXLSB:
        (
          "Đây là tệp Excel nhị phân (.xlsb), chưa đọc được.",
          "This is a binary workbook (.xlsb), which is not read.", saveAgain
        )
      default:
        (
          "Không nhận ra định dạng của tệp\(detail).",
          "The format of the file is not known\(detail).",
          (
            vi: "bieu đọc XLSX, ODS, FODS, CSV và TSV. \(saveAgain.vi)",
            en: "bieu reads XLSX, ODS, FODS, CSV and TSV. \(saveAgain.en)"
          )
        )
      }
    return language == .vi ? FailureText(vi, hint.vi) : FailureText(en, hint.en)
  }

  private func damageText(in language: Language) -> FailureText {
    let (vi, en) =
      switch code {
      case .truncated:
        (
          "Tệp bị cắt cụt, thiếu phần cuối\(detail).",
          "The file ends before its end\(detail)."
        )
      case .damagedArchive:
        ("Cấu trúc zip của tệp bị hỏng\(detail).", "The file's zip structure is damaged\(detail).")
      case .unsupportedCompression:
        (
          "Tệp dùng cách nén hoặc mã hóa không được hỗ trợ\(detail).",
          "The file uses a compression or encryption that is not supported\(detail)."
        )
      case .checksumMismatch:
        (
          "Nội dung không khớp với mã kiểm tra của tệp\(detail).",
          "The content does not match the file's checksum\(detail)."
        )
      case .missingPart:
        ("Tệp thiếu một phần bắt buộc\(detail).", "A required part is missing\(detail).")
      case .malformedXML:
        ("XML bên trong tệp không hợp lệ\(detail).", "The XML inside is not well-formed\(detail).")
      default:
        (
          "Tệp chứa giá trị mà định dạng không cho phép\(detail).",
          "The file holds a value that its format does not allow\(detail)."
        )
      }
    return language == .vi
      ? FailureText(
        vi,
        "Hãy xin lại bản gốc; nếu vẫn mở được bằng Excel hoặc LibreOffice thì lưu lại rồi thử lại.")
      : FailureText(
        en, "Ask for the original; if Excel or LibreOffice can open it, save it again and retry.")
  }
}
