import FormModel
import Indicators
import SheetModel
import VietnameseText

/// What a row asks of the figures in it; it decides between two readings of `1.234`.
public struct FigureDemand: Sendable, Hashable {
  /// Whether the figures must be whole numbers.
  public var isCount: Bool
  /// The base that the row's unit states: `%`, `‰`, `/100.000`; nil for other units.
  public var base: FigureReading.Base?

  /// A demand from its parts.
  public init(isCount: Bool, base: FigureReading.Base?) {
    self.isCount = isCount
    self.base = base
  }

  /// The demand of a form's row; a heading asks for a count.
  public init(_ row: FormRow) {
    isCount = row.target?.isCount ?? true
    base = FigureReading.Base(rawValue: row.unit)
  }

  /// The largest figure that the base allows; nil where there is none.
  var maximum: Int64? {
    switch base {
    case .percent: 100
    case .permille: 1000
    case .perTenThousand, .perHundredThousand, nil: nil
    }
  }
}

/// Reads cells of figures as officers write them.
///
/// Numbers of XLSX and ODS are taken as stored, rounded to the 15 significant digits that
/// spreadsheets show; a percentage cell of 0.125 is read 12.5 with base `%`, and one of 12.5 that its
/// format writes `‰` behind 12.5 with base `‰` (`ShownNumbers`). In text, a comma or a
/// point is the decimal mark, points, commas and blanks between groups of three separate
/// thousands; what could be both is decided by the row: in a count `1.234` is 1234 and `1,234`
/// ambiguous, in a rate `1,234` is 1.234 and `1.234` ambiguous. `-` is a true zero; `…` and `...`
/// are missing; `x` is not applicable. In delimited text, where all is text, `1.234` in a rate is
/// what a program wrote and read as 1.234, and no number is reported as typed as text.
public struct FigureReader: Sendable {
  /// Whether the source is delimited text, in which every value is text.
  public let isDelimitedText: Bool
  /// What the number formats of the source say beside the numbers.
  package let shown: ShownNumbers

  /// A reader for one kind of source.
  public init(isDelimitedText: Bool, shown: ShownNumbers = ShownNumbers()) {
    self.isDelimitedText = isDelimitedText
    self.shown = shown
  }

  /// Reads a cell of a row.
  public func reading(of cell: Cell, in row: Row, for demand: FigureDemand) -> FigureReading {
    row.withTextBytes(of: cell) { text in reading(of: cell, text: text, for: demand) }
  }

  /// Reads a cell whose text is lent; a base in its number format counts as one typed.
  package func reading(
    of cell: Cell, text: UnsafeRawBufferPointer, for demand: FigureDemand
  ) -> FigureReading {
    var reading = reading(kind: cell.kind, flags: cell.flags, text: text, for: demand)
    if cell.kind == .number, reading.base == nil, reading.issue == nil, let sign = shown[cell] {
      reading.base = sign.base
    }
    return reading
  }

  /// Reads a text as it would stand in a cell.
  public func reading(text: some StringProtocol, for demand: FigureDemand) -> FigureReading {
    var text = String(text)
    return text.withUTF8 {
      reading(kind: .text, flags: [], text: UnsafeRawBufferPointer($0), for: demand)
    }
  }

  package func reading(
    kind: CellKind, flags: Cell.Flags, text: UnsafeRawBufferPointer, for demand: FigureDemand
  ) -> FigureReading {
    switch kind {
    case .blank:
      Self.nothing(flags.contains(.formula) ? .formulaWithoutValue : nil)
    case .number where flags.contains(.impossibleDate): Self.nothing(.dateForNumber)
    case .number: number(text, isPercentage: flags.contains(.percentage))
    case .text: self.text(text, for: demand)
    case .boolean: Self.nothing(.booleanForNumber)
    case .error: Self.nothing(.errorValue)
    case .date, .dateTime, .time: Self.nothing(.dateForNumber)
    }
  }

  private static func nothing(_ issue: FigureReading.Issue?) -> FigureReading {
    FigureReading(value: nil, status: .missing, issue: issue)
  }

  static func found(
    _ value: ExactDecimal, base: FigureReading.Base?, issue: FigureReading.Issue?
  ) -> FigureReading {
    FigureReading(
      value: value, status: value.isZero ? .zero : .reported, base: base, issue: issue)
  }

