import Foundation
import SheetModel

/// Old binary workbooks that readers must agree on, for the conformance tests and the fuzzer.
///
/// All made up, always the same bytes.
struct OldWorkbooks {
  /// The folder that they are written into.
  let path: String

  private struct Styles {
    var table = StyleTable()
    let day: Int
    let moment: Int
    let time: Int
    let percent: Int
    let tcvn3: Int
    let vni: Int

    init() {
      var table = StyleTable()
      func style(_ change: (inout CellStyle) -> Void) -> Int {
        var style = CellStyle()
        change(&style)
        return table.index(of: style)
      }
      day = style { $0.numberFormat = "dd/mm/yyyy" }
      moment = style { $0.numberFormat = "dd/mm/yyyy hh:mm:ss" }
      time = style { $0.numberFormat = "hh:mm:ss" }
      percent = style {
        $0.numberFormat = "0.0%"
        $0.font.isBold = true
        $0.fill = Color(rgb: 0xFFFF99)
        $0.border = .box(.thin)
      }
      tcvn3 = style { $0.font.name = ".VnTime" }
      vni = style { $0.font.name = "VNI-Times" }
      self.table = table
    }
  }

  /// Writes all of them.
  func write() throws {
    var options = XLSWriteOptions()
    for (name, isBIFF5, isBare) in [
      ("tron.xls", false, false), ("tron-biff5.xls", true, false), ("tron-tran.xls", false, true),
      ("tron-biff5-tran.xls", true, true),
    ] {
      options.isBIFF5 = isBIFF5
      options.isBare = isBare
      try write(name, mixed(isBIFF5: isBIFF5), options)
    }
    options = XLSWriteOptions()
    options.dateSystem = .excel1904
    try write("1904.xls", mixed(isBIFF5: false), options)
    options = XLSWriteOptions()
    try write("chuoi-dai.xls", longStrings(), options)
    options.isAlwaysWide = true
    try write("chuoi-rong.xls", longStrings(), options)
    try write("65536-dong.xls", tall(), XLSWriteOptions())
  }

  private typealias Book = (outline: WorkbookOutline, rows: [[Row]])

  private func row(_ index: Int, _ fill: (inout Row) -> Void) -> Row {
    var row = Row()
    row.reset(index: index)
    fill(&row)
    return row
  }

  /// All kinds of values, rich text in the fonts of old encodings, hidden sheets and rows, merges.
  private func mixed(isBIFF5: Bool) -> Book {
    let styles = Styles()
    var first = SheetLayout(name: isBIFF5 ? "Bieu 1" : "Biểu số 1")
    first.merges = [CellRange(CellAddress(row: 0, column: 0), CellAddress(row: 0, column: 3))]
    first.columns = [ColumnLayout(first: 5, last: 6, width: 20, isHidden: true)]
    first.frozenAt = CellAddress(row: 1, column: 1)
    var second = SheetLayout(name: "An")
    second.visibility = .hidden
    var third = SheetLayout(name: "Rat an")
    third.visibility = .veryHidden
    let day = CivilDateTime(year: 2024, month: 5, day: 10) ?? CivilDateTime(milliseconds: 0)
    var moment = day
    moment.millisecondOfDay = 52_800_000
    let cells: [Row] = [
      row(0) { $0.appendText(isBIFF5 ? "Tre em" : "Trẻ em, Đặc khu Lý Sơn 😀", column: 0) },
      row(1) { row in
        for (index, number) in [0, -7, 12.5, 0.1, 1.0 / 3, 1e300, 123_456_789, -0.01, 536_870_912]
          .enumerated()
        { row.appendNumber(number, column: index) }
      },
      row(2) { row in
        row.appendBoolean(true, column: 0)
        row.appendBoolean(false, column: 1)
        for (index, error) in ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
          .enumerated()
        { row.appendError(error, column: 2 + index) }
      },
      row(3) { row in
        row.appendDate(day, hasTime: false, column: 0, style: styles.day)
        row.appendDate(moment, hasTime: true, column: 1, style: styles.moment)
        row.appendTime(milliseconds: 45_000_000, column: 2, style: styles.time)
        row.appendNumber(0.125, column: 3, style: styles.percent)
        row.appendBlank(column: 4, style: styles.percent)
      },
      row(40) { row in
        row.isHidden = true
        // Sè l­îng trÎ em: TCVN3, whose letters are those of windows-1252 here.
        row.appendText("Sè l\u{AD}îng trÎ em", column: 0, style: styles.tcvn3)
        row.appendText("Soá löôïng treû em", column: 1, style: styles.vni)
        row.appendText("Total trÎ em and more", column: 2)
        row.runs = [
          Row.CellRun(column: 2, run: TextRun(start: 6, font: ".VnTime")),
          Row.CellRun(column: 2, run: TextRun(start: 13, font: "Arial")),
        ]
      },
    ]
    var hidden = [row(0) { $0.appendText("x", column: 0) }]
    hidden.append(row(isBIFF5 ? 16_383 : 65_535) { $0.appendNumber(1, column: 255) })
    return (
      WorkbookOutline(styles: styles.table, sheets: [first, second, third]), [cells, hidden, []]
    )
  }

  /// Shared strings that reach over many records, so that seams fall everywhere.
  private func longStrings() -> Book {
    let styles = Styles()
    var rows: [Row] = []
    for index in 0..<3000 {
      rows.append(
        row(index) { row in
          let count = (index * 37) % 90
          row.appendText("chu \(index) " + String(repeating: "a", count: count), column: 0)
          row.appendText("chữ \(index) " + String(repeating: "ệ", count: count), column: 1)
          row.appendText("é" + String(repeating: "x", count: count) + "\(index)", column: 2)
          if count > 4 {
            row.runs = [
              Row.CellRun(column: 0, run: TextRun(start: 1, font: ".VnTime")),
              Row.CellRun(column: 0, run: TextRun(start: 3, font: "Arial")),
            ]
          }
        })
    }
    for (step, count) in [8200, 8224, 8225, 16_448, 32_000].enumerated() {
      rows.append(
        row(3000 + step) { row in
          row.appendText(String(repeating: "d", count: count), column: 0)
          row.appendText(String(repeating: "đ", count: count), column: 1)
        })
    }
    return (WorkbookOutline(styles: styles.table, sheets: [SheetLayout(name: "Dai")]), [rows])
  }

  /// Every row that a sheet has.
  private func tall() -> Book {
    let rows = (0..<65_536).map { index in
      row(index) { row in
        row.appendNumber(Double(index), column: 0)
        row.appendText("Xã số \(index % 500)", column: 1)
      }
    }
    return (WorkbookOutline(sheets: [SheetLayout(name: "Cao")]), [rows])
  }

  private func write(_ name: String, _ book: Book, _ options: XLSWriteOptions) throws {
    let sink = MemorySink()
    let writer = XLSWriter(sink, outline: book.outline, options: options)
    for rows in book.rows {
      try writer.beginSheet()
      for row in rows { try writer.write(row) }
    }
    try writer.finish()
    let folder = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(sink.bytes).write(to: folder.appendingPathComponent(name))
  }
}
