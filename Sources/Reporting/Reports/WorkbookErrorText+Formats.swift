import SheetModel

/// Files of other kinds: what they are, and what helps with that kind and no other.
extension WorkbookError {
  /// What to do with a file that is no workbook that is read.
  private enum Advice {
    /// Excel and LibreOffice open it.
    case saveAgain
    /// Of today's programs LibreOffice alone opens it.
    case libreOffice
    /// Workbooks may be inside.
    case unpack
    /// A document for people that may hold a table.
    case copyTable
    /// Paper: what it shows cannot be taken from it.
    case original
    /// Something else altogether.
    case otherFile
    /// Bytes that look like the rest of an accident.
    case sendAgain
    /// Under a password.
    case unlock

    func text(_ language: Language) -> String {
      switch self {
      case .saveAgain:
        language.say(
          "Hãy mở bằng Excel hoặc LibreOffice rồi lưu dưới dạng .xlsx hoặc .ods.",
          "Open it in Excel or LibreOffice and save it as .xlsx or .ods.")
      case .libreOffice:
        language.say(
          "Hãy mở bằng LibreOffice rồi lưu dưới dạng .xlsx hoặc .ods.",
          "Open it in LibreOffice and save it as .xlsx or .ods.")
      case .unpack:
        language.say(
          "Hãy giải nén rồi nêu thư mục có các bảng tính; tệp nén có đuôi .zip thì đọc được ngay.",
          "Unpack it and name the folder with the workbooks; archives named .zip are read as they are."
        )
      case .copyTable:
        language.say(
          "Hãy xin tệp bảng tính gốc; nếu không có, hãy chép bảng sang một bảng tính trống rồi lưu dưới dạng .xlsx hoặc .ods.",
          "Ask for the workbook it was made from; failing that, copy the table into a workbook and save it as .xlsx or .ods."
        )
      case .original:
        language.say(
          "Không lấy được số liệu từ tệp loại này; hãy xin nơi gửi tệp bảng tính gốc (.xlsx, .ods, .xls hoặc .csv).",
          "No figures can be taken from it; ask the sender for the workbook itself (.xlsx, .ods, .xls or .csv)."
        )
      case .otherFile:
        language.say(
          "bieu đọc XLSX, ODS, FODS, XLS, CSV và TSV; hãy chọn tệp bảng tính.",
          "bieu reads XLSX, ODS, FODS, XLS, CSV and TSV; choose a workbook.")
      case .sendAgain:
        language.say(
          "Hãy xin lại tệp; có thể việc gửi hoặc chép đã làm hỏng nó.",
          "Ask for the file again; sending or copying may have damaged it.")
      case .unlock:
        language.say(
          "Hãy mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ), lưu lại rồi thử lại.",
          "Open the file, remove its password, save it and try again.")
      }
    }
  }

  func formatText(in language: Language) -> FailureText {
    let detail = foundText(in: language)
    let (message, advice): (String, Advice) =
      switch code {
      case .passwordProtected:
        (
          language.say(
            "Tệp Excel có mật khẩu nên không đọc được.", "The Excel file is password-protected."),
          .unlock
        )
      case .encryptedODS:
        (
          language.say(
            "Tệp ODS có mật khẩu nên không đọc được.", "The ODS file is password-protected."),
          .unlock
        )
      case .legacyXLS:
        (
          language.say(
            "Đây là tệp Excel 2, 3 hoặc 4 (.xls đời trước 1993), chưa đọc được; .xls từ Excel 5 trở đi thì đọc được.",
            "This is a workbook of Excel 2, 3 or 4 (.xls before 1993), which is not read; .xls of Excel 5 and later is."
          ), .libreOffice
        )
      case .htmlPage:
        (
          language.say(
            "Đây là trang HTML mang tên tệp bảng tính\(detail).",
            "This is an HTML page under a spreadsheet's name\(detail)."), .saveAgain
        )
      case .foreignXML:
        (
          language.say(
            "Đây là tệp XML loại khác\(detail).", "This is XML of another kind\(detail)."),
          found == "SpreadsheetML 2003" ? .saveAgain : .otherFile
        )
      case .binaryXLSB:
        (
          language.say(
            "Đây là tệp Excel nhị phân (.xlsb), chưa đọc được.",
            "This is a binary workbook (.xlsb), which is not read."), .saveAgain
        )
      default: Self.unknown(found.text, detail, language)
      }
    return FailureText(message, advice.text(language))
  }

  /// What a file of an unknown or unwanted format is.
  private static func unknown(
    _ name: String, _ detail: String, _ language: Language
  ) -> (String, Advice) {
    if let known = formats[name] {
      return (
        language.say("Đây là \(known.vi).", "This is \(known.en)."), known.advice
      )
    }
    return (
      language.say(
        "Không nhận ra định dạng của tệp\(detail).", "The format of the file is not known\(detail)."
      ),
      .otherFile
    )
  }

