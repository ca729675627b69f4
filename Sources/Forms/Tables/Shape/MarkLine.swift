import SheetModel
import VietnameseText

/// The line of column marks that Vietnamese tables have below their heads: `A`, `B`, `1`, `(2)`,
/// `3=1+2`.
///
/// A line of short texts and numbers may as well be figures. Where the marks are known they confirm
/// it; where they are not, its numbers must count up.
package enum MarkLine {
  /// Whether a line holds nothing but three or more marks, one of them known, or nothing but numbers.
  package static func isMarkLine(
    _ line: Int, of scan: SheetScan, known: [LabelKey]
  ) -> Bool {
    guard holdsMarks(line, of: scan, signs: .known) else { return false }
    let cells = scan.grid.lines[line].cells
    return cells.contains { cell in mark(in: cell, of: scan).map { known.contains($0) } ?? false }
      || cells.allSatisfy { scan.grid.cells[$0].kind == .number }
  }

  /// Whether a line holds nothing but three or more marks, and its numbers count up, or the two marks of a
  /// table of two columns.
  package static func isMarkLine(_ line: Int, of scan: SheetScan) -> Bool {
    isPair(line, of: scan)
      || (holdsMarks(line, of: scan, signs: .unknown) && isCounting(line, of: scan))
  }

  /// Whether a line is the marks of a table of two columns: `A` and `B`, `A` and `1`.
  private static func isPair(_ line: Int, of scan: SheetScan) -> Bool {
    let cells = scan.grid.lines[line].cells
    guard cells.count == 2, let first = cells.first, let last = cells.last else { return false }
    func bare(_ cell: Int) -> [UInt8] {
      scan.plainKey(cell)?.bytes.filter { !LabelPunctuation.isPunctuation($0) } ?? []
    }
    return bare(first) == [UInt8(ascii: "a")]
      && (bare(last) == [UInt8(ascii: "b")] || bare(last) == [UInt8(ascii: "1")])
  }

  /// Whether three or more cells of a line, and most of them, hold known marks; none is long.
  package static func isMostly(
    _ known: [LabelKey], _ line: Int, of scan: SheetScan
  ) -> Bool {
    let cells = scan.grid.lines[line].cells
    guard cells.allSatisfy({ scan.grid.cells[$0].text.count <= 4 }) else { return false }
    let marks = cells.count { cell in scan.plainKey(cell).map { known.contains($0) } ?? false }
    return marks >= 3 && marks * 2 > cells.count
  }

  /// The mark in a cell of text or number, without the sum behind it: `1` of `1=2+3`.
  package static func mark(in cell: Int, of scan: SheetScan) -> LabelKey? {
    scan.plainKey(cell).map { key in
      LabelKey(bytes: key.bytes.prefix { $0 != UInt8(ascii: "=") })
    }
  }

  /// Which texts may be marks.
  private enum Signs {
    /// One sign, or digits and any punctuation: known marks confirm the line.
    case known
    /// Two bytes, or a sum that is no figure.
    case unknown
  }

  private static func holdsMarks(_ line: Int, of scan: SheetScan, signs: Signs) -> Bool {
    let cells = scan.grid.lines[line].cells
    guard cells.count >= 3 else { return false }
    return cells.allSatisfy { cell in
      switch scan.grid.cells[cell].kind {
      case .number: return scan.grid.cells[cell].text.count <= 2
      case .text:
        guard let key = scan.key(cell), key.bytes.count <= 40 else { return false }
        switch signs {
        case .known:
          return key.bytes.count == 1
            || key.bytes.allSatisfy {
              isDigit($0) || $0 == 0x20 || LabelPunctuation.isPunctuation($0)
            }
        case .unknown:
          if key.bytes.count <= 2 { return !key.isEmpty }
          return key.bytes.allSatisfy { isDigit($0) || "=+-()/:x*".utf8.contains($0) }
            && !scan.isFigure(cell)
        }
      default: return false
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether the numbers of a line count up, as marks do and figures do not.
  private static func isCounting(_ line: Int, of scan: SheetScan) -> Bool {
    let numbers = scan.grid.lines[line].cells.compactMap { cell in
      Int(scan.grid.typed(cell).filter { $0 != "(" && $0 != ")" })
    }
    return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 &+ 1 }
  }
}
