import SheetModel
import TestSupport
import Testing
import WorkbookIO

@Suite struct DelimitedConversionTests {
  @Test func delimitedTextBecomesTypedUnlessItIsToStayText() throws {
    let bytes = Array("Mã,Số,Ngày\n00040,12.5,2024-05-10\n".utf8)
    let typed = try values(of: opened(converted(bytes, as: .xlsx).bytes))
    #expect(typed.suffix(3).map(\.kind) == [.text, .number, .date])
    #expect(typed.suffix(3).map(\.text) == ["00040", "12.5", "2024-05-10"])
    let plain = try values(of: opened(converted(bytes, as: .ods, asText: true).bytes))
    #expect(plain.allSatisfy { $0.kind == .text })
  }

  @Test func delimitedTextThroughAWorkbookIsTheSameText() throws {
    let source =
      "Mã,Số,Ngày,Giờ\n00040,12.5,2024-05-10,12:30:00\n\n=1+1,1e5,2024-05-10T14:40:00,x\n"
    for format in FormatContractTests.workbooks {
      let middle = try converted(Array(source.utf8), as: format).bytes
      #expect(try text(converted(middle, as: .csv).bytes) == source, "\(format)")
    }
  }

  @Test func noFieldChangesOnItsWayThroughAWorkbook() throws {
    let fields =
      [
        "0", "-5", "12.5", "0.1", "123456789012345", "1234567890123456", "0.3333333333333333",
        "0.30000000000000004", "0.0000001", "0.00000001", "1.0", "00040", "1e5", "+5", "-0",
        "TRUE", "FALSE", "true", "2024-05-10", "1900-01-01", "1900-02-28", "1900-03-01",
        "1899-12-31", "9999-12-31", "2023-02-29", "2024-05-10T14:40:00", "2024-05-10T00:00:00",
        "2024-05-10T14:40:00.125", "1900-01-01T00:00:01", "1900-02-28T23:59:59.999",
        "9999-12-31T23:59:59.999", "00:00:00", "12:30:00", "23:59:59.999", "24:00:00",
        "36:15:00", "9999:59:59", "10000:00:00", "-01:00:00", "12:30", "#REF!", "-", "…", " x ",
        "=A1", "'x", "_x0041_",
      ] + (0..<200).map { "\(($0 * 7919) % 24 + 10):\(($0 * 31) % 50 + 10):59.\($0 + 100)" }
      + (0..<200).map {
        "20\($0 % 90 + 10)-1\($0 % 3)-\($0 % 19 + 10)T1\($0 % 10):07:09.\($0 + 100)"
      }
    let source = fields.joined(separator: "\n") + "\n"
    for format in FormatContractTests.workbooks {
      let middle = try converted(Array(source.utf8), as: format, csv: comma).bytes
      let found = try text(converted(middle, as: .csv).bytes).split(separator: "\n")
      #expect(found.count == fields.count)
      for (found, field) in zip(found, fields) { #expect(found == field, "\(format)") }
    }
  }

  private var comma: CSVReadOptions {
    var options = CSVReadOptions()
    options.delimiter = UInt8(ascii: ",")
    return options
  }

  @Test func theSheetOfADelimitedTextIsNamedAfterItsFile() throws {
    let source = MemorySource(Array("a,b\n".utf8))
    let names = ["/tmp/Số liệu: 2024?.csv": "Số liệu_ 2024_", "-": "Sheet1"]
    for (path, sheet) in names {
      let reader = try WorkbookOpener.open(source, name: path)
      #expect(reader.sheets.map(\.name) == [sheet])
    }
  }

  @Test func severalSheetsAreNoDelimitedText() throws {
    let bytes = try threeSheets().written(as: .xlsx)
    let error = failure { try converted(bytes, as: .csv) }
    #expect(error?.code == .notRepresentable && error?.place.file == "vào.xlsx")
    #expect(try text(converted(bytes, as: .csv, .named(["Biểu 02"])).bytes) == "2\n")
  }

  @Test func moreRowsThanAWorkbookHasAreRefusedWithFileAndSheet() throws {
    var bytes = [UInt8](repeating: UInt8(ascii: "\n"), count: 1_048_576)
    bytes.append(UInt8(ascii: "x"))
    let error = failure { try converted(bytes, as: .xlsx) }
    #expect(error?.limit == .rows)
    #expect(error?.place.file == "vào.xlsx" && error?.place.line == 1_048_577)
    var limits = ReadLimits()
    limits.rows = 2_000_000
    let reader = try opened(bytes, limits: limits)
    let raised = failure {
      try Conversion(of: reader, name: "vào.csv").write(to: MemorySink(), as: .ods)
    }
    #expect(raised?.code == .notRepresentable)
    #expect(raised?.place.file == "vào.csv" && raised?.place.sheet == "Số liệu")
    let sink = MemorySink()
    try Conversion(of: reader, name: "vào.csv").write(to: sink, as: .csv)
    #expect(sink.bytes.count == 1_048_578)
  }

  @Test func errorsOfReadingHaveFileAndSheet() throws {
    let error = failure { try converted(Array("a,b\nc,\"d\n".utf8), as: .xlsx) }
    #expect(error?.code == .malformedValue)
    #expect(error?.place.file == "vào.xlsx")
    #expect(error?.place.sheet == "vào")
    #expect(error?.place.line == 2)
  }

  @Test func hiddenRowsAndColumnsAreLeftOutWhenAsked() throws {
    var layout = SheetLayout(name: "a")
    layout.columns = [
      ColumnLayout(first: 1, last: 2, isHidden: true),
      ColumnLayout(first: 4, last: 4, isHidden: true),
    ]
    var book = Book(sheets: [layout])
    for index in [0, 1, 3] {
      book.add(index) { row in
        row.isHidden = index == 1
        for column in 0..<6 { row.appendNumber(Double(10 * index + column), column: column) }
        row.setFormula("SUM(A1:E1)")
      }
    }
    let bytes = try book.written(as: .xlsx)
    #expect(try text(converted(bytes, as: .csv).bytes).split(separator: "\n").count == 3)
    var conversion = Conversion(of: try opened(bytes), name: "a")
    conversion.leavesOutHidden = true
    let sink = MemorySink()
    try conversion.write(to: sink, as: .csv)
    #expect(text(sink.bytes) == "0,3,5\n\n30,33,35\n")
    let workbook = MemorySink()
    let summary = try conversion.write(to: workbook, as: .ods)
    #expect(summary.formulasLeftOut == 2)
    let places = try values(of: opened(workbook.bytes)).map(\.place)
    #expect(places == ["A1", "D1", "F1", "A4", "D4", "F4"])
  }

  @Test func mergedCellsAreFilledWhenAsked() throws {
    var layout = SheetLayout(name: "a")
    layout.merges = ["A1:C1", "A2:A5", "C3:D4", "B7:B9"].compactMap { CellRange($0) }
    var book = Book(sheets: [layout])
    let cells: [Int: [(Int, String)]] = [
      0: [(0, "tiêu đề"), (3, "x")], 1: [(0, "Xã"), (1, "1")], 2: [(1, "2"), (2, "giữa")],
      4: [(1, "4")], 5: [(1, "5")], 7: [(0, "8")],
    ]
    for (index, texts) in cells.sorted(by: { $0.key < $1.key }) {
      book.add(index) { row in
        for (column, text) in texts { row.appendText(text, column: column) }
      }
    }
    let bytes = try book.written(as: .ods)
    var conversion = Conversion(of: try opened(bytes), name: "a")
    conversion.fillsMerges = true
    let sink = MemorySink()
    try conversion.write(to: sink, as: .csv)
    let expected = [
      "tiêu đề,tiêu đề,tiêu đề,x", "Xã,1,,", "Xã,2,giữa,giữa", "", "Xã,4,,", ",5,,", "", "8,,,",
    ]
    #expect(text(sink.bytes) == expected.joined(separator: "\n") + "\n")
    let workbook = MemorySink()
    try conversion.write(to: workbook, as: .xlsx)
    #expect(try values(of: opened(workbook.bytes)) == values(of: book.rows[0]))
  }

  @Test func everySheetBecomesAFileOfItsOwn() throws {
    let folder = try TemporaryFolder()
    let reader = try opened(threeSheets().written(as: .ods))
    let conversion = Conversion(of: reader, name: "vào.ods")
    let target = folder.path("ra")
    let files = try conversion.writeEach(toFolder: target)
    #expect(files.map(\.sheet) == ["Biểu 01", "Ẩn", "Biểu 02"])
    #expect(files.map(\.path) == ["Biểu 01", "Ẩn", "Biểu 02"].map { "\(target)/\($0).csv" })
    #expect(try text(folder.read("ra/Biểu 02.csv")) == "2\n")
    let again = failure { try conversion.writeEach(.visible, toFolder: target) }
    #expect(again?.code == .outputExists)
    #expect(try conversion.writeEach(.visible, toFolder: target, overwrites: true).count == 2)
    try folder.write([1], to: "tệp")
    let error = failure { try conversion.writeEach(toFolder: folder.path("tệp")) }
    #expect(error?.code == .uncreatable)
    #expect(try conversion.writeEach(toFolder: folder.path("a/b")).count == 3)
    _ = failure { try conversion.writeEach(.named(["không có"]), toFolder: folder.path("c/d")) }
    #expect(folder.names() == ["a", "ra", "tệp"])
  }
}
