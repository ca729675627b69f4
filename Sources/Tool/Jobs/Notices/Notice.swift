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
  /// A form without any entry, of which there is nothing to import.
  case blankFormLeftOut(file: String, sheet: String)
  /// A form on a hidden sheet, which was imported.
  case hiddenSheetTaken(file: String, sheet: String)
  /// A form that says that nothing occurred, which was imported as zeros.
  case nilReturnTaken(file: String, sheet: String, cell: CellAddress)
  /// A figure that two places give differently; the first is kept.
  case figureGivenTwice(ObservationMerge.Conflict)
  /// A form was written.
  case formWritten(output: String, forms: Int)
  /// Observations that no form asked for.
  case observationsLeftOver(count: Int, first: String)
  /// A given figure that the form computes otherwise.
  case computedDiffers(
    sheet: String, cell: CellAddress, unit: String, given: ExactDecimal?, computed: ExactDecimal?)
  /// A notice on one input of several.
  indirect case of(file: String, Notice)
  /// No folder of templates.
  case templatesNotFound(given: String?)
  /// A form that no template declares.
  case unknownForm(String, known: [String])
  /// A text that is no period.
  case notAPeriod(String)
  /// A unit that no list has, or not at that time.
  case unknownUnit(String, on: CalendarDate?, UnitAdvice)
  /// The output format cannot be told.
  case outputFormatUnclear(String)
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
  /// Nothing was found in the inputs named.
  case noInputs
  /// Files of folders and archives that are no workbooks.
  case untaken([String])
  /// What the jobs on units say.
  case units(UnitsNotice)
  /// What a conversion of old texts says.
  case legacyText(LegacyTextNotice)
  /// What a migration says.
  case migration(MigrationNotice)
  /// What a look at layouts says.
  case layouts(LayoutNotice)
  /// What a conversion says.
  case conversion(ConversionNotice)

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
    case .blankFormLeftOut(let file, let sheet):
      "Không nhập biểu trống: \(file): \(sheet)."
    case .hiddenSheetTaken(let file, let sheet): "Đã nhập từ trang tính ẩn: \(file): \(sheet)."
    case .nilReturnTaken(let file, let sheet, let cell):
      "\(file): \(sheet)!\(cell) ghi không phát sinh, nên các ô đếm để trống của biểu được nhập là 0, trừ mẫu số."
    case .figureGivenTwice(let conflict):
      "\(Self.subject(conflict.kept.key, .vi)): hai nơi cho số khác nhau; giữ "
        + "\(Self.figure(conflict.kept, .vi)), bỏ \(Self.figure(conflict.dropped, .vi))."
    case .formWritten(let output, let forms): "Đã ghi \(output) (\(forms) biểu)."
    case .observationsLeftOver(let count, let first):
      "\(count) số liệu không có ô trong các biểu đã chọn, không xuất; đầu tiên: \(first)."
    case .computedDiffers(let sheet, let cell, let unit, let given, let computed):
      "\(sheet)!\(cell), đơn vị \(unit): số liệu là \(given.map(Language.vi.number) ?? "…"), biểu tự tính ra "
        + "\(computed.map(Language.vi.number) ?? "…"); đã ghi số tự tính."
    case .of(let file, let notice): "\(file): \(notice.vietnamese)"
    case .templatesNotFound(let given):
      given.map { "Không thấy bộ mẫu nào (set.yml) trong thư mục \($0)." }
        ?? "Không thấy thư mục Templates; nêu bằng --templates hoặc BIEU_TEMPLATES."
    case .unknownForm(let form, let known):
      "Không có biểu \(form). Các biểu: \(known.joined(separator: ", "))."
    case .notAPeriod(let text): "“\(text)” không phải kỳ báo cáo; viết 2026, 2026H1 hoặc 2026Q1."
    case .unknownUnit(let code, let day, let advice):
      "“\(code)” không phải mã của đơn vị nào"
        + (day.map { " vào ngày \($0.vietnamese)" } ?? "")
        + "; mã gồm chữ số, ví dụ 03424 (xem Templates/units)." + advice.text(.vi)
    case .outputFormatUnclear(let output):
      OldWorkbookText.refusal(of: output, in: .vi)
        ?? "Không rõ dạng của \(output); hãy ghi rõ bằng --to hoặc bằng đuôi tệp."
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
    case .conversion(let notice): notice.vietnamese
    case .migration(let notice): notice.text(.vi)
    case .layouts(let notice): notice.text(.vi)
    case .units(let notice): notice.text(.vi)
    case .legacyText(let notice): notice.text(.vi)
    case .noInputs: "Không thấy tệp bảng tính nào trong các đầu vào."
    case .untaken(let files): UntakenFiles.line(files, in: .vi)
    }
  }

  private var english: String {
    switch self {
    case .observationsWritten(let count, let forms, let output):
      "Imported \(count) observations of \(forms) forms into \(output)."
    case .sheetHeldBack(let file, let sheet, let errors):
      "Held back, not imported: \(file): \(sheet) (\(errors) errors; --with-errors imports it)."
    case .blankFormLeftOut(let file, let sheet): "Blank form, not imported: \(file): \(sheet)."
    case .hiddenSheetTaken(let file, let sheet): "Imported from a hidden sheet: \(file): \(sheet)."
    case .nilReturnTaken(let file, let sheet, let cell):
      "\(file): \(sheet)!\(cell) says that nothing occurred, so the blank counts of the form are imported as 0, but for denominators."
    case .figureGivenTwice(let conflict):
      "\(Self.subject(conflict.kept.key)): two places give different figures; kept "
        + "\(Self.figure(conflict.kept, .en)), dropped \(Self.figure(conflict.dropped, .en))."
    case .formWritten(let output, let forms): "Wrote \(output) (\(Self.count(forms, "form")))."
    case .observationsLeftOver(let count, let first):
      "\(count) observations have no cell in the chosen forms and were not exported; first: \(first)."
    case .computedDiffers(let sheet, let cell, let unit, let given, let computed):
      "\(sheet)!\(cell), unit \(unit): the figure is \(given?.description ?? "missing"), the form computes "
        + "\(computed?.description ?? "none"); wrote what the form computes."
    case .of(let file, let notice): "\(file): \(notice.english)"
    case .templatesNotFound(let given):
      given.map { "No set (set.yml) in the folder \($0)." }
        ?? "No Templates folder found; name it with --templates or BIEU_TEMPLATES."
    case .unknownForm(let form, let known):
      "No form \(form). The forms: \(known.joined(separator: ", "))."
    case .notAPeriod(let text): "“\(text)” is no period; write 2026, 2026H1 or 2026Q1."
    case .unknownUnit(let code, let day, let advice):
      "No unit with code \(code)" + (day.map { " on \($0)" } ?? "") + "."
        + advice.text(.en)
    case .outputFormatUnclear(let output):
      OldWorkbookText.refusal(of: output, in: .en)
        ?? "The format of \(output) is unclear; use --to or a suffix."
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
    case .conversion(let notice): notice.english
    case .migration(let notice): notice.text(.en)
    case .layouts(let notice): notice.text(.en)
    case .units(let notice): notice.text(.en)
    case .legacyText(let notice): notice.text(.en)
    case .noInputs: "No spreadsheet found in the inputs."
    case .untaken(let files): UntakenFiles.line(files, in: .en)
    }
  }
}

