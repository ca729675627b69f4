import Foundation
import SheetModel

/// What readers, writers and the system say they found, in Vietnamese.
///
/// Layers below have no language: what they found is a short English term, with numbers in it at most.
/// Names (of a part, an element, a sheet) are no words and stay as they are.
enum FoundWords {
  /// The term in a language.
  static func text(_ found: String, in language: Language) -> String {
    guard language == .vi else { return found }
    var numbers: [Substring] = []
    let pattern = pattern(of: found, &numbers)
    guard let words = terms[pattern] ?? named(found) ?? system(found) else { return found }
    var text = ""
    var rest = numbers[...]
    for letter in words {
      if letter == "#" { text += rest.popFirst() ?? "" } else { text.append(letter) }
    }
    return text
  }

  /// A term with `#` in the place of each number.
  private static func pattern(of found: String, _ numbers: inout [Substring]) -> String {
    var text = ""
    var rest = Substring(found)
    while let first = rest.first {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      if digits.isEmpty {
        text.append(first)
        rest = rest.dropFirst()
      } else {
        // A digit behind a letter belongs to a name: XFD1048576, UTF-8, libxml2.
        if text.last?.isLetter == true || text.hasSuffix("UTF-") || text.hasSuffix("ZIP") {
          text += digits
        } else {
          text.append("#")
          numbers.append(digits)
        }
        rest = rest.dropFirst(digits.count)
      }
    }
    return text
  }

  /// The terms that end with a name or a place.
  private static func named(_ found: String) -> String? {
    for (head, words) in heads where found.hasPrefix(head) {
      return words + found.dropFirst(head.count)
    }
    let tail = ", merged cells to fill"
    return found.hasSuffix(tail)
      ? found.dropLast(tail.count) + ", các ô gộp phải điền giá trị" : nil
  }

  private static let heads = [
    ("range ", "vùng "), ("record ", "bản ghi "), ("UTF-8, byte ", "UTF-8, byte thứ "),
  ]

  /// The system's words for a failure; those that are rare by their number.
  private static func system(_ found: String) -> String? {
    if let words = systemTerms[found] { return words }
    let number = (Int32(1)...133).first { String(cString: strerror($0)) == found }
    return number.map { "lỗi hệ thống số \($0)" }
  }

  private static let systemTerms = [
    "Permission denied": "không có quyền", "Operation not permitted": "không được phép",
    "No such file or directory": "không có tệp hoặc thư mục này",
    "Not a directory": "không phải thư mục", "Is a directory": "là một thư mục",
    "File exists": "đã có tệp này", "Directory not empty": "thư mục không trống",
    "No space left on device": "ổ đĩa đã đầy", "Disk quota exceeded": "hết hạn mức ổ đĩa",
    "Read-only file system": "ổ đĩa chỉ cho đọc", "File too large": "tệp quá lớn",
    "File name too long": "tên tệp quá dài", "Input/output error": "lỗi đọc ghi của ổ đĩa",
    "Too many open files": "quá nhiều tệp đang mở",
    "Too many open files in system": "hệ thống mở quá nhiều tệp",
    "Cannot allocate memory": "không đủ bộ nhớ",
    "Too many levels of symbolic links": "liên kết dẫn vòng",
    "Device or resource busy": "thiết bị đang bận", "Text file busy": "tệp đang được chạy",
    "Broken pipe": "đầu ra đã đóng", "Stale file handle": "ổ đĩa mạng đã ngắt",
    "No such device or address": "không có thiết bị này", "No such device": "không có thiết bị này",
    "Invalid argument": "hệ thống không nhận yêu cầu này",
    "Invalid cross-device link": "hai nơi ở hai ổ đĩa khác nhau",
    "Too many links": "quá nhiều liên kết",
    "Resource temporarily unavailable": "hệ thống đang bận",
    "Operation not supported": "hệ thống không hỗ trợ", "Bad file descriptor": "tệp đã đóng",
    "Value too large for defined data type": "tệp quá lớn",
  ]

  /// What the parts of this program say; `#` stands for a number.
  private static let terms: [String: String] = places.merging(packages) { first, _ in first }
    .merging(documents) { first, _ in first }.merging(outputs) { first, _ in first }

  private static let places = [
    "dangling link": "liên kết đến chỗ không có gì", "link": "liên kết", "folder": "thư mục",
    "FIFO": "ống nối", "socket": "ổ cắm mạng", "device": "thiết bị", "input": "đầu vào",
    "output": "đầu ra", "truncated": "bị cắt cụt", "closed": "đã đóng", "finish": "đã kết thúc",
    "spool": "tệp tạm", "unreadable folder": "thư mục không đọc được",
    "another user's folder": "thư mục của người dùng khác",
    "another user's file": "tệp của người dùng khác",
    "files that no migration has made": "có tệp không do bieu tạo ra",
    "no private files here": "không đặt được quyền riêng", "argv": "dòng lệnh",
    "RLIMIT_STACK": "giới hạn ngăn xếp", "loop": "dẫn vòng", "results": "kết quả cũ",
    "more than # bytes": "hơn # byte", "# bytes": "# byte", "observations": "bảng số liệu",
    "unsure": "chưa chắc bảng mã", "mixed": "lẫn hai bảng mã",
    "half-converted": "chuyển mã dở dang",
    "damaged": "mất byte", "lost-letter": "mất chữ ư",
    "memory for inflating": "bộ nhớ để giải nén", "memory for deflating": "bộ nhớ để nén",
    "memory for parsing": "bộ nhớ để đọc XML", "# units and periods": "# đơn vị và kỳ",
  ]

