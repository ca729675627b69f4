import Foundation
import LegacyText
import SheetModel
import VietnameseText

/// Puts Unicode into the old encodings, for samples and tests: what the decoders are held against.
package enum LegacyEncoder {
  /// What becomes of capitals that TCVN3 has no code for: all with a tone.
  package enum Capitals: Sendable {
    /// The lower-case code, as it is typed; only a font that ends in H shows a capital.
    case lowerCode
    /// The bare capital with the lower-case code behind it, as some converters write it.
    case twoCharacters
  }

  /// The text as it appears when its bytes are read as windows-1252.
  ///
  /// What the encoding lacks stays as it is. Unicode gives NFC.
  package static func encode(
    _ text: String, as encoding: LegacyEncoding, capitals: Capitals = .lowerCode
  ) -> String {
    let composed = text.precomposedStringWithCanonicalMapping
    var output = String.UnicodeScalarView()
    switch encoding {
    case .unicode: return composed
    case .utf8: output.append(contentsOf: composed.utf8.lazy.map { Windows1252.scalar(of: $0) })
    case .tcvn3, .vni, .viqr, .windows1258:
      for scalar in composed.unicodeScalars {
        append(scalar, as: encoding, capitals, to: &output)
      }
    }
    return String(output)
  }

  /// The bytes of a file in the encoding, a question mark for what it lacks.
  ///
  /// Unicode gives UTF-8.
  package static func bytes(
    of text: String, as encoding: LegacyEncoding, capitals: Capitals = .lowerCode
  ) -> [UInt8] {
    switch encoding {
    case .unicode, .utf8: Array(text.precomposedStringWithCanonicalMapping.utf8)
    case .tcvn3, .vni, .viqr, .windows1258:
      encode(text, as: encoding, capitals: capitals).unicodeScalars.map {
        Windows1252.byte(of: $0) ?? UInt8(ascii: "?")
      }
    }
  }

  /// The text in TCVN3 with the fonts that show its capitals: runs of `.VnTimeH` for capitals that
  /// have a tone, in a cell whose style is in `.VnTime`.
  package static func tcvn3Runs(of text: String) -> (text: String, runs: [TextRun]) {
    var output = ""
    var runs: [TextRun] = []
    var isCapital = false
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      let code = VietnameseLetters.code(of: scalar)
      let needsFont =
        VietnameseLetters.tone(code) > 0 && scalar == VietnameseLetters.upper[Int(code)]
      if needsFont != isCapital {
        isCapital = needsFont
        runs.append(TextRun(start: output.utf8.count, font: needsFont ? ".VnTimeH" : ".VnTime"))
      }
      output += encode(String(scalar), as: .tcvn3)
    }
    return (output, runs)
  }

  private static func append(
    _ scalar: Unicode.Scalar, as encoding: LegacyEncoding, _ capitals: Capitals,
    to output: inout String.UnicodeScalarView
  ) {
    let code = VietnameseLetters.code(of: scalar)
    guard code > 0, scalar.value >= 0x80 else { return output.append(scalar) }
    let isUpper = scalar == VietnameseLetters.upper[Int(code)]
    switch encoding {
    case .tcvn3:
      if isUpper, let index = LegacyCodes.tcvn3Capitals.firstIndex(of: scalar) {
        return output.append(Unicode.Scalar(0xA1 + UInt8(index)))
      }
      if isUpper, capitals == .twoCharacters {
        let bare = VietnameseLetters.upper[Int(VietnameseLetters.toneless(code))]
        append(bare, as: .tcvn3, capitals, to: &output)
      }
      output.append(Unicode.Scalar(LegacyCodes.tcvn3[Int(code)]))
    case .vni:
      for byte in LegacyCodes.vni[Int(code)] {
        output.append(Unicode.Scalar(isUpper ? byte - 0x20 : byte))
      }
    case .windows1258: append1258(code, isUpper: isUpper, scalar, to: &output)
    case .viqr: output.append(contentsOf: viqr(code, isUpper: isUpper).unicodeScalars)
    case .unicode, .utf8: output.append(scalar)
    }
  }

  /// The letters with a tone that windows-1258 has in one byte, that of windows-1252.
  private static let windows1258Whole = Set("àáèéíóùúÀÁÈÉÍÓÙÚ".unicodeScalars)

  /// The shape in one byte, its tone in another; where the page has the whole letter, that.
  private static func append1258(
    _ code: UInt8, isUpper: Bool, _ scalar: Unicode.Scalar,
    to output: inout String.UnicodeScalarView
  ) {
    if windows1258Whole.contains(scalar) { return output.append(scalar) }
    let toneless = VietnameseLetters.toneless(code)
    let bare = (isUpper ? VietnameseLetters.upper : VietnameseLetters.lower)[Int(toneless)]
    let own = LegacyCodes.windows1258Letters.first { $0.letter == bare }?.byte
    output.append(own.map { Unicode.Scalar($0) } ?? bare)
    let tone = LegacyCodes.windows1258Tones[Int(VietnameseLetters.tone(code))]
    if tone != 0 { output.append(Unicode.Scalar(tone)) }
  }

  private static func viqr(_ code: UInt8, isUpper: Bool) -> String {
    if code == VietnameseLetters.stroked { return isUpper ? "DD" : "dd" }
    let shape = Int(code - 1) / VietnameseLetters.tones
    let base = VietnameseLetters.plain(code)
    let letter = String(Unicode.Scalar(isUpper ? base - 0x20 : base))
    let tone = LegacyCodes.viqrTones[Int(VietnameseLetters.tone(code))]
    return letter + LegacyCodes.viqrShapes[shape] + tone
  }
}
