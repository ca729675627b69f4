import SheetModel

/// Cuts a format code into sections and those into tokens; what no rule knows is literal text.
struct FormatScanner {
  /// What stands between two semicolons.
  struct Section {
    var tokens: [FormatToken] = []
    var condition: FormatCondition?
    /// The tag of `[$-42A]` or of `[$₫-42A]`; nil without one.
    var language: String?
  }

  private(set) var sections = [Section()]
  private var rest: ArraySlice<UInt8>

  init(_ code: String) {
    rest = Array(code.utf8)[...]
    while let byte = rest.first { take(byte) }
  }

  private var tokens: [FormatToken] {
    get { sections[sections.count - 1].tokens }
    _modify { yield &sections[sections.count - 1].tokens }
  }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ";"):
      sections.append(Section())
      rest.removeFirst()
    case UInt8(ascii: "\""):
      let text = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
      literal(text)
      rest = rest.dropFirst(text.count + 2)
    case UInt8(ascii: "\\"):
      rest.removeFirst()
      literal(takeCharacter())
    case UInt8(ascii: "_"):
      rest.removeFirst()
      // A blank as wide as the character.
      if !takeCharacter().isEmpty { literal([UInt8(ascii: " ")]) }
    case UInt8(ascii: "*"):
      rest.removeFirst()
      // Fills the width of a column, which text does not have.
      _ = takeCharacter()
    case UInt8(ascii: "["): takeBracket()
    case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"): one(.digit(byte))
    case UInt8(ascii: "."): takePoint()
    case UInt8(ascii: ","): one(.comma)
    case UInt8(ascii: "%"): one(.percent)
    case UInt8(ascii: "@"): one(.text)
    case UInt8(ascii: "/"): takeSlash()
    default: takeLetter(byte)
    }
  }

  private mutating func one(_ token: FormatToken) {
    tokens.append(token)
    rest.removeFirst()
  }

  private mutating func literal(_ text: some Sequence<UInt8>) {
    if case .literal(let before)? = tokens.last {
      tokens[tokens.count - 1] = .literal(before + text)
    } else {
      tokens.append(.literal(Array(text)))
    }
  }

  /// Takes one character with all its bytes.
  private mutating func takeCharacter() -> ArraySlice<UInt8> {
    let tail = rest.dropFirst().prefix { $0 & 0xC0 == 0x80 }
    let character = rest.prefix(1 + tail.count)
    rest = rest.dropFirst(character.count)
    return character
  }

  private mutating func takePoint() {
    let zeros = rest.dropFirst().prefix { $0 == UInt8(ascii: "0") }
    var isAfterSeconds = false
    switch tokens.last {
    case .letters(UInt8(ascii: "s"), _)?, .elapsed(UInt8(ascii: "s"), _)?: isAfterSeconds = true
    default: break
    }
    guard isAfterSeconds, !zeros.isEmpty else { return one(.point) }
    tokens.append(.secondDecimals(zeros.count))
    rest = rest.dropFirst(1 + zeros.count)
  }

  private mutating func takeSlash() {
    guard case .digit? = tokens.last, let next = rest.dropFirst().first else {
      literal(takeCharacter())
      return
    }
    switch next {
    case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"): one(.bar)
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let value = Int(String(decoding: digits.prefix(9), as: UTF8.self)) ?? 1
      tokens.append(.bar)
      tokens.append(.denominator(value, width: min(digits.count, 9)))
      rest = rest.dropFirst(1 + digits.count)
    default: literal(takeCharacter())
    }
  }

  private mutating func takeLetter(_ byte: UInt8) {
    if takeWord("general", .general) || takeWord("am/pm", .halfDay(isShort: false))
      || takeWord("a/p", .halfDay(isShort: true))
    {
      return
    }
    // East Asian versions write `G/` and a word of theirs for General, and `aaa` for weekdays.
    let next = rest.dropFirst().prefix(2)
    if byte | 0x20 == UInt8(ascii: "g"), next.first == UInt8(ascii: "/"), next.last ?? 0 >= 0x80 {
      tokens.append(.general)
      rest = rest.dropFirst(2).drop { $0 >= 0x80 }
      return
    }
    if takeWord("aaaa", .letters(UInt8(ascii: "d"), Array("dddd".utf8)))
      || takeWord("aaa", .letters(UInt8(ascii: "d"), Array("ddd".utf8)))
    {
      return
    }
    let letter = byte | 0x20
    if letter == UInt8(ascii: "e"), let sign = rest.dropFirst().first,
      sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), tokens.contains(where: \.isDigit)
    {
      tokens.append(.exponent(showsPlus: sign == UInt8(ascii: "+")))
      rest = rest.dropFirst(2)
      return
    }
    guard byte >= 0x40, byte < 0x80, "ymdhsbge".utf8.contains(letter) else {
      literal(takeCharacter())
      return
    }
    let run = rest.prefix { $0 | 0x20 == letter && $0 >= 0x40 }
    tokens.append(.letters(letter, Array(run)))
    rest = rest.dropFirst(run.count)
  }

  private mutating func takeWord(_ word: StaticString, _ token: FormatToken) -> Bool {
    let count = word.utf8CodeUnitCount
    let head = rest.prefix(count)
    let isWord = word.withUTF8Buffer { word in
      head.count == count && zip(head, word).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    }
    guard isWord else { return false }
    tokens.append(token)
    rest = rest.dropFirst(count)
    return true
  }

  // MARK: Brackets

  private mutating func takeBracket() {
    let body = rest.dropFirst().prefix { $0 != UInt8(ascii: "]") }
    rest = rest.dropFirst(body.count + 2)
    guard let first = body.first else { return }
    switch first {
    case UInt8(ascii: "$"): takeCurrency(body.dropFirst())
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="):
      sections[sections.count - 1].condition = Self.condition(body)
    default:
      let letter = first | 0x20
      // Colours and numeral systems (`[Red]`, `[DBNum1]`) change no character.
      guard "hms".utf8.contains(letter), body.allSatisfy({ $0 | 0x20 == letter }) else { return }
      tokens.append(.elapsed(letter, count: body.count))
    }
  }

  /// `$₫-42A`: a symbol, a language, or both.
  private mutating func takeCurrency(_ body: ArraySlice<UInt8>) {
    let symbol = body.prefix { $0 != UInt8(ascii: "-") }
    if !symbol.isEmpty { literal(symbol) }
    guard symbol.count < body.count else { return }
    sections[sections.count - 1].language =
      String(decoding: body.dropFirst(symbol.count + 1), as: UTF8.self)
  }

  private static func condition(_ body: ArraySlice<UInt8>) -> FormatCondition? {
    let sign = body.prefix { "<>=".utf8.contains($0) }
    let bound = String(decoding: body.dropFirst(sign.count), as: UTF8.self)
    guard let value = NumberText.parse(bound) else { return nil }
    let comparison: FormatCondition.Comparison? =
      switch String(decoding: sign, as: UTF8.self) {
      case "<": .less
      case "<=": .lessOrEqual
      case ">": .greater
      case ">=": .greaterOrEqual
      case "=": .equal
      case "<>": .notEqual
      default: nil
      }
    return comparison.map { FormatCondition(comparison: $0, bound: value) }
  }
}
