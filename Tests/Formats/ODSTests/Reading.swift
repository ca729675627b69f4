import ODS
import SheetModel
import TestSupport
import Zip

extension HandMadeODS {
  /// A reader of the flat file.
  func reader(
    limits: ReadLimits = ReadLimits(), chunkBytes: Int = 65_536
  ) throws -> ODSReader {
    try ODSReader(
      flat: MemorySource(Array(xml.utf8)), limits: limits, chunkBytes: chunkBytes)
  }

  /// A reader of the package.
  func packageReader(chunkBytes: Int = 65_536) throws -> ODSReader {
    try Self.open(package(), chunkBytes: chunkBytes)
  }

  static func open(_ bytes: [UInt8], chunkBytes: Int = 65_536) throws -> ODSReader {
    let archive = try ZipArchive(MemorySource(bytes), limits: ReadLimits())
    return try ODSReader(archive, limits: ReadLimits(), chunkBytes: chunkBytes)
  }
}

extension ODSReader {
  /// The filled cells of a sheet as `A1 kind value`.
  func cells(ofSheet sheet: Int = 0, styledBlanks: Bool = false) throws -> [String] {
    var options = RowOptions()
    options.includesStyledBlanks = styledBlanks
    let cursor = try rows(ofSheet: sheet, options: options)
    var row = Row()
    var lines: [String] = []
    while try cursor.next(into: &row) {
      for cell in row.cells {
        let address = CellAddress(row: row.index, column: cell.column)
        var line = "\(address) \(cell.kind)"
        let value = row.shown(cell)
        if !value.isEmpty { line += " " + value }
        if let formula = row.formula(of: cell) { line += " =\(formula)" }
        lines.append(line)
      }
    }
    return lines
  }

  /// The number format of each filled cell's style.
  func formats(ofSheet sheet: Int = 0) throws -> [String] {
    let cursor = try rows(ofSheet: sheet)
    var row = Row()
    var formats: [String] = []
    while try cursor.next(into: &row) {
      formats += row.cells.map { styles[$0.style].numberFormat }
    }
    return formats
  }
}

extension Row {
  /// A cell's value as a test writes it.
  func shown(_ cell: Cell) -> String {
    switch cell.kind {
    case .blank: return ""
    case .text, .number, .error: return text(of: cell)
    case .boolean: return boolean(of: cell) == true ? "TRUE" : "FALSE"
    case .date, .dateTime:
      guard let date = date(of: cell) else { return "?" }
      let day = "\(date.year)-\(date.month)-\(date.day)"
      return cell.kind == .date ? day : "\(day)+\(date.millisecondOfDay)"
    case .time: return milliseconds(of: cell).map { "\($0)ms" } ?? "?"
    }
  }
}
