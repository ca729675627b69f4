import Foundation
import SampleMaker
import SheetModel
import TestSupport

/// Registers whose every personal value is unmistakable, in every format and with every damage.
struct CanaryFiles {
  /// Syllables, days and numbers of the children below, folded: small letters without marks.
  static let canaries = [
    "quech", "thoech", "nhoeng", "khoeo", "xoeng", "17/03/2014", "17-03-2014", "17.03.2014",
    "2014-03-17", "98314777313", "987654329",
  ]

  static let name = "Quệch Thị Thoẹch"
  static let parent = "Bùng Văn Nhoẻng"
  static let day = "17/03/2014"
  static let number = "098314777313"

  private static let head = [
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số định danh cá nhân",
    "Thôn, tổ dân phố", "Hoàn cảnh đặc biệt", "Được trợ giúp", "Ghi chú",
  ]
  private static let child = [
    "1", name, day, "Nữ", "Thái", number, "Bản Khoẻo", "mồ côi vì xoèng", "x",
    "Cha: \(parent), 0987654329",
  ]

  /// The lines of a register of three children; `change` may spoil them.
  static func register(_ change: (inout [[String]]) -> Void = { _ in }) -> [[String]] {
    var upper = child
    upper[1] = name.uppercased()
    var decomposed = child.map(\.decomposedStringWithCanonicalMapping)
    decomposed[2] = "31/02/2014"
    var lines = [
      ["Biểu số 01/DS", "", "", "", "DANH SÁCH TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT"],
      ["Đơn vị báo cáo: Xã Bản Bo (mã 03424)"], ["Kỳ báo cáo: Năm 2025"], head, child, upper,
      decomposed,
    ]
    change(&lines)
    return lines
  }

  /// Registers that are wrong in their content: what stands where.
  private static let contents: [String: [[String]]] = [
    "dung": register(),
    "tieu-de": register { lines in
      lines[0][4] = "DANH SÁCH TRẺ EM: \(name)"
      lines[1] = ["Đơn vị báo cáo: \(name)"]
      lines[2] = ["Kỳ báo cáo: \(day)", "", "Của cháu \(name) năm 2025"]
    },
    "don-vi": register { lines in
      lines[1] = ["Đơn vị báo cáo: Xã Bản Bo, cháu \(name) (mã 03424)"]
      lines.insert(["Biểu số 03 của \(name)"], at: 1)
    },
    "ben-canh": register { lines in
      lines[3] += ["", name]
      lines[4] += ["", parent, day]
      lines += [[], ["", "", name], ["Người lập: \(parent)", "", number]]
    },
    "lech-cot": register { lines in
      for index in 4..<7 { lines[index].insert(name, at: 1) }
    },
    "dau-bang": register { lines in lines[3][9] = name },
    "khong-dau": Array(register().dropFirst(4)),
    "ly-lich": [
      ["Lý lịch trẻ em: \(name)"], ["Họ tên", name, "Ngày sinh", day],
      ["Cha", parent, "Mẹ", "Nhoẻng Thị Khoẻo"], [name, parent, number, "Bản Khoẻo"],
      ["1", "2", "3", "4"], ["5", "6", "7", "8"], ["9", "10", "11", "12"],
    ],
    "don-vi-la": [["Mã số", "Tên đơn vị hành chính", name], ["03424", "Xã Bản Bo", parent]]
      + register().dropFirst(4),
    "bieu": [
      ["Biểu số 06/TE", "", "TRẺ EM THAM GIA VÀO CÁC VẤN ĐỀ TRẺ EM"],
      ["Đơn vị báo cáo: Huyện Lý Sơn (mã 536)", "", "Kỳ báo cáo: 6 tháng đầu năm 2025"],
      ["STT", "Chỉ tiêu", "Mã số", "Đơn vị tính", "Tổng số", "Giải trình"],
      [
        "1", "Tỷ lệ trẻ em từ 7 tuổi trở lên được lấy ý kiến về các vấn đề của trẻ em", "0601", "%",
        name,
      ],
      ["1.1", "Số trẻ em từ 7 tuổi trở lên được lấy ý kiến", "0601.TS", name, day, "", parent],
      ["1.2", "Tổng số trẻ em từ 7 tuổi trở lên", "0601.MS", "người", "\(name) 5", "", number],
      ["2", name, "Quệch1", "%", number + "x"], ["", name, "0602.TS", "", "17.03.2014"],
    ],
  ]

  // MARK: Formats

