import FormModel
import Indicators
import Reports
import SheetModel
import Text
import WorkbookIO

/// Lists the sets, their forms and indicators, and how far each code can be trusted.
public struct TemplateListJob: Sendable {
  /// How the list is printed.
  public var format: ReportFormat
  /// What all jobs are told.
  public var settings: JobSettings

  /// A list of the templates.
  public init(format: ReportFormat = .text, settings: JobSettings) {
    self.format = format
    self.settings = settings
  }

  /// Prints the list to standard output.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let library = try context.templates()
      let sink = StreamSink()
      for set in library.sets {
        let forms = library.forms.filter { $0.set == set.id }
        switch format {
        case .text: try sink.write(Array(text(of: set, forms).utf8))
        case .json:
          for form in forms { try sink.write(json(of: form)) }
          for indicator in set.indicators {
            try sink.write(json(of: indicator, in: set, forms))
          }
        }
      }
      return .fine
    }
  }

  // MARK: For people

  private func text(of set: IndicatorSet, _ forms: [FormDefinition]) -> String {
    let language = settings.language
    var lines = ["\(set.id): \(set.title)", ""]
    for form in forms {
      lines.append("\(form.id)  \(form.symbol)  \(form.title)")
      for indicator in set.indicators where holds(form, indicator.id) {
        let code = "\(indicator.id)".padded(to: 8)
        let kind = kind(indicator.kind).padded(to: 10)
        lines.append("  \(code)\(kind)\(trust(indicator.codeConfidence).padded(to: 11))")
        let head = lines.removeLast()
        lines += wrapped(indicator.name, behind: head)
      }
      lines.append("")
    }
    let counts = Confidence.allCases.compactMap { confidence -> String? in
      let count = set.indicators.filter { $0.codeConfidence == confidence }.count
      return count == 0 ? nil : "\(count) \(trust(confidence))"
    }
    lines.append(
      language == .vi
        ? "\(set.indicators.count) dòng chỉ tiêu; mã số: \(counts.joined(separator: ", "))."
        : "\(set.indicators.count) rows of indicators; codes: \(counts.joined(separator: ", ")).")
    lines.append(
      language == .vi
        ? "“MÃ TẠM” do bieu đặt để mỗi dòng có khóa, không phải mã của Bộ."
        : "“PLACEHOLDER” codes are invented here so that each row has a key; not the ministry's.")
    return lines.joined(separator: "\n") + "\n"
  }

  private func wrapped(_ text: String, behind head: String) -> [String] {
    var bytes = Array(head.utf8)
    let width = DisplayWidth.of(head)
    DisplayWidth.append(text, to: &bytes, column: width, indent: width, width: 80)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func trust(_ confidence: Confidence) -> String {
    ConfidenceText.of(confidence, settings.language)
  }

  private func kind(_ kind: IndicatorKind) -> String {
    switch (kind, settings.language) {
    case (.count, .vi): "số lượng"
    case (.percentage, .vi): "tỷ lệ"
    case (.rate, .vi): "tỷ suất"
    case (.ratio, .vi): "tỷ số"
    case (_, .en): kind.rawValue
    }
  }

  // MARK: For machines

  private func json(of form: FormDefinition) -> [UInt8] {
    JSONWriter.line { json in
      json.member("type", "form")
      json.member("set", form.set)
      json.member("form", form.id)
      json.member("version", form.version)
      json.member("symbol", form.symbol)
      json.member("title", form.title)
      json.member("body", form.matrix == nil ? "register" : "matrix")
      json.member("periods", form.periods.map(\.rawValue))
      json.member("file", form.file)
    }
  }

  private func json(
    of indicator: Indicator, in set: IndicatorSet, _ forms: [FormDefinition]
  ) -> [UInt8] {
    JSONWriter.line { json in
      json.member("type", "indicator")
      json.member("set", set.id)
      json.member("indicator", "\(indicator.id)")
      json.member("kind", indicator.kind.rawValue)
      json.member("name", indicator.name)
      json.member("name_en", indicator.englishName)
      json.member("group", indicator.group)
      json.member("unit", indicator.unit)
      json.member("multiplier", indicator.multiplier)
      json.member("code_confidence", indicator.codeConfidence.rawValue)
      json.member("name_confidence", indicator.nameConfidence.rawValue)
      json.member("definition_confidence", indicator.definitionConfidence.rawValue)
      json.member("forms", forms.filter { holds($0, indicator.id) }.map(\.id))
    }
  }

  private func holds(_ form: FormDefinition, _ indicator: IndicatorID) -> Bool {
    form.matrix?.rows.contains { $0.target?.indicator == indicator } ?? false
  }
}

extension String {
  /// The text with blanks behind it, up to a width of columns.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
  }
}
