import CSV
import FormModel
import Foundation
import SheetModel
import Templates
import TestSupport
import UnitLists

/// The templates of this repository.
enum ShippedTemplates {
  static var folder: String {
    Repository.templates.path
  }

  private static let loaded = TemplateLoader(folder: folder, openTable: TemplateFolder.open).load()

  static func load() -> (library: TemplateLibrary, problems: [TemplateProblem]) { loaded }

  static let conversionWords = ConversionWords.load(
    folder: folder, openTable: TemplateFolder.open
  ).words

  static let listColumns = UnitListColumns.load(folder: folder, openTable: TemplateFolder.open)
    .columns
}

/// A small folder of templates as texts, sound until a test breaks one of them.
struct TemplateFolder {
  var files: [String: String]
  /// Files that are no text.
  var bytes: [String: [UInt8]] = [:]

  /// Replaces a text of a file that must be there.
  func replacing(_ old: String, with new: String, in file: String) -> TemplateFolder {
    var folder = self
    folder.files[file] = files[file]?.replacingOccurrences(of: old, with: new)
    return folder
  }

  /// Adds a line at the end of a file.
  func adding(_ line: String, to file: String) -> TemplateFolder {
    var folder = self
    folder.files[file, default: ""] += line + "\n"
    return folder
  }

  /// What loading says of the folder; nothing but the texts is used.
  func load() throws -> (library: TemplateLibrary, problems: [TemplateProblem]) {
    let root = try TemporaryFolder()
    let texts = files.mapValues { Array($0.utf8) }
    for (name, content) in texts.merging(bytes, uniquingKeysWith: { $1 }) {
      try root.write(content, to: name)
    }
    return withExtendedLifetime(root) {
      TemplateLoader(folder: root.path, openTable: Self.open).load()
    }
  }

  /// The problems as `file:line kind`, without the folder of the set.
  func problems() throws -> [TemplateProblem] {
    try load().problems.map { problem in
      var short = problem
      short.file = problem.file.replacingOccurrences(of: "mau/", with: "")
      return short
    }
  }

  static func open(_ path: String) throws(WorkbookError) -> any RowCursor {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw WorkbookError(.notFound)
    }
    var options = CSVReadOptions()
    options.delimiter = UInt8(ascii: ",")
    let reader = try CSVReader(MemorySource([UInt8](data)), name: path, options: options)
    return try reader.rows(ofSheet: 0)
  }

  static let sound = TemplateFolder(files: [
    "mau/set.yml": setText, "mau/indicators.csv": indicators, "mau/breakdowns.csv": breakdowns,
    "mau/rules.yml": rules, "mau/forms/A-01.yml": matrix, "mau/forms/D-01.yml": register,
    "units/don-vi.csv": units, "units/successions/ke-tuc.csv": successions,
  ])

  private static let setText = """
    set: mau
    title: Bộ mẫu
    issued-under: Mẫu thử
    receiver: UBND tỉnh
    placeholder-note: "Mã tạm: {codes}."
    counted-in: người
    columns:
      ordinal: {label: STT}
      label: {label: Chỉ tiêu}
      code: {label: Mã số}
      unit: {label: Đơn vị tính}
      total: {label: Tổng số}
      explanation: {label: Giải trình}
    heads: {exhaustive: Chia theo, part: Trong đó}

    """

  private static let indicators = """
    appendix,group_no,group_name_vi,code,name_vi,name_en,kind,unit,numerator_vi,denominator_vi,multiplier,disaggregations,confidence,code_confidence,definition_confidence
    I,I,Chung,0101,Số trẻ em,Children,count,người,Số trẻ em,,,giới tính; nhóm,sourced,derived,derived
    I,I,Chung,0102,Tỷ lệ trẻ em được khám,Checked,percentage,%,Số trẻ em được khám,Số trẻ em,100,giới tính,derived,placeholder,derived

    """

  private static let breakdowns = """
    breakdown,label,relation,category,category_label,aliases,code_suffix
    sex,Giới tính,exhaustive,male,Nam,Trai,
    sex,Giới tính,exhaustive,female,Nữ,Gái,
    ethnicity,Dân tộc,part,minority,Dân tộc thiểu số,DTTS,
    circumstance,Hoàn cảnh,overlapping,orphan,Mồ côi,,a
    circumstance,Hoàn cảnh,overlapping,abandoned,Bị bỏ rơi,,b

    """

  private static let rules = """
    rules:
      - {id: so-nguyen, kind: whole}
      - {id: nam-nu, kind: sum-of-columns, total: total, parts: sex}

    """

  private static let matrix = """
    form: A-01
    version: 1
    symbol: Biểu số 01/A
    title: Trẻ em
    periods: [year]
    due: {year: 10/11}
    breakdowns: [sex, ethnicity]
    rows:
      - indicator: I:0101
        open: [sex, ethnicity]
        groups: circumstance
      - indicator: I:0102
        open: [sex]
        denominator: {open: [sex]}
    rules:
      - {id: nhom, kind: groups, total: "0101", breakdown: circumstance}
      - {id: mau-so, kind: same-quantity, left: "0102.MS", right: "0101"}

    """

  private static let register = """
    form: D-01
    version: 1
    symbol: Biểu số 01/D
    title: Danh sách
    periods: [year]
    register:
      - {id: name, kind: text, label: Họ và tên, required: true, personal: true}
      - {id: birth-date, kind: date, label: Ngày sinh}
      - {id: sex, kind: category, breakdown: sex, label: Giới tính}
      - {id: groups, kind: categories, breakdown: circumstance, label: Hoàn cảnh}
    tallies:
      - {indicator: "I:0101", form: A-01, if: groups, columns: {sex: sex}, rows: groups}
    rules:
      - {id: ngay-sinh, kind: date-range, column: birth-date, latest: period-end}

    """

  private static let units = """
    code,name,aliases,parent_code,level,valid_from,valid_to,confidence
    12,Tỉnh Lai Châu,,,tỉnh,,,sourced
    109,Huyện Phong Thổ,,12,huyện,,2025-06-30,sourced
    03550,Xã Sì Lở Lầu,Xã Sì Lờ Lầu,109,xã,,2025-06-30,sourced
    03556,Xã Ma Li Chải,,109,xã,,,recalled
    03562,Xã Vàng Ma Chải,,109,xã,,2025-06-30,sourced
    03562,Xã Sì Lở Lầu,,12,xã,2025-07-01,,sourced

    """

  private static let successions = """
    old_code,old_name,new_code,new_name,date,extent,weight_children,legal_basis,confidence
    109,Huyện Phong Thổ,,,2025-07-01,ended,,,sourced
    03550,Xã Sì Lờ Lầu,03562,Xã Sì Lở Lầu,2025-07-01,whole,,,sourced
    03562,,03562,,2025-07-01,whole,,,sourced

    """
}
