import SheetModel

/// What a look at the bytes of a text tells of its encoding.
struct TextScan {
  /// Whether all is ASCII: the same in every encoding but VIQR.
  var isASCII = true
  /// Whether a letter or mark is there that no reading of eight-bit text as windows-1252 gives.
  var isProven = false
  /// Whether the text may not be in NFC.
  var mayDecompose = false
  /// Whether a character is there that old encodings share with Unicode: U+00A1 to U+00FF.
  var hasLatin = false
  /// Whether one of those is no letter of Vietnamese.
  var hasForeign = false
  /// Whether a character of Chinese is there, as UTF-8 gives where it is read as GBK.
  var hasHan = false
  /// Whether ơ stands before letters that only ươ stands before: đợc, nớc.
  var hasLostHorn = false
  /// Whether ò, ó or ô is there, in either case.
  var hasRoundVowel = false

  /// Whether the text may have words of old encodings in it.
  var mayBeOld: Bool { hasLatin || hasHan }
  /// Whether the text is in NFC, and nothing in it looks like what bad conversions leave.
  var isWell: Bool { !mayDecompose && !hasForeign && !hasHan && !hasRoundVowel && !hasLostHorn }

  /// Looks at valid UTF-8.
  init(_ raw: UnsafeRawBufferPointer) {
    var index = Self.asciiPrefix(raw)
    if index == raw.count { return }
    isASCII = false
    while index < raw.count {
      let lead = raw[index]
      if lead < 0x80 {
        index &+= 1
        continue
      }
      let next = index &+ 1 < raw.count ? raw[index &+ 1] : 0
      switch lead {
      case 0xC2:
        if next > 0xA0 {
          hasLatin = true
          hasForeign = true
        }
      case 0xC3:
        hasLatin = true
        if Self.isForeign(next) { hasForeign = true }
        if next & 0xDF >= 0x92, next & 0xDF <= 0x94 { hasRoundVowel = true }
        // â€: the bytes of … “ ” – ’, which stand for a figure that was not collected and the like.
        if next == 0xA2, Self.hasEuro(raw, at: index &+ 2) { hasForeign = true }
      case 0xC4: if next >= 0x82 { isProven = true }
      case 0xC5: if !Self.isWindows(0xC5, next) { isProven = true }
      case 0xC6:
        if next <= 0xB0, !Self.isWindows(0xC6, next) { isProven = true }
        if next | 1 == 0xA1, Self.endsImpossibly(raw, at: index &+ 2, since: index) {
          hasLostHorn = true
        }
      case 0xCC, 0xCD:
        mayDecompose = true
        if lead == 0xCC || next < 0xB0 { isProven = true }
      case 0xE1:
        let third = index &+ 2 < raw.count ? raw[index &+ 2] : 0
        if next == 0xBB ? third <= 0xB9 : next == 0xBA && third >= 0xA0 {
          isProven = true
          // Ớ ớ Ờ ờ Ở ở Ỡ ỡ Ợ ợ
          if next == 0xBB, third >= 0x9A, third <= 0xA3,
            Self.endsImpossibly(raw, at: index &+ 3, since: index)
          {
            hasLostHorn = true
          }
        } else {
          mayDecompose = true
        }
      case 0xE2:
        // Of the punctuation and symbols, two blanks, some signs of letters and angles decompose.
        let third = index &+ 2 < raw.count ? raw[index &+ 2] : 0
        if next == 0x80 ? third < 0x82 : next == 0x84 || next == 0x8C { mayDecompose = true }
      case 0xC7...0xCB: break
      case 0xE4...0xE9:
        mayDecompose = true
        hasHan = true
      default: mayDecompose = true
      }
      index &+= lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }
  }

  /// Whether the letter of a byte behind C3 is none of Vietnamese: all but À Á Â Ã È É Ê Ì Í Ò Ó Ô Õ
  /// Ù Ú Ý and their small ones.
  @inline(__always)
  private static func isForeign(_ next: UInt8) -> Bool {
    let letters: UInt32 = 0b0010_0110_0011_1100_0011_0111_0000_1111
    return letters >> UInt32(next & 0x1F) & 1 == 0
  }

