import SampleMaker
import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// A file that was cut off, wherever the cut falls, is an error and never a shorter table.
@Suite struct TruncationTests {
  private static func book() -> Book {
    var book = Book(sheets: [SheetLayout(name: "Biểu 01"), SheetLayout(name: "Biểu 02")])
    for sheet in 0..<2 {
      for index in 0..<3 {
        book.add(index, toSheet: sheet) { row in
          row.appendText("Xã số \(index)", column: 0)
          row.appendNumber(Double(index) / 4, column: 1)
        }
      }
    }
    return book
  }

  private func rows(of bytes: [UInt8]) throws -> Int {
    let reader = try opened(bytes)
    var count = 0
    for index in reader.sheets.indices { count += try values(of: reader, sheet: index).count }
    return count
  }

  @Test(arguments: [WorkbookFormat.xlsx, .ods, .fods])
  func everyCutIsAnError(format: WorkbookFormat) throws {
    let whole = try Self.book().written(as: format)
    #expect(try rows(of: whole) == 12)
    // A letter or two may begin anything, and behind the root of a flat document is white space.
    let end = whole.last == UInt8(ascii: "\n") ? whole.count - 1 : whole.count
    for count in (format == .fods ? 5 : 3)..<end {
      let error = failure { try rows(of: Array(whole[..<count])) }
      #expect(error != nil, "\(format) cut at \(count) of \(whole.count)")
    }
    #expect(failure { try rows(of: []) }?.code == .emptyFile)
  }

  /// An old workbook is whole with the end of its last sheet; what a container has behind it
  /// costs no value.
  @Test func everyCutOfAnOldWorkbookIsAnErrorOrCostsNothing() throws {
    for isBare in [true, false] {
      var options = XLSWriteOptions()
      options.isBare = isBare
      let whole = try Self.book().writtenAsXLS(options)
      #expect(try rows(of: whole) == 12)
      var wholeCuts = 0
      for count in 3..<whole.count {
        do {
          #expect(try rows(of: Array(whole[..<count])) == 12, "cut at \(count)")
          wholeCuts += 1
        } catch let error as WorkbookError {
          let isNamed = [.truncated, .malformedValue, .unknownFormat].contains(error.code)
          #expect(isNamed, "\(error) at \(count)")
        }
      }
      // The last record's end may be cut off without a loss.
      #expect(isBare ? wholeCuts == 0 : wholeCuts < 4096)
    }
  }

  @Test(arguments: [WorkbookFormat.xlsx, .ods])
  func aCutPackageIsSaidToBeCut(format: WorkbookFormat) throws {
    let whole = try Self.book().written(as: format)
    for count in [whole.count / 4, whole.count / 2, whole.count - 1] {
      #expect(failure { try rows(of: Array(whole[..<count])) }?.code == .truncated)
    }
  }
}
