import FormModel
import Indicators
import Reports
import SheetModel
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
          for form in forms { try sink.write(object(of: form).line) }
          for indicator in set.indicators {
            try sink.write(object(of: indicator, in: set, forms).line)
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

  private func object(of form: FormDefinition) -> JSONObject {
    var object = JSONObject()
    object.add("type", "form")
    object.add("set", form.set)
    object.add("form", form.id)
    object.add("version", form.version)
    object.add("symbol", form.symbol)
    object.add("title", form.title)
    object.add("body", form.matrix == nil ? "register" : "matrix")
    object.add("periods", form.periods.map(\.rawValue))
    object.add("file", form.file)
    return object
  }

  private func object(
    of indicator: Indicator, in set: IndicatorSet, _ forms: [FormDefinition]
  ) -> JSONObject {
    var object = JSONObject()
    object.add("type", "indicator")
    object.add("set", set.id)
    object.add("indicator", "\(indicator.id)")
    object.add("kind", indicator.kind.rawValue)
    object.add("name", indicator.name)
    object.add("name_en", indicator.englishName)
    object.add("group", indicator.group)
    object.add("unit", indicator.unit)
    object.add("multiplier", indicator.multiplier)
    object.add("code_confidence", indicator.codeConfidence.rawValue)
    object.add("name_confidence", indicator.nameConfidence.rawValue)
    object.add("definition_confidence", indicator.definitionConfidence.rawValue)
    object.add("forms", forms.filter { holds($0, indicator.id) }.map(\.id))
    return object
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
