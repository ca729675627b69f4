/// Decodes and compares the names of entries.
enum ZipName {
  /// The text of a stored name: UTF-8 when the archive says so or it is ASCII, else code page 437
  /// (APPNOTE appendix D).
  static func decode(_ bytes: [UInt8], isUTF8: Bool) -> String {
    if isUTF8 || bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    for byte in bytes {
      if byte < 0x80 {
        text.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        text.unicodeScalars.append(upperHalf[Int(byte) - 0x80])
      }
    }
    return text
  }

  /// The form under which names are equal: part names ignore ASCII case (ECMA-376-2, 9.1.1.1).
  static func key(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "/"))
      default: bytes.append(byte)
      }
    }
    let start = bytes.firstIndex { $0 != UInt8(ascii: "/") } ?? bytes.count
    return String(decoding: bytes[start...], as: UTF8.self)
  }

  private static let upperHalf = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»"
      + "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
      + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
}
