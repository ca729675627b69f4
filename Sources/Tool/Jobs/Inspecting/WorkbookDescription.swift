import FormModel
import Indicators
import Reports
import SheetModel
import Text

/// Puts the facts of a workbook into words or JSON.
struct WorkbookDescription: Sendable {
  let language: Language
  let format: ReportFormat

  /// The facts of one workbook as bytes to print.
  func bytes(of figures: WorkbookFigures) -> [UInt8] {
    switch format {
    case .text: Array((lines(of: figures).joined(separator: "\n") + "\n").utf8)
    case .json: json(of: figures)
    }
  }

  // MARK: For people

  private func lines(of figures: WorkbookFigures) -> [String] {
    var head = [figures.format.rawValue.uppercased()]
    if figures.dateSystem == .excel1904 { head.append(say("ngày tính từ 1904", "dates from 1904")) }
    if let application = figures.application {
      head.append(say("ghi bởi ", "written by ") + Printable.name(application))
    }
    if figures.definedNames > 0 {
      head.append(say("\(figures.definedNames) tên vùng", "\(figures.definedNames) names"))
    }
    var lines = ["\(Printable.line(figures.name)): \(head.joined(separator: ", "))"]
    if let withheld = figures.title.withheld {
      let count = withheld.characters
      lines.append(say("  tựa đề: dài \(count) ký tự", "  title: \(count) characters"))
    } else if !figures.title.isEmpty {
      lines.append(say("  tựa đề: ", "  title: ") + Printable.name(figures.title.text))
    }
    for sheet in figures.sheets {
      lines.append("  \(Printable.name(sheet.entry.name))" + hidden(sheet))
      lines.append("    " + contents(sheet))
      let form = recognised(sheet.recognition)
      if !form.isEmpty { lines.append("    \(form)") }
    }
    return lines
  }

  private func say(_ vietnamese: String, _ english: String) -> String {
    language == .vi ? vietnamese : english
  }

  private func hidden(_ sheet: WorkbookFigures.Sheet) -> String {
    switch sheet.entry.visibility {
    case .visible: ""
    case .hidden: say(" (trang ẩn)", " (hidden sheet)")
    case .veryHidden: say(" (trang ẩn kỹ)", " (very hidden sheet)")
    }
  }

  private func contents(_ sheet: WorkbookFigures.Sheet) -> String {
    guard let extent = sheet.extent else { return say("trống", "empty") }
    var parts = ["\(extent)", say("\(sheet.cells) ô có giá trị", "\(sheet.cells) filled cells")]
    if sheet.formulas > 0 {
      parts.append(say("\(sheet.formulas) công thức", "\(sheet.formulas) formulas"))
    }
    if sheet.formulasWithoutValue > 0 {
      parts.append(
        say(
          "\(sheet.formulasWithoutValue) chưa tính", "\(sheet.formulasWithoutValue) not calculated")
      )
    }
    if sheet.hiddenRows > 0 {
      parts.append(say("\(sheet.hiddenRows) dòng ẩn", "\(sheet.hiddenRows) hidden rows"))
    }
    if sheet.hiddenColumns > 0 {
      parts.append(say("\(sheet.hiddenColumns) cột ẩn", "\(sheet.hiddenColumns) hidden columns"))
    }
    if sheet.comments > 0 {
      parts.append(say("\(sheet.comments) ghi chú", "\(sheet.comments) comments"))
    }
    if sheet.hyperlinks > 0 {
      parts.append(say("\(sheet.hyperlinks) liên kết", "\(sheet.hyperlinks) links"))
    }
    if sheet.validations > 0 {
      parts.append(say("\(sheet.validations) luật nhập", "\(sheet.validations) entry rules"))
    }
    if sheet.isProtected { parts.append(say("có khóa", "protected")) }
    return parts.joined(separator: ", ")
  }

  private func recognised(_ recognition: SheetRecognition) -> String {
    switch recognition {
    case .matrix(let form): described(form.definition, form.identity, form.basis)
    case .register(let register):
      described(register.definition, register.identity, register.basis)
    case .identitySheet: say("trang định danh của bieu", "bieu's identity sheet")
    case .empty: ""
    case .unknown: say("không nhận ra biểu nào", "no form recognised")
    case .ambiguous(let forms):
      say("có thể là: ", "could be: ") + forms.joined(separator: ", ")
    }
  }

  private func described(
    _ form: FormDefinition, _ identity: FormIdentity, _ basis: RecognitionBasis
  ) -> String {
    let unit = identity.unit ?? say("chưa rõ đơn vị", "unit unknown")
    let claim = identity.claims.first { $0.field == .unit && $0.source == .header }
    let name = claim.map { Evidence($0).text } ?? ""
    let period =
      identity.period.map { language == .vi ? $0.title : $0.description }
      ?? say("chưa rõ kỳ", "period unknown")
    let place =
      name.isEmpty || name.contains(unit) ? (name.isEmpty ? unit : name) : "\(name) (\(unit))"
    return "\(form.id) v\(form.version), \(Printable.name(place)), \(period), " + by(basis)
  }

  private func by(_ basis: RecognitionBasis) -> String {
    switch basis {
    case .identity: say("nhận ra theo định danh", "recognised by identity")
    case .title: say("nhận ra theo tên biểu", "recognised by title")
    case .fingerprint: say("nhận ra theo nội dung", "recognised by content")
    }
  }

  // MARK: For machines

  private func json(of figures: WorkbookFigures) -> [UInt8] {
    JSONWriter.line { json in
      json.member("file", figures.name)
      json.member("format", figures.format.rawValue)
      json.member("date_system", figures.dateSystem == .excel1904 ? 1904 : 1900)
      json.member("application", figures.application)
      json.member("title", figures.title.text.isEmpty ? nil : figures.title.text)
      json.member("defined_names", figures.definedNames)
      json.beginArray("sheets")
      for sheet in figures.sheets { add(sheet, to: &json) }
      json.endArray()
    }
  }

  private func add(_ sheet: WorkbookFigures.Sheet, to json: inout JSONWriter) {
    json.beginObject()
    json.member("sheet", sheet.entry.name)
    json.member("visibility", sheet.entry.visibility.rawValue)
    json.member("extent", sheet.extent.map { "\($0)" })
    json.member("cells", sheet.cells)
    json.member("formulas", sheet.formulas)
    json.member("formulas_without_value", sheet.formulasWithoutValue)
    json.member("merges", sheet.merges)
    json.member("comments", sheet.comments)
    json.member("hyperlinks", sheet.hyperlinks)
    json.member("validations", sheet.validations)
    json.member("hidden_rows", sheet.hiddenRows)
    json.member("hidden_columns", sheet.hiddenColumns)
    json.member("protected", sheet.isProtected)
    let facts: (FormDefinition, FormIdentity, RecognitionBasis)? =
      switch sheet.recognition {
      case .matrix(let form): (form.definition, form.identity, form.basis)
      case .register(let register): (register.definition, register.identity, register.basis)
      default: nil
      }
    json.member("form", facts?.0.id)
    json.member("version", facts?.0.version)
    json.member("unit", facts?.1.unit)
    json.member("period", facts?.1.period?.description)
    json.member("basis", facts?.2.rawValue)
    json.endObject()
  }
}
