import NumberCodes

/// A section of a code as the content of a data style, in an order that ODF's schema takes.
///
/// A style has at most one number and one currency symbol. Before, between and behind them is at
/// most one text, or one on each side of one fill (ODF 1.3 part 3, 16.29).
struct NumberStyleBody {
  /// The element around the content.
  enum Element: String {
    case number = "number-style"
    case percentage = "percentage-style"
    case currency = "currency-style"
    case date = "date-style"
    case time = "time-style"
    case text = "text-style"
  }

  /// A child of that element.
  enum Part {
    case text([UInt8])
    case fill([UInt8])
    case number(NumberPattern)
    case fraction(FractionPattern)
    case general
    case currency(symbol: [UInt8], language: [UInt8])
    case moment(NumberDatePart, count: Int, decimals: Int)
    case halfDay
    case content
  }

  private(set) var element: Element
  private(set) var parts: [Part] = []
  /// Whether hours, minutes or seconds run on beyond a day, hour or minute.
  let isElapsed: Bool
  private var gapHasFill = false

  init(_ section: NumberCode.Section) {
    let kind = section.kind
    isElapsed = kind == .duration
    element = .number
    if kind.isTemporal {
      takeMoment(section.tokens)
    } else if !section.tokens.contains(where: { $0.isDigit || $0 == .general }),
      section.tokens.contains(.text)
    {
      element = .text
      for token in section.tokens { take(token) }
    } else {
      takeNumber(section.tokens)
    }
    // A style without content would be General.
    if parts.isEmpty { parts = [.text([])] }
  }

  // MARK: Parts

  private mutating func add(_ part: Part) {
    parts.append(part)
    gapHasFill = false
  }

  private mutating func text(_ text: [UInt8]) {
    if text.isEmpty { return }
    if case .text(var before)? = parts.last {
      // Out of the array while it grows, so that it is not copied for each token.
      parts.removeLast()
      before += text
      parts.append(.text(before))
    } else {
      parts.append(.text(text))
    }
  }

  /// Takes what is no number and no date.
  private mutating func take(_ token: NumberToken) {
    switch token {
    case .fill(let character):
      if !gapHasFill { parts.append(.fill(character)) }
      gapHasFill = true
    case .text where element == .text: add(.content)
    default: text(token.asLiteral)
    }
  }

  // MARK: Dates and times

  private mutating func takeMoment(_ tokens: [NumberToken]) {
    var hasDay = false
    var hasTime = false
    for token in tokens {
      switch token {
      case .part(let part, let letters):
        switch part {
        // The year in an era is written as that of everybody, and the era left out.
        case .era: continue
        case .hour, .minute, .second: hasTime = true
        case .year, .buddhistYear, .eraYear, .month, .day: hasDay = true
        }
        add(.moment(part, count: letters.count, decimals: 0))
      case .elapsed(let part, let count):
        hasTime = true
        add(.moment(part, count: count, decimals: 0))
      case .secondDecimals(let decimals, _):
        if let index = parts.lastIndex(where: { if case .moment = $0 { true } else { false } }),
          case .moment(let part, let count, _) = parts[index]
        {
          parts[index] = .moment(part, count: count, decimals: decimals)
        }
      case .halfDay:
        hasTime = true
        add(.halfDay)
      default: take(token)
      }
    }
    if hasDay { element = .date } else if hasTime { element = .time }
  }

  // MARK: Numbers

  private mutating func takeNumber(_ all: [NumberToken]) {
    let isPlace = { (token: NumberToken) in token.isDigit || token == .general }
    guard var first = all.firstIndex(where: isPlace), let last = all.lastIndex(where: isPlace)
    else {
      takeAround(all[...], hasPercent: all.contains(.percent), mayHaveSymbol: true)
      return
    }
    if all[first] != .general { first = all[..<first].firstIndex(of: .point) ?? first }
    // Nothing can be filled between digits.
    let inside = all[first...last].filter { if case .fill = $0 { false } else { true } }
    let tokens = Array(all[..<first]) + inside + Array(all[(last + 1)...])
    let hasPercent = tokens.contains(.percent)
    if tokens[first] == .general {
      takeAround(tokens[..<first], hasPercent: hasPercent, mayHaveSymbol: true)
      add(.general)
      takeAround(tokens[(first + 1)...], hasPercent: hasPercent, mayHaveSymbol: true)
    } else if !hasPercent, let fraction = FractionPattern(tokens) {
      takeAround(fraction.before, hasPercent: false, mayHaveSymbol: false)
      add(.fraction(fraction))
      takeAround(fraction.behind, hasPercent: false, mayHaveSymbol: false)
    } else {
      takeDigits(tokens, first, first + inside.count, hasPercent: hasPercent)
    }
  }

  /// Takes a section whose places for digits begin at `first` and end before `end`.
  ///
  /// Percentages and amounts of money have no exponent in ODF: percentages are written without
  /// theirs, for amounts the symbol is text.
  private mutating func takeDigits(
    _ tokens: [NumberToken], _ first: Int, _ end: Int, hasPercent: Bool
  ) {
    var end = end
    while end < tokens.count, tokens[end] == .comma || tokens[end] == .point { end += 1 }
    // Commas that stand apart from the digits divide too, as Excel has it.
    let commas = tokens[end...].filter { $0 == .comma }
    let digits = NumberPattern((tokens[first..<end] + commas)[...], hasExponent: !hasPercent)
    let mayHaveSymbol = digits.exponentDigits == nil
    takeAround(tokens[..<first], hasPercent: hasPercent, mayHaveSymbol: mayHaveSymbol)
    add(.number(digits))
    text(digits.displaced)
    takeAround(
      tokens[end...].filter { $0 != .comma }[...], hasPercent: hasPercent,
      mayHaveSymbol: mayHaveSymbol)
  }

  /// Takes what stands on one side of the number.
  private mutating func takeAround(
    _ tokens: ArraySlice<NumberToken>, hasPercent: Bool, mayHaveSymbol: Bool
  ) {
    if hasPercent { element = .percentage }
    for token in tokens {
      switch token {
      case .currency(let symbol, let language)
      where element == .number && mayHaveSymbol && !hasPercent:
        element = .currency
        add(.currency(symbol: symbol, language: language))
      // A style has one number.
      case .digit, .general, .text, .bar, .denominator: continue
      default: take(token)
      }
    }
  }
}
