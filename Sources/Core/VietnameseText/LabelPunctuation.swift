/// How characters that are no letters fold in labels.
package enum LabelPunctuation {
  /// What becomes of a character.
  enum Folded {
    case nothing
    case blank
    case ascii(UInt8)
    case other
  }

  static func folded(_ scalar: UInt32) -> Folded {
    if scalar > 0x20, scalar < 0x7F { return .ascii(UInt8(truncatingIfNeeded: scalar)) }
    if UTF8Text.isBlank(scalar) { return .blank }
    if UTF8Text.isInvisible(scalar) { return .nothing }
    switch scalar {
    case 0x2010...0x2015, 0x2212: return .ascii(UInt8(ascii: "-"))
    case 0x2018...0x201B, 0x2032, 0xB4, 0x02BC: return .ascii(UInt8(ascii: "'"))
    case 0x201C...0x201F, 0xAB, 0xBB, 0x2033: return .ascii(UInt8(ascii: "\""))
    case 0x2026: return .ascii(UInt8(ascii: "."))
    case 0x2022, 0x25CF, 0x25CB, 0x25AA, 0x25A0, 0xB7: return .blank
    default: return .other
    }
  }

  /// Whether a byte of a key is punctuation, beside which blanks do not count.
  package static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// The bytes of a key without what is cut at its ends.
  package static func cut(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { isCut($0) }
    while let last = bytes.last, isCut(last) { bytes.removeLast() }
    return bytes
  }

  /// Whether a byte is cut at the ends of a key: not signs that mean something (`%`, `/`, `<`).
  package static func isCut(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: ","),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "*"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x20:
      true
    default: false
    }
  }
}