  private func number(_ text: UnsafeRawBufferPointer, isPercentage: Bool) -> FigureReading {
    guard let value = StoredNumber.decimal(text, tenfolds: isPercentage ? 2 : 0) else {
      return Self.nothing(.tooManyDigits)
    }
    return Self.found(value, base: isPercentage ? .percent : nil, issue: nil)
  }

  private func text(_ text: UnsafeRawBufferPointer, for demand: FigureDemand) -> FigureReading {
    // Most closed cells hold the one letter.
    if text.count == 1, text[0] == UInt8(ascii: "x") {
      return FigureReading(value: nil, status: .notApplicable)
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: FigureText.capacity) { buffer in
      var figure = FigureText(buffer)
      guard figure.normalise(text) else { return Self.nothing(Self.issue(ofOther: text)) }
      if let status = figure.sign {
        return FigureReading(value: status == .zero ? .zero : nil, status: status)
      }
      let base = figure.cutBase()
      switch figure.number() {
      case .value(let value):
        return Self.found(value, base: base, issue: isDelimitedText ? nil : .numberAsText)
      case .either(let grouped, let decimal, let isComma):
        return either(grouped, decimal, isComma: isComma, base: base, for: demand)
      case .tooLong where isDelimitedText && base == nil:
        return StoredNumber.decimal(text, tenfolds: 0).map {
          Self.found($0, base: nil, issue: nil)
        } ?? Self.nothing(.tooManyDigits)
      case .tooLong: return Self.nothing(.tooManyDigits)
      case .none: return Self.nothing(Self.issue(ofOther: text))
      }
    }
  }

  /// Whether a text is a number and no sign, whatever it is to a row.
  static func holdsNumber(_ text: UnsafeRawBufferPointer) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: FigureText.capacity) { buffer in
      var figure = FigureText(buffer)
      guard figure.normalise(text), figure.sign == nil else { return false }
      _ = figure.cutBase()
      if case .none = figure.number() { return false }
      return true
    }
  }

  /// Whether a text is a sign that stands where a figure would: `-`, `…`, `x`.
  static func holdsSign(_ text: UnsafeRawBufferPointer) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: FigureText.capacity) { buffer in
      var figure = FigureText(buffer)
      return figure.normalise(text) && figure.sign != nil
    }
  }

  /// `1.234` and `1,234`: the row decides, or both readings are reported.
  private func either(
    _ grouped: ExactDecimal, _ decimal: ExactDecimal, isComma: Bool, base: FigureReading.Base?,
    for demand: FigureDemand
  ) -> FigureReading {
    let clean: FigureReading.Issue? = isDelimitedText ? nil : .numberAsText
    // A base sign beside the number says that it is a rate, whatever the row asks for.
    if demand.isCount, base == nil {
      guard isComma else { return Self.found(grouped, base: base, issue: clean) }
      return Self.found(grouped, base: base, issue: .ambiguous([grouped, decimal]))
    }
    if isComma || isDelimitedText { return Self.found(decimal, base: base, issue: clean) }
    if let maximum = demand.maximum, grouped > ExactDecimal(maximum) {
      return Self.found(decimal, base: base, issue: .ambiguous([decimal, grouped]))
    }
    return FigureReading(
      value: nil, status: .missing, base: base, issue: .ambiguous([grouped, decimal]))
  }

  /// Why a text that is no figure is none; the same verdict for a typed text as for a native value.
  private static func issue(ofOther text: UnsafeRawBufferPointer) -> FigureReading.Issue? {
    let string = String(decoding: text.prefix(64), as: UTF8.self)
    let word = string.drop(while: \.isWhitespace)
    let isBlank = string.unicodeScalars.allSatisfy {
      UTF8Text.isBlank($0.value) || UTF8Text.isInvisible($0.value)
    }
    if isBlank { return text.count > 64 ? .notANumber : nil }
    switch word.uppercased() {
    case "TRUE", "FALSE": return .booleanForNumber
    case "#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
      return .errorValue
    case let upper where upper.hasPrefix("ERR:"): return .errorValue
    default: break
    }
    if case .date = DateReader().reading(word) { return .dateForNumber }
    return .notANumber
  }
}
