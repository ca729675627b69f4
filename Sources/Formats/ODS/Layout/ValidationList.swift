import SheetModel
import XML

/// The validations that the document declares before its sheets (ODF 1.3 part 3, 9.4.5).
struct ValidationList {
  /// The validations, without their cells; nil for a rule that the model does not know.
  private(set) var entries: [DataValidation?] = []
  /// The index of each name.
  private(set) var names = StyleNames()

  private var budget: KeptBytes

  /// Reads all declarations up to the document's end.
  init(_ parser: XMLPullParser, limits: ReadLimits) throws(WorkbookError) {
    budget = KeptBytes(limits)
    // Day 0 of serial numbers, ODF 1.3 part 3, 9.4.3.
    var nullDate = CivilDateTime(year: 1899, month: 12, day: 30)
    while true {
      switch try parser.next() {
      case .start:
        if parser.tag == .nullDate {
          let date = parser.value(.nullDateValue).flatMap { TemporalText.date($0) }
          nullDate = date.map { CivilDateTime(milliseconds: $0.milliseconds) } ?? nullDate
        } else if parser.tag == .contentValidation {
          try readValidation(parser, nullDay: nullDate?.dayNumber ?? 0, limits)
        } else if parser.tag == .binaryData {
          try parser.skipElement()
        }
      case .text, .end: continue
      case .endOfDocument: return
      }
    }
  }

  private mutating func readValidation(
    _ parser: XMLPullParser, nullDay: Int, _ limits: ReadLimits
  ) throws(WorkbookError) {
    let name = parser.string(.tableName) ?? ""
    let condition = parser.string(.condition) ?? ""
    let allowsBlank = !parser.has(.allowEmptyCell, "false")
    let rule = ValidationCondition(condition, nullDay: nullDay).rule
    var validation = rule.map { DataValidation(ranges: [], rule: $0) }
    validation?.allowsBlank = allowsBlank
    var budget = budget
    try budget.spend(512 + name.utf8.count + condition.utf8.count * 2)
    try parser.forEachChild { tag throws(WorkbookError) in
      guard tag == .helpMessage || tag == .errorMessage else { return }
      let isShown = !parser.has(.display, "false")
      let title = parser.string(.title) ?? ""
      var text = ParagraphText(limits: limits)
      try parser.forEachChild { inner throws(WorkbookError) in
        if inner == .textP { try text.readParagraph(parser) }
      }
      guard isShown else { return }
      let message = String(decoding: text.bytes, as: UTF8.self)
      try budget.spend(title.utf8.count + message.utf8.count)
      if tag == .helpMessage {
        validation?.promptTitle = title
        validation?.prompt = message
      } else {
        validation?.errorTitle = title
        validation?.error = message
      }
    }
    self.budget = budget
    names.insert(name, entries.count)
    entries.append(validation)
  }
}
