import Indicators
import SheetModel
import Validation

/// A finding in the words of a language: what is wrong, what is expected, how to mend it.
public struct FindingText: Sendable, Hashable {
  /// What was found, as one sentence or two.
  public var message: String
  /// What belongs there, short; empty where nothing short can be said.
  public var expected: String
  /// How to mend it.
  public var hint: String

  init(_ message: String, expected: String = "", hint: String) {
    self.message = message
    self.expected = expected
    self.hint = hint
  }
}

extension Finding {
  /// The finding in words; the place is not repeated in them.
  public func text(in language: Language) -> FindingText {
    let phrases = FindingPhrases(finding: self, language: language)
    return cause.map(phrases.caused) ?? phrases.text
  }
}

extension FindingPhrases {
  /// The finding in words, whatever it is of; its cause is not looked at.
  var text: FindingText {
    switch finding.kind {
    case .notANumber: notANumber()
    case .numberAsText(let value): numberAsText(value)
    case .ambiguousNumber(let readings): ambiguousNumber(readings)
    case .errorValue: errorValue()
    case .formulaWithoutValue(let cells): formulaWithoutValue(cells)
    case .dateForNumber: dateForNumber()
    case .booleanForNumber: booleanForNumber()
    case .tooManyDigits: tooManyDigits()
    case .notWhole: notWhole()
    case .negative: negative()
    case .outOfRange(let minimum, let maximum): outOfRange(minimum, maximum)
    case .required(let cells, let totals, let typed): required(cells, totals, typed)
    case .partMissing(let parts, let totals, let typed): partMissing(parts, totals, typed)
    case .notApplicableMixed(let expected): notApplicableMixed(expected)
    case .formulaOverwritten(let expected): formulaOverwritten(expected)
    case .sumMismatch(let expected, let found): sumMismatch(expected, found)
    case .partsAboveTotal(let sum, let total): partsAboveTotal(sum, total)
    case .partAboveWhole(let part, let whole): partAboveWhole(part, whole)
    case .groupsBelowTotal(let sum, let total): groupsBelowTotal(sum, total)
    case .numeratorAboveDenominator(let top, let bottom): numeratorAboveDenominator(top, bottom)
    case .rateMismatch(let right, let found, let factor): rateMismatch(right, found, factor)
    case .baseMixedUp(let expected, let typed, let unit): baseMixedUp(expected, typed, unit)
    case .orderViolated(let lower, let upper): orderViolated(lower, upper)
    case .sameQuantityDiffers(let expected, let found): sameQuantityDiffers(expected, found)
    case .notInList(let allowed): notInList(allowed)
    case .impossibleDate: impossibleDate()
    case .dateAsText: dateAsText()
    case .dateOutOfRange(let first, let last): dateOutOfRange(first, last)
    case .textTooLong(let maximum): textTooLong(maximum)
    case .fieldUnreadable: fieldUnreadable()
    case .duplicateRecord(let first): duplicateRecord(first)
    case .duplicatesUnchecked(let limit): duplicatesUnchecked(limit)
    case .findingsUnlisted(let limit): findingsUnlisted(limit)
    case .personalNumberInvalid(let fault): personalNumberInvalid(fault)
    case .textOutsideForm: textOutsideForm()
    case .areaOutsideForm(let cells, let last): areaOutsideForm(cells, last)
    case .unknownCode(let form, let code): unknownCode(form, readAs: code)
    case .missingCode(let code, let rows): missingCode(code, rows)
    case .labelOfOtherRow(let code): labelOfOtherRow(code)
    case .unitOfOtherBase(let expected): unitOfOtherBase(expected)
    case .shownAtOtherScale(let tens, let cells): shownAtOtherScale(tens, cells)
    case .duplicateRow: duplicateRow()
    case .ambiguousColumn(let label): ambiguousColumn(label)
    case .closedCellFilled: closedCellFilled()
    case .missingRow(let code): missingRow(code)
    case .missingColumn(let label): missingColumn(label)
    case .blankForm, .nilReturnContradicted, .hiddenSheet, .formGone: filling
    case .sheetUnrecognized: sheetUnrecognized()
    case .sheetAmbiguous(let forms): sheetAmbiguous(forms)
    case .raggedLines(let lines, let fields): raggedLines(lines, fields)
    case .identityConflict, .identityAgainstTable, .unitUnknown, .unitOfOtherTime, .unitElsewhere,
      .unitMissing, .periodMissing, .periodNotAllowed:
      identity
    case .outOfProportion, .duplicateForm, .repeatedForm, .aboveLongerPeriod, .jumpBetweenPeriods,
      .repeatsEarlierPeriod:
      ofBatch()
    }
  }
}

