import CSV
import SheetModel
import Testing

/// Random tables of nasty texts, the same in every run.
private struct Generator {
  var state: UInt64
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

@Suite struct RoundTripTests {
  private static let pieces = [
    "a", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "ệ", "😀", "'", "=", "12",
  ]

  @Test func whateverIsWrittenIsReadBack() throws {
    var generator = Generator(state: 1)
    for round in 0..<400 {
      var options = CSVWriteOptions()
      options.delimiter = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }[generator.next(4)]
      options.newline = CSVDialect.Newline.allCases[generator.next(3)]
      options.hasBOM = generator.next(2) == 0
      let sink = MemorySink()
      let outline = WorkbookOutline(sheets: [SheetLayout(name: "a")])
      let writer = try CSVWriter(sink, outline: outline, options: options)
      try writer.beginSheet()
      var expected: [String] = []
      var index = 0
      for _ in 0..<generator.next(12) {
        index += generator.next(3)
        var row = Row()
        row.reset(index: index)
        for column in 0..<generator.next(6) where generator.next(3) > 0 {
          let text = (0...generator.next(4)).map { _ in Self.pieces[generator.next(16)] }.joined()
          row.appendText(text, column: column)
        }
        try writer.write(row)
        let cells = row.cells.map { cell in
          "\(CellAddress.columnName(cell.column))=\(row.text(of: cell))"
        }
        if !cells.isEmpty { expected.append("\(index + 1): " + cells.joined(separator: " ")) }
        index += 1
      }
      try writer.finish()
      var read = CSVReadOptions()
      read.delimiter = options.delimiter
      let found = try lines(of: reader(sink.bytes, read))
      if found != expected { Issue.record("round \(round): \(found) is not \(expected)") }
    }
  }

  @Test func noBytesMakeTheReaderTrapOrHang() throws {
    var generator = Generator(state: 2)
    let alphabet: [UInt8] = [
      0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x61, 0xC3, 0xA9, 0xE1, 0xBB, 0x87, 0xFF, 0xFE, 0x00, 0xD8,
      0xDC, 0xF0, 0x9F, 0x98, 0x80, 0xCC, 0xEC, 0x30, 0x2D, 0x3A, 0x54,
    ]
    var read = 0
    for _ in 0..<3000 {
      let bytes = (0..<generator.next(60)).map { _ in alphabet[generator.next(alphabet.count)] }
      for encoding in [nil] + CSVDialect.Encoding.allCases.map(Optional.some) {
        var options = CSVReadOptions()
        options.encoding = encoding
        options.isTyped = true
        if failure(of: try reader(bytes, options)) == nil { read += 1 }
      }
    }
    #expect(read > 100)
  }

  @Test func everyChunkingOfRandomTextGivesTheSameRows() throws {
    var generator = Generator(state: 3)
    for _ in 0..<300 {
      let text = (0..<generator.next(200)).map { _ in Self.pieces[generator.next(16)] }.joined()
      let whole = Result { try lines(of: reader(text, with(","))) }
      let source = DrippingSource(Array(text.utf8), step: 16 + generator.next(9))
      let dripped = Result {
        try lines(of: CSVReader(source, name: "Số liệu", options: with(",")))
      }
      switch (whole, dripped) {
      case (.success(let a), .success(let b)): #expect(a == b)
      case (.failure(let a), .failure(let b)):
        #expect(a as? WorkbookError == b as? WorkbookError)
      default: Issue.record("\(text.debugDescription): \(whole), \(dripped)")
      }
    }
  }
}
