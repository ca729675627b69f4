import SheetModel
import VietnameseText

/// The block above a table: who reports, for which period, on which form.
package struct TitleLines {
  /// A text of the block; several may share a cell, one a line.
  package struct Statement {
    /// The text as it stands.
    package var text: String
    /// Its key.
    package var key: LabelKey
    /// The index of its cell in the grid.
    package var cell: Int
    /// The index of its line.
    package var line: Int

    /// A statement from its parts.
    package init(text: String, key: LabelKey, cell: Int, line: Int) {
      self.text = text
      self.key = key
      self.cell = cell
      self.line = line
    }
  }

  /// How cells are parted into statements.
  package enum Parting {
    /// Cells with a line feed, however long, line by line; other cells are one statement.
    case atLineFeeds
    /// Every cell of at most 2,000 bytes at any kind of newline, but a label that asks for the number
    /// beside it is one statement with that.
    case joiningNumbers
  }

  /// The statements, top down.
  package private(set) var statements: [Statement] = []

  private let scan: SheetScan

  /// No block has more filled lines.
  private static let tallest = 60

  /// The block above a line of a sheet, from a line on.
  package init(above top: Int, from first: Int = 0, of scan: SheetScan, parting: Parting) {
    self.scan = scan
    for (cell, line) in Self.texts(above: top, from: first, of: scan) {
      let text = scan.grid.typed(cell)
      switch parting {
      case .atLineFeeds where text.utf8.contains(0x0A): part(text, cell, line)
      case .atLineFeeds:
        if let key = scan.key(cell) { add(text, key, cell, line) }
      case .joiningNumbers:
        guard text.utf8.count <= 2000 else { continue }
        let next = cell + 1
        if next < scan.grid.lines[line].cells.upperBound, scan.grid.cells[next].kind == .number,
          scan.isAskedFor(next, inLine: line)
        {
          let joined = "\(text) \(scan.grid.typed(next))"
          add(joined, LabelKey(joined), cell, line)
        } else {
          part(text, cell, line)
        }
      }
    }
  }

  private mutating func part(_ text: String, _ cell: Int, _ line: Int) {
    for part in text.split(whereSeparator: \.isNewline) {
      add(String(part), LabelKey(part), cell, line)
    }
  }

  private mutating func add(_ text: String, _ key: LabelKey, _ cell: Int, _ line: Int) {
    statements.append(Statement(text: text, key: key, cell: cell, line: line))
  }

  /// The text cells above a line, from another on, top down, with their lines.
  package static func texts(
    above top: Int, from first: Int = 0, of scan: SheetScan
  ) -> [(cell: Int, line: Int)] {
    // Of a block within a sheet the last lines are the title's, of its first block the first ones.
    let end = first > 0 ? max(first, top) : min(max(0, top), tallest)
    return (max(first, first > 0 ? end - tallest : 0)..<end).flatMap { line in
      scan.grid.lines[line].cells.lazy.filter { scan.grid.cells[$0].kind == .text }
        .map { (cell: $0, line: line) }
    }
  }

  /// What stands behind the label of a statement: in its own cell, else in the next cell, else in the
  /// cell below; with its address where that is another cell.
  package func value(
    of statement: Statement, behind label: LabelKey
  ) -> (text: String, address: CellAddress?)? {
    if statement.key.bytes.count > label.bytes.count {
      let text = statement.text
      let own =
        text.firstIndex(of: ":").map { text[text.index(after: $0)...] }
        ?? Self.words(of: text, behind: label)
      let value = UTF8Text.trimmed(String(own))
      return LabelKey(value).isEmpty ? nil : (value, nil)
    }
    let (grid, line) = (scan.grid, statement.line)
    let next = statement.cell + 1
    if next < grid.lines[line].cells.upperBound, isValue(next) {
      return (grid.typed(next), scan.address(next, inLine: line))
    }
    let column = grid.cells[statement.cell].column
    guard line + 1 < grid.lines.count,
      let below = grid.cell(inLine: line + 1, column: column), isValue(below)
    else { return nil }
    return (grid.typed(below), scan.address(below, inLine: line + 1))
  }

  /// Whether a cell can be the value of a label: not a label itself, and not dots to be filled.
  private func isValue(_ cell: Int) -> Bool {
    guard let key = scan.key(cell) else { return scan.grid.cells[cell].kind == .number }
    return !key.isEmpty && !FormFurniture.isStatement(key)
  }

  /// The words of a text behind as many words as a label has.
  private static func words(of text: String, behind label: LabelKey) -> Substring {
    let count = label.bytes.count { $0 == 0x20 } + 1
    let words = text.split(maxSplits: count, whereSeparator: \.isWhitespace)
    return words.count > count ? words[count] : ""
  }
}
