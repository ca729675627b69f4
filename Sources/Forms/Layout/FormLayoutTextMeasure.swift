import Foundation

/// How wide texts are in Times New Roman, and into how many lines a cell's width breaks them.
///
/// Row heights of wrapped and merged cells must be given: neither Excel nor LibreOffice finds them
/// when a workbook is opened. Widths are the advance widths of the typeface; accents add nothing.
struct TextMeasure {
  /// Points of one character of column width: Excel shows 7 pixels of 96 an inch at size 11.
  static let pointsPerCharacter = 5.25
  /// Points that a cell keeps free at its left and right together.
  static let padding = 6.0
  /// Points of one step of indent.
  static let indentStep = 10.0

  /// The size in points.
  var size: Double
  /// Whether the typeface is bold.
  var isBold = false

  /// The height of one line; Vietnamese capitals carry two marks and need the room.
  var lineHeight: Double { (size * 1.28).rounded(.up) }

  /// The height of a cell of so many lines.
  func height(lines: Int) -> Double { Double(max(1, lines)) * lineHeight + 3 }

  /// The width of a text in points.
  func width(_ text: some StringProtocol) -> Double {
    let units = text.decomposedStringWithCanonicalMapping.unicodeScalars.reduce(0) {
      $0 + advance($1)
    }
    return Double(units) * size / 1000
  }

  /// How many lines a text takes in a cell of so many characters' width, broken between words.
  ///
  /// The estimate is a little on the safe side: the two programs do not break alike.
  func lines(_ text: String, columnWidth: Double, indent: Int = 0) -> Int {
    let room = Self.room(columnWidth: columnWidth, indent: indent)
    return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
      $0 + lines(ofParagraph: $1, room: room)
    }
  }

  /// The column width in characters that shows the longest word of a text unbroken.
  func widthOfLongestWord(_ text: String) -> Double {
    let longest = text.split { $0 == " " || $0 == "\n" }.map { width($0) }.max() ?? 0
    return ((longest * 1.04 + Self.padding) / Self.pointsPerCharacter).rounded(.up)
  }

  private static func room(columnWidth: Double, indent: Int) -> Double {
    max(10, columnWidth * pointsPerCharacter - padding - Double(indent) * indentStep) / 1.04
  }

  private func lines(ofParagraph text: Substring, room: Double) -> Int {
    let space = width(" ")
    var lines = 1
    var used = 0.0
    for word in text.split(separator: " ") {
      var needed = width(word)
      if used > 0, used + space + needed > room {
        lines += 1
        used = 0
      }
      while needed > room {
        lines += 1
        needed -= room
      }
      used += (used > 0 ? space : 0) + needed
    }
    return lines
  }

  private func advance(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E:
      let table = isBold ? Self.bold : Self.regular
      return table[Int(scalar.value) - 0x20]
    case 0x300...0x36F: return 0
    case 0x110: return 722
    case 0x111: return isBold ? 556 : 500
    case 0x2026, 0x2030: return 1000
    case 0xA0: return 250
    default: return 560
    }
  }

  /// Advance widths of U+0020 to U+007E in thousandths of the size.
  private static let regular = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
  ]

  private static let bold = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
  ]
}
