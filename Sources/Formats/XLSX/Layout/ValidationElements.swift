import SheetModel
import XML

/// Data validations (ECMA-376 Part 1, 18.3.1.32), also those that Excel 2010 and later keep in the
/// extension list because their lists lie in another sheet.
enum ValidationElements {
  private struct Draft {
    var type = ""
    var relation = ""
    var first = ""
    var second = ""
    var ranges = ""
  }

  /// The most ranges that a sheet's validations may have; 32 bytes of their texts count as one.
  private static let mostRanges = 1_048_576

  /// After the start of `dataValidations` or `extLst`: appends its validations.
  ///
  /// `ranges` is how many ranges the sheet's validations have so far.
  static func read(
    _ parser: XMLPullParser, into validations: inout [DataValidation], ranges: inout Int
  ) throws(WorkbookError) {
    try parser.eachChild { name throws(WorkbookError) in
      switch name {
      case .ext, .dataValidations: try read(parser, into: &validations, ranges: &ranges)
      case .dataValidation:
        if let validation = try validation(parser) {
          validations.append(validation)
          ranges += validation.ranges.count + textBytes(of: validation) / 32
        }
        guard validations.count <= 65_536, ranges <= mostRanges else {
          throw WorkbookError(
            .malformedValue, at: Place(line: parser.line), found: "more than 65536 validations")
        }
      default: return false
      }
      return true
    }
  }

  private static func textBytes(of validation: DataValidation) -> Int {
    let texts =
      switch validation.rule {
      case .list(let items): items.reduce(16) { $0 + $1.utf8.count + 16 }
      case .listRange(let text), .formula(let text): text.utf8.count
      case .whole, .decimal, .date, .textLength: 0
      }
    return texts + validation.prompt.utf8.count + validation.error.utf8.count
  }

  private static func validation(
    _ parser: XMLPullParser
  ) throws(WorkbookError) -> DataValidation? {
    var validation = DataValidation(ranges: [], rule: .formula("TRUE"))
    // No message that Excel shows is longer than 255 characters.
    func text(_ name: PartName) -> String {
      String(EscapedText.decoded(parser.value(name) ?? "").prefix(255))
    }
    validation.allowsBlank = parser.boolean(.allowBlank) ?? false
    validation.promptTitle = text(.promptTitle)
    validation.prompt = text(.prompt)
    validation.errorTitle = text(.errorTitle)
    validation.error = text(.error)
    var draft = Draft()
    draft.type = parser.value(.type) ?? "none"
    draft.relation = parser.value(.operator) ?? "between"
    draft.ranges = parser.value(.sqref) ?? ""
    try parser.eachChild { name throws(WorkbookError) in
      switch name {
      case .formula1: draft.first = try parser.elementText()
      case .formula2: draft.second = try parser.elementText()
      case .sqref: draft.ranges = try parser.elementText()
      default: return false
      }
      return true
    }
    validation.ranges = draft.ranges.split(separator: " ").compactMap { CellRange($0) }
    guard let cell = validation.ranges.first?.first, draft.first.utf8.count <= 32_768,
      draft.second.utf8.count <= 32_768
    else { return nil }
    if draft.type == "none" {
      return validation.prompt.isEmpty && validation.promptTitle.isEmpty ? nil : validation
    }
    validation.rule = rule(draft, at: cell)
    return validation
  }

  private static func rule(_ draft: Draft, at cell: CellAddress) -> DataValidation.Rule {
    let first = NumberText.parse(draft.first)
    let second = NumberText.parse(draft.second)
    switch draft.type {
    case "list": return list(draft.first)
    case "custom": return .formula(draft.first)
    case "whole":
      guard let (low, high) = bounds(draft.relation, first, second, step: 1) else { break }
      return .whole(min: low.flatMap(integer), max: high.flatMap(integer))
    case "decimal":
      guard let (low, high) = bounds(draft.relation, first, second, step: 0) else { break }
      return .decimal(min: low, max: high)
    case "date":
      guard draft.relation == "between", let low = first.flatMap(date),
        let high = second.flatMap(date)
      else { break }
      return .date(min: low, max: high)
    case "textLength":
      guard let (low, high) = bounds(draft.relation, first, second, step: 1), low ?? 0 <= 0,
        let most = high.flatMap(integer), most >= 0
      else { break }
      return .textLength(max: Int(most))
    default: break
    }
    return .formula(formula(draft, at: cell.description))
  }

  private static func list(_ source: String) -> DataValidation.Rule {
    guard source.count >= 2, source.hasPrefix("\""), source.hasSuffix("\"") else {
      return .listRange(source)
    }
    let items = source.dropFirst().dropLast().split(
      separator: ",", omittingEmptySubsequences: true)
    return .list(items.map { item in String(item.drop { $0 == " " }) })
  }

  /// The bounds, included, of a comparison with literals; nil where bounds cannot say it.
  ///
  /// A step of 0 is for numbers without a next one.
  private static func bounds(
    _ relation: String, _ first: Double?, _ second: Double?, step: Double
  ) -> (Double?, Double?)? {
    guard let first, step == 0 || first == first.rounded() else { return nil }
    switch relation {
    case "between":
      guard let second, step == 0 || second == second.rounded() else { return nil }
      return (first, second)
    case "equal": return (first, first)
    case "greaterThanOrEqual": return (first, nil)
    case "lessThanOrEqual": return (nil, first)
    case "greaterThan": return step == 0 ? nil : (first + step, nil)
    case "lessThan": return step == 0 ? nil : (nil, first - step)
    default: return nil
    }
  }

  /// The condition as a formula for the first cell, for what the model's rules do not hold.
  private static func formula(_ draft: Draft, at cell: String) -> String {
    let subject = draft.type == "textLength" ? "LEN(\(cell))" : cell
    let condition =
      switch draft.relation {
      case "between": "AND(\(subject)>=\(draft.first),\(subject)<=\(draft.second))"
      case "notBetween": "OR(\(subject)<\(draft.first),\(subject)>\(draft.second))"
      case "equal": "\(subject)=\(draft.first)"
      case "notEqual": "\(subject)<>\(draft.first)"
      case "greaterThan": "\(subject)>\(draft.first)"
      case "greaterThanOrEqual": "\(subject)>=\(draft.first)"
      case "lessThan": "\(subject)<\(draft.first)"
      default: "\(subject)<=\(draft.first)"
      }
    switch draft.type {
    case "whole": return "AND(ISNUMBER(\(cell)),INT(\(cell))=\(cell),\(condition))"
    case "textLength": return condition
    default: return "AND(ISNUMBER(\(cell)),\(condition))"
    }
  }

  private static func integer(_ number: Double) -> Int64? { Int64(exactly: number) }

  private static func date(_ serial: Double) -> CivilDateTime? {
    guard case .date(let date) = DateSystem.excel1900.reading(ofSerial: serial) else { return nil }
    return date
  }
}
