import Indicators
import Observations
import Reports
import SheetModel

/// What a job says of itself on standard error, beside findings and failures.
enum Notice: Sendable {
  /// So many observations of so many forms were written to a file.
  case observationsWritten(count: Int, forms: Int, output: String)
  /// A sheet with errors was not imported.
  case sheetHeldBack(file: String, sheet: String, errors: Int)
  /// A figure that two places give differently; the first is kept.
  case figureGivenTwice(ObservationMerge.Conflict)
  /// A form was written.
  case formWritten(output: String, forms: Int)
  /// Observations that no form asked for.
  case observationsLeftOver(count: Int, first: String)
  /// A given figure that the form computes otherwise.
  case computedDiffers(
    sheet: String, cell: CellAddress, unit: String, given: ExactDecimal?, computed: ExactDecimal?)
  /// A file was converted.
  case converted(output: String, sheets: Int)
  /// So many inputs of a batch were converted into a folder, and so many were not.
  case batchConverted(files: Int, sheets: Int, failed: Int, output: String)
  /// A notice on one input of several.
  indirect case of(file: String, Notice)
  /// Two inputs of a batch would be written to one place, or one over the other.
  case outputsCollide(String, String, output: String)
  /// Several inputs need a folder.
  case outputIsNoFolder(String)
  /// Lines with another number of fields than the first.
  case raggedLines(file: String, count: Int, firstLine: Int)
  /// Lines of one column each, with a character that would split them.
  case delimiterOverlooked(file: String, delimiter: String)
  /// No folder of templates.
  case templatesNotFound(given: String?)
  /// A form that no template declares.
  case unknownForm(String, known: [String])
  /// A text that is no period.
  case notAPeriod(String)
  /// A unit that no list has, or not at that time.
  case unknownUnit(String, period: ReportingPeriod?)
  /// The output format cannot be told.
  case outputFormatUnclear(String)
  /// Several sheets for one file that holds one.
  case oneSheetOnly(sheets: [String])
  /// An observation file that cannot be read.
  case observationsUnreadable(file: String, ObservationTableError)
  /// No sheet was imported, so no file was written.
  case nothingImported(output: String)
  /// A format that forms or observations are not written in.
  case formatNotWritten(String, forms: Bool)
  /// A kind of period that a form is not for.
  case periodNotForForm(form: String, period: ReportingPeriod)
  /// Nothing to export.
  case nothingToExport
  /// An export needs a unit and a period, from options or from observations.
  case unitAndPeriodNeeded
  /// The templates are in order.
  case templatesFine(sets: Int, forms: Int, units: Int)
  /// Cells whose formulas were never calculated, and are empty in the output.
  case formulasWithoutValue(count: Int, first: Place)
  /// Formulas that point outside what was converted; their values were kept.
  case formulasLeftOut(count: Int)
  /// A sheet that the output format calls otherwise.
  case sheetRenamed(old: String, new: String)
  /// A text that is no delimiter.
  case notADelimiter(String)
  /// A folder where a workbook belongs.
  case outputIsFolder(String)
  /// An option that would do nothing for an output of another format than these.
  case optionNeedsOutput(String, [OutputFormat])
  /// Nothing was found in the inputs named.
  case noInputs
  /// What the jobs on units say.
  case units(UnitsNotice)
  /// What a conversion of old texts says.
  case legacyText(LegacyTextNotice)
  /// What a migration says.
  case migration(MigrationNotice)
  /// What a look at layouts says.
  case layouts(LayoutNotice)

  /// The notice in a language: one line of at most 1000 characters, whatever a file calls things.
  func text(_ language: MessageLanguage) -> String {
    Printable.message(language == .vi ? vietnamese : english)
  }

