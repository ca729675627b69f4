import SheetModel

extension WorkbookError {
  /// What was met, the limit, and both ways to raise it.
  func limitText(in language: Language) -> FailureText {
    let detail = foundText(in: language)
    let name = limit?.rawValue ?? "?"
    let value = limitValue.map(language.number) ?? "?"
    let counted = limit.map(Self.counted) ?? (vi: "phần", en: "pieces")
    let raised = limitValue.map { value in
      let (twice, overflow) = value.multipliedReportingOverflow(by: 2)
      return String(overflow ? Int.max : twice)
    }
    let option = "--limit \(name)=\(raised ?? "N")"
    let variable = "\(limit?.variable ?? "?")=\(raised ?? "N")"
    return language == .vi
      ? FailureText(
        "Có hơn \(value) \(counted.vi), vượt giới hạn \(name)\(detail).",
        "Nếu tin cậy tệp này, hãy thêm \(option) hoặc đặt \(variable).")
      : FailureText(
        "More than \(value) \(counted.en), the limit \(name)\(detail).",
        "If you trust the file, add \(option) or set \(variable).")
  }

  /// What a limit counts.
  private static func counted(_ limit: ReadLimits.Name) -> (vi: String, en: String) {
    switch limit {
    case .entries: ("tệp con trong gói", "entries in the package")
    case .entryBytes: ("byte sau khi giải nén một phần", "inflated bytes of one entry")
    case .totalBytes: ("byte sau khi giải nén cả gói", "inflated bytes of all entries")
    case .sharedStringBytes: ("byte chuỗi dùng chung", "bytes of shared strings")
    case .cells: ("ô có nội dung trong một trang", "filled cells of one sheet")
    case .rows: ("dòng", "rows")
    case .columns: ("cột", "columns")
    case .nesting: ("tầng phần tử XML lồng nhau", "levels of nested XML elements")
    case .attributeBytes: ("byte trong một thuộc tính XML", "bytes of one XML attribute")
    case .textBytes: ("byte văn bản của một ô", "bytes of one cell's text")
    case .lineBytes: ("byte trong một dòng", "bytes of one line")
    case .repeats: ("ô do một lần lặp sinh ra", "filled cells of one repeat")
    case .inputBytes: ("byte từ đầu vào chuẩn", "bytes of standard input")
    }
  }

  func formatText(in language: Language) -> FailureText {
    let saveAgain = (
      vi: "Hãy mở bằng Excel hoặc LibreOffice rồi lưu dưới dạng .xlsx hoặc .ods.",
      en: "Open it in Excel or LibreOffice and save it as .xlsx or .ods."
    )
    let unlock = (
      vi: "Hãy mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ), lưu lại rồi thử lại.",
      en: "Open the file, remove its password, save it and try again."
    )
    let detail = foundText(in: language)
    let known = Self.formats[found.text]
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
          "Đây là tệp Excel 2, 3 hoặc 4 (.xls đời trước 1993), chưa đọc được; .xls từ Excel 5 trở đi thì đọc được.",
          "This is a workbook of Excel 2, 3 or 4 (.xls before 1993), which is not read; .xls of Excel 5 and later is.",
          saveAgain
        )
      case .htmlPage:
        (
          "Đây là trang HTML mang tên tệp bảng tính\(detail).",
          "This is an HTML page under a spreadsheet's name\(detail).", saveAgain
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
          known.map { "Đây là \($0.vi)." }
            ?? "Không nhận ra định dạng của tệp\(detail).",
          known.map { "This is \($0.en)." }
            ?? "The format of the file is not known\(detail).",
          (
            vi: "bieu đọc XLSX, ODS, FODS, XLS, CSV và TSV. \(saveAgain.vi)",
            en: "bieu reads XLSX, ODS, FODS, XLS, CSV and TSV. \(saveAgain.en)"
          )
        )
      }
    return language == .vi ? FailureText(vi, hint.vi) : FailureText(en, hint.en)
  }

  /// Formats that are no spreadsheets of ours, by the short names that detection gives.
  private static let formats: [String: (vi: String, en: String)] = [
    "docx": ("văn bản Word (.docx)", "a Word document (.docx)"),
    "doc": ("văn bản Word 97-2003 (.doc)", "a Word 97-2003 document (.doc)"),
    "pptx": ("bản trình chiếu PowerPoint (.pptx)", "a PowerPoint presentation (.pptx)"),
    "ppt": ("bản trình chiếu PowerPoint 97-2003", "a PowerPoint 97-2003 presentation"),
    "vsdx": ("bản vẽ Visio (.vsdx)", "a Visio drawing (.vsdx)"),
    "odt": ("văn bản OpenDocument (.odt)", "an OpenDocument text (.odt)"),
    "odp": ("bản trình chiếu OpenDocument (.odp)", "an OpenDocument presentation (.odp)"),
    "odg": ("bản vẽ OpenDocument (.odg)", "an OpenDocument drawing (.odg)"),
    "sxc": (
      "bảng tính OpenOffice.org 1 (.sxc), dạng chưa đọc được",
      "an OpenOffice.org 1 workbook (.sxc), which is not read"
    ),
    "iwork": ("tệp của Apple Numbers, Pages hoặc Keynote", "a file of Apple's iWork (Numbers)"),
    "zip": ("tệp nén zip", "a zip archive"),
    "jar": ("tệp Java (.jar)", "a Java archive (.jar)"),
    "apk": ("ứng dụng Android (.apk)", "an Android application (.apk)"),
    "application/epub+zip": ("sách điện tử EPUB", "an EPUB book"),
    "pdf": ("tệp PDF", "a PDF file"), "rtf": ("văn bản RTF", "an RTF document"),
    "png": ("ảnh PNG", "a PNG picture"), "jpeg": ("ảnh JPEG", "a JPEG picture"),
    "gif": ("ảnh GIF", "a GIF picture"), "tiff": ("ảnh TIFF", "a TIFF picture"),
    "riff": ("ảnh WebP, âm thanh hoặc phim", "a WebP picture, sound or film"),
    "gzip": ("tệp nén gzip", "a gzip archive"), "7z": ("tệp nén 7z", "a 7z archive"),
    "rar": ("tệp nén RAR", "a RAR archive"), "xz": ("tệp nén xz", "an xz archive"),
    "bzip2": ("tệp nén bzip2", "a bzip2 archive"), "zstd": ("tệp nén zstd", "a zstd archive"),
    "elf": ("chương trình máy tính", "a program"),
    "sqlite": ("cơ sở dữ liệu SQLite", "an SQLite database"),
    "parquet": ("tệp Parquet", "a Parquet file"),
    "lotus": (
      "bảng tính Lotus 1-2-3, dạng chưa đọc được", "a Lotus 1-2-3 sheet, which is not read"
    ),
    "zeros": ("tệp chỉ gồm các byte 0", "nothing but zero bytes"),
    "binary": ("tệp nhị phân không rõ loại", "a binary file of an unknown kind"),
    "ole": ("tệp OLE loại khác", "an OLE file of another kind"),
  ]
}
