import SheetModel
import VietnameseText

/// VIQR: the marks of a letter behind it in ASCII, as RFC 1456 has them; only read when asked for.
///
/// A backslash before a mark keeps it. Marks that do not fit the letter are punctuation.
enum VIQRText {
  /// Appends the text in UTF-8.
  static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ others: [Unicode.Scalar], to out: inout [UInt8]
  ) {
    var index = 0
    var other = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0 {
        UTF8Text.append(others[safely: other].value, to: &out)
        other += 1
        continue
      }
      if byte == UInt8(ascii: "\\"), index < bytes.count, isMark(bytes[index]) {
        out.append(bytes[index])
        index += 1
        continue
      }
      let isUpper = byte < 0x60
      if byte | 0x20 == UInt8(ascii: "d"), index < bytes.count, bytes[index] | 0x20 == byte | 0x20 {
        append(VietnameseLetters.stroked, isUpper, to: &out)
        index += 1
        continue
      }
      var code = byte < 0x80 ? VietnameseLetters.lowCodes[Int(byte)] : 0
      guard VietnameseLetters.vowelCodes.contains(Int(code)) else {
        UTF8Text.append(Windows1252.scalar(of: byte).value, to: &out)
        continue
      }
      if index < bytes.count, let shaped = shaped(code, bytes[index]) {
        code = shaped
        index += 1
      }
      if index < bytes.count, let tone = tone(bytes[index]) {
        code += tone
        index += 1
      }
      append(code, isUpper, to: &out)
    }
  }

  private static func append(_ code: UInt8, _ isUpper: Bool, to out: inout [UInt8]) {
    let letters = isUpper ? VietnameseLetters.upper : VietnameseLetters.lower
    UTF8Text.append(letters[Int(code)].value, to: &out)
  }

  private static func isMark(_ byte: UInt8) -> Bool { "(^+`?~'.\\dD".utf8.contains(byte) }

  private static func tone(_ byte: UInt8) -> UInt8? {
    LegacyCodes.viqrTones.firstIndex { $0.utf8.first == byte }.map { UInt8($0) }
  }

  /// The letter with a mark of shape, which may also be `*` for the horn.
  private static func shaped(_ code: UInt8, _ mark: UInt8) -> UInt8? {
    let mark = mark == UInt8(ascii: "*") ? UInt8(ascii: "+") : mark
    let shapes =
      switch Int(code - 1) / VietnameseLetters.tones {
      case 0: 1...2  // a: ă â
      case 3: 4...4  // e: ê
      case 6: 7...8  // o: ô ơ
      case 9: 10...10  // u: ư
      default: 0...0
      }
    return shapes.first { LegacyCodes.viqrShapes[$0].utf8.first == mark }
      .map { UInt8(1 + $0 * VietnameseLetters.tones) }
  }
}
