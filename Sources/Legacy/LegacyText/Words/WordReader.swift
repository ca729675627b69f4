import SheetModel
import VietnameseText

/// Splits texts into words and says what each is in an encoding.
struct WordReader: Sendable {
  let tables = LetterTables()
  let model: SyllableModel
  let pairs: WordPairs
  let loose = LooseSyllables()

  init(_ model: SyllableModel, _ pairs: WordPairs) {
    self.model = model
    self.pairs = pairs
  }

  /// Whether a byte may be part of a word in any encoding: letters of ASCII, and all above A0 but
  /// ¯ ° ± ² ³ ´, which none has a letter for.
  @inline(__always)
  static func isWordByte(_ byte: UInt8) -> Bool {
    byte < 0x80 ? (byte | 0x20) &- 0x61 < 26 : byte > 0xA0 && (byte < 0xAF || byte > 0xB4)
  }

  /// Calls `body` for each word, and tells whether it has a letter beyond ASCII.
  @inline(__always)
  static func eachWord(
    _ bytes: UnsafeBufferPointer<UInt8>, in whole: Range<Int>,
    _ body: (Range<Int>, _ isHigh: Bool) -> Void
  ) {
    var index = whole.lowerBound
    while index < whole.upperBound {
      guard isWordByte(bytes[index]) else {
        index &+= 1
        continue
      }
      let start = index
      var isHigh = false
      while index < whole.upperBound, isWordByte(bytes[index]) {
        if bytes[index] >= 0x80 { isHigh = true }
        index &+= 1
      }
      body(start..<index, isHigh)
    }
  }

  /// What a word is in an encoding.
  func kind(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, as encoding: LegacyEncoding
  ) -> WordKind {
    if encoding == .tcvn3 { return letters(bytes, range, as: encoding) }
    // The symbols that people put before and behind words.
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.opens(bytes[start]) { start &+= 1 }
    while start < end, Self.closes(bytes[end &- 1]) { end &-= 1 }
    if start == end { return .plausible }
    if encoding == .unicode, Self.isMicro(bytes, start..<end) { return .plausible }
    if end &- start == 1, Self.isSymbol(bytes[start]) { return .plausible }
    if bytes[start..<end].allSatisfy({ $0 < 0x80 }) { return .plausible }
    return letters(bytes, start..<end, as: encoding)
  }

  private func letters(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, as encoding: LegacyEncoding
  ) -> WordKind {
    var key = SyllableKey()
    var index = range.lowerBound
    var (letters, vowels, tones, capitals) = (0, 0, 0, 0)
    var hasSmall = false
    var (isMixed, isWestern) = (false, true)
    while index < range.upperBound {
      let glyph = tables.glyph(bytes, at: index, before: range.upperBound, encoding)
      if glyph.code == 0 || glyph.code == Glyph.unused {
        guard encoding == .unicode else { return .impossible }
        // A foreign letter; a symbol, such as ¶ or a soft hyphen, is none.
        let isLetter = Self.isForeignLetter(bytes[index]) && !Self.isIcelandic(bytes[index])
        return isLetter && !hasOddCapital(bytes, range) ? .foreign : .odd
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
      if VietnameseLetters.lower[Int(glyph.code)].value > 0xFF { isWestern = false }
      if VietnameseLetters.vowelCodes.contains(Int(glyph.code)) {
        vowels &+= 1
        if (glyph.code &- 1) % 6 != 0 { tones &+= 1 }
      }
      key.append(glyph.code)
      index &+= glyph.count
    }
    if isMixed { return encoding == .unicode && hasOddCapital(bytes, range) ? .odd : .invalid }
    // A letter alone may be a mark, a list's or that of a currency.
    if letters == 1 { return .plausible }
    switch model.standing(of: key) {
    case .common: return .common
    case .known: return .known
    case .possible: return .possible
    case .none: break
    }
    // Initials such as QĐ and HĐND.
    if capitals == letters, letters > 1, tones == 0, vowels &* 3 <= letters { return .plausible }
    let kind = tones == 0 ? loose.kind(of: codes(bytes, range, as: encoding)) : .invalid
    return kind == .invalid && isWestern ? .foreign : kind
  }

  private func codes(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, as encoding: LegacyEncoding
  ) -> [UInt8] {
    var codes: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let glyph = tables.glyph(bytes, at: index, before: range.upperBound, encoding)
      codes.append(glyph.code)
      index &+= glyph.count
    }
    return codes
  }

  private static func isForeignLetter(_ byte: UInt8) -> Bool {
    byte >= 0xC0 && byte != 0xD7 && byte != 0xF7
  }

  /// Ð ð Þ þ, which none of the languages has that people here write; CP1258 has đ for the first.
  private static func isIcelandic(_ byte: UInt8) -> Bool {
    byte & 0xDF == 0xD0 || byte & 0xDF == 0xDE
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
    case 0xA1, 0xA9, 0xAB, 0xBF: true
    default: false
    }
  }

  private static func closes(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xA9, 0xAE, 0xB9, 0xBA, 0xBB: true
    default: false
    }
  }

  /// Whether a word is µm, µg or the like.
  private static func isMicro(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    bytes[range.lowerBound] == 0xB5 && range.count <= 3
      && bytes[range.dropFirst()].allSatisfy { $0 < 0x80 }
  }
}

/// Syllables as the languages of the highlands have them, written with letters of Vietnamese: more
/// consonants before the vowel, other ones behind it, no tone.
struct LooseSyllables: Sendable {
  private static let vowels = """
    a ă â e ê i o ô ơ u ư y ia iê yê ua uô ưa ươ ai ao au ay âu ây eo êu iu oi ôi ơi ui ưi ưu iêu yêu \
    uôi ươi ươu oa oă oe uê uy uơ uây oai oay
    """
  private static let finals = "k h l r s c ch m n ng nh p t"
  private let nuclei: Set<[UInt8]>
  private let endings: Set<[UInt8]>

  init() {
    func codes(_ list: String) -> Set<[UInt8]> {
      Set(
        list.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { word in
          word.unicodeScalars.map { VietnameseLetters.code(of: $0) }
        })
    }
    nuclei = codes(Self.vowels)
    endings = codes(Self.finals).union([[]])
  }

  /// Whether letters without tones are such a syllable, or several in one word.
  func kind(of codes: [UInt8]) -> WordKind {
    if isOne(codes[...]) { return .loose }
    guard codes.count >= 4, codes.count <= 14 else { return .invalid }
    // Whether the letters up to each place are whole syllables.
    var isWhole = [Bool](repeating: false, count: codes.count + 1)
    isWhole[0] = true
    for end in 2...codes.count {
      for start in max(0, end - 6)...(end - 2) where isWhole[start] && !isWhole[end] {
        isWhole[end] = isOne(codes[start..<end])
      }
    }
    return isWhole[codes.count] ? .joined : .invalid
  }

  private func isOne(_ codes: ArraySlice<UInt8>) -> Bool {
    func isVowel(_ code: UInt8) -> Bool { VietnameseLetters.vowelCodes.contains(Int(code)) }
    let onset = codes.prefix { !isVowel($0) }
    let nucleus = codes.dropFirst(onset.count).prefix(while: isVowel)
    let ending = codes.dropFirst(onset.count + nucleus.count)
    return onset.count <= 3 && nuclei.contains(Array(nucleus)) && endings.contains(Array(ending))
  }
}
