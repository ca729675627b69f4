import Foundation
import Indicators
import SheetModel
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

    package init(sheet: Int, column: Int, rows: [Range<Int>], key: TotalKey) {
      self.sheet = sheet
      self.column = column
      self.rows = rows
      self.key = key
    }
  }

  /// What a total's cells come to.
  package struct Sum {
    package var source = ExactDecimal.zero
    package var heldBack = ExactDecimal.zero
  }

  /// The filled cells of each sheet.
  package private(set) var filled: [Int] = []
  /// The sums of the regions.
  package private(set) var sums: [TotalKey: Sum] = [:]
  /// The rows of a sheet, from a row on, that have a filled cell in one of some columns.
  package private(set) var records: [Int: Int] = [:]

  /// A sheet of which rows are counted.
  package struct Register {
    package var sheet: Int
    package var rows: [Range<Int>]
    package var columns: Set<Int>
  }

  /// Reads all sheets of a workbook.
  ///
  /// `heldBack` are the cells, by sheet, whose figures did not go on.
  /// - Throws: what reading throws.
  package init(
    _ workbook: any WorkbookReader, regions: [Region], heldBack: [Int: Set<CellAddress>],
    registers: [Register] = []
  ) throws(WorkbookError) {
    var options = RowOptions()
    options.includesFormulaTexts = false
    for sheet in workbook.sheets.indices {
      var columns: [Int: [Region]] = [:]
      for region in regions where region.sheet == sheet {
        columns[region.column, default: []].append(region)
      }
      let held = heldBack[sheet] ?? []
      let register = registers.first { $0.sheet == sheet }
      var count = 0
      var row = Row()
      let cursor = try workbook.rows(ofSheet: sheet, options: options)
      while try cursor.next(into: &row) {
        var isRecord = false
        for cell in row.cells where Self.isFilled(cell, in: row) {
          count += 1
          if let register, register.columns.contains(cell.column) { isRecord = true }
          guard let regions = columns[cell.column],
            let region = regions.first(where: { $0.rows.contains { $0.contains(row.index) } }),
            let number = Self.number(cell, in: row, measure: region.key.measure)
          else { continue }
          let address = CellAddress(row: row.index, column: cell.column)
          var sum = sums[region.key] ?? Sum()
          sum.source = sum.source.adding(number) ?? sum.source
          if held.contains(address) { sum.heldBack = sum.heldBack.adding(number) ?? sum.heldBack }
          sums[region.key] = sum
        }
        if isRecord, let register, register.rows.contains(where: { $0.contains(row.index) }) {
          records[sheet, default: 0] += 1
        }
      }
      filled.append(count)
    }
  }

  // MARK: Cells

  /// Whether a cell holds anything but blanks.
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
    _ cell: Cell, in row: borrowing Row, measure: String
  ) -> ExactDecimal? {
    switch cell.kind {
    case .number:
      let text = CellText.string(cell, of: row)
      guard let value = Double(text) else { return nil }
      let shown = cell.flags.contains(.percentage) ? value * 100 : value
      return ExactDecimal(decimal(shown))
    case .text: return number(typed: row.text(of: cell), isWhole: measure != "rate")
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