  private var vietnamese: String {
    switch self {
    case .observationsWritten(let count, let forms, let output):
      "Đã nhập \(Language.vi.number(count)) số liệu từ \(Language.vi.number(forms)) biểu vào \(output)."
    case .sheetHeldBack(let file, let sheet, let errors):
      "Chưa nhập (còn \(errors) lỗi): \(file): \(sheet); thêm --with-errors nếu vẫn muốn nhập."
    case .figureGivenTwice(let conflict):
      "\(Self.subject(conflict.kept.key)): hai nơi cho số khác nhau; giữ "
        + "\(Self.figure(conflict.kept, .vi)), bỏ \(Self.figure(conflict.dropped, .vi))."
    case .formWritten(let output, let forms): "Đã ghi \(output) (\(forms) biểu)."
    case .observationsLeftOver(let count, let first):
      "\(count) số liệu không có ô trong các biểu đã chọn, không xuất; đầu tiên: \(first)."
    case .computedDiffers(let sheet, let cell, let unit, let given, let computed):
      "\(sheet)!\(cell), đơn vị \(unit): số liệu là \(given.map(Language.vi.number) ?? "…"), biểu tự tính ra "
        + "\(computed.map(Language.vi.number) ?? "…"); đã ghi số tự tính."
    case .converted(let output, let sheets): "Đã ghi \(output) (\(sheets) trang tính)."
    case .batchConverted(let files, let sheets, let failed, let output):
      "Đã ghi \(Language.vi.number(files)) tệp (\(Language.vi.number(sheets)) trang tính) vào \(output)"
        + (failed > 0 ? "; \(Language.vi.number(failed)) tệp không xử lý được." : ".")
    case .of(let file, let notice): "\(file): \(notice.vietnamese)"
    case .outputsCollide(let one, let other, let output):
      "\(one) và \(other) cùng ra \(output); hãy chuyển riêng từng tệp."
    case .outputIsNoFolder(let path):
      "\(path) không phải thư mục; nhiều tệp nguồn cần một thư mục (viết / ở cuối)."
    case .raggedLines(let file, let count, let firstLine):
      "\(file): \(count) dòng có số trường khác dòng đầu, trước hết là dòng \(firstLine)."
    case .delimiterOverlooked(let file, let delimiter):
      "\(file): đọc thành một cột, nhưng có dòng chứa dấu “\(delimiter)”; nếu đó là dấu ngăn cách, hãy thêm dòng đầu sep=\(delimiter)"
    case .templatesNotFound(let given):
      given.map { "Không thấy bộ mẫu nào (set.yml) trong thư mục \($0)." }
        ?? "Không thấy thư mục Templates; nêu bằng --templates hoặc BIEU_TEMPLATES."
    case .unknownForm(let form, let known):
      "Không có biểu \(form). Các biểu: \(known.joined(separator: ", "))."
    case .notAPeriod(let text): "“\(text)” không phải kỳ báo cáo; viết 2026, 2026H1 hoặc 2026Q1."
    case .unknownUnit(let code, let period):
      "“\(code)” không phải mã của đơn vị nào"
        + (period.map { " vào ngày \($0.lastDay.vietnamese)" } ?? "")
        + "; mã gồm chữ số, ví dụ 03424 (xem Templates/units)."
    case .outputFormatUnclear(let output):
      OldWorkbookText.refusal(of: output, in: .vi)
        ?? "Không rõ dạng của \(output); hãy ghi rõ bằng --to hoặc bằng đuôi tệp."
    case .oneSheetOnly(let sheets):
      "CSV chỉ chứa một trang tính; chọn bằng --sheet, hoặc đưa ra thư mục (viết / ở cuối). Các trang: "
        + sheets.joined(separator: ", ") + "."
    case .observationsUnreadable(let file, let error):
      "\(file), dòng \(error.line): không đọc được số liệu: \(Self.vietnamese(error))."
    case .nothingImported(let output): "Không có trang tính nào được nhập, nên không ghi \(output)."
    case .formatNotWritten(let format, let forms):
      forms
        ? "Biểu chỉ xuất ra XLSX hoặc ODS, không phải “\(format)”."
        : "Số liệu chỉ ghi ra CSV hoặc JSONL, không phải “\(format)”."
    case .periodNotForForm(let form, let period):
      "Biểu \(form) không dùng cho kỳ “\(period.title)”."
    case .nothingToExport: "Không có số liệu nào ứng với biểu, đơn vị và kỳ đã chọn."
    case .unitAndPeriodNeeded: "Biểu trống cần --unit và --period."
    case .templatesFine(let sets, let forms, let units):
      "Mẫu biểu không có lỗi: \(sets) bộ chỉ tiêu, \(forms) biểu, \(units) đơn vị."
    case .formulasWithoutValue(let count, let first):
      "\(count) ô có công thức chưa tính, để trống; đầu tiên: \(first.text(in: .vi))."
    case .formulasLeftOut(let count):
      "Bỏ \(count) công thức có thể trỏ ra ngoài phần được chuyển; giá trị đã tính được giữ lại."
    case .sheetRenamed(let old, let new): "Trang “\(old)” được đổi tên thành “\(new)”."
    case .notADelimiter(let text): "“\(text)” không dùng làm dấu ngăn cách được."
    case .outputIsFolder(let path): "\(path) là thư mục; bảng tính cần một tên tệp."
    case .optionNeedsOutput(let option, let formats):
      "\(option) chỉ dùng khi ra \(Self.list(formats))."
    case .migration(let notice): notice.text(.vi)
    case .layouts(let notice): notice.text(.vi)
    case .units(let notice): notice.text(.vi)
    case .legacyText(let notice): notice.text(.vi)
    case .noInputs: "Không thấy tệp bảng tính nào trong các đầu vào."
    }
  }

