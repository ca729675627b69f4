import Foundation
import SheetModel
import VietnameseText

/// Makes Unicode of texts in the old encodings, in NFC.
struct LegacyDecoder: Sendable {
  let tables: LetterTables
  /// The UTF-8 of the letters by number, the lower-case ones first: bytes, and their count on top.
  private let forms: [UInt32]

  init(_ tables: LetterTables) {
    self.tables = tables
    forms = (VietnameseLetters.lower + VietnameseLetters.upper).map { scalar in
      var bytes: UInt32 = 0
      for byte in Array(String(scalar).utf8).reversed() { bytes = bytes << 8 | UInt32(byte) }
      return bytes | UInt32(String(scalar).utf8.count) << 24
    }
  }

  /// Appends the text in UTF-8; what the encoding does not have stays as it is.
  ///
  /// - Parameter isCapitals: whether the font shows all letters as capitals.
  func append(
    _ units: borrowing TextUnits, as encoding: LegacyEncoding, isCapitals: Bool,
    to out: inout [UInt8]
  ) {
    let others = units.others
    units.bytes.withUnsafeBufferPointer { bytes in
      switch encoding {
      case .utf8: Self.appendMisread(bytes, others, to: &out)
      case .viqr: VIQRText.append(bytes, others, to: &out)
      case .tcvn3:
        var capitals = isCapitals ? TCVN3Capitals.all : TCVN3Capitals(bytes, tables)
        appendLetters(bytes, others, as: .tcvn3, capitals: &capitals, to: &out)
      case .vni, .windows1258, .unicode:
        var capitals = TCVN3Capitals.none
        appendLetters(bytes, others, as: encoding, capitals: &capitals, to: &out)
      }
    }
  }

  @inline(__always)
  private func appendLetters(
    _ bytes: UnsafeBufferPointer<UInt8>, _ others: [Unicode.Scalar], as encoding: LegacyEncoding,
    capitals: inout TCVN3Capitals, to out: inout [UInt8]
  ) {
    var index = 0
    var other = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0 {
        UTF8Text.append(others[safely: other].value, to: &out)
        other &+= 1
        index &+= 1
        continue
      }
      let glyph = tables.glyph(bytes, at: index, before: bytes.count, encoding)
      if glyph.code == 0 || glyph.code == Glyph.unused {
        UTF8Text.append(Windows1252.scalar(of: byte).value, to: &out)
      } else {
        let isUpper =
          encoding == .tcvn3
          ? capitals.isUpper(glyph.letterCase, at: index, bytes, tables)
          : glyph.letterCase == .upper
        append(glyph.code, isUpper: isUpper, to: &out)
      }
      index &+= glyph.count
    }
  }

  @inline(__always)
  private func append(_ code: UInt8, isUpper: Bool, to out: inout [UInt8]) {
    var form = forms[Int(code) &+ (isUpper ? VietnameseLetters.count : 0)]
    let count = form >> 24
    for _ in 0..<count {
      out.append(UInt8(truncatingIfNeeded: form))
      form >>= 8
    }
  }

  // MARK: UTF-8

  /// The bytes of a text that was UTF-8; nil where they are none, or all ASCII.
  static func misreadBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue: continue
      case .emptyInput: return Array(bytes)
      case .error: return nil
      }
    }
  }

  private static func appendMisread(
    _ bytes: UnsafeBufferPointer<UInt8>, _ others: [Unicode.Scalar], to out: inout [UInt8]
  ) {
    guard others.isEmpty, let text = misreadBytes(bytes) else {
      for byte in bytes { UTF8Text.append(Windows1252.scalar(of: byte).value, to: &out) }
      return
    }
    out.append(contentsOf: String(decoding: text, as: UTF8.self).precomposedUTF8)
  }
}

extension String {
  /// The UTF-8 of the text in NFC.
  var precomposedUTF8: [UInt8] { Array(precomposedStringWithCanonicalMapping.utf8) }
}

extension Array where Element == Unicode.Scalar {
  subscript(safely index: Int) -> Unicode.Scalar {
    indices.contains(index) ? self[index] : "\u{FFFD}"
  }
}

/// Which letters of a text in TCVN3 are capitals where its codes do not say.
///
/// A word whose letters of sure case are capitals, with one beyond the first, is in capitals. One
/// that does not tell goes with the others of the text: capitals where none of them is small.
struct TCVN3Capitals {
  static let all = TCVN3Capitals(fixed: true)
  static let none = TCVN3Capitals(fixed: false)

  private enum Kind { case small, capital, untold }

  private let fixed: Bool?
  private var isUntoldUpper = false
  private var wordEnd = 0
  private var wordIsUpper = false

  private init(fixed: Bool) { self.fixed = fixed }

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ tables: LetterTables) {
    fixed = nil
    var hasCapital = false
    var hasSmall = false
    WordReader.eachAnyWord(bytes) { range in
      switch Self.kind(bytes, range, tables) {
      case .small: hasSmall = true
      case .capital: hasCapital = true
      case .untold: break
      }
    }
    isUntoldUpper = hasCapital && !hasSmall
  }

  private static func kind(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tables: LetterTables
  ) -> Kind {
    var index = range.lowerBound
    var capitals = 0
    var hasShaped = false
    while index < range.upperBound {
      let byte = bytes[index]
      let glyph = tables.glyph(bytes, at: index, before: range.upperBound, .tcvn3)
      if glyph.letterCase == .lower { return .small }
      if glyph.letterCase == .upper { capitals += index > range.lowerBound ? 2 : 1 }
      // The codes of ă â ê ô ơ ư đ have capitals of their own, so they are small if nothing tells.
      if 0xA8...0xAE ~= byte { hasShaped = true }
      index += glyph.count
    }
    return capitals > 1 ? .capital : hasShaped ? .small : .untold
  }

  @inline(__always)
  mutating func isUpper(
    _ letterCase: Glyph.Case, at index: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    _ tables: LetterTables
  ) -> Bool {
    if let fixed { return fixed || letterCase == .upper }
    if letterCase != .open { return letterCase == .upper }
    if index >= wordEnd {
      var (start, end) = (index, index)
      while start > 0, WordReader.isWordByte(bytes[start - 1]) { start -= 1 }
      while end < bytes.count, WordReader.isWordByte(bytes[end]) { end += 1 }
      wordEnd = end
      let kind = Self.kind(bytes, start..<end, tables)
      wordIsUpper = kind == .capital || (kind == .untold && isUntoldUpper)
    }
    return wordIsUpper
  }
}
