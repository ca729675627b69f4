/// How many columns of a terminal a text takes, and where it may be broken.
///
/// Combining marks (decomposed Vietnamese) take none, wide East Asian characters and emoji two.
package enum DisplayWidth {
  /// The columns that a text takes.
  package static func of(_ text: some StringProtocol) -> Int {
    var width = 0
    for scalar in text.unicodeScalars { width += columns(of: scalar) }
    return width
  }

  /// The columns of one scalar.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0x300, 0x370..<0x483, 0x1E00..<0x2000: 1
    case 0..<0x20, 0x7F..<0xA0: 0
    case 0x300..<0x370, 0x200B...0x200F, 0x20D0..<0x2100, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF:
      0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: 0
      default: 1
      }
    }
  }

  /// Appends a text broken at blanks so that no line exceeds `width` columns.
  ///
  /// The first line goes on after `column` columns; further lines are indented by `indent`. A word
  /// that is longer than a line, such as a path, is left whole. Returns the column after the text.
  @discardableResult
  package static func append(
    _ text: String, to bytes: inout [UInt8], column: Int, indent: Int, width: Int
  ) -> Int {
    var column = column
    var isFirst = true
    for word in text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: true) {
      let columns = of(Substring(word))
      if !isFirst {
        if column + 1 + columns > width {
          bytes.append(UInt8(ascii: "\n"))
          bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
          column = indent
        } else {
          bytes.append(UInt8(ascii: " "))
          column += 1
        }
      }
      bytes.append(contentsOf: word)
      column += columns
      isFirst = false
    }
    return column
  }
}
