import SheetModel

/// One section of a format code of Excel, as tokens (ECMA-376 Part 1, 18.8.31).
struct NumberCode {
  /// A piece of a section.
  enum Token: Equatable {
    /// Digits with their point, grouping and exponent: `#,##0.00`, `0.0E+00`.
    case digits(String)
    case literal(String)
    case percent
    case currency(symbol: String, locale: String)
    /// A run of one letter: `yyyy`, `mm`, `d`, `h`, `s`; minutes are `M`.
    case part(letter: Character, count: Int, decimals: Int)
    case amPm
    case text
    case general
    case fill(String)
    case slash
  }

  private(set) var tokens: [Token] = []
  private(set) var color: NumberColor?
  /// A condition such as `>=100`; empty without one.
  private(set) var condition = ""
  /// Whether hours, minutes or seconds run on beyond a day, hour or minute.
  private(set) var isElapsed = false

  /// The sections of a code; a semicolon in quotes divides nothing.
  static func sections(of code: String) -> [NumberCode] {
    var sections: [[Unicode.Scalar]] = [[]]
    var isQuoted = false
    var isEscaped = false
    for scalar in code.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, scalar == "\\" || scalar == "_" || scalar == "*" {
        isEscaped = true
      } else if !isQuoted, scalar == ";" {
        sections.append([])
        continue
      }
      sections[sections.count - 1].append(scalar)
    }
    return sections.map { NumberCode($0) }
  }

  private init(_ scalars: [Unicode.Scalar]) {
    let isTemporal = NumberFormat(String(String.UnicodeScalarView(scalars))).isTemporal
    var index = 0
    while index < scalars.count {
      let rest = scalars[index...]
      switch scalars[index] {
      case "\"":
        let inside = rest.dropFirst().prefix { $0 != "\"" }
        literal(inside)
        index += inside.count + 2
      case "\\":
        literal(rest.dropFirst().prefix(1))
        index += 2
      case "_":
        literal([" "])
        index += 2
      case "*":
        tokens.append(.fill(Self.text(rest.dropFirst().prefix(1))))
        index += 2
      case "[":
        let inside = rest.dropFirst().prefix { $0 != "]" }
        bracket(Self.text(inside))
        index += inside.count + 2
      case "%":
        tokens.append(.percent)
        index += 1
      case "@":
        tokens.append(.text)
        index += 1
      default:
        index += isTemporal ? temporal(rest) : numeric(rest)
      }
    }
    nameMinutes()
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private mutating func literal(_ scalars: some Sequence<Unicode.Scalar>) {
    let text = Self.text(scalars)
    if case .literal(let before)? = tokens.last {
      tokens[tokens.count - 1] = .literal(before + text)
    } else {
      tokens.append(.literal(text))
    }
  }

  private mutating func bracket(_ text: String) {
    if text.hasPrefix("$") {
      let parts = text.dropFirst().split(
        separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      let symbol = String(parts.first ?? "")
      let locale = parts.count > 1 ? "-" + parts[1] : ""
      // `[$-42A]` sets a language and shows nothing.
      if !symbol.isEmpty { tokens.append(.currency(symbol: symbol, locale: locale)) }
    } else if let first = text.first, "<>=".contains(first) {
      condition = text
    } else if let named = NumberColor.allCases.first(where: {
      $0.rawValue.lowercased() == text.lowercased()
    }) {
      color = named
    } else if let first = text.lowercased().first, "hms".contains(first),
      text.lowercased().allSatisfy({ $0 == first })
    {
      isElapsed = true
      tokens.append(.part(letter: first, count: text.count, decimals: 0))
    }
  }

  // MARK: Dates and times

  private mutating func temporal(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
    guard let first = rest.first else { return 1 }
    let word = Self.text(rest.prefix(5)).uppercased()
    if word == "AM/PM" {
      tokens.append(.amPm)
      return 5
    }
    if word.hasPrefix("A/P") {
      tokens.append(.amPm)
      return 3
    }
    let lower = Character(String(first).lowercased())
    guard "ymdhsbge".contains(lower) else {
      if first == ".", case .part("s", let count, _)? = tokens.last {
        let zeros = rest.dropFirst().prefix { $0 == "0" }.count
        if zeros > 0 {
          tokens[tokens.count - 1] = .part(letter: "s", count: count, decimals: zeros)
          return zeros + 1
        }
      }
      literal([first])
      return 1
    }
    let run = rest.prefix { String($0).lowercased() == String(lower) }.count
    tokens.append(.part(letter: lower, count: run, decimals: 0))
    return run
  }

  /// `m` behind hours or before seconds is minutes.
  private mutating func nameMinutes() {
    let parts = tokens.indices.filter { if case .part = tokens[$0] { true } else { false } }
    for (place, index) in parts.enumerated() {
      guard case .part("m", let count, _) = tokens[index], count <= 2 else { continue }
      var isMinutes = false
      if place > 0, case .part("h", _, _) = tokens[parts[place - 1]] { isMinutes = true }
      if place + 1 < parts.count, case .part("s", _, _) = tokens[parts[place + 1]] {
        isMinutes = true
      }
      if isMinutes || (isElapsed && place == 0) {
        tokens[index] = .part(letter: "M", count: count, decimals: 0)
      }
    }
  }

  // MARK: Numbers

  private mutating func numeric(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
    guard let first = rest.first else { return 1 }
    if Self.text(rest.prefix(7)).lowercased() == "general" {
      tokens.append(.general)
      return 7
    }
    if first == "/", case .digits? = tokens.last {
      tokens.append(.slash)
      return 1
    }
    guard "0#?.".unicodeScalars.contains(first) || (first == "," && !tokens.isEmpty) else {
      // A denominator such as `/100` is digits too.
      if tokens.last == .slash, ("1"..."9").contains(first) {
        let run = rest.prefix { ("0"..."9").contains($0) }
        tokens.append(.digits(Self.text(run)))
        return run.count
      }
      literal([first])
      return 1
    }
    var run = Array(rest.prefix { "0#?.,".unicodeScalars.contains($0) })
    let behind = rest.dropFirst(run.count)
    if let e = behind.first, e == "E" || e == "e", let sign = behind.dropFirst().first,
      sign == "+" || sign == "-"
    {
      run += Array(behind.prefix(2)) + Array(behind.dropFirst(2).prefix { $0 == "0" })
    }
    tokens.append(.digits(Self.text(run)))
    return run.count
  }
}
