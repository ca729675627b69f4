import SheetModel

/// The condition of a validation, such as
/// `of:cell-content-is-whole-number() and cell-content-is-between(0,100)`
/// (ODF 1.3 part 3, 19.606).
struct ValidationCondition {
  /// The rule of the model; nil for what it does not know.
  let rule: DataValidation.Rule?

  /// Reads a condition; `nullDay` is the day of serial number 0.
  init(_ condition: String, nullDay: Int) {
    rule = Self.rule(Self.withoutPrefix(condition), nullDay: nullDay)
  }

  private static func rule(_ text: Substring, nullDay: Int) -> DataValidation.Rule? {
    if let list = arguments(of: "cell-content-is-in-list", text) { return listRule(list) }
    if let formula = arguments(of: "is-true-formula", text) {
      return .formula(FormulaDialect.toExcel(String(formula)))
    }
    if let bounds = arguments(of: "cell-content-text-length-is-between", text) {
      return split(bounds).last.flatMap { Int($0) }.map { .textLength(max: $0) }
    }
    if let rest = rest(of: text, after: "cell-content-text-length()") {
      guard let (comparison, value) = comparison(rest), let length = Int(value), length > 0
      else { return nil }
      // Of lengths the model knows the greatest only.
      return comparison == "<=" || comparison == "="
        ? .textLength(max: length) : comparison == "<" ? .textLength(max: length - 1) : nil
    }
    if let rest = rest(of: text, after: "cell-content-is-whole-number() and ") {
      return wholeRule(rest)
    }
    if let rest = rest(of: text, after: "cell-content-is-decimal-number() and ") {
      guard let (low, high) = inclusiveBounds(rest) else { return nil }
      guard low == nil || NumberText.parse(low ?? "") != nil,
        high == nil || NumberText.parse(high ?? "") != nil
      else { return nil }
      return .decimal(
        min: low.flatMap { NumberText.parse($0) }, max: high.flatMap { NumberText.parse($0) })
    }
    if let rest = rest(of: text, after: "cell-content-is-date() and ") {
      guard let (low, high) = inclusiveBounds(rest),
        let first = CivilDateTime(year: 1, month: 1, day: 1),
        let last = CivilDateTime(year: 9999, month: 12, day: 31),
        let min = low.map({ date($0, nullDay) }) ?? first,
        let max = high.map({ date($0, nullDay) }) ?? last
      else { return nil }
      return .date(min: min, max: max)
    }
    return nil
  }

  private static func wholeRule(_ text: Substring) -> DataValidation.Rule? {
    if let bounds = arguments(of: "cell-content-is-between", text) {
      let ends = split(bounds)
      guard ends.count == 2, let low = Int64(ends[0]), let high = Int64(ends[1])
      else { return nil }
      return .whole(min: low, max: high)
    }
    guard let rest = rest(of: text, after: "cell-content()"),
      let (comparison, value) = comparison(rest), let number = Int64(value),
      number > Int64.min, number < Int64.max
    else { return nil }
    switch comparison {
    case ">=": return .whole(min: number, max: nil)
    case ">": return .whole(min: number + 1, max: nil)
    case "<=": return .whole(min: nil, max: number)
    case "<": return .whole(min: nil, max: number - 1)
    case "=": return .whole(min: number, max: number)
    default: return nil
    }
  }

  /// Texts in quotes, or a range of cells.
  private static func listRule(_ text: Substring) -> DataValidation.Rule? {
    guard text.first == "\"" else {
      let range = FormulaDialect.toExcel(String(text))
      return range.isEmpty ? nil : .listRange(range)
    }
    var entries: [String] = []
    var entry: [UInt8] = []
    var isInside = false
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == FormulaDialect.quote {
        // A quote right behind a closing one stands for itself.
        if !isInside, previous == byte { entry.append(byte) }
        isInside.toggle()
      } else if isInside {
        entry.append(byte)
      } else if byte == FormulaDialect.semicolon || byte == FormulaDialect.comma {
        entries.append(String(decoding: entry, as: UTF8.self))
        entry = []
      }
      previous = byte
    }
    entries.append(String(decoding: entry, as: UTF8.self))
    return .list(entries)
  }

  /// The bounds of a comparison that includes them; nil where it does not.
  private static func inclusiveBounds(
    _ text: Substring
  ) -> (low: String?, high: String?)? {
    if let bounds = arguments(of: "cell-content-is-between", text) {
      let ends = split(bounds)
      return ends.count == 2 ? (ends[0], ends[1]) : nil
    }
    guard let rest = rest(of: text, after: "cell-content()"),
      let (comparison, value) = comparison(rest)
    else { return nil }
    switch comparison {
    case ">=": return (value, nil)
    case "<=": return (nil, value)
    case "=": return (value, value)
    default: return nil
    }
  }

  /// A serial number, an ISO date or `DATE(y;m;d)`.
  private static func date(_ text: String, _ nullDay: Int) -> CivilDateTime? {
    if let parts = arguments(of: "DATE", text[...]) {
      let numbers = parts.split { $0 == ";" || $0 == "," }.compactMap { Int($0) }
      guard numbers.count == 3 else { return nil }
      return CivilDateTime(year: numbers[0], month: numbers[1], day: numbers[2])
    }
    if let serial = NumberText.parse(text), serial > -700_000, serial < 3_000_000 {
      let milliseconds = Int64((serial * 86_400_000).rounded())
      let date = CivilDateTime(milliseconds: Int64(nullDay) * 86_400_000 + milliseconds)
      return (1...9999).contains(date.year) ? date : nil
    }
    var iso = text.filter { $0 != "\"" }
    return iso.withUTF8 { TemporalText.date(UnsafeRawBufferPointer($0)) }
      .map { CivilDateTime(milliseconds: $0.milliseconds) }
  }

  // MARK: Text

  private static func withoutPrefix(_ condition: String) -> Substring {
    let name = condition.prefix { $0.isLetter }
    let rest = condition[name.endIndex...]
    return rest.first == ":" ? rest.dropFirst() : condition[...]
  }

  private static func rest(of text: Substring, after prefix: String) -> Substring? {
    text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : nil
  }

  /// What stands between the parentheses of a call that is all of the text.
  private static func arguments(of function: String, _ text: Substring) -> Substring? {
    guard text.hasPrefix(function + "("), text.hasSuffix(")") else { return nil }
    return text.dropFirst(function.count + 1).dropLast()
  }

  /// Arguments between the commas that stand in no parentheses.
  private static func split(_ text: Substring) -> [String] {
    var depth = 0
    var parts = [""]
    for scalar in text.unicodeScalars {
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth -= 1 }
      if scalar == ",", depth == 0 {
        parts.append("")
      } else if scalar != " " {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      }
    }
    return parts
  }

  private static func comparison(_ text: Substring) -> (String, String)? {
    let sign = text.prefix { "<>=!".contains($0) }
    let value = text[sign.endIndex...].filter { $0 != " " }
    return sign.isEmpty || value.isEmpty ? nil : (String(sign), value)
  }
}