  private var english: String {
    switch self {
    case .observationsWritten(let count, let forms, let output):
      "Imported \(count) observations of \(forms) forms into \(output)."
    case .sheetHeldBack(let file, let sheet, let errors):
      "Held back, not imported: \(file): \(sheet) (\(errors) errors; --with-errors imports it)."
    case .figureGivenTwice(let conflict):
      "\(Self.subject(conflict.kept.key)): two places give different figures; kept "
        + "\(Self.figure(conflict.kept, .en)), dropped \(Self.figure(conflict.dropped, .en))."
    case .formWritten(let output, let forms): "Wrote \(output) (\(Self.count(forms, "form")))."
    case .observationsLeftOver(let count, let first):
      "\(count) observations have no cell in the chosen forms and were not exported; first: \(first)."
    case .computedDiffers(let sheet, let cell, let unit, let given, let computed):
      "\(sheet)!\(cell), unit \(unit): the figure is \(given?.description ?? "missing"), the form computes "
        + "\(computed?.description ?? "none"); wrote what the form computes."
    case .converted(let output, let sheets): "Wrote \(output) (\(Self.count(sheets, "sheet")))."
    case .batchConverted(let files, let sheets, let failed, let output):
      "Wrote \(Self.count(files, "file")) (\(Self.count(sheets, "sheet"))) into \(output)"
        + (failed > 0 ? "; \(failed) files could not be processed." : ".")
    case .of(let file, let notice): "\(file): \(notice.english)"
    case .outputsCollide(let one, let other, let output):
      "\(one) and \(other) would both go to \(output); convert them one by one."
    case .outputIsNoFolder(let path):
      "\(path) is no folder; several inputs need one (with a / at its end)."
    case .raggedLines(let file, let count, let firstLine):
      "\(file): \(count) lines have another number of fields than the first, line \(firstLine) first."
    case .delimiterOverlooked(let file, let delimiter):
      "\(file): read as one column, but some lines have a “\(delimiter)”; if it delimits, add a first line sep=\(delimiter)"
    case .templatesNotFound(let given):
      given.map { "No set (set.yml) in the folder \($0)." }
        ?? "No Templates folder found; name it with --templates or BIEU_TEMPLATES."
    case .unknownForm(let form, let known):
      "No form \(form). The forms: \(known.joined(separator: ", "))."
    case .notAPeriod(let text): "“\(text)” is no period; write 2026, 2026H1 or 2026Q1."
    case .unknownUnit(let code, let period):
      "No unit with code \(code)" + (period.map { " on \($0.lastDay)" } ?? "") + "."
    case .outputFormatUnclear(let output):
      OldWorkbookText.refusal(of: output, in: .en)
        ?? "The format of \(output) is unclear; use --to or a suffix."
    case .oneSheetOnly(let sheets):
      "CSV holds one sheet; choose with --sheet, or write to a folder (with a / at its end). The sheets: "
        + sheets.joined(separator: ", ") + "."
    case .observationsUnreadable(let file, let error):
      "\(file), line \(error.line): \(Self.english(error))."
    case .nothingImported(let output): "No sheet was imported, so \(output) was not written."
    case .formatNotWritten(let format, let forms):
      forms
        ? "Forms are written as XLSX or ODS, not as “\(format)”."
        : "Observations are written as CSV or JSONL, not as “\(format)”."
    case .periodNotForForm(let form, let period): "Form \(form) is not for the period \(period)."
    case .nothingToExport: "No observations match the chosen forms, units and period."
    case .unitAndPeriodNeeded: "A blank form needs --unit and --period."
    case .templatesFine(let sets, let forms, let units):
      "The templates are in order: \(sets) sets, \(forms) forms, \(units) units."
    case .formulasWithoutValue(let count, let first):
      "\(count) formulas were never calculated and are empty; first: \(first.text(in: .en))."
    case .formulasLeftOut(let count):
      "Left out \(count) formulas that may point outside of what was converted; computed values were kept."
    case .sheetRenamed(let old, let new): "Sheet “\(old)” is now called “\(new)”."
    case .notADelimiter(let text): "“\(text)” cannot be a delimiter."
    case .outputIsFolder(let path): "\(path) is a folder; a workbook needs a file name."
    case .optionNeedsOutput(let option, let formats):
      "\(option) is for these outputs only: \(Self.list(formats))."
    case .migration(let notice): notice.text(.en)
    case .layouts(let notice): notice.text(.en)
    case .units(let notice): notice.text(.en)
    case .legacyText(let notice): notice.text(.en)
    case .noInputs: "No spreadsheet found in the inputs."
    }
  }
}

