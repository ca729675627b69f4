import SheetModel

/// The dump for machines, schema 1: JSON Lines in UTF-8, one object a cell, `\n` at each end.
///
/// There is no header line, so that files can be compared, sorted and joined line by line. Sheets
/// come in the workbook's order, hidden ones too, rows and columns ascending; a cell that has
/// neither a value nor a formula has no line. The keys, always in this order:
///
/// - `sheet`: the sheet's name as the file has it;
/// - `cell`: the address in A1 notation, without `$`;
/// - `type`: `number`, `text`, `boolean`, `error`, `date`, `datetime`, `time` or `blank`;
/// - `value`: a JSON number with the shortest digits that read back to the stored double, text and
///   error as a string, `true` or `false`, `2026-01-31`, `2026-01-31T08:30:00`, a time of day or
///   duration `[-]hh:mm:ss` (each with `.123` only where there are milliseconds), and `null` for
///   `blank`, which is a formula without a computed value;
///   With `shownAs` it is the text that people see, always a string (`null` for `blank`), and `type`
///   still tells what is stored;
/// - `formula`, where there is one: in the Excel dialect without `=`, that of a data table as Excel
///   shows it (`TABLE(B1,B2)`), empty where the file gives no text;
/// - `array`, where the formula is an array formula: the cells that it fills, `C1:C3`; the others
///   of them have values only;
/// - `format`, unless it is General or longer than any program takes: the number format in Excel's
///   notation;
/// - `hidden`, only as `true`: the row, the column or the whole sheet is hidden.
///
/// Texts escape quotes, backslashes and control characters (RFC 8259, 7) and nothing else. A later
/// version may add keys behind these; a change of what one of them means is schema 2.
extension Conversion {
  /// Writes the cells of sheets to a sink, which the caller then commits.
  ///
  /// `leavesOutHidden` drops hidden rows and columns; all else stays at its address, formulas too.
  /// Memory does not grow with the rows. An error may come when lines were written already.
  /// - Throws: `noSuchSheet`; `malformedValue` for a sheet's name of over 1,024 bytes, which would
  ///   multiply with the cells (Excel takes 31 characters); and what reader and sink throw, with
  ///   file and sheet.
  @discardableResult
  public func dump(
    _ selection: SheetSelection = .all, to sink: any ByteSink
  ) throws(WorkbookError) -> Summary {
    do throws(WorkbookError) {
      var summary = Summary()
      var lines = CellLines(styles: reader.styles, display: display)
      for index in try selection.indexes(in: reader.sheets) {
        let name = reader.sheets[index].name
        guard name.utf8.count <= Self.longestName else {
          throw WorkbookError(.malformedValue, found: "sheet name of \(name.utf8.count) bytes")
        }
        do throws(WorkbookError) {
          try dump(sheet: index, to: sink, &lines, &summary)
        } catch {
          throw error.located(in: Place(sheet: name))
        }
        summary.sheets += 1
      }
      try sink.write(lines.bytes)
      return summary
    } catch {
      throw error.located(in: Place(file: name))
    }
  }

  private static let longestName = 1024

  private func dump(
    sheet index: Int, to sink: any ByteSink, _ lines: inout CellLines, _ summary: inout Summary
  ) throws(WorkbookError) {
    let sheet = reader.sheets[index]
    let layout = try reader.layout(ofSheet: index)
    lines.begin(sheet, layout)
    var visible =
      leavesOutHidden ? VisibleCells(layout, closesGaps: false, keepsFormulas: true) : nil
    var options = RowOptions()
    options.includesDataTables = true
    let cursor = try cursor(ofSheet: index, options)
    var row = Row()
    while try cursor.next(into: &row) {
      countUncomputed(row, sheet.name, &summary)
      guard visible?.take(&row, formulas: &summary.formulasLeftOut) ?? true else { continue }
      count(row, &summary)
      lines.append(row)
      if lines.bytes.count >= CellLines.enough {
        try sink.write(lines.bytes)
        lines.removeAll()
      }
    }
  }
}
