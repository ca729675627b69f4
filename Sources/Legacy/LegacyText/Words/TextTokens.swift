import SheetModel
import VietnameseText

/// A word of a text, with letters beyond ASCII in it, whose encoding is to be found.
struct TextToken {
  /// Its bytes in the units of the text.
  var range: Range<Int>
  /// Which of the units' other characters is the first at or behind its beginning.
  var firstOther: Int
  /// Whether it has a letter that no eight-bit text gives, and that Vietnamese or Chinese has.
  var isProven = false
  /// Whether all its letters beyond ASCII are such as no encoding has: Blĭ.
  var isNeutral = false
  /// Whether it may be UTF-8 that was misread.
  var isMisread = false
  /// The encoding of the font that it begins in, and whether that shows capitals.
  var font: LegacyEncoding?
  var isInCapitals = false
}

/// Splits texts into words.
enum TextTokens {
  /// The words with letters beyond ASCII.
  static func split(_ units: borrowing TextUnits, into tokens: inout [TextToken]) {
    tokens.removeAll(keepingCapacity: true)
    let others = units.others
    units.bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      var other = 0
      while index < bytes.count {
        var token = TextToken(range: index..<index, firstOther: other)
        let isHigh = read(bytes, others, &index, &other, &token)
        if token.range.isEmpty {
          if bytes[index] == 0 { other += 1 }
          index += 1
        } else if isHigh {
          tokens.append(token)
        }
      }
    }
  }

  /// Reads a word, if one begins at an index; whether it has letters beyond ASCII.
  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ others: [Unicode.Scalar], _ index: inout Int,
    _ other: inout Int, _ token: inout TextToken
  ) -> Bool {
    let start = index
    var (isHigh, hasHan, hasASCII, hasHigh) = (false, false, false, false)
    while index < bytes.count {
      let byte = bytes[index]
      let length =
        byte >= 0x80 || byte == 0
        ? MisreadText.sequence(bytes, at: index, others, other) : 0
      if length > 0 {
        token.isMisread = true
        hasHigh = true
        if byte == 0 { other += 1 }
        index += length
      } else if byte == 0 {
        guard isLetter(others[safely: other]) else { break }
        let scalar = others[safely: other]
        if scalar.value >= 0x4E00 { hasHan = true }
        if hasHan || VietnameseLetters.code(of: scalar) > 0 { token.isProven = true }
        isHigh = true
        other += 1
        index += 1
      } else if WordReader.isWordByte(byte) {
        if byte >= 0x80 { hasHigh = true } else { hasASCII = true }
        index += 1
      } else {
        break
      }
    }
    if hasHan, hasASCII { token.isMisread = true }
    token.range = start..<index
    token.isNeutral = isHigh && !hasHigh && !token.isProven
    return isHigh || hasHigh
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    VietnameseLetters.code(of: scalar) > 0 || scalar.properties.isAlphabetic
      || UTF8Text.isMark(scalar.value)
  }
}

extension TextUnits {
  /// The characters of a word.
  func scalars(of token: TextToken) -> [Unicode.Scalar] {
    var other = token.firstOther
    return bytes[token.range].map { byte in
      guard byte == 0 else { return Windows1252.scalar(of: byte) }
      other += 1
      return others[safely: other - 1]
    }
  }
}
