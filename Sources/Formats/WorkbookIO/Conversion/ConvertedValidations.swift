import SheetModel

/// The limits on entries of a sheet as every workbook format can hold them.
///
/// They are no figures: what another program allows beyond Excel's bounds must not keep a workbook
/// from being converted. A rule that cannot be said is left out, a message that is too long is cut.
enum ConvertedValidations {
  static func fitting(_ validations: [DataValidation]) -> [DataValidation] {
    validations.compactMap { validation in
      guard canHold(validation.rule) else { return nil }
      var fitting = validation
      fitting.promptTitle = cut(validation.promptTitle, to: 32)
      fitting.prompt = cut(validation.prompt, to: 255)
      fitting.errorTitle = cut(validation.errorTitle, to: 32)
      fitting.error = cut(validation.error, to: 225)
      return fitting
    }
  }

  /// ECMA-376 Part 1, 18.3.1.32: a list is one text of at most 255 characters between commas.
  private static func canHold(_ rule: DataValidation.Rule) -> Bool {
    switch rule {
    case .list(let items):
      !items.isEmpty
        && items.allSatisfy { !$0.isEmpty && !$0.contains(",") && !$0.contains("\"") }
        && items.reduce(items.count - 1) { $0 + $1.utf16.count } <= 255
    case .listRange(let text), .formula(let text): !text.isEmpty && text.utf16.count <= 8192
    case .decimal(let min, let max): (min ?? 0).isFinite && (max ?? 0).isFinite
    case .date(let min, let max): min.year >= 1900 && max.year >= 1900
    case .whole, .textLength: true
    }
  }

  /// The longest beginning of whole characters within so many UTF-16 code units.
  private static func cut(_ text: String, to most: Int) -> String {
    guard text.utf16.count > most else { return text }
    var kept = ""
    var count = 0
    for character in text {
      count += character.utf16.count
      if count > most { break }
      kept.append(character)
    }
    return kept
  }
}
