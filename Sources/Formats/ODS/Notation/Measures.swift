import SheetModel
import XML

/// Lengths and colours as OpenDocument writes them.
extension UnsafeRawBufferPointer {
  /// A length such as `2.26cm`, in points; nil for percentages and anything else.
  ///
  /// ODF 1.3 part 3, 18.3.18.
  var points: Double? {
    var digits = 0
    while digits < count {
      let byte = self[digits]
      guard (byte >= 0x30 && byte <= 0x39) || byte == 0x2E || byte == 0x2D else { break }
      digits += 1
    }
    guard let number = NumberText.parse(UnsafeRawBufferPointer(rebasing: self[0..<digits]))
    else { return nil }
    let unit = UnsafeRawBufferPointer(rebasing: self[digits...])
    if unit.equals("pt") { return number }
    if unit.equals("cm") { return number * 72 / 2.54 }
    if unit.equals("mm") { return number * 72 / 25.4 }
    if unit.equals("in") || unit.equals("inch") { return number * 72 }
    if unit.equals("px") { return number * 0.75 }
    return unit.equals("pc") ? number * 12 : nil
  }

  /// A colour such as `#1f4e79`; nil for `transparent` and anything else.
  var color: Color? {
    guard count == 7, self[0] == UInt8(ascii: "#") else { return nil }
    var rgb: UInt32 = 0
    for byte in self.dropFirst() {
      switch byte {
      case 0x30...0x39: rgb = rgb << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: rgb = rgb << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: rgb = rgb << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return Color(rgb: rgb)
  }
}

/// Column widths between points and characters of the default font.
enum ColumnMeasure {
  /// A character of the default font is 7 pixels wide at 96 to the inch, as in Excel.
  static let pointsPerCharacter = 7.0 * 0.75

  /// The width in characters, to a hundredth.
  static func characters(points: Double) -> Double {
    (points / pointsPerCharacter * 100).rounded() / 100
  }

  /// The width in points.
  static func points(characters: Double) -> Double { characters * pointsPerCharacter }
}
