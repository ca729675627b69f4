import SheetModel
import XML

/// Writes the start of a sheet: its own attributes and its columns.
enum SheetHead {
  /// Columns are declared this far at least, so that common sheets lie within them.
  private static let declaredColumns = 1024

  static func write(
    _ layout: SheetLayout, _ names: OutlineNames, sheet: Int, to xml: inout XMLWriter
  ) {
    let styles = names.sheets[sheet]
    xml.raw("<table:table")
    xml.attribute("table:name", layout.name)
    xml.attribute("table:style-name", styles.table)
    if layout.isProtected { xml.raw(" table:protected=\"true\"") }
    if let area = layout.print.printArea {
      let sheet = SheetAddress.quoted(layout.name)
      xml.attribute("table:print-ranges", "\(sheet).\(area.first):\(sheet).\(area.last)")
    }
    xml.raw(">")
    var next = 0
    for column in layout.columns {
      if column.first > next {
        writeRun(ColumnLayout(first: next, last: column.first - 1), styles, to: &xml)
      }
      var column = column
      if !names.cellAttributes.indices.contains(column.style) { column.style = 0 }
      writeRun(column, styles, to: &xml)
      next = column.last + 1
    }
    if next < declaredColumns {
      writeRun(ColumnLayout(first: next, last: declaredColumns - 1), styles, to: &xml)
    }
  }

  private static func writeRun(
    _ column: ColumnLayout, _ styles: OutlineNames.Sheet, to xml: inout XMLWriter
  ) {
    xml.raw("<table:table-column")
    xml.attribute("table:style-name", styles.columns[column.width ?? -1] ?? "co1")
    if column.last > column.first {
      xml.attribute("table:number-columns-repeated", column.last - column.first + 1)
    }
    if column.isHidden { xml.raw(" table:visibility=\"collapse\"") }
    xml.attribute(
      "table:default-cell-style-name", column.style == 0 ? "Default" : "ce\(column.style)")
    xml.raw("/>")
  }
}

/// Sheet names within addresses.
enum SheetAddress {
  /// A name in quotes; quotes inside are doubled.
  static func quoted(_ name: String) -> String {
    "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// A cell with its sheet, such as `$'Biểu 01'.$A$1`.
  static func absolute(_ cell: CellAddress, sheet: String) -> String {
    "$\(quoted(sheet)).$\(CellAddress.columnName(cell.column))$\(cell.row + 1)"
  }
}
