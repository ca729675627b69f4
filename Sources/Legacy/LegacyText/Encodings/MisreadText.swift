import Foundation
import SheetModel
import VietnameseText

/// UTF-8 that was read as windows-1252, windows-1258 or GBK, once or several times over.
enum MisreadText {
  /// How often a text is undone at most.
  private static let mostLayers = 4

  /// What the characters of a misread text were.
  struct Undone {
    /// The text, in NFC.
    var text: [Unicode.Scalar]
    /// How many characters of it took two bytes in UTF-8, and how many took more.
    var pairs: Int
    var triples: Int
  }

  /// The length of the sequence of UTF-8 at an index of bytes of windows-1252; 0 for none.
  ///
  /// `others` are the characters behind the zeros, the one of the first zero from `index` on being
  /// at `other`: windows-1258 has Ă where windows-1252 has Ã.
  @inline(__always)
  static func sequence(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ others: [Unicode.Scalar], _ other: Int
  ) -> Int {
    var lead = bytes[index]
    if lead == 0 {
      guard others.indices.contains(other), others[other] == "Ă" else { return 0 }
      lead = 0xC3
    }
    let length: Int
    switch lead {
    case 0xC2...0xC6, 0xCC, 0xCD: length = 2
    case 0xE1, 0xE2: length = 3
    default: return 0
    }
    guard index &+ length <= bytes.count else { return 0 }
    for place in 1..<length where bytes[index &+ place] & 0xC0 != 0x80 { return 0 }
    // Of E1 only the letters of Vietnamese, of E2 punctuation and signs.
    if lead == 0xE1, bytes[index &+ 1] != 0xBA, bytes[index &+ 1] != 0xBB { return 0 }
    if lead == 0xE2, bytes[index &+ 1] > 0x84 { return 0 }
    return length
  }

  /// What a token was before it was misread; nil where it is no UTF-8.
  static func undone(_ token: ArraySlice<Unicode.Scalar>) -> Undone? {
    var text = Array(token)
    var (pairs, triples) = (0, 0)
    for layer in 0..<mostLayers {
      guard let next = onceUndone(text) else {
        if layer == 0 { return nil }
        break
      }
      pairs = max(pairs, next.pairs)
      triples = max(triples, next.triples)
      text = next.text
      if !text.contains(where: { $0.value >= 0x80 }) { break }
    }
    let composed = String(String.UnicodeScalarView(text)).precomposedStringWithCanonicalMapping
    return Undone(text: Array(composed.unicodeScalars), pairs: pairs, triples: triples)
  }

  private static func onceUndone(_ text: [Unicode.Scalar]) -> Undone? {
    let isGBK = text.contains { $0.value >= 0x4E00 }
    var bytes: [UInt8] = []
    for scalar in text {
      if scalar.value < 0x80 {
        bytes.append(UInt8(scalar.value))
      } else if isGBK {
        guard let pair = GBKCodes.bytes(of: scalar) else { return nil }
        bytes += [UInt8(pair >> 8), UInt8(pair & 0xFF)]
      } else if scalar == "Ă" {
        bytes.append(0xC3)
      } else {
        guard let byte = Windows1252.byte(of: scalar) else { return nil }
        bytes.append(byte)
      }
    }
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    var scalars: [Unicode.Scalar] = []
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): scalars.append(scalar)
      case .emptyInput:
        return Undone(
          text: scalars, pairs: scalars.count { 0x80...0x7FF ~= $0.value },
          triples: scalars.count { $0.value > 0x7FF })
      case .error: return nil
      }
    }
  }

  /// Whether a token has the beginning of a letter of UTF-8 whose end was lost: áº or á», or what
  /// GBK has for those.
  static func isDamaged(_ token: ArraySlice<Unicode.Scalar>) -> Bool {
    var before: Unicode.Scalar = "\0"
    for scalar in token {
      if before == "á", scalar == "º" || scalar == "»" { return true }
      if scalar.value >= 0x4E00, before.value < 0x80, before != "\0", GBKCodes.isLead(scalar) {
        return true
      }
      before = scalar
    }
    return false
  }
}
