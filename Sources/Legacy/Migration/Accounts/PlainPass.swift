import Foundation
import Indicators
import SheetModel
import VietnameseText
import WorkbookIO

/// Counts and adds up a file's cells by address, knowing nothing of encodings, labels or mappings.
///
/// The second witness of a migration: it opens the file anew, reads the cells as they are stored,
/// and takes numbers apart by code of its own, so that what the reading of forms has lost or
/// invented shows as a difference.
package struct PlainPass {
  /// Cells that a mapping takes for the figures of one total.
  package struct Region {
    package var sheet: Int
    package var column: Int
    package var rows: [Range<Int>]
    package var key: TotalKey
    /// By what the cells' numbers are multiplied.
    package var factor: ExactDecimal

    package init(
      sheet: Int, column: Int, rows: [Range<Int>], key: TotalKey,
      factor: ExactDecimal = ExactDecimal(1)
    ) {
      self.sheet = sheet
      self.column = column
      self.rows = rows
      self.key = key
      self.factor = factor
    }
  }

  /// A register's sheet, whose rows with a name and a day are counted.
  package struct Register {
    package var sheet: Int
    package var rows: Range<Int>
    package var name: Int
    /// The columns that the day may stand in.
    package var dates: Set<Int>

    package init(sheet: Int, rows: Range<Int>, name: Int, dates: Set<Int>) {
      self.sheet = sheet
      self.rows = rows
      self.name = name
      self.dates = dates
    }
  }

  /// The filled cells of each sheet.
  package private(set) var filled: [Int] = []
  /// The sums of the regions.
  package private(set) var sums: [TotalKey: ExactDecimal] = [:]
  /// The rows of registers with a name and a day, by sheet.
  package private(set) var records: [Int: Int] = [:]

  /// Reads all sheets of a workbook.
  /// - Throws: what reading throws.
  package init(
    _ workbook: any WorkbookReader, regions: [Region], registers: [Register] = []
  ) throws(WorkbookError) {
    var options = RowOptions()
    options.includesFormulaTexts = false
    for sheet in workbook.sheets.indices {
      let own = Self.parts(of: regions.filter { $0.sheet == sheet })
      let register = registers.first { $0.sheet == sheet }
      var count = 0
      var row = Row()
      let cursor = try workbook.rows(ofSheet: sheet, options: options)
      while try cursor.next(into: &row) {
        var hasName = false
        var hasDay = false
        for cell in row.cells where Self.isFilled(cell, in: row) {
          count += 1
          if let register, register.rows.contains(row.index) {
            if cell.column == register.name { hasName = true }
            if register.dates.contains(cell.column) {
              hasDay = hasDay || Self.holdsDay(cell, in: row)
            }
          }
          if let parts = own[cell.column] { add(cell, of: row, in: parts) }
        }
        if hasName, hasDay { records[sheet, default: 0] += 1 }
      }
      filled.append(count)
    }
  }

  /// Rows of a column that belong to one total.
  private struct Part {
    var rows: Range<Int>
    var key: TotalKey
    var factor: ExactDecimal
  }

  /// The rows of regions by column, from the top.
  private static func parts(of regions: [Region]) -> [Int: [Part]] {
    var parts: [Int: [Part]] = [:]
    for region in regions {
      parts[region.column, default: []] += region.rows.map {
        Part(rows: $0, key: region.key, factor: region.factor)
      }
    }
    return parts.mapValues { $0.sorted { $0.rows.lowerBound < $1.rows.lowerBound } }
  }

  private mutating func add(_ cell: Cell, of row: borrowing Row, in parts: [Part]) {
    let index = row.index
    // The last part that begins at or above the row; no two have a row in common.
    var (low, high) = (0, parts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].rows.lowerBound <= index { low = middle + 1 } else { high = middle }
    }
    guard low > 0, parts[low - 1].rows.contains(index) else { return }
    let (key, factor) = (parts[low - 1].key, parts[low - 1].factor)
    guard
      let number = Self.number(
        cell, in: row, isWhole: key.measure != "rate" && factor == ExactDecimal(1))?
        .multiplied(by: factor)
    else { return }
    sums[key] = (sums[key] ?? .zero).adding(number)
  }

  /// Whether a cell holds a date, or a text or number with a digit.
  private static func holdsDay(_ cell: Cell, in row: borrowing Row) -> Bool {
    switch cell.kind {
    case .date, .dateTime, .number: true
    case .text: row.text(of: cell).utf8.contains { (0x30...0x39).contains($0) }
    default: false
    }
  }

  // MARK: Cells

  /// Whether a cell holds anything but blanks; by a list of its own, for it is the second witness.
  private static func isFilled(_ cell: Cell, in row: borrowing Row) -> Bool {
    if cell.hasFormula { return true }
    guard cell.kind == .text else { return cell.kind != .blank }
    let text = row.text(of: cell)
    return text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0...0x20, 0xA0, 0x200B...0x200F, 0x2060, 0xFEFF, 0x3000: false
      default: !scalar.properties.isWhitespace
      }
    }
  }

  /// The number that a person sees in a cell; nil for none.
  private static func number(
    _ cell: Cell, in row: borrowing Row, isWhole: Bool
  ) -> ExactDecimal? {
    switch cell.kind {
    case .number:
      let text = CellText.string(cell, of: row)
      guard let value = Double(text) else { return nil }
      let shown = cell.flags.contains(.percentage) ? value * 100 : value
      return ExactDecimal(decimal(shown))
    case .text: return number(typed: row.text(of: cell), isWhole: isWhole)
    default: return nil
    }
  }

  /// A double as 15 significant digits without an exponent, as spreadsheets show it.
  private static func decimal(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let magnitude = Int(log10(value.magnitude).rounded(.down))
    let places = min(12, max(0, 14 - magnitude))
    var text = String(format: "%.\(places)f", value)
    if places > 0 {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }

  /// A number typed as text, with marks between thousands and before decimals.
  private static func number(typed text: String, isWhole: Bool) -> ExactDecimal? {
    let digits = text.filter { !$0.isWhitespace && $0 != "%" && $0 != "‰" }
    guard digits.contains(where: \.isNumber) else { return nil }
    let marks = digits.filter { $0 == "." || $0 == "," }
    // One kind of mark between groups of three parts thousands, unless a rate says otherwise.
    let groups = digits.split(whereSeparator: { $0 == "." || $0 == "," }).dropFirst()
    let isGrouped = isWhole && Set(marks).count == 1 && groups.allSatisfy { $0.count == 3 }
    let decimalMark = isGrouped ? nil : marks.last
    var plain = ""
    for character in digits {
      switch character {
      case ".", ",": if character == decimalMark { plain += "." }
      default: plain.append(character)
      }
    }
    return ExactDecimal(plain)
  }
}
