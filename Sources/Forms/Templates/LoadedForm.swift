import FormModel
import Indicators

/// A form with the places in its file that declare it, for the lint.
struct LoadedForm {
  var definition: FormDefinition
  var line: Int
  /// The lines of the rows by code, or of a register's columns by identity.
  var rowLines: [String: Int]
  /// The lines of a register's tallies.
  var tallyLines: [Int]
  /// The line of the columns.
  var columnsLine: Int
}

/// What a form's file is read against.
struct FormContext {
  var declaration: SetDeclaration
  var set: IndicatorSet
  var setRules: [RuleDeclaration]
  var log: TemplateProblemLog
}

extension LoadedForm {
  private static let keys = [
    "form", "version", "symbol", "title", "issued-under", "receiver", "periods", "due", "notes",
    "breakdowns", "counted-in", "rows", "register", "tallies", "blank-rows", "rules",
  ]

  /// Reads the text of a form's file; nil, and reported, when it is no mapping.
  init?(yaml: String, file: String, context: FormContext) {
    guard
      let root = TemplateNode(yaml: yaml, file: file, keys: Self.keys, log: context.log)
    else { return nil }
    let set = context.declaration
    line = root.line(of: "form")
    var notes = root.texts("notes")
    let body: FormDefinition.Body
    if root.has("register") {
      let reading = RegisterReading(root, context: context)
      body = .register(reading.register)
      (rowLines, tallyLines) = (reading.columnLines, reading.tallyLines)
      columnsLine = root.line(of: "register")
    } else {
      let reading = MatrixReading(root, context: context)
      body = .matrix(reading.matrix)
      (rowLines, tallyLines) = (reading.lines, [])
      columnsLine = root.line(of: "breakdowns")
      notes += Self.placeholderNote(of: reading.matrix, wording: set.placeholderNote)
    }
    let periods: [ReportingPeriod.Kind] = root.choices("periods")
    if periods.isEmpty { root.report(.missingKey("periods"), at: "periods") }
    definition = FormDefinition(
      id: root.code("form"), version: root.whole("version", in: 1...999) ?? 1, set: set.id,
      symbol: root.needed("symbol"), title: root.needed("title"),
      issuedUnder: root.text("issued-under") ?? set.issuedUnder,
      receiver: root.text("receiver") ?? set.receiver, dueDates: Self.dueDates(root, periods),
      periods: periods, notes: notes, body: body, rules: [], file: file)
    if !root.has("version") { root.report(.missingKey("version"), at: "version") }
    let shared = context.setRules.filter { $0.applies(to: definition) }
    definition.rules = shared + RuleDeclaration.rules(in: root)
  }

  private static func dueDates(
    _ root: TemplateNode, _ periods: [ReportingPeriod.Kind]
  ) -> [ReportingPeriod.Kind: String] {
    var dates: [ReportingPeriod.Kind: String] = [:]
    for (key, value, line) in root.pairs("due") {
      guard let kind = ReportingPeriod.Kind(rawValue: key), periods.contains(kind) else {
        let expected = periods.map(\.rawValue)
        root.log.report(.unknownKey(key, expected: expected), file: root.file, line: line)
        continue
      }
      if !isDayAndMonth(value) {
        root.log.report(
          .malformedValue(key: "due", found: value, expected: "dd/mm"), file: root.file, line: line)
      }
      dates[kind] = value
    }
    return dates
  }

  /// `10/11`, also followed by words such as `năm sau`.
  private static func isDayAndMonth(_ text: String) -> Bool {
    let parts = (text.split(separator: " ").first ?? "").split(separator: "/")
    guard parts.count == 2, let day = Int(parts[0]), let month = Int(parts[1]) else { return false }
    return CalendarDate(year: 2024, month: month, day: day) != nil
  }

  private static func placeholderNote(of matrix: MatrixDefinition, wording: String) -> [String] {
    var codes: [String] = []
    for target in matrix.rows.compactMap(\.target) where target.isPlaceholder {
      if codes.last != target.indicator.code { codes.append(target.indicator.code) }
    }
    if codes.isEmpty || wording.isEmpty { return [] }
    guard let mark = wording.firstRange(of: "{codes}") else { return [wording] }
    return [wording.replacing(mark, with: codes.joined(separator: ", "))]
  }
}

extension String {
  fileprivate func replacing(_ range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}

extension RuleDeclaration {
  /// Whether a rule of the set speaks of columns that the form has.
  ///
  /// Rules of a set are for its matrix forms; one about a breakdown is for the forms that show it.
  func applies(to form: FormDefinition) -> Bool {
    guard let matrix = form.matrix, let kind = RuleKind(rawValue: kind) else { return false }
    let schema = RuleSchema.of(kind)
    if schema.body == .register { return false }
    return schema.parameters.allSatisfy { parameter in
      list(parameter.name).allSatisfy { text in
        switch parameter.meaning {
        case .figureColumn: matrix.column(id: text) != nil
        case .breakdown: matrix.columns.contains { $0.breakdown == text }
        case .row: matrix.row(code: text) != nil
        default: true
        }
      }
    }
  }
}

extension FormColumn {
  /// The breakdown that the column is a category of.
  var breakdown: String? {
    if case .value(let value) = role { value.breakdown } else { nil }
  }
}