  private typealias Kind = (vi: String, en: String, advice: Advice)

  /// Formats that are no spreadsheets of ours, by the short names that detection gives.
  private static let formats: [String: Kind] = [
    "docx": ("văn bản Word (.docx)", "a Word document (.docx)", .copyTable),
    "doc": ("văn bản Word 97-2003 (.doc)", "a Word 97-2003 document (.doc)", .copyTable),
    "pptx": ("bản trình chiếu PowerPoint (.pptx)", "a PowerPoint presentation (.pptx)", .original),
    "ppt": ("bản trình chiếu PowerPoint 97-2003", "a PowerPoint 97-2003 presentation", .original),
    "vsdx": ("bản vẽ Visio (.vsdx)", "a Visio drawing (.vsdx)", .original),
    "odt": ("văn bản OpenDocument (.odt)", "an OpenDocument text (.odt)", .copyTable),
    "odp": (
      "bản trình chiếu OpenDocument (.odp)", "an OpenDocument presentation (.odp)", .original
    ),
    "odg": ("bản vẽ OpenDocument (.odg)", "an OpenDocument drawing (.odg)", .original),
    "odc": ("biểu đồ OpenDocument (.odc)", "an OpenDocument chart (.odc)", .original),
    "odf": ("công thức OpenDocument (.odf)", "an OpenDocument formula (.odf)", .original),
    "odb": ("cơ sở dữ liệu OpenDocument (.odb)", "an OpenDocument database (.odb)", .otherFile),
    "odi": ("ảnh OpenDocument (.odi)", "an OpenDocument picture (.odi)", .original),
    "sxc": (
      "bảng tính OpenOffice.org 1 (.sxc), dạng chưa đọc được",
      "an OpenOffice.org 1 workbook (.sxc), which is not read", .libreOffice
    ),
    "sxw": ("văn bản OpenOffice.org 1 (.sxw)", "an OpenOffice.org 1 text (.sxw)", .copyTable),
    "sxi": ("bản trình chiếu OpenOffice.org 1", "an OpenOffice.org 1 presentation", .original),
    "sxd": ("bản vẽ OpenOffice.org 1", "an OpenOffice.org 1 drawing", .original),
    "xlw": (
      "vùng làm việc của Excel 4 (.xlw), dạng chưa đọc được",
      "an Excel 4 workspace (.xlw), which is not read", .libreOffice
    ),
    "iwork": (
      "tệp của Apple Numbers, Pages hoặc Keynote", "a file of Apple's iWork (Numbers)",
      .copyTable
    ),
    "zip": ("tệp nén zip", "a zip archive", .unpack),
    "jar": ("tệp Java (.jar)", "a Java archive (.jar)", .otherFile),
    "apk": ("ứng dụng Android (.apk)", "an Android application (.apk)", .otherFile),
    "application/epub+zip": ("sách điện tử EPUB", "an EPUB book", .original),
    "pdf": ("tệp PDF", "a PDF file", .original),
    "rtf": ("văn bản RTF", "an RTF document", .copyTable),
    "png": ("ảnh PNG", "a PNG picture", .original),
    "jpeg": ("ảnh JPEG", "a JPEG picture", .original),
    "gif": ("ảnh GIF", "a GIF picture", .original),
    "tiff": ("ảnh TIFF", "a TIFF picture", .original),
    "riff": ("ảnh WebP, âm thanh hoặc phim", "a WebP picture, sound or film", .original),
    "gzip": ("tệp nén gzip", "a gzip archive", .unpack),
    "7z": ("tệp nén 7z", "a 7z archive", .unpack),
    "rar": ("tệp nén RAR", "a RAR archive", .unpack),
    "xz": ("tệp nén xz", "an xz archive", .unpack),
    "bzip2": ("tệp nén bzip2", "a bzip2 archive", .unpack),
    "zstd": ("tệp nén zstd", "a zstd archive", .unpack),
    "elf": ("chương trình máy tính", "a program", .otherFile),
    "sqlite": ("cơ sở dữ liệu SQLite", "an SQLite database", .otherFile),
    "parquet": ("tệp Parquet", "a Parquet file", .otherFile),
    "lotus": (
      "bảng tính Lotus 1-2-3, dạng chưa đọc được", "a Lotus 1-2-3 sheet, which is not read",
      .libreOffice
    ),
    "zeros": ("tệp chỉ gồm các byte 0", "nothing but zero bytes", .sendAgain),
    "binary": (
      "tệp nhị phân không rõ loại", "a binary file of an unknown kind", .sendAgain
    ),
    "ole": ("tệp OLE loại khác", "an OLE file of another kind", .otherFile),
  ]
}
