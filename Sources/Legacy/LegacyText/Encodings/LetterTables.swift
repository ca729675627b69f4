import VietnameseText

/// A letter of a text in one of the encodings.
struct Glyph {
  /// Whether a letter is a capital.
  enum Case: UInt8 {
    /// The encoding does not say: TCVN3 has one code for both.
    case open
    /// It is a small letter.
    case lower
    /// It is a capital.
    case upper
  }

  /// The letter's number; 0 for what is no letter, `unused` for what the encoding does not have.
  var code: UInt8
  /// Whether it is a capital.
  var letterCase: Case
  /// How many bytes it takes.
  var count: Int

  /// The number of bytes that the encoding has no use for where they stand.
  static let unused: UInt8 = 0xFF

  /// A byte that is no letter.
  @inline(__always) static var symbol: Glyph { Glyph(code: 0, letterCase: .open, count: 1) }
  /// A byte that the encoding does not have there.
  @inline(__always) static var impossible: Glyph {
    Glyph(code: unused, letterCase: .open, count: 1)
  }
}

/// Reads the letters of all encodings from the bytes of windows-1252.
struct LetterTables: Sendable {
  /// By byte, the letters of Unicode below U+0100: number, and case.
  private let latin: [UInt8]
  private let latinCase: [UInt8]
  /// By byte, the letters of TCVN3.
  private let tcvn3: [UInt8]
  /// By byte, the letters of VNI that stand alone or before a mark.
  private let vni: [UInt8]
  /// By number of the letter and byte of its mark less 0xE0, the letter with the mark.
  private let vniMarked: [UInt8]
  /// By byte, the letters of windows-1258 without tones behind them.
  private let windows1258: [UInt8]
  private let tones1258: [UInt8]

  init() {
    latin = Array(VietnameseLetters.lowCodes.prefix(256))
    latinCase = (0..<256).map { byte in
      let isUpper = 0x41...0x5A ~= byte || 0xC0...0xDE ~= byte
      return isUpper ? Glyph.Case.upper.rawValue : Glyph.Case.lower.rawValue
    }
    var ascii = [UInt8](repeating: 0, count: 256)
    for byte in 0..<128 { ascii[byte] = VietnameseLetters.lowCodes[byte] }

    var table = ascii
    for (code, byte) in LegacyCodes.tcvn3.enumerated() where byte >= 0x80 {
      table[Int(byte)] = UInt8(code)
    }
    for (index, letter) in LegacyCodes.tcvn3Capitals.enumerated() {
      table[0xA1 + index] = VietnameseLetters.code(of: letter)
    }
    tcvn3 = table

    table = ascii
    var marked = [UInt8](repeating: 0, count: VietnameseLetters.count * 32)
    for (code, bytes) in LegacyCodes.vni.enumerated() where bytes.count == 1 && bytes[0] >= 0x80 {
      table[Int(bytes[0])] = UInt8(code)
      table[Int(bytes[0] - 0x20)] = UInt8(code)
    }
    for (code, bytes) in LegacyCodes.vni.enumerated() where bytes.count == 2 {
      marked[Int(table[Int(bytes[0])]) * 32 + Int(bytes[1] - 0xE0)] = UInt8(code)
    }
    vni = table
    vniMarked = marked

    table = latin
    for (letter, byte) in LegacyCodes.windows1258Letters {
      table[Int(byte)] = VietnameseLetters.code(of: letter)
    }
    var tones = [UInt8](repeating: 0, count: 256)
    for (tone, byte) in LegacyCodes.windows1258Tones.enumerated() where tone > 0 {
      tones[Int(byte)] = UInt8(tone)
      table[Int(byte)] = Glyph.unused
    }
    windows1258 = table
    tones1258 = tones
  }

  /// The letter at a place before `end` in an encoding; `utf8` and `viqr` are read as Unicode.
  @inline(__always)
  func glyph(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, before end: Int, _ encoding: LegacyEncoding
  ) -> Glyph {
    let byte = Int(bytes[index])
    let next = index &+ 1 < end ? Int(bytes[index &+ 1]) : 0
    switch encoding {
    case .unicode, .utf8, .viqr:
      return Glyph(code: latin[byte], letterCase: letterCase(byte), count: 1)
    case .tcvn3: return tcvn3Glyph(byte, next)
    case .vni: return vniGlyph(byte, next)
    case .windows1258:
      let code = windows1258[byte]
      if code == Glyph.unused { return .impossible }
      let tone = tones1258[next]
      let isVowel = VietnameseLetters.vowelCodes.contains(Int(code))
      guard tone > 0, isVowel, (code - 1) % 6 == 0 else {
        return Glyph(code: code, letterCase: letterCase(byte), count: 1)
      }
      return Glyph(code: code + tone, letterCase: letterCase(byte), count: 2)
    }
  }

  /// Whether a byte of windows-1252 is a letter, but none of Vietnamese.
  func isForeign(_ byte: UInt8) -> Bool {
    byte >= 0xC0 && byte != 0xD7 && byte != 0xF7 && latin[Int(byte)] == 0
  }

  @inline(__always)
  private func letterCase(_ byte: Int) -> Glyph.Case {
    latinCase[byte] == Glyph.Case.upper.rawValue ? .upper : .lower
  }

  @inline(__always)
  private func tcvn3Glyph(_ byte: Int, _ next: Int) -> Glyph {
    let code = tcvn3[byte]
    if byte <= 0xA7 {
      guard code > 0 else { return .symbol }
      let isUpper = byte >= 0x80 || byte < 0x60
      // A bare capital before the code of the same vowel with a tone is one letter.
      if isUpper, next >= 0xB5, isToned(tcvn3[next], of: code) {
        return Glyph(code: tcvn3[next], letterCase: .upper, count: 2)
      }
      return Glyph(code: code, letterCase: isUpper ? .upper : .lower, count: 1)
    }
    return code > 0 ? Glyph(code: code, letterCase: .open, count: 1) : .impossible
  }

  @inline(__always)
  private func isToned(_ code: UInt8, of bare: UInt8) -> Bool {
    code > bare && code < bare &+ 6 && bare <= 72 && (bare &- 1) % 6 == 0
  }

  @inline(__always)
  private func vniGlyph(_ byte: Int, _ next: Int) -> Glyph {
    let code = vni[byte]
    // Capitals end at 5A and DF, small letters at 7A and FF.
    let isUpper = byte & 0x20 == 0
    if code == 0 { return byte >= 0xC0 ? .impossible : .symbol }
    if next >= 0xC0 {
      let marked = vniMarked[Int(code) &* 32 &+ (next & 0x1F)]
      if marked > 0 { return Glyph(code: marked, letterCase: isUpper ? .upper : .lower, count: 2) }
    }
    return Glyph(code: code, letterCase: isUpper ? .upper : .lower, count: 1)
  }
}
