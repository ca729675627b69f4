import SheetModel
import WorkbookIO
import XML
import Zip

/// What reading is made of: inflating, parsing, strings, numbers, dates, and whole sheets.
struct ReadingBenchmarks {
  let register: Register
  let watch = Stopwatch()

  func run() throws {
    try packages()
    scalars()
    try sheets()
  }

  private func packages() throws {
    let sheet = "xl/worksheets/sheet1.xml"
    let size = try register.part(sheet).count
    try watch.time("inflate and checksum", .bytes, size) {
      let input = try EntryInput(sheet, of: register.xlsx)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
      defer { buffer.deallocate() }
      while try input.read(into: buffer) > 0 {}
    }
    try watch.time("inflate and parse, all events", .bytes, size) {
      let parser = XMLPullParser(
        try EntryInput(sheet, of: register.xlsx), names: XMLNames(), limits: ReadLimits())
      var events = 0
      while try parser.next() != .endOfDocument { events += 1 }
      use(events)
    }
    let strings = try register.withoutRows()
    let stringBytes = try register.part("xl/sharedStrings.xml").count
    try watch.time("shared strings", .bytes, stringBytes) { try read(strings, "strings.xlsx") }
  }

  private func scalars() {
    let canonical = ["17", "6543.21", "150000", "0.25", "98.7654", "1990000", "-3", "42.5"]
    let long = ["0.123456789012345", "0.30000000000000004", "98.76543210987654", "1e-7"]
    timeTexts("number text: is it canonical", canonical) { use(NumberText.isCanonical($0)) }
    timeTexts("number text: read, up to 15 digits", canonical) { use(NumberText.parse($0)) }
    timeTexts("number text: read, 15 to 17 digits", long) { use(NumberText.parse($0)) }
    let numbers = (1...1000).map { Double($0) * 1.37 }
    var bytes: [UInt8] = []
    watch.time("number text: write a double", .calls, numbers.count) {
      bytes.removeAll(keepingCapacity: true)
      for number in numbers { NumberText.append(number, to: &bytes) }
      use(bytes.count)
    }
    let serials = (0..<1000).map { 40_000 + Double($0) * 7.25 }
    watch.time("date of a serial", .calls, serials.count) {
      for serial in serials { use(DateSystem.excel1900.reading(ofSerial: serial)) }
    }
    let codes = [
      "General", "#,##0.00", "dd/mm/yyyy", "[h]:mm:ss", "\"ngày\" d", "0.00%;[Red]-0.00%",
    ]
    watch.time("kind of a number format", .calls, codes.count) {
      for code in codes { use(NumberFormat(code).kind) }
    }
  }

  private func timeTexts(
    _ name: String, _ texts: [String], _ work: (UnsafeRawBufferPointer) -> Void
  ) {
    let all = texts.map { Array($0.utf8) }
    watch.time(name, .calls, all.count * 100) {
      for _ in 0..<100 { for text in all { text.withUnsafeBytes(work) } }
    }
  }

  private func sheets() throws {
    try watch.time("CSV scan, text", .bytes, register.csv.count) {
      try drain(try Register.reader(of: register.csv, typed: false))
    }
    try watch.time("CSV scan, typed", .bytes, register.csv.count) {
      try drain(try Register.reader(of: register.csv, typed: true))
    }
    try watch.time("XLSX rows", .cells, register.cells) { try read(register.xlsx, "register.xlsx") }
    try watch.time("ODS rows", .cells, register.cells) { try read(register.ods, "register.ods") }
  }

  private func read(_ bytes: [UInt8], _ name: String) throws {
    try drain(try WorkbookOpener.open(MemorySource(bytes), name: name))
  }

  private func drain(_ reader: any WorkbookReader) throws {
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    var cells = 0
    while try cursor.next(into: &row) { cells += row.cells.count }
    use(cells)
  }
}

/// An entry of an archive as the input of a parser.
private final class EntryInput: XMLInput {
  private let reader: ZipEntryReader

  init(_ name: String, of bytes: [UInt8]) throws(WorkbookError) {
    let archive = try ZipArchive(MemorySource(bytes), limits: ReadLimits())
    guard let entry = archive.entry(named: name) else { throw WorkbookError(.missingPart) }
    reader = try archive.open(entry)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    try reader.read(into: buffer)
  }
}
