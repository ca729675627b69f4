import FormModel
import Foundation
import Indicators
import LegacyText
import SheetModel
import Text
import Units
import WorkbookIO

/// A made-up register as an old database exported it, with faults and duplicates at known rows.
///
/// Row for row the same in every run. Children are made so that no two of them are near duplicates
/// but those that are planted: of one commune and birth date all have other given names, and names
/// of days above the month differ from those of days below. Column heads are those of the mapping
/// `danh-sach-csdl`.
struct OldRegister {
  /// A row of the register.
  struct Line {
    var unit: String
    var name: String
    var birth: String
    var sex: String
    var ethnicGroup: String
    var number = ""
    var hamlet: String
    var circumstances: String
    var supported: String
    /// The rules of cleaning that this row must bring up, and no others.
    var rules: [String] = []
    /// The row, from 0, whose child this is too, and why that must be found.
    var twin: (row: Int, reason: String)?
  }

  /// The period of all rows.
  static let year = 2024
  /// The heads of the columns.
  static let heads = [
    "ID", "MA_XA", "NAM", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "DAN_TOC", "SO_DDCN", "THON_BAN",
    "HOAN_CANH", "TRO_GIUP", "GHI_CHU",
  ]

  /// The codes of the communes in turn.
  let units: [String]

  // Neither TCVN3 nor this list has capitals with a tone.
  private static let surnames = [
    "Nguyễn", "Lò", "Giàng", "Vàng", "Tẩn", "Hoàng", "Phàn", "Đinh", "Lường", "Quàng", "Trần",
    "Bùi",
    "Chang", "Sùng", "Mùa", "Thào", "Hồ", "Đỗ", "Cà",
  ]
  private static let middles = ["Văn", "Thị", "Đức", "Minh", "Thuỳ", "Gia", "Bảo", "Hữu"]
  private static let given = [
    "Hoà", "Mai", "Páo", "Dũng", "Linh", "Sơn", "Thắng", "Quyên", "Tâm", "Khôi", "Vinh", "Duyên",
    "Phúc", "Nhàn", "Bích", "Chung", "Thêm", "Giang", "Kiên", "Lụa", "Nga", "Oanh", "Bình", "Tuấn",
  ]
  private static let groups = ["Thái", "Mông", "Dao", "Kinh", "Hà Nhì", "Giáy", "La Hủ"]
  private static let letters = ["a", "b", "c", "d", "đ", "e", "k", "n", "a;d", "d, n", "o"]

  /// How many birth dates children of a commune have in turn.
  private static let days = 5_600

  /// The row at an index, from 0.
  func line(_ index: Int) -> Line {
    if index > 5_000, index % 500 == 0, let planted = duplicate(at: index) { return planted }
    var line = child(at: index)
    if index % 50 == 7 { plant(index / 50, in: &line, at: index) }
    return line
  }

  // MARK: Children

  /// A child as it was before anything was planted.
  private struct Child {
    var day: Int
    var month: Int
    var year: Int
    var given: Int
  }