extension Notice {
  /// What a figure is about, in the order of its key.
  static func subject(_ key: ObservationKey, _ language: Language = .en) -> String {
    let breakdown = ObservationTable.text(of: key.breakdown)
    let measure =
      switch key.measure {
      case .count: language.say("số lượng", "count")
      case .numerator: language.say("tử số", "numerator")
      case .denominator: language.say("mẫu số", "denominator")
      case .rate: language.say("tỷ lệ", "rate")
      }
    return "\(key.form) \(key.indicator) \(measure)"
      + (breakdown.isEmpty ? "" : " \(breakdown)") + ", \(key.unit), \(key.period)"
  }

  /// A number with an English noun.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A figure with the place that it came from.
  private static func figure(_ observation: Observation, _ language: Language) -> String {
    let value = observation.value.map(language.number) ?? sign(of: observation.status, language)
    let origin = observation.origin
    return value + (origin.map { " (\($0.file): \($0.sheet)!\($0.cell))" } ?? "")
  }

  /// The sign that a form has for a figure that is not there.
  private static func sign(of status: ObservationStatus, _ language: Language) -> String {
    switch status {
    case .notApplicable: "x"
    case .missing: "…"
    case .zero: "-"
    case .reported: language.say("có số", "reported")
    }
  }

  /// What is wrong with a record of an observation file.
  private static func vietnamese(_ error: ObservationTableError) -> String {
    let column = error.column.isEmpty ? "" : " “\(error.column.text)”"
    let found = Self.found(error.found, .vi)
    switch error.kind {
    case .missingColumn: return "thiếu cột\(column)"
    case .unknownColumn: return "cột thứ \(error.column.text) không phải là cột của bảng số liệu"
    case .duplicateColumn: return "cột\(column) lặp lại"
    case .wrongFieldCount: return "số trường (\(error.found.text)) khác số cột của dòng đầu"
    case .malformedValue: return "cột\(column) có giá trị không hợp lệ \(found)"
    case .statusContradictsValue: return "giá trị và trạng thái mâu thuẫn (\(error.found.text))"
    case .duplicateKey:
      return "số liệu đã có ở dòng \(error.firstLine ?? 0) (\(error.found.text))"
    case .malformedJSON: return "không phải một đối tượng JSON phẳng"
    }
  }

  /// A value that does not fit, or how long it is.
  private static func found(_ found: Evidence, _ language: Language) -> String {
    guard let withheld = found.withheld else { return Printable.quoted(found.text) }
    return language.say(
      "(\(withheld.characters) ký tự)", "(\(withheld.characters) characters)")
  }

  /// The same in English.
  private static func english(_ error: ObservationTableError) -> String {
    let column = error.column.isEmpty ? "" : " “\(error.column.text)”"
    let found = Self.found(error.found, .en)
    switch error.kind {
    case .missingColumn: return "column\(column) is missing"
    case .unknownColumn: return "column \(error.column.text) is none of a table of figures"
    case .duplicateColumn: return "column\(column) comes twice"
    case .wrongFieldCount: return "\(error.found.text) fields, unlike the first line"
    case .malformedValue: return "column\(column) has an invalid value \(found)"
    case .statusContradictsValue:
      return "value and status contradict each other (\(error.found.text))"
    case .duplicateKey:
      return "the same figure is in line \(error.firstLine ?? 0) (\(error.found.text))"
    case .malformedJSON: return "not a flat JSON object"
    }
  }
}