  private static func column(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index))) }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  private static func xlsx(_ lines: [[String]]) -> HandMadeXLSX {
    let rows = lines.enumerated().map { row, fields in
      let cells = fields.enumerated().filter { !$0.element.isEmpty }.map { index, text in
        "<c r=\"\(column(index))\(row + 1)\" t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
      }
      return "<row r=\"\(row + 1)\">\(cells.joined())</row>"
    }
    return HandMadeXLSX(rows: rows.joined(), strings: "<si><t>\(name)</t></si>")
  }

  private static func ods(_ lines: [[String]]) -> HandMadeODS {
    let rows = lines.map { fields in
      let cells = fields.map { text in
        """
        <table:table-cell office:value-type="string"><text:p>\(escaped(text))</text:p></table:table-cell>
        """
      }
      return "<table:table-row>\(cells.joined())</table:table-row>"
    }
    return HandMadeODS(rows: rows.joined())
  }

  private static func csv(_ lines: [[String]], _ delimiter: String) -> [UInt8] {
    Array(lines.map { $0.joined(separator: delimiter) + "\n" }.joined().utf8)
  }

  private static func xls(_ lines: [[String]]) throws -> [UInt8] {
    let sink = MemorySink()
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "DS")])
    let writer = XLSWriter(sink, outline: outline)
    try writer.beginSheet()
    for (index, fields) in lines.enumerated() {
      var row = Row()
      row.reset(index: index)
      for (column, text) in fields.enumerated() where !text.isEmpty {
        row.appendText(text, column: column)
      }
      try writer.write(row)
    }
    try writer.finish()
    return sink.bytes
  }

  /// Cells of XLSX that are no cells: the text of the markup of the first child's name.
  private static let brokenCells = [
    "s-chu": "<c r=\"B5\" t=\"s\"><v>\(name)</v></c>",
    "s-ngay": "<c r=\"B5\" t=\"s\"><v>\(day)</v></c>",
    "s-so": "<c r=\"B5\" t=\"s\"><v>\(number)</v></c>",
    "e-chu": "<c r=\"C5\" t=\"e\"><v>\(name)</v></c>",
    "b-chu": "<c r=\"C5\" t=\"b\"><v>\(name)</v></c>",
    "d-chu": "<c r=\"C5\" t=\"d\"><v>\(name)</v></c>",
    "n-chu": "<c r=\"C5\"><v>\(name)</v></c>", "t-chu": "<c r=\"C5\" t=\"\(name)\"><v>1</v></c>",
    "r-chu": "<c r=\"\(name)\"><v>1</v></c>", "r-ten": "<c r=\"Quech5\"><v>1</v></c>",
    "kieu-chu": "<c r=\"B5\" s=\"\(name)\"><v>1</v></c>",
    "cong-thuc": "<c r=\"C5\"><f t=\"\(name)\" si=\"\(name)\">\(name)</f></c>",
    "the-hong": "<c r=\"B5\"><v>\(name)<</v></c>",
    "thuc-the": "<c r=\"B5\"><v>&Quech;\(name)</v></c>",
    "the-la": "<c r=\"B5\"><v>\(name)</Quech></c>", "tien-to": "<Quech:c Thoech:r=\"B5\"/>",
    "ky-tu-cam": "<c r=\"B5\"><v>\(name)&#1;</v></c>",
  ]

  private static let brokenCellsOfODS = [
    "gia-tri": "office:value-type=\"float\" office:value=\"\(name)\"",
    "ngay": "office:value-type=\"date\" office:date-value=\"\(name)\"",
    "dung-sai": "office:value-type=\"boolean\" office:boolean-value=\"\(name)\"",
    "loai": "office:value-type=\"\(name)\"", "lap": "table:number-columns-repeated=\"\(name)\"",
    "hong": "office:value-type=\"string\" \(name)", "cong-thuc": "table:formula=\"\(name)\"",
    "loi": "table:formula=\"of:=1\" office:value-type=\"string\" calcext:value-type=\"error\"",
  ]

  /// Writes all of them into a folder.
  static func write(to folder: TemporaryFolder) throws {
    for (name, lines) in contents {
      try folder.write(xlsx(lines).bytes(), to: "\(name).xlsx")
      try folder.write(ods(lines).bytes, to: "\(name).fods")
      try folder.write(csv(lines, ";"), to: "\(name).csv")
    }
    let plain = register()
    try folder.write(ods(plain).package(), to: "dung.ods")
    try folder.write(csv(plain, "\t"), to: "dung.tsv")
    try folder.write(xls(plain), to: "dung.xls")
    try folder.write(Array(xls(plain).prefix(2600)), to: "cut.xls")
    let legacy = "MA_XA;HO_TEN;NGAY_SINH;GIOI_TINH;SO_DDCN;HOAN_CANH;NAM\n"
    let children = [
      "03424;\(name);\(day);Nữ;\(number);d;2023", "03424;\(name);\(day);\(parent);1;xoèng;2023",
      "03424;;31/02/2014;\(name);\(name);a;2023", "Khoẻo;\(parent);xoèng;Nam;\(number);a;Nhoẻng",
    ]
    try folder.write("cu.csv", legacy + children.joined(separator: "\n") + "\n")
    try writeDamaged(plain, to: folder)
  }

  private static func writeDamaged(_ plain: [[String]], to folder: TemporaryFolder) throws {
    let cell = "<c r=\"B5\" t=\"inlineStr\"><is><t>\(name)</t></is></c>"
    for (name, broken) in brokenCells {
      let book = xlsx(plain)
      try folder.write(book.bytes { $0.replacing(cell, with: broken) }, to: "o-\(name).xlsx")
    }
    try folder.write(
      xlsx(plain).bytes { $0.replacing("<row r=\"5\"", with: "<row r=\"\(name)\"") },
      to: "dong.xlsx")
    let packed = try xlsx(plain).bytes()
    try folder.write(Array(packed.prefix(packed.count * 6 / 10)), to: "cut.xlsx")
    for (name, broken) in brokenCellsOfODS {
      let text = ods(plain).xml
      let mark = "office:value-type=\"string\"><text:p>\(Self.name)<"
      let spoilt = text.replacing(mark, with: "\(broken)><text:p>\(Self.name)<")
      try folder.write(Array(spoilt.utf8), to: "o-\(name).fods")
    }
    var flipped = try ods(plain).package()
    if let place = flipped.lastIndex(of: 0x50) { flipped[place / 2] ^= 0xFF }
    try folder.write(flipped, to: "crc.ods")
    let text = csv(plain, ";")
    try folder.write(text + Array("1;\"\(name)\n\(day)".utf8), to: "nhay.csv")
    try folder.write(text + [0x31, 0x3B, 0xFF, 0xC3, 0x0A], to: "ma.csv")
    try folder.write(text + Array("2;\(name)\u{0};3\n".utf8), to: "nul.csv")
    try folder.write(Array("<\(name)><a>\(day)</a></\(name)>".utf8), to: "la.xml.csv")
  }
}
