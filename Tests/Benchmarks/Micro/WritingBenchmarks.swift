import SheetModel
import Zip

/// What writing is made of: deflating at each level, and whole sheets from rows in memory.
struct WritingBenchmarks {
  let register: Register
  let watch = Stopwatch()

  func run() throws {
    let sheet = try register.part("xl/worksheets/sheet1.xml")
    for level: Int32 in [1, 3, 6] {
      try watch.time("deflate, level \(level)", .bytes, sheet.count) {
        let writer = ZipWriter(CountingSink(), level: level)
        try writer.beginEntry("sheet1.xml")
        try writer.write(sheet)
        try writer.endEntry()
        try writer.finish()
      }
    }
    try watch.time("CSV write", .bytes, register.csv.count) {
      use(try register.written(as: .csv, level: 6))
    }
    for format in [WorkbookFormat.xlsx, .ods] {
      for level: Int32 in [1, 6] {
        let name = "\(format.rawValue.uppercased()) write, level \(level)"
        try watch.time(name, .cells, register.cells) {
          use(try register.written(as: format, level: level))
        }
      }
    }
  }
}