  /// Whether two bytes are a letter of windows-1252 beyond Latin-1: Œ œ Š š Ÿ Ž ž ƒ.
  private static func isWindows(_ lead: UInt8, _ next: UInt8) -> Bool {
    switch (lead, next) {
    case (0xC5, 0x92), (0xC5, 0x93), (0xC5, 0xA0), (0xC5, 0xA1), (0xC5, 0xB8), (0xC5, 0xBD),
      (0xC5, 0xBE), (0xC6, 0x92):
      true
    default: false
    }
  }

  /// Whether what follows ơ can only follow ươ: c, u and ng; `since` is where the letter begins.
  private static func endsImpossibly(
    _ raw: UnsafeRawBufferPointer, at index: Int, since start: Int
  ) -> Bool {
    guard index < raw.count else { return false }
    let next = raw[index] | 0x20
    let isNG =
      next == UInt8(ascii: "n") && index &+ 1 < raw.count
      && raw[index &+ 1] | 0x20 == UInt8(ascii: "g")
    guard isNG || next == UInt8(ascii: "c") || next == UInt8(ascii: "u") else { return false }
    // Behind ư or Ư all is well.
    return start < 2 || raw[start - 2] != 0xC6 || raw[start - 1] | 0x1F != 0xBF
  }

  /// Whether € stands at an index.
  private static func hasEuro(_ raw: UnsafeRawBufferPointer, at index: Int) -> Bool {
    guard index &+ 2 < raw.count else { return false }
    return raw[index] == 0xE2 && raw[index &+ 1] == 0x82 && raw[index &+ 2] == 0xAC
  }

  /// The number of ASCII bytes at the beginning.
  @inline(__always)
  private static func asciiPrefix(_ raw: UnsafeRawBufferPointer) -> Int {
    var index = 0
    while index &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { break }
      index &+= 8
    }
    while index < raw.count, raw[index] < 0x80 { index &+= 1 }
    return index
  }
}

/// A text as the bytes of windows-1252, from which the old encodings are read.
struct TextUnits {
  /// The bytes; 0 for a character that windows-1252 lacks.
  private(set) var bytes: [UInt8] = []
  /// The characters behind the zeros, in order.
  private(set) var others: [Unicode.Scalar] = []

  /// Takes the text of valid UTF-8, using the storage again.
  mutating func set(_ raw: UnsafeRawBufferPointer) {
    bytes.removeAll(keepingCapacity: true)
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
    var index = 0
    while index < raw.count {
      let lead = raw[index]
      if lead < 0x80 {
        bytes.append(lead)
        if lead == 0 { others.append("\0") }
        index &+= 1
        continue
      }
      let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      var value = UInt32(lead) & (lead < 0xE0 ? 0x1F : lead < 0xF0 ? 0x0F : 0x07)
      for offset in 1..<count {
        let byte = index &+ offset < raw.count ? raw[index &+ offset] : 0x80
        value = value << 6 | UInt32(byte & 0x3F)
      }
      index &+= count
      if value < 0x100 {
        bytes.append(UInt8(truncatingIfNeeded: value))
      } else {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        if let byte = Windows1252.byte(of: scalar) {
          bytes.append(byte)
        } else {
          bytes.append(0)
          others.append(scalar)
        }
      }
    }
  }

  /// The stretches of the text, their ends in units instead of bytes.
  func stretches(_ stretches: [FontStretch]) -> [FontStretch] {
    guard stretches.count > 1 else {
      return stretches.map { FontStretch(end: bytes.count, font: $0.font) }
    }
    var ends = stretches
    var (place, other, unit) = (0, 0, 0)
    for index in stretches.indices {
      while unit < bytes.count, place < stretches[index].end {
        let byte = bytes[unit]
        place += UTF8.width(byte == 0 ? others[safely: other] : Windows1252.scalar(of: byte))
        if byte == 0 { other += 1 }
        unit += 1
      }
      ends[index].end = unit
    }
    if let last = ends.indices.last { ends[last].end = bytes.count }
    return ends
  }
}
