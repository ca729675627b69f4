import VietnameseText

/// What the words of a text with letters beyond ASCII are in an encoding.
struct WordScore {
  /// What a word is.
  enum Word {
    /// A syllable that is met often.
    case common
    /// Another syllable that Vietnamese can have.
    case valid
    /// Initials, or a symbol where people put symbols.
    case plausible
    /// Letters that are no syllable.
    case invalid
    /// Letters that no language writes so in Unicode: capitals or symbols amid small letters.
    case odd
    /// Bytes that the encoding does not have there.
    case impossible
  }

  /// How many words are of each kind.
  var common = 0
  var valid = 0
  var plausible = 0
  var invalid = 0
  var odd = 0
  var impossible = 0

  mutating func add(_ word: Word) {
    switch word {
    case .common: common &+= 1
    case .valid: valid &+= 1
    case .plausible: plausible &+= 1
    case .invalid: invalid &+= 1
    case .odd: odd &+= 1
    case .impossible: impossible &+= 1
    }
  }

  /// Whether every word is a syllable that is met often.
  var isAllCommon: Bool { valid == 0 && isAllSyllables }
  /// Whether every word is a syllable.
  var isAllSyllables: Bool { plausible == 0 && invalid == 0 && odd == 0 && impossible == 0 }
}

/// Splits texts into words and says what each is in an encoding.
struct WordReader: Sendable {
  let tables = LetterTables()
  let model: SyllableModel

  init(_ model: SyllableModel) { self.model = model }

  /// Whether a byte may be part of a word in any encoding: letters of ASCII, and all above A0 but
  /// ¯ ° ± ² ³ ´, which none has a letter for.
  @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool {
    byte < 0x80 ? (byte | 0x20) &- 0x61 < 26 : byte > 0xA0 && (byte < 0xAF || byte > 0xB4)
  }

  /// Calls `body` for each word.
  @inline(__always)
  static func eachAnyWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void
  ) {
    eachRun(bytes) { range, _ in body(range) }
  }

  /// Calls `body` for each word that has a letter beyond ASCII.
  @inline(__always)
  static func eachWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void
  ) {
    eachRun(bytes) { range, isHigh in if isHigh { body(range) } }
  }

  @inline(__always)
  private static func eachRun(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>, Bool) -> Void
  ) {
    var index = 0
    while index < bytes.count {
      guard isWordByte(bytes[index]) else {
        index &+= 1
        continue
      }
      let start = index
      var isHigh = false
      while index < bytes.count, isWordByte(bytes[index]) {
        if bytes[index] >= 0x80 { isHigh = true }
        index &+= 1
      }
      body(start..<index, isHigh)
    }
  }

  /// What the words of a text are in an encoding.
  func score(_ bytes: UnsafeBufferPointer<UInt8>, as encoding: LegacyEncoding) -> WordScore {
    var score = WordScore()
    Self.eachWord(bytes) { score.add(word(bytes, $0, as: encoding)) }
    return score
  }

  /// What a word is in an encoding.
  func word(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, as encoding: LegacyEncoding
  ) -> WordScore.Word {
    if encoding == .tcvn3 { return syllable(bytes, range, as: encoding) }
    // The symbols that people put before and behind words.
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.opens(bytes[start]) { start &+= 1 }
    while start < end, Self.closes(bytes[end &- 1]) { end &-= 1 }
    if start == end { return .plausible }
    if encoding == .unicode, Self.isMicro(bytes, start..<end) { return .plausible }
    if end &- start == 1, Self.isSymbol(bytes[start]) { return .plausible }
    if bytes[start..<end].allSatisfy({ $0 < 0x80 }) { return .plausible }
    return syllable(bytes, start..<end, as: encoding)
  }

  @inline(__always)
  private func syllable(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, as encoding: LegacyEncoding
  ) -> WordScore.Word {
    var key = SyllableKey()
    var index = range.lowerBound
    var (letters, vowels, tones, capitals) = (0, 0, 0, 0)
    var hasSmall = false
    var isMixed = false
    while index < range.upperBound {
      let glyph = tables.glyph(bytes, at: index, before: range.upperBound, encoding)
      if glyph.code == 0 || glyph.code == Glyph.unused {
        guard encoding == .unicode else { return .impossible }
        // A foreign letter; a symbol, such as ¶ or a soft hyphen, is none.
        let isLetter = Self.isForeignLetter(bytes[index])
        return isLetter && !hasOddCapital(bytes, range) ? .invalid : .odd
      }
      switch glyph.letterCase {
      case .lower:
        // Capitals all through, or none behind the first letter.
        if capitals > 1 { isMixed = true }
        hasSmall = true
      case .upper:
        if hasSmall { isMixed = true }
        capitals &+= 1
      case .open: break
      }
      letters &+= 1
      if VietnameseLetters.vowelCodes.contains(Int(glyph.code)) {
        vowels &+= 1
        if (glyph.code &- 1) % 6 != 0 { tones &+= 1 }
      }
      key.append(glyph.code)
      index &+= glyph.count
    }
    if isMixed { return encoding == .unicode && hasOddCapital(bytes, range) ? .odd : .invalid }
    switch model.standing(of: key) {
    case .common: return .common
    // A letter alone may be a mark, a list's or that of a currency.
    case .possible: return letters == 1 ? .plausible : .valid
    case .none: if letters == 1 { return .plausible }
    }
    // Initials such as QĐ and HĐND.
    let areInitials = capitals == letters && letters > 1 && tones == 0 && vowels &* 3 <= letters
    return areInitials ? .plausible : .invalid
  }

  private static func isForeignLetter(_ byte: UInt8) -> Bool {
    byte >= 0xC0 && byte != 0xD7 && byte != 0xF7
  }

  /// Whether a capital stands right behind a small letter, not both of ASCII as in McDonald.
  private func hasOddCapital(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    for index in range.dropFirst() {
      let (before, byte) = (bytes[index &- 1], bytes[index])
      let isSmall = before >= 0x61 && before <= 0x7A || before >= 0xDF
      let isCapital = byte >= 0x41 && byte <= 0x5A || byte >= 0xC0 && byte <= 0xDE
      if isSmall, isCapital, before >= 0x80 || byte >= 0x80 { return true }
    }
    return false
  }

  private static func isSymbol(_ byte: UInt8) -> Bool {
    byte >= 0x80 && byte < 0xC0 || byte == 0xD7 || byte == 0xF7
  }

  private static func opens(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xA1, 0xA2, 0xA3, 0xA5, 0xA9, 0xAB, 0xBF: true
    default: false
    }
  }

  private static func closes(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xA2, 0xA3, 0xA5, 0xA9, 0xAE, 0xB9, 0xBA, 0xBB: true
    default: false
    }
  }

  /// Whether a word is µm, µg or the like.
  private static func isMicro(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    bytes[range.lowerBound] == 0xB5 && range.count <= 3
      && bytes[range.dropFirst()].allSatisfy { $0 < 0x80 }
  }
}
