import SheetModel
import XML

/// Data validations being written (ECMA-376 Part 1, 18.3.1.33).
extension ValidationElements {
  private struct Condition {
    var type: StaticString
    var relation: StaticString?
    var first: String
    var second: String?
  }

  /// Writes `dataValidations`, unless there are none.
  /// - Throws: `notRepresentable` at the first cell, for what Excel would repair.
  static func write(
    _ validations: [DataValidation], to xml: inout XMLWriter
  ) throws(WorkbookError) {
    let used = validations.filter { !$0.ranges.isEmpty }
    if used.isEmpty { return }
    xml.raw("<dataValidations")
    xml.attribute("count", used.count)
    xml.raw(">")
    for validation in used {
      do throws(WorkbookError) {
        try write(validation, to: &xml)
      } catch {
        throw error.located(in: Place(cell: validation.ranges.first?.first))
      }
    }
    xml.raw("</dataValidations>")
  }

  private static func write(
    _ validation: DataValidation, to xml: inout XMLWriter
  ) throws(WorkbookError) {
    let condition = try condition(validation.rule)
    try check(validation.promptTitle, 32)
    try check(validation.errorTitle, 32)
    try check(validation.prompt, 255)
    try check(validation.error, 225)
    xml.raw("<dataValidation type=\"")
    xml.raw(condition.type)
    xml.raw("\"")
    if let relation = condition.relation {
      xml.raw(" operator=\"")
      xml.raw(relation)
      xml.raw("\"")
    }
    if validation.allowsBlank { xml.raw(" allowBlank=\"1\"") }
    xml.raw(" showInputMessage=\"1\" showErrorMessage=\"1\"")
    func message(_ name: StaticString, _ text: String) {
      if !text.isEmpty { xml.attribute(name, text) }
    }
    message("errorTitle", validation.errorTitle)
    message("error", validation.error)
    message("promptTitle", validation.promptTitle)
    message("prompt", validation.prompt)
    xml.attribute("sqref", validation.ranges.map(\.description).joined(separator: " "))
    xml.raw("><formula1>")
    xml.escaped(condition.first)
    xml.raw("</formula1>")
    if let second = condition.second {
      xml.raw("<formula2>")
      xml.escaped(second)
      xml.raw("</formula2>")
    }
    xml.raw("</dataValidation>")
  }

  private static func condition(
    _ rule: DataValidation.Rule
  ) throws(WorkbookError) -> Condition {
    switch rule {
    case .list(let items):
      let joined = items.joined(separator: ",")
      guard !items.isEmpty,
        items.allSatisfy({ !$0.isEmpty && !$0.contains(",") && !$0.contains("\"") })
      else { throw WorkbookError(.notRepresentable, found: "list") }
      try check(joined, 255)
      return Condition(type: "list", first: "\"\(joined)\"")
    case .listRange(let range):
      return Condition(type: "list", first: try formula(range))
    case .whole(let min, let max):
      let most: Int64 = 999_999_999_999_999
      return bounded("whole", min.map { String($0) }, max.map { String($0) }, String(most))
    case .decimal(let min, let max):
      return bounded("decimal", try number(min), try number(max), "1e+300")
    case .date(let min, let max):
      guard let first = DateSystem.excel1900.serial(of: min),
        let last = DateSystem.excel1900.serial(of: max)
      else { throw WorkbookError(.notRepresentable, found: "a date before 1900") }
      return bounded("date", NumberText.shortest(first), NumberText.shortest(last), "")
    case .textLength(let max):
      return bounded("textLength", nil, String(Swift.max(0, max)), "")
    case .formula(let text): return Condition(type: "custom", first: try formula(text))
    }
  }

  private static func bounded(
    _ type: StaticString, _ min: String?, _ max: String?, _ most: String
  ) -> Condition {
    switch (min, max) {
    case (let min?, let max?):
      Condition(type: type, relation: "between", first: min, second: max)
    case (let min?, nil): Condition(type: type, relation: "greaterThanOrEqual", first: min)
    case (nil, let max?): Condition(type: type, relation: "lessThanOrEqual", first: max)
    case (nil, nil):
      Condition(type: type, relation: "between", first: "-" + most, second: most)
    }
  }

  private static func number(_ number: Double?) throws(WorkbookError) -> String? {
    guard let number else { return nil }
    guard number.isFinite else {
      throw WorkbookError(.notRepresentable, found: "a number without an end")
    }
    return NumberText.shortest(number)
  }

  private static func formula(_ text: String) throws(WorkbookError) -> String {
    guard !text.isEmpty else { throw WorkbookError(.notRepresentable, found: "no formula") }
    try check(text, 8192)
    return text
  }

  private static func check(_ text: String, _ most: Int) throws(WorkbookError) {
    guard text.utf16.count <= most else {
      throw WorkbookError(.notRepresentable, found: "\(text.utf16.count) > \(most)")
    }
  }
}
