/// Signs that pass for Latin letters, digits and signs, and what people read in them.
///
/// They come from keyboards of other languages, from CP1258 taken for Latin-1 (`Ð` for `Đ`), from
/// East Asian input (full width), from copied PDF pages (small capitals, mathematical letters) and
/// from lists (`Ⅳ`). What may be part of a number or a footnote (superscripts, circled digits) is no
/// look-alike. Shapes are those of Unicode's confusables (UTS #39), as far as a Vietnamese text is
/// the same to the eye.
package enum LookAlikes {
  /// The letters that are written like Đ and đ: Latin eth, the African d and the small-capital eth.
  static let stroked: [UInt32] = [0xD0, 0xF0, 0x189, 0x256, 0x1D06]

  /// What a scalar is read as, in small letters and precomposed; nil for one that is read as itself.
  package static func read(_ scalar: UInt32) -> [UInt32]? {
    switch scalar {
    case ..<0xD0: nil
    case 0xFF01...0xFF5E: [small(scalar - 0xFEE0)]
    case 0x1D400...0x1D6A3: [0x61 + (scalar - 0x1D400) % 26]
    case 0x1D6A8...0x1D7CB: greek((scalar - 0x1D6A8) % 58).flatMap { table[$0] }
    case 0x1D7CE...0x1D7FF: [0x30 + (scalar - 0x1D7CE) % 10]
    default: table[scalar]
    }
  }

  /// What a scalar is read as in its own case, for a text that is put in order.
  package static func letters(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    guard scalar.value >= 0xD0, let read = read(scalar.value) else { return nil }
    let isCapital =
      scalar.properties.isUppercase || (0xFF21...0xFF3A).contains(scalar.value)
      || (0x2160...0x216F).contains(scalar.value)
    return read.compactMap { value in
      guard let letter = Unicode.Scalar(value) else { return nil }
      return isCapital ? letter.properties.uppercaseMapping.unicodeScalars.first : letter
    }
  }

  private static func small(_ scalar: UInt32) -> UInt32 {
    (0x41...0x5A).contains(scalar) ? scalar + 0x20 : scalar
  }

  /// The Greek letter at a place of an alphabet of mathematical ones: 25 capitals, nabla, 25 small.
  private static func greek(_ place: UInt32) -> UInt32? {
    switch place {
    case 17, 25, 51...: nil
    case 0...24: 0x391 + place
    default: 0x3B1 + place - 26
    }
  }

  private static let table: [UInt32: [UInt32]] = {
    var table: [UInt32: [UInt32]] = [:]
    for (text, scalars) in letters {
      for scalar in scalars { table[scalar] = text.unicodeScalars.map(\.value) }
    }
    for scalar in stroked { table[scalar] = [0x111] }
    let numerals = [
      "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "l", "c", "d", "m",
    ]
    for (offset, numeral) in numerals.enumerated() {
      for first in [0x2160, 0x2170] as [UInt32] {
        table[first + UInt32(offset)] = numeral.unicodeScalars.map(\.value)
      }
    }
    return table
  }()

  /// Cyrillic, Greek, small capitals, letters of symbols, by what they are read as.
  private static let letters: [(String, [UInt32])] = [
    ("a", [0x410, 0x430, 0x391, 0x3B1, 0x1D00, 0x251]),
    ("b", [0x412, 0x432, 0x42C, 0x44C, 0x392, 0x299, 0x212C]),
    ("c", [0x421, 0x441, 0x3F9, 0x3F2, 0x1D04, 0x2102, 0x212D]),
    ("d", [0x500, 0x501, 0x1D05, 0x2145, 0x2146]),
    ("e", [0x415, 0x435, 0x395, 0x1D07, 0x212F, 0x2130, 0x2147]), ("f", [0xA730, 0x2131]),
    ("g", [0x262, 0x261, 0x210A]),
    ("h", [0x41D, 0x43D, 0x4BB, 0x397, 0x29C, 0x210B, 0x210C, 0x210D, 0x210E]),
    ("i", [0x406, 0x456, 0x4C0, 0x399, 0x3B9, 0x131, 0x26A, 0x2110, 0x2111, 0x2148, 0x1D6A4]),
    ("j", [0x408, 0x458, 0x37F, 0x3F3, 0x1D0A, 0x2149, 0x1D6A5]),
    ("k", [0x41A, 0x43A, 0x39A, 0x3BA, 0x1D0B, 0x212A]),
    ("l", [0x4CF, 0x29F, 0x2112, 0x2113]), ("m", [0x41C, 0x43C, 0x39C, 0x1D0D, 0x2133]),
    ("n", [0x39D, 0x274, 0x2115]), ("o", [0x41E, 0x43E, 0x39F, 0x3BF, 0x1D0F, 0x2134]),
    ("p", [0x420, 0x440, 0x3A1, 0x3C1, 0x1D18, 0x2119]), ("q", [0x51A, 0x51B, 0x211A]),
    ("r", [0x280, 0x211B, 0x211C, 0x211D]), ("s", [0x405, 0x455, 0xA731]),
    ("t", [0x422, 0x442, 0x3A4, 0x1D1B]), ("u", [0x3C5, 0x1D1C]),
    ("v", [0x474, 0x475, 0x3BD, 0x1D20]), ("w", [0x51C, 0x51D, 0x1D21]),
    ("x", [0x425, 0x445, 0x3A7, 0x3C7]), ("y", [0x4AE, 0x4AF, 0x423, 0x443, 0x3A5, 0x28F]),
    ("z", [0x396, 0x1D22, 0x2124, 0x2128]), ("á", [0x386, 0x3AC, 0x1F71]), ("à", [0x1F70]),
    ("ã", [0x1FB6]), ("ă", [0x4D0, 0x4D1]), ("é", [0x388]), ("è", [0x400, 0x450]),
    ("í", [0x38A, 0x3AF, 0x1F77]), ("ì", [0x1F76]), ("ĩ", [0x1FD6]),
    ("ó", [0x38C, 0x3CC, 0x1F79]), ("ò", [0x1F78]), ("ú", [0x3CD, 0x1F7B]), ("ù", [0x1F7A]),
    ("ũ", [0x1FE6]), ("ý", [0x38E]), ("/", [0x2044, 0x2215]),
  ]
}
