import Foundation
import Indicators
import Migration
import SheetModel
import TestSupport
import Testing
import WorkbookIO

@Suite struct MigrationPiecesTests {
  private func observation(
    _ value: Int64?, file: String, cell: String = "C4", unit: String = "03424",
    status: ObservationStatus = .reported
  ) throws -> Observation {
    let period = try #require(ReportingPeriod("2012"))
    let key = ObservationKey(
      set: "tt13-2021", form: "TE-03", formVersion: 1,
      indicator: IndicatorID(list: "I", code: "0301"), measure: .count, breakdown: [], unit: unit,
      period: period)
    return Observation(
      key: key, value: value.map { ExactDecimal($0) }, status: status,
      origin: Origin(file: file, sha256: "ab", sheet: "Biểu 1", cell: cell, typed: "\(value ?? 0)"))
  }

  private var total: TotalKey {
    TotalKey(indicator: "I:0301", measure: "count", period: "2012")
  }

  // MARK: Merging

  @Test func aFigureInTwoFilesIsTakenOnce() throws {
    let merge = MigrationMerge(
      [try observation(5, file: "a.xls"), try observation(5, file: "b.xlsx")])
    #expect(merge.observations.map(\.origin?.file) == ["a.xls"])
    #expect(merge.issues.isEmpty)
    #expect(merge.repeated == [total: ExactDecimal(5)])
  }

  @Test func aDisagreementNamesBothPlacesAndKeepsTheFirst() throws {
    let merge = MigrationMerge(
      [try observation(5, file: "a.xls"), try observation(6, file: "b.xlsx", cell: "D9")])
    #expect(merge.observations.map(\.value) == [ExactDecimal(5)])
    #expect(merge.disputed == [total: ExactDecimal(6)])
    let issue = try #require(merge.issues.first)
    #expect(issue.place.file == "b.xlsx" && issue.place.cell == CellAddress("D9"))
    #expect(issue.other?.file == "a.xls")
    #expect(issue.detail == "I:0301 03424 2012: 6 ≠ 5")
  }

  @Test func aMissingFigureGivesWayToAGivenOne() throws {
    let merge = MigrationMerge(
      [
        try observation(nil, file: "a.xls", status: .missing),
        try observation(5, file: "b.xlsx"),
      ])
    #expect(merge.observations.map(\.value) == [ExactDecimal(5)])
    #expect(merge.issues.isEmpty)
  }

  // MARK: Ledger

  @Test func anEntryComesBackWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder(holding: [".bieu/x"])
    let ledger = MigrationLedger(output: folder.path, program: "0", basis: "1")
    let key = ledger.key(path: "2012/bản lang.xls", sha256: "ab")
    #expect(ledger.entry(key) == nil)
    var file = MigratedFile(path: "2012/bản lang.xls", sha256: "ab")
    file.encodings = ["tcvn3": 3]
    let figures = [
      try observation(5, file: "a.xls"), try observation(5, file: "a.xls", cell: "D4"),
    ]
    try ledger.write(file, figures, as: key)
    let entry = try #require(ledger.entry(key))
    #expect(entry.file.path == file.path && entry.file.encodings == file.encodings)
    #expect(entry.observations == figures)
    let other = ledger.key(path: "2012/khác.xls", sha256: "ab")
    try FileManager.default.copyItem(
      atPath: "\(ledger.folder)\(key).entry", toPath: "\(ledger.folder)\(other).entry")
    #expect(ledger.entry(other) == nil)
    // Whatever is cut off, at any byte, is no entry.
    let path = "\(ledger.folder)\(key).entry"
    let data = try #require(FileManager.default.contents(atPath: path))
    for count in stride(from: 0, to: data.count, by: 37) {
      try data.prefix(count).write(to: URL(fileURLWithPath: path))
      #expect(ledger.entry(key) == nil)
    }
  }

  @Test func otherBytesPathsOrMappingsAreOtherEntries() {
    let ledger = MigrationLedger(output: "out", program: "0", basis: "1")
    let keys = [
      ledger.key(path: "a", sha256: "ab"), ledger.key(path: "b", sha256: "ab"),
      ledger.key(path: "a", sha256: "ac"),
      MigrationLedger(output: "out", program: "0", basis: "2").key(path: "a", sha256: "ab"),
    ]
    #expect(Set(keys).count == 4)
    #expect(
      MigrationLedger(output: "out/", program: "0", basis: "1").key(path: "a", sha256: "ab")
        == keys[0])
  }

  @Test func whatNoFileNeedsGoes() throws {
    let folder = try TemporaryFolder(holding: [".bieu/rest.tmp"])
    let ledger = MigrationLedger(output: folder.path, program: "0", basis: "1")
    let kept = ledger.key(path: "a", sha256: "ab")
    for path in ["a", "b"] {
      let key = ledger.key(path: path, sha256: "ab")
      try ledger.write(MigratedFile(path: path, sha256: "ab"), [], as: key)
    }
    ledger.keepOnly([kept])
    // What no migration has made is not ours to remove.
    #expect(TemporaryFolder.names(in: ledger.folder) == ["\(kept).entry", "rest.tmp"].sorted())
  }

  // MARK: Plain pass

  private func pass(_ text: String, registers: [PlainPass.Register] = []) throws -> PlainPass {
    let workbook = try WorkbookOpener.open(MemorySource(Array(text.utf8)), name: "a.csv")
    let region = PlainPass.Region(sheet: 0, column: 1, rows: [1..<3, 4..<9], key: total)
    return try PlainPass(workbook, regions: [region], registers: registers)
  }

  @Test func thePlainPassCountsEveryFilledCellAndAddsUpRegionsAlone() throws {
    let pass = try pass("xã,số\nBản Bo,12\nKhun Há,1.234\nTổng,1246\nBản Hon,-\nNà Tăm,5\n")
    #expect(pass.filled == [12])
    #expect(pass.sums[total] == ExactDecimal(1251))
  }

  @Test func rowsWithANameAndADayAreChildren() throws {
    let text = "Họ tên,Ngày sinh\nNguyễn Văn An,05/03/2015\nTrần Thị Bình,\n,2014\nLê Đức,2012\n"
    let register = PlainPass.Register(sheet: 0, rows: 1..<Int.max, name: 0, dates: [1])
    #expect(try pass(text, registers: [register]).records == [0: 2])
  }
}