/// The phrases of one finding in one language; extensions hold them by subject.
struct FindingPhrases {
  let finding: Finding
  let language: Language

  /// The text found, between quotation marks; a neutral word where there is nothing to be shown.
  var written: String {
    finding.found.isEmpty
      ? language.say("nội dung khác", "something else") : quoted(finding.found)
  }

  /// What may be repeated, between quotation marks; `một đoạn chữ (12 ký tự)` where that is its length
  /// alone: `…` is what a form says of a figure that is not there.
  func quoted(_ evidence: Evidence) -> String {
    guard let withheld = evidence.withheld else { return Printable.quoted(evidence.text) }
    return say(
      "một đoạn chữ (\(withheld.characters) ký tự)", "a text (\(withheld.characters) characters)")
  }

  /// The figure found as the language writes it, where its stored digits can only mean one number.
  ///
  /// `1.234` stays as typed, for it may be a text that means 1234.
  var figure: String {
    let text = finding.found.text
    let isPercentage = text.hasSuffix(" %")
    guard let value = ExactDecimal(text.dropLast(isPercentage ? 2 : 0)),
      value.scale != 3 || abs(value.double) < 1
    else { return written }
    return isPercentage ? number(value) + " %" : number(value)
  }

  func say(_ vietnamese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String
  {
    language.say(vietnamese(), english())
  }

  func number(_ value: ExactDecimal) -> String { language.number(value) }

  /// The place of the first related cell with its label, such as `ô D17 (Tổng số)`.
  var other: String {
    guard let related = finding.related.first,
      let place = related.place.text(in: language).nonEmpty
    else { return say("ô liên quan", "the related cell") }
    let cell = related.place.sheet == nil ? say("ô \(place)", "cell \(place)") : place
    return related.label.isEmpty ? cell : "\(cell) (\(Printable.name(related.label.text)))"
  }

  /// The related cells with labels and figures, at most four of them: `Nam 60 (E17) + Nữ 58 (F17)`.
  func terms(between separator: String) -> String {
    let shown = finding.related.count > 5 ? 4 : finding.related.count
    var terms = finding.related.prefix(shown).map { related in
      let value = related.value.map(number) ?? say("chưa có số", "no figure")
      let cell = related.place.cell.map { " (\($0))" } ?? ""
      if related.label.isEmpty { return value + cell }
      // A code ends in digits as a figure does, so it is set off.
      let isCode = related.label.text.utf8.first.map { (0x30...0x39).contains($0) } ?? false
      return "\(Printable.name(related.label.text))\(isCode ? ":" : "") \(value)\(cell)"
    }
    if shown < finding.related.count {
      let rest = finding.related.count - shown
      terms.append(say("\(rest) ô nữa", "\(rest) more cells"))
    }
    return terms.joined(separator: separator)
  }

  /// The addresses of this and the related cells, at most six.
  var addresses: String { addresses(finding.related.count + 1) }

  /// The addresses of this and the first related cells, `count` in all, at most six shown.
  func addresses(_ count: Int) -> String {
    let related = finding.related.prefix(max(0, count - 1))
    let cells = [finding.place.cell].compactMap(\.self) + related.compactMap(\.place.cell)
    let shown = cells.prefix(6).map(\.description).joined(separator: ", ")
    return cells.count > 6 ? shown + ", …" : shown
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}
