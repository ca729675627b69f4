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
    case .changedWhileRead, .linkedFolder: placeText(in: language)
    case .uncreatable where Self.taken[found.text] != nil: takenText(in: language)
    case .unwritable, .uncreatable, .outOfResources: refusalText(in: language)
    case .outputExists, .notRepresentable, .invalidTemplate: outputText(in: language)
    case .unknownFormat, .passwordProtected, .encryptedODS, .legacyXLS, .htmlPage, .foreignXML,
      .binaryXLSB:
      formatText(in: language)
    case .unsupportedCompression where Self.packed[found.text] != nil: packedText(in: language)
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

  /// What was found, in brackets, where something was; of what is withheld its length, and what
  /// belongs in its place.
  func foundText(in language: Language) -> String {
    guard let withheld = found.withheld else {
      return found.isEmpty
        ? "" : " (\(Printable.name(FoundWords.text(found.text, in: language))))"
    }
    let length = language.say(
      "nội dung dài \(withheld.characters) ký tự", "\(withheld.characters) characters")
    switch withheld.expected {
    case .anything: return " (\(length))"
    case .sharedText:
      return language.say(
        " (\(length), ở chỗ phải là số thứ tự của một chuỗi dùng chung)",
        " (\(length) where the number of a shared text belongs)")
    case .cellReference:
      return language.say(
        " (\(length), ở chỗ phải là địa chỉ ô như B5)",
        " (\(length) where the address of a cell such as B5 belongs)")
    case .rowNumber:
      return language.say(
        " (\(length), ở chỗ phải là số của dòng)",
        " (\(length) where the number of a row belongs)")
    }
  }

  private func inputText(in language: Language) -> FailureText {
    let detail = foundText(in: language)
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

  /// What the system refuses of an output.
  private func refusalText(in language: Language) -> FailureText {
    let detail = foundText(in: language)
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
    default:
      say(
        (
          "Hệ thống không cấp thêm bộ nhớ hoặc tệp mở\(detail).",
          "Hãy đóng bớt chương trình, hoặc nới giới hạn (ulimit -v, ulimit -n)."
        ),
        (
          "The system gave no more memory or open files\(detail).",
          "Close other programs, or raise the limits (ulimit -v, ulimit -n)."
        ))
    }
  }

  /// What an output runs into beside the system.
  private func outputText(in language: Language) -> FailureText {
    let detail = foundText(in: language)
    func say(_ vi: (String, String), _ en: (String, String)) -> FailureText {
      language == .vi ? FailureText(vi.0, vi.1) : FailureText(en.0, en.1)
    }
    return switch code {
    case .outputExists where found == "input":
      say(
        (
          "Đích là chính đầu vào; không ghi đè, kể cả khi có --force.",
          "Hãy chọn tên hoặc thư mục khác cho kết quả."
        ),
        (
          "The output is the input itself, which is not replaced, even with --force.",
          "Choose another name or folder for the outputs."
        ))
    case .outputExists where found == "output":
      say(
        ("Hai kết quả được đặt vào cùng một tệp.", "Hãy đặt tên khác cho một trong hai."),
        ("Two outputs are to be one file.", "Give one of them another name."))
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

  func damageText(in language: Language) -> FailureText {
    let detail = foundText(in: language)
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