extension Notice {
  /// What a figure is about, in the order of its key.
  static func subject(_ key: ObservationKey) -> String {
    let breakdown = ObservationTable.text(of: key.breakdown)
    return "\(key.form) \(key.indicator) \(key.measure.rawValue)"
      + (breakdown.isEmpty ? "" : " \(breakdown)") + ", \(key.unit), \(key.period)"
  }

  /// A number with an English noun.
  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A figure with the place that it came from.
  private static func figure(_ observation: Observation, _ language: Language) -> String {
    let value = observation.value.map(language.number) ?? observation.status.rawValue
    let origin = observation.origin
    return value + (origin.map { " (\($0.file): \($0.sheet)!\($0.cell))" } ?? "")
  }

  /// Formats by their names, `CSV, TSV`.
  private static func list(_ formats: [OutputFormat]) -> String {
    formats.map { $0.rawValue.uppercased() }.joined(separator: ", ")
  }

  /// What is wrong with a record of an observation file.
  private static func vietnamese(_ error: ObservationTableError) -> String {
    let column = error.column.isEmpty ? "" : " “\(error.column)”"
    switch error.kind {
    case .missingColumn: return "thiếu cột\(column)"
    case .unknownColumn: return "có cột lạ\(column)"
    case .duplicateColumn: return "cột\(column) lặp lại"
    case .wrongFieldCount: return "số trường (\(error.found)) khác số cột của dòng đầu"
    case .malformedValue: return "cột\(column) có giá trị không hợp lệ “\(error.found)”"
    case .statusContradictsValue: return "giá trị và trạng thái mâu thuẫn (\(error.found))"
    case .duplicateKey:
      return "số liệu đã có ở dòng \(error.firstLine ?? 0) (\(error.found))"
    case .malformedJSON: return "không phải một đối tượng JSON phẳng"
    }
  }

  /// The same in English.
  private static func english(_ error: ObservationTableError) -> String {
    let column = error.column.isEmpty ? "" : " “\(error.column)”"
    switch error.kind {
    case .missingColumn: return "column\(column) is missing"
    case .unknownColumn: return "column\(column) is unknown"
    case .duplicateColumn: return "column\(column) comes twice"
    case .wrongFieldCount: return "\(error.found) fields, unlike the first line"
    case .malformedValue: return "column\(column) has an invalid value “\(error.found)”"
    case .statusContradictsValue: return "value and status contradict each other (\(error.found))"
    case .duplicateKey: return "the same figure is in line \(error.firstLine ?? 0) (\(error.found))"
    case .malformedJSON: return "not a flat JSON object"
    }
  }
}
