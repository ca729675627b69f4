import SheetModel

/// What Excel would repair or refuse in the outline of a workbook, found before the first byte.
enum OutlineRules {
  /// - Throws: `notRepresentable` with sheet and, where there is one, cell.
  static func check(_ outline: WorkbookOutline) throws(WorkbookError) {
    guard outline.sheets.contains(where: { $0.visibility == .visible }) else {
      throw WorkbookError(.notRepresentable, found: "no visible sheet")
    }
    var taken = TakenNames()
    for sheet in outline.sheets {
      do throws(WorkbookError) {
        guard SheetName.isValid(sheet.name), taken.take(sheet.name) else {
          throw WorkbookError(.notRepresentable, found: .name(sheet.name, of: .sheet))
        }
        try checkColumns(sheet.columns)
        try checkRanges(sheet)
        try checkMerges(sheet.merges)
        _ = try LayoutPartWriter.tail(sheet)
        if let footer = sheet.print.footer, footer.utf16.count > 253 {
          throw WorkbookError(.notRepresentable, found: "\(footer.utf16.count) > 253")
        }
      } catch { throw error.located(in: Place(sheet: sheet.name)) }
    }
    try checkDefinedNames(outline)
    var properties: Set<String> = []
    for property in outline.properties.custom {
      guard !property.name.isEmpty, property.name.utf16.count <= 255,
        properties.insert(property.name.lowercased()).inserted
      else { throw WorkbookError(.notRepresentable, found: .name(property.name, of: .property)) }
    }
    for style in outline.styles.styles where style.numberFormat.utf16.count > 255 {
      throw WorkbookError(
        .notRepresentable, found: "\(style.numberFormat.utf16.count) > 255")
    }
    guard outline.styles.styles.count <= 65_000 else {
      throw WorkbookError(.notRepresentable, found: "\(outline.styles.styles.count) > 65000")
    }
  }

  private static func checkColumns(_ columns: [ColumnLayout]) throws(WorkbookError) {
    var last = -1
    for run in columns {
      guard run.first > last, run.last >= run.first, run.last <= SheetPart.lastColumn,
        run.width?.isFinite ?? true
      else {
        throw WorkbookError(
          .notRepresentable, found: "columns \(run.first + 1)-\(run.last + 1)")
      }
      last = run.last
    }
  }

  private static func checkRanges(_ sheet: SheetLayout) throws(WorkbookError) {
    var ranges = sheet.merges + sheet.validations.flatMap(\.ranges)
    if let area = sheet.print.printArea { ranges.append(area) }
    if let corner = sheet.frozenAt { ranges.append(CellRange(corner, corner)) }
    for range in ranges {
      guard range.first.row >= 0, range.first.column >= 0, range.last.row <= SheetPart.lastRow,
        range.last.column <= SheetPart.lastColumn
      else { throw WorkbookError(.notRepresentable, found: "row \(range.last.row + 1)") }
    }
    for row in sheet.rows {
      guard row.index >= 0, row.index <= SheetPart.lastRow, row.height?.isFinite ?? true else {
        throw WorkbookError(.notRepresentable, found: "row \(row.index + 1)")
      }
    }
    if let rows = sheet.print.repeatedRows {
      guard rows.lowerBound >= 0, rows.upperBound <= SheetPart.lastRow else {
        throw WorkbookError(.notRepresentable, found: "row \(rows.upperBound + 1)")
      }
    }
  }

  /// Merged ranges must lie apart.
  private static func checkMerges(_ merges: [CellRange]) throws(WorkbookError) {
    var open: [CellRange] = []
    for merge in merges.sorted(by: { $0.first < $1.first }) {
      open.removeAll { $0.last.row < merge.first.row }
      let clash = open.first {
        $0.first.column <= merge.last.column && $0.last.column >= merge.first.column
      }
      if let clash {
        throw WorkbookError(
          .notRepresentable, at: Place(cell: merge.first), found: "\(clash), \(merge)")
      }
      open.append(merge)
    }
  }

  private static func checkDefinedNames(_ outline: WorkbookOutline) throws(WorkbookError) {
    var seen: Set<String> = []
    for name in outline.definedNames where !name.name.hasPrefix("_xlnm.") {
      let key = "\(name.sheet ?? -1) \(name.name.lowercased())"
      guard isName(name.name), !name.formula.isEmpty, name.formula.utf16.count <= 8192,
        name.sheet.map({ outline.sheets.indices.contains($0) }) ?? true,
        seen.insert(key).inserted
      else { throw WorkbookError(.notRepresentable, found: .name(name.name, of: .property)) }
    }
  }

  /// Whether text reads as a reference of the other notation: `R`, `C`, `R1C1`, `rc2`.
  private static func isRowColumn(_ text: String) -> Bool {
    var rest = text.lowercased().utf8[...]
    for letter in [UInt8(ascii: "r"), UInt8(ascii: "c")] where rest.first == letter {
      rest = rest.dropFirst().drop { $0 >= 0x30 && $0 <= 0x39 }
    }
    return rest.isEmpty
  }

  /// Whether text may be a name (ECMA-376 Part 1, 18.17.2.5): no reference, no operator.
  private static func isName(_ text: String) -> Bool {
    guard text.utf16.count <= 255, let first = text.unicodeScalars.first else { return false }
    func isLetter(_ scalar: UnicodeScalar) -> Bool {
      scalar.properties.isAlphabetic || scalar == "_" || scalar == "\\"
    }
    guard isLetter(first), CellAddress(text) == nil, !isRowColumn(text) else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      isLetter(scalar) || scalar.properties.generalCategory == .decimalNumber
        || scalar.properties.generalCategory == .nonspacingMark || scalar == "." || scalar == "?"
    }
  }
}
