import SheetModel
import XML

/// Refuses what the file could not hold, or what a spreadsheet program would repair.
enum OutlineCheck {
  /// - Throws: `notRepresentable` with the sheet.
  static func check(_ outline: WorkbookOutline) throws(WorkbookError) {
    guard !outline.sheets.isEmpty else {
      throw WorkbookError(.notRepresentable, found: "a workbook without sheets")
    }
    var taken = TakenNames()
    for layout in outline.sheets {
      try located(Place(sheet: layout.name)) { () throws(WorkbookError) in
        // Excel and LibreOffice rename such sheets, and formulas would point nowhere.
        guard SheetName.isSound(layout.name), taken.take(layout.name) else {
          throw WorkbookError(.notRepresentable, found: "sheet name")
        }
        try checkText([layout.name])
        try check(layout)
      }
    }
    for name in outline.definedNames {
      try checkText([name.name, name.formula])
      if let sheet = name.sheet, !outline.sheets.indices.contains(sheet) {
        throw WorkbookError(.notRepresentable, found: "defined name of sheet \(sheet + 1)")
      }
    }
    let properties = outline.properties
    try checkText(
      [properties.title, properties.subject, properties.creator, properties.description]
        .compactMap { $0 })
    for custom in properties.custom { try checkText([custom.name, custom.value]) }
    for style in outline.styles.styles { try checkText([style.font.name, style.numberFormat]) }
  }

  private static func check(_ layout: SheetLayout) throws(WorkbookError) {
    var next = 0
    for column in layout.columns {
      guard column.first >= next, column.last >= column.first,
        column.last < ODSWriter.columnCount, column.width.map({ $0.isFinite && $0 >= 0 }) ?? true
      else { throw WorkbookError(.notRepresentable, found: "column layout") }
      next = column.last + 1
    }
    for row in layout.rows {
      guard (0..<ODSWriter.rowCount).contains(row.index),
        row.height.map({ $0.isFinite && $0 >= 0 }) ?? true
      else { throw WorkbookError(.notRepresentable, found: "row layout") }
    }
    for range in layout.merges + layout.validations.flatMap(\.ranges)
      + (layout.print.printArea.map { [$0] } ?? [])
    {
      guard range.first.row >= 0, range.first.column >= 0, range.last.row < ODSWriter.rowCount,
        range.last.column < ODSWriter.columnCount
      else { throw WorkbookError(.notRepresentable, found: "range \(range)") }
    }
    if let rows = layout.print.repeatedRows,
      rows.lowerBound < 0 || rows.upperBound >= ODSWriter.rowCount
    {
      throw WorkbookError(.notRepresentable, found: "repeated rows")
    }
    for validation in layout.validations {
      try checkText([
        validation.promptTitle, validation.prompt, validation.errorTitle, validation.error,
      ])
      switch validation.rule {
      case .list(let entries): try checkText(entries)
      case .listRange(let text), .formula(let text): try checkText([text])
      default: break
      }
    }
    if let footer = layout.print.footer { try checkText([footer]) }
  }

  /// Refuses characters that XML 1.0 cannot hold.
  private static func checkText(_ texts: [String]) throws(WorkbookError) {
    for text in texts {
      var scratch = XMLWriter()
      if scratch.escaped(text) {
        throw WorkbookError(.notRepresentable, found: "a control character")
      }
    }
  }
}
