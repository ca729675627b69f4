import SheetModel
import Testing
import WorkbookIO
import Zip

/// What comes of a conversion must not depend on how many threads work on it.
@Suite struct ReadAheadTests {
  private static func lines(_ count: Int) -> [UInt8] {
    var text = "STT,Họ và tên,Ngày sinh,Điểm\n"
    for number in 1...count {
      text += "\(number),Trẻ \(number % 97),2015-0\(number % 9 + 1)-11,\(Double(number) / 8)\n"
    }
    return Array(text.utf8)
  }

  private static func converted(
    _ bytes: [UInt8], to format: WorkbookFormat, threads: Int
  ) throws -> [UInt8] {
    var csv = CSVReadOptions()
    csv.isTyped = format != .csv
    let reader = try WorkbookOpener.open(MemorySource(bytes), name: "a", csv: csv)
    var options = WorkbookWriteOptions()
    options.threads = threads
    let sink = MemorySink()
    try Conversion(of: reader, name: "a", options: options).write(to: sink, as: format)
    return sink.bytes
  }

  @Test(arguments: [WorkbookFormat.xlsx, .ods, .fods])
  func outputIsTheSameForAnyNumberOfThreads(_ format: WorkbookFormat) throws {
    // The sheet's part is long enough to be inflated by a thread of its own.
    let lines = Self.lines(20_000)
    let workbook = try Self.converted(lines, to: format, threads: 1)
    for threads in [2, 4] {
      #expect(try Self.converted(lines, to: format, threads: threads) == workbook)
      #expect(try Self.converted(workbook, to: .csv, threads: threads) == lines)
    }
  }

  @Test(arguments: [WorkbookFormat.xlsx, .ods])
  func anErrorIsTheSameForAnyNumberOfThreads(_ format: WorkbookFormat) throws {
    var workbook = try Self.converted(Self.lines(20_000), to: format, threads: 1)
    // A byte of the rows changes, far behind the first of them.
    workbook[workbook.count / 2] ^= 0x55
    let errors = [1, 2, 4].map { threads in
      #expect(throws: WorkbookError.self) {
        try Self.converted(workbook, to: .csv, threads: threads)
      }
    }
    #expect(errors[0] != nil)
    #expect(errors[1] == errors[0] && errors[2] == errors[0])
  }

  @Test func aSinkThatFailsEndsTheThreads() throws {
    final class FullSink: ByteSink {
      func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
        throw WorkbookError(.unwritable, found: "full")
      }
    }
    let workbook = try Self.converted(Self.lines(20_000), to: .xlsx, threads: 1)
    for threads in [1, 2, 4] {
      let reader = try WorkbookOpener.open(MemorySource(workbook), name: "a")
      var options = WorkbookWriteOptions()
      options.threads = threads
      let conversion = Conversion(of: reader, name: "a", options: options)
      let error = #expect(throws: WorkbookError.self) {
        try conversion.write(to: FullSink(), as: .csv)
      }
      #expect(error?.code == .unwritable)
    }
  }
}
