/// Cuts a format code into sections and tokens, in time that grows with its length.
struct NumberCodeScanner {
  private var section = NumberCode.Section()
  /// Whether a place for a digit stands in the section.
  private var hasDigit = false
  private var rest: ArraySlice<UInt8>

  init(_ code: String) { rest = Array(code.utf8)[...] }

  mutating func sections(atMost count: Int) -> [NumberCode.Section] {
    var sections: [NumberCode.Section] = []
    while let byte = rest.first {
      guard byte == UInt8(ascii: ";") else {
        take(byte)
        continue
      }
      rest.removeFirst()
      sections.append(finished())
      if sections.count == count { return sections }
    }
    sections.append(finished())
    return sections
  }

  private mutating func finished() -> NumberCode.Section {
    section.nameMinutes()
    let finished = section
    section = NumberCode.Section()
    hasDigit = false
    return finished
  }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""):
      let text = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
      literal(text)
      rest = rest.dropFirst(text.count + 2)
    case UInt8(ascii: "\\"):
      rest.removeFirst()
      if !takeSecondDecimals(isEscaped: true) { literal(takeCharacter()) }
    case UInt8(ascii: "_"):
      rest.removeFirst()
      // A blank as wide as the character.
      if !takeCharacter().isEmpty { literal(CollectionOfOne(UInt8(ascii: " "))) }
    case UInt8(ascii: "*"):
      rest.removeFirst()
      let character = takeCharacter()
      if !character.isEmpty { section.tokens.append(.fill(Array(character))) }
    case UInt8(ascii: "["): takeBracket()
    case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"):
      hasDigit = true
      one(.digit(byte))
    case UInt8(ascii: "."): takePoint()
    case UInt8(ascii: ","): one(.comma)
    case UInt8(ascii: "%"): one(.percent)
    case UInt8(ascii: "@"): one(.text)
    case UInt8(ascii: "/"): takeSlash()
    default: takeLetter(byte)
    }
  }

  private mutating func one(_ token: NumberToken) {
    section.tokens.append(token)
    rest.removeFirst()
  }

  private mutating func literal(_ text: some Sequence<UInt8>) {
    if case .literal(var before)? = section.tokens.last {
      // Out of the array while it grows, so that it is not copied for each character.
      section.tokens.removeLast()
      before.append(contentsOf: text)
      section.tokens.append(.literal(before))
    } else {
      section.tokens.append(.literal(Array(text)))
    }
  }

  /// What was met last and is shown: a fill stands between nothing.
  private var last: NumberToken? {
    section.tokens.last { if case .fill = $0 { false } else { true } }
  }

  /// Takes one character with all its bytes.
  private mutating func takeCharacter() -> ArraySlice<UInt8> {
    let tail = rest.dropFirst().prefix { $0 & 0xC0 == 0x80 }
    let character = rest.prefix(1 + tail.count)
    rest = rest.dropFirst(character.count)
    return character
  }

  private mutating func takePoint() {
    if !takeSecondDecimals(isEscaped: false) { one(.point) }
  }

  /// Takes a mark and the zeros behind it where seconds stand before them; Excel shows the decimals
  /// of seconds behind an escaped mark too.
  private mutating func takeSecondDecimals(isEscaped: Bool) -> Bool {
    guard let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") else {
      return false
    }
    switch last {
    case .part(.second, _)?, .elapsed(.second, _)?: break
    default: return false
    }
    let zeros = rest.dropFirst().prefix { $0 == UInt8(ascii: "0") }
    if zeros.isEmpty { return false }
    section.tokens.append(.secondDecimals(zeros.count, mark: isEscaped ? mark : nil))
    rest = rest.dropFirst(1 + zeros.count)
    return true
  }

  private mutating func takeSlash() {
    guard case .digit? = last, let next = rest.dropFirst().first else {
      literal(takeCharacter())
      return
    }
    switch next {
    case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"): one(.bar)
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let value = Int(String(decoding: digits.prefix(9), as: UTF8.self)) ?? 1
      section.tokens.append(.bar)
      section.tokens.append(.denominator(value, width: min(digits.count, 9)))
      rest = rest.dropFirst(1 + digits.count)
    default: literal(takeCharacter())
    }
  }

  // MARK: Words and letters

  private mutating func takeLetter(_ byte: UInt8) {
    let letter = byte | 0x20
    switch letter {
    case UInt8(ascii: "g"): if takeWord("general", .general) || takeForeignGeneral() { return }
    case UInt8(ascii: "a"):
      if takeWord("am/pm", .halfDay(isShort: false)) || takeWord("a/p", .halfDay(isShort: true))
        || takeDayOfWeek()
      {
        return
      }
    default: break
    }
    if letter == UInt8(ascii: "e"), hasDigit, let sign = rest.dropFirst().first,
      sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    {
      section.tokens.append(.exponent(showsPlus: sign == UInt8(ascii: "+")))
      rest = rest.dropFirst(2)
      return
    }
    guard byte >= 0x40, byte < 0x80, let part = Self.part(letter) else {
      literal(takeCharacter())
      return
    }
    let run = rest.prefix { $0 | 0x20 == letter && $0 >= 0x40 }
    section.tokens.append(.part(part, Array(run)))
    rest = rest.dropFirst(run.count)
  }

  private static func part(_ letter: UInt8) -> NumberDatePart? {
    switch letter {
    case UInt8(ascii: "y"): .year
    case UInt8(ascii: "b"): .buddhistYear
    case UInt8(ascii: "g"): .era
    case UInt8(ascii: "e"): .eraYear
    case UInt8(ascii: "m"): .month
    case UInt8(ascii: "d"): .day
    case UInt8(ascii: "h"): .hour
    case UInt8(ascii: "s"): .second
    default: nil
    }
  }

  private mutating func takeWord(_ word: StaticString, _ token: NumberToken) -> Bool {
    let count = word.utf8CodeUnitCount
    let head = rest.prefix(count)
    let isWord = word.withUTF8Buffer { word in
      head.count == count && zip(head, word).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    }
    guard isWord else { return false }
    section.tokens.append(token)
    rest = rest.dropFirst(count)
    return true
  }

  /// East Asian versions write `G/` and a word of theirs for General: `G/標準`, `G/通用格式`.
  private mutating func takeForeignGeneral() -> Bool {
    let next = rest.dropFirst().prefix(2)
    guard next.first == UInt8(ascii: "/"), next.last ?? 0 >= 0x80 else { return false }
    section.tokens.append(.general)
    rest = rest.dropFirst(2).drop { $0 >= 0x80 }
    return true
  }

  /// East Asian versions write `aaaa` and `aaa` for days of the week.
  private mutating func takeDayOfWeek() -> Bool {
    let run = rest.prefix(4).prefix { $0 | 0x20 == UInt8(ascii: "a") }
    guard run.count >= 3 else { return false }
    section.tokens.append(.part(.day, Array(run)))
    rest = rest.dropFirst(run.count)
    return true
  }

  // MARK: Brackets

  private mutating func takeBracket() {
    let body = rest.dropFirst().prefix { $0 != UInt8(ascii: "]") }
    rest = rest.dropFirst(body.count + 2)
    guard let first = body.first else { return }
    switch first {
    case UInt8(ascii: "$"): takeCurrency(body.dropFirst())
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="): takeCondition(body)
    default:
      let letter = first | 0x20
      if "hms".utf8.contains(letter), body.allSatisfy({ $0 | 0x20 == letter }) {
        // Minutes that run on are never months.
        let part = Self.part(letter) ?? .hour
        section.tokens.append(.elapsed(part == .month ? .minute : part, count: body.count))
      } else {
        // Numeral systems and numbered colours (`[DBNum1]`, `[Color 10]`) are left out.
        let name = String(decoding: body, as: UTF8.self).lowercased()
        section.color =
          NumberColor.allCases.first { $0.rawValue.lowercased() == name } ?? section.color
      }
    }
  }

  /// `$₫-42A`: a symbol, a language, or both.
  private mutating func takeCurrency(_ body: ArraySlice<UInt8>) {
    let symbol = body.prefix { $0 != UInt8(ascii: "-") }
    let language = body.dropFirst(symbol.count + 1)
    if !symbol.isEmpty {
      section.tokens.append(.currency(symbol: Array(symbol), language: Array(language)))
    }
    guard symbol.count < body.count else { return }
    section.language = String(decoding: language, as: UTF8.self)
  }

  private mutating func takeCondition(_ body: ArraySlice<UInt8>) {
    let sign = body.prefix { "<>=".utf8.contains($0) }
    let bound = body.dropFirst(sign.count)
    guard
      let comparison = NumberCondition.Comparison(
        rawValue: String(decoding: sign, as: UTF8.self)),
      bound.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }),
      let value = Double(String(decoding: bound, as: UTF8.self)), value.isFinite
    else {
      section.condition = nil
      return
    }
    section.condition = NumberCondition(comparison: comparison, bound: value)
  }
}