  private func draw(_ index: Int, _ count: Int, _ salt: UInt64) -> Int {
    var value = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ salt &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(count))
  }

  private func facts(_ index: Int) -> Child {
    let inUnit = index / units.count
    // Every day of 2009 to 2023 is 365.25 x 15; days to the 28th keep them simple.
    let place = inUnit % Self.days * 11 % Self.days
    return Child(
      day: place % 28 + 1, month: place / 28 % 12 + 1, year: 2009 + place / 336 % 15,
      given: inUnit / Self.days * 2 + place / 5_040)
  }

  private func name(_ index: Int, _ child: Child) -> String {
    let half = child.day > child.month ? 0 : 4
    let surname = Self.surnames[draw(index, Self.surnames.count, 1)]
    let middle = Self.middles[draw(index, 4, 2) + half]
    return "\(surname) \(middle) \(Self.given[child.given % Self.given.count])"
  }

  private func child(at index: Int) -> Line {
    let child = facts(index)
    let isMale = draw(index, 2, 3) == 0
    var line = Line(
      unit: units[index % units.count], name: name(index, child),
      birth: Self.text(child.day, child.month, child.year), sex: isMale ? "Nam" : "Nữ",
      ethnicGroup: Self.groups[draw(index, Self.groups.count, 4)],
      hamlet: "Bản \(draw(index, 9, 5) + 1)",
      circumstances: Self.letters[draw(index, Self.letters.count, 6)],
      supported: draw(index, 4, 7) > 0 ? "x" : "")
    if draw(index, 5, 8) > 1 { line.number = number(index, isMale: isMale, year: child.year) }
    return line
  }

  private func number(_ index: Int, isMale: Bool, year: Int) -> String {
    "012\(isMale ? 2 : 3)\(SyntheticCommune.digits(year % 100, 2))\(SyntheticCommune.digits(index % 1_000_000, 6))"
  }

  private static func text(_ day: Int, _ month: Int, _ year: Int) -> String {
    "\(SyntheticCommune.digits(day, 2))/\(SyntheticCommune.digits(month, 2))/\(year)"
  }

  // MARK: What is planted

  /// A second row of a child some rows before; nil where that row has something planted itself.
  private func duplicate(at index: Int) -> Line? {
    let original = index - units.count * 3
    guard original % 50 != 7, original % 500 != 0 else { return nil }
    let child = facts(original)
    var line = self.child(at: original)
    let isMale = line.sex == "Nam"
    switch index / 500 % 4 {
    case 0:
      line.twin = (original, "same-name")
      line.number = ""
      line.hamlet = "Thôn khác"
    case 1:
      let plain = line.name.folding(options: .diacriticInsensitive, locale: nil)
        .replacingOccurrences(of: "Đ", with: "D").replacingOccurrences(of: "đ", with: "d")
      line.twin = (original, plain == line.name ? "same-name" : "near-name")
      line.number = ""
      line.name = plain
    case 2:
      guard child.day <= 12, child.day != child.month else { return nil }
      line.twin = (original, "swapped-date")
      line.number = ""
      line.birth = Self.text(child.month, child.day, child.year)
    default:
      // The child of another commune and day, under one number.
      line.twin = (original, "same-number")
      let number = number(original, isMale: isMale, year: child.year)
      guard line.number == number else { return nil }
      line.unit = units[(original + 1) % units.count]
      line.birth = Self.text(29, 10, child.year)
      line.name = "Mã \(Self.middles[0]) \(Self.word(index))"
    }
    return line
  }

  /// A word for a number, another for each.
  private static func word(_ number: Int) -> String {
    let parts = ["a", "e", "i", "o", "u", "am", "an", "em", "en", "on"]
    return String(number).map { "b" + parts[$0.wholeNumberValue ?? 0] }.joined().capitalized
  }

  private func plant(_ kind: Int, in line: inout Line, at index: Int) {
    let child = facts(index)
    switch kind % 20 {
    case 0: (line.birth, line.rules) = ("31/02/\(child.year)", ["date-impossible"])
    case 1:
      (line.birth, line.rules) = ("05/03/2005", ["not-under-age"])
      line.number = ""
    case 2:
      (line.birth, line.rules) = ("05/03/2026", ["born-after-period"])
      line.number = ""
    case 3:
      guard child.day > 12 else { return }
      (line.birth, line.rules) = (
        "\(child.month)/\(child.day)/\(child.year)", ["date-swapped"]
      )
    case 4:
      line.birth = "\(child.day)/\(child.month)/\(SyntheticCommune.digits(child.year % 100, 2))"
      line.rules = ["date-two-digit-year"]
    case 5:
      (line.birth, line.rules) = ("\(child.year)", ["date-assumed", "date-year-only"])
      // So many share a 1 January that names would meet by chance.
      line.name = "Lò Văn \(Self.word(index))"
    case 6: (line.sex, line.rules) = ("?", ["category-unknown"])
    case 7: (line.circumstances, line.rules) = ("z", ["category-unknown"])
    case 8: (line.circumstances, line.rules) = ("Lang thang", ["category-undecided"])
    case 9: (line.circumstances, line.rules) = ("Tàn tật", ["category-name"])
    case 10: (line.ethnicGroup, line.rules) = ("Mèo", ["ethnic-spelling"])
    case 11: (line.ethnicGroup, line.rules) = ("Sao Hoả", ["ethnic-unknown"])
    case 12:
      line.number = number(index, isMale: line.sex != "Nam", year: child.year)
      line.rules = ["number-sex"]
    case 13: (line.number, line.rules) = ("0123456", ["number-digits"])
    case 14: (line.name, line.rules) = (line.name + " (2)", ["name-signs"])
    case 15: (line.name, line.rules) = (line.name.lowercased(), ["name-capitals"])
    case 16:
      line.name = line.name.replacingOccurrences(of: " ", with: "  ")
      line.rules = ["blanks"]
    case 17: (line.name, line.rules) = ("", ["required"])
    case 18: (line.unit, line.rules) = ("99999", ["unit-unknown"])
    default: (line.name, line.rules) = ("\(index). \(line.name)", ["name-numbering"])
    }
  }
}

