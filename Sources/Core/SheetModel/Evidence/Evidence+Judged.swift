/// Texts of cells and their markup that are shown only if they look like what belongs in their place.
extension Evidence {
  /// The text of a cell of figures or beside one, for a sentence such as “says 12o”.
  ///
  /// Shown are at most 24 characters with a digit, no more than one letter and at most eight digits,
  /// which are no day (`05/09/2018`), the signs of forms (`-`, `…`, `x`), truth values and the errors
  /// of spreadsheets. A name, a birthday or a personal number that slipped into a form is none of
  /// these.
  public init(figure text: String) {
    let scalars = text.unicodeScalars
    let digits = text.utf8.count(where: Self.isDigit)
    let letters = scalars.count { $0.properties.isAlphabetic }
    let isFigure =
      scalars.count <= 24 && digits > 0 && digits <= 8 && letters <= 1
      && !scalars.contains { $0.properties.generalCategory == .nonspacingMark }
      && !Self.isDay(text)
    let isSign =
      digits == 0 && scalars.count <= 3 && (letters == 0 || text == "x" || text == "X")
    if isFigure || isSign || text == "TRUE" || text == "FALSE" || Self.isErrorName(text) {
      self.init(judged: text)
    } else {
      self = .withheld(text)
    }
  }

  /// What a cell of errors says, if it is an error that spreadsheets know.
  public init(error text: String) {
    self = Self.isErrorName(text) ? Evidence(judged: text) : .withheld(text)
  }

  /// A code as forms and files use them: at most 12 ASCII letters, digits and `.:/_-` with a digit
  /// among them, no more than seven in a row, and no day.
  public init(code text: String) {
    var run = 0
    var longest = 0
    var isCode = text.utf8.count <= 12
    for byte in text.utf8 {
      run = Self.isDigit(byte) ? run + 1 : 0
      longest = max(longest, run)
      if !Self.isDigit(byte), !Self.isLetter(byte), !".:/_-".utf8.contains(byte) { isCode = false }
    }
    self =
      isCode && (1...7).contains(longest) && !Self.isDay(text)
      ? Evidence(judged: text) : .withheld(text)
  }

  /// The value of an attribute or cell that points at something (ECMA-376 Part 1, 18.18.7, 18.18.11).
  ///
  /// Shown are a number of up to seven digits that does not begin with zero, perhaps negative, and an
  /// address of up to three letters before it. Markup is written by machines, but a file made by hand
  /// may have anything there.
  public init(reference bytes: UnsafeRawBufferPointer, expected: Withheld.Expected) {
    var letters = 0
    var digits = 0
    var isReference = bytes.count <= 12
    for (index, byte) in bytes.prefix(13).enumerated() {
      if Self.isDigit(byte) {
        if digits == 0, byte == 0x30, index + 1 < bytes.count { isReference = false }
        digits += 1
      } else if Self.isLetter(byte), digits == 0 {
        letters += 1
      } else if byte == UInt8(ascii: "$"), digits == 0 {
        continue
      } else if byte != UInt8(ascii: "-") || index > 0 {
        isReference = false
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    self =
      isReference && (1...7).contains(digits) && letters <= 3
      ? Evidence(judged: text) : .withheld(text, expected: expected)
  }

  /// The errors of Excel and LibreOffice, newer ones too.
  private static func isErrorName(_ text: String) -> Bool {
    if text.hasPrefix("Err:") {
      return (3...4).contains(text.utf8.count - 4) && text.utf8.dropFirst(4).allSatisfy(isDigit)
    }
    return errorNames.contains(text)
  }

  private static let errorNames: Set<String> = [
    "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!",
    "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!",
  ]

  /// Whether the digits of a text are a day: three groups, the year with two or four of them.
  package static func isDay(_ text: String) -> Bool {
    let groups = text.utf8.split { !isDigit($0) }.map(\.count)
    guard groups.count == 3 else { return false }
    return (groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 2 || groups[2] == 4))
      || (groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2)
  }
}
