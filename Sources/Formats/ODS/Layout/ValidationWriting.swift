import SheetModel
import XML

/// Writes `table:content-validations` (ODF 1.3 part 3, 9.4.5 and 19.606).
enum ValidationWriting {
  static func write(_ outline: WorkbookOutline, to xml: inout XMLWriter) {
    guard outline.sheets.contains(where: { !$0.validations.isEmpty }) else { return }
    xml.raw("<table:content-validations>")
    var number = 0
    for layout in outline.sheets {
      for validation in layout.validations {
        number += 1
        write(validation, "val\(number)", sheet: layout.name, to: &xml)
      }
    }
    xml.raw("</table:content-validations>\n")
  }

  private static func write(
    _ validation: DataValidation, _ name: String, sheet: String, to xml: inout XMLWriter
  ) {
    let base = validation.ranges.first?.first ?? CellAddress(row: 0, column: 0)
    xml.raw("<table:content-validation")
    xml.attribute("table:name", name)
    xml.attribute("table:condition", "of:" + condition(validation.rule))
    xml.attribute("table:allow-empty-cell", validation.allowsBlank ? "true" : "false")
    switch validation.rule {
    case .list, .listRange: xml.raw(" table:display-list=\"unsorted\"")
    default: break
    }
    xml.attribute("table:base-cell-address", SheetAddress.absolute(base, sheet: sheet))
    xml.raw(">")
    if !validation.prompt.isEmpty || !validation.promptTitle.isEmpty {
      xml.raw("<table:help-message table:display=\"true\"")
      message(validation.promptTitle, validation.prompt, to: &xml)
      xml.raw("</table:help-message>")
    }
    xml.raw("<table:error-message table:display=\"true\" table:message-type=\"stop\"")
    message(validation.errorTitle, validation.error, to: &xml)
    xml.raw("</table:error-message></table:content-validation>")
  }

  private static func message(_ title: String, _ text: String, to xml: inout XMLWriter) {
    if !title.isEmpty { xml.attribute("table:title", title) }
    xml.raw(">")
    var text = text
    text.withUTF8 { bytes in
      guard !bytes.isEmpty else { return }
      _ = CellTextWriting.write(UnsafeRawBufferPointer(bytes), to: &xml)
    }
  }

  private static func condition(_ rule: DataValidation.Rule) -> String {
    switch rule {
    case .list(let entries):
      let quoted = entries.map { entry in
        "\""
          + entry.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
      }
      return "cell-content-is-in-list(" + quoted.joined(separator: ";") + ")"
    case .listRange(let range): return "cell-content-is-in-list(" + formula(range) + ")"
    case .whole(let min, let max):
      return "cell-content-is-whole-number() and "
        + bounds(min.map { String($0) }, max.map { String($0) })
    case .decimal(let min, let max):
      return "cell-content-is-decimal-number() and "
        + bounds(min.map { NumberText.shortest($0) }, max.map { NumberText.shortest($0) })
    case .date(let min, let max):
      return "cell-content-is-date() and " + bounds(serial(min), serial(max))
    case .textLength(let max): return "cell-content-text-length()<=\(max)"
    case .formula(let text): return "is-true-formula(" + formula(text) + ")"
    }
  }

  private static func bounds(_ min: String?, _ max: String?) -> String {
    switch (min, max) {
    case (let min?, let max?): return "cell-content-is-between(\(min),\(max))"
    case (let min?, nil): return "cell-content()>=\(min)"
    case (nil, let max?): return "cell-content()<=\(max)"
    case (nil, nil): return "cell-content()>=-999999999999999"
    }
  }

  /// Days since 1899-12-30, which is day 0 where a document does not say otherwise.
  private static func serial(_ date: CivilDateTime) -> String {
    let day = Double(date.dayNumber + 25_569)
    return NumberText.shortest(day + Double(date.millisecondOfDay) / 86_400_000)
  }

  private static func formula(_ text: String) -> String {
    String(FormulaDialect.toOpenFormula(text).dropFirst(4))
  }
}