extension OldRegister {
  /// A register of the communes of the library at the end of its year.
  init(library: TemplateLibrary) {
    let end = CalendarDate(year: Self.year, month: 12, day: 31)
    let living = library.units.units.filter { unit in
      ["xã", "phường", "thị trấn"].contains(unit.level) && end.map(unit.existed) ?? false
    }
    units = Array(Set(living.map(\.code))).sorted()
  }

  /// Writes so many rows: `csv`, `tcvn3` or `xlsx`.
  func write(_ count: Int, format: String, to path: String) throws {
    switch format {
    case "csv": try writeCSV(count, as: .unicode, to: path)
    case "tcvn3": try writeCSV(count, as: .tcvn3, to: path)
    default: try writeWorkbook(count, format: .xlsx, to: path)
    }
  }

  /// The texts of a row's cells.
  func cells(_ line: Line, _ index: Int) -> [String] {
    [
      String(index + 1), line.unit, String(Self.year), line.name, line.birth, line.sex,
      line.ethnicGroup, line.number, line.hamlet, line.circumstances, line.supported, "",
    ]
  }

  /// Writes so many rows as CSV in an encoding.
  func writeCSV(_ count: Int, as encoding: LegacyEncoding, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    var text = String(decoding: CSVLine.bytes(Self.heads), as: UTF8.self)
    for index in 0..<count {
      text += String(decoding: CSVLine.bytes(cells(line(index), index)), as: UTF8.self)
      if text.utf8.count > 1 << 20 {
        try file.write(contentsOf: Data(LegacyEncoder.bytes(of: text, as: encoding)))
        text = ""
      }
    }
    try file.write(contentsOf: Data(LegacyEncoder.bytes(of: text, as: encoding)))
    try file.close()
  }

  /// Writes so many rows as a workbook; every cell is text but the ordinal and the year.
  func writeWorkbook(_ count: Int, format: WorkbookFormat, to path: String) throws {
    let sink = try FileSink(path: path, overwrites: true)
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "TRE_EM")])
    let writer = try WorkbookCreator.create(sink, format: format, outline: outline)
    try writer.beginSheet()
    for index in 0...count {
      var row = Row()
      row.index = index
      let texts = index == 0 ? Self.heads : cells(line(index - 1), index - 1)
      for (column, text) in texts.enumerated() where !text.isEmpty {
        if index > 0, column == 0 || column == 2 {
          row.appendNumber(digits: text, column: column)
        } else {
          row.appendText(text, column: column)
        }
      }
      try writer.write(row)
    }
    try writer.finish()
    try sink.commit()
  }
}