  private static let packages = [
    "archive in an archive": "tệp zip nằm trong tệp zip",
    "archive in several volumes": "zip chia nhiều phần",
    "duplicate entry name": "hai tệp con trùng tên", "encrypted entry": "tệp con có mật khẩu",
    "entry name": "tên tệp con", "method #": "cách nén số #",
    "central directory": "mục lục zip", "central directory record": "mục trong mục lục zip",
    "central directory size": "kích thước mục lục zip",
    "central directory offset": "vị trí mục lục zip",
    "central directory signature": "dấu hiệu mục lục zip",
    "end of central directory": "mục lục zip",
    "ZIP64 end of central directory": "phần cuối mục lục ZIP64",
    "sizes or name": "kích thước hoặc tên", "local header": "phần đầu của tệp con",
    "data descriptor": "phần mô tả của tệp con", "overlapping entries": "các tệp con đè lên nhau",
    "deflate stream": "luồng nén", "deflate stream without an end": "luồng nén không có phần cuối",
    "bytes after the deflate stream": "byte thừa sau luồng nén",
    "more bytes than stated": "nhiều byte hơn đã ghi",
    "fewer bytes than stated": "ít byte hơn đã ghi",
    "one part for two sheets": "hai trang tính dùng chung một phần",
    "flat OpenDocument": "OpenDocument một tệp",
  ]

  private static let documents = [
    "root element": "phần tử gốc", "no root element": "không có phần tử gốc",
    "content after the root element": "nội dung sau phần tử gốc",
    "attribute given twice": "thuộc tính ghi hai lần",
    "end tag without its start tag": "thẻ đóng không có thẻ mở",
    "forbidden character": "ký tự không được phép", "undeclared prefix": "tiền tố chưa khai báo",
    "undefined entity": "thực thể chưa khai báo", "too many names": "quá nhiều tên",
    "too many namespaces": "quá nhiều không gian tên",
    "too many attributes": "quá nhiều thuộc tính",
    "libxml2 error #": "lỗi # của libxml2", "row #": "dòng #", "column #": "cột #", "row": "dòng",
    "column": "cột", "columns #-#": "cột #-#", "string #": "chuỗi #", "list": "danh sách",
    "text": "văn bản", "styles": "kiểu dáng", "data style": "kiểu hiển thị số",
    "row # after row #": "dòng # đứng sau dòng #", "row # out of order": "dòng # sai thứ tự",
    "rows out of order": "các dòng sai thứ tự", "beyond XFD1048576": "vượt quá ô XFD1048576",
    "beyond the last row or column": "vượt quá dòng hoặc cột cuối",
    "more rows than a sheet has": "nhiều dòng hơn một trang tính",
    "more cells than columns": "nhiều ô hơn số cột",
    "a shared formula too long": "công thức dùng chung quá dài",
    "text without its end": "văn bản thiếu phần cuối", "record of # bytes": "bản ghi dài # byte",
    "quote opened in line #": "dấu nháy mở ở dòng #", "unclosed quote": "dấu nháy chưa đóng",
    "delimiter": "dấu ngăn cách", "decimal mark": "dấu thập phân", "NUL": "ký tự NUL",
    "more than # MiB that are not UTF-8": "hơn # MiB không phải UTF-8",
    "more than # MiB of names": "tên chiếm hơn # MiB",
    "more than # MiB of comments": "ghi chú chiếm hơn # MiB",
    "more than # MiB of hyperlinks": "liên kết chiếm hơn # MiB",
    "more than # MiB of properties": "thuộc tính chiếm hơn # MiB",
    "more than # styles": "hơn # kiểu dáng", "more than # merges": "hơn # vùng ô gộp",
    "more than # validations": "hơn # luật nhập", "onset, rhyme": "phụ âm đầu, vần",
    "sheet name of # bytes": "tên trang tính dài # byte",
  ]

  private static let outputs = [
    "a control character": "ký tự điều khiển",
    "a control character, a date beyond # or digits that are no number":
      "ký tự điều khiển, ngày sau năm # hoặc chữ số không thành số",
    "a workbook without sheets": "tệp không có trang tính",
    "no visible sheet": "không có trang tính nào hiện ra",
    "a sheet that is not in the outline": "trang tính ngoài dự kiến",
    "a row before the first sheet": "dòng trước trang tính đầu tiên",
    "overlapping merges": "các vùng ô gộp đè lên nhau", "sheet name": "tên trang tính",
    "defined name of sheet #": "tên vùng của trang tính thứ #", "column layout": "độ rộng cột",
    "row layout": "chiều cao dòng", "repeated rows": "dòng lặp lại khi in",
    "a number without digits": "số không có chữ số",
    "a number without an end": "số vô hạn", "a date before #": "ngày trước năm #",
    "no formula": "không có công thức", "number-columns-repeated": "số cột lặp lại",
  ]
}
