import Foundation
import Indicators
import Observations
import SheetModel
import Testing
import WorkbookIO

@testable import Migration

/// The shipped samples through the shipped mappings.
@Suite struct MappingSampleTests {
  static let folder = URL(fileURLWithPath: MappingFixture.templates).deletingLastPathComponent()
    .appendingPathComponent("Samples/legacy").path

  private static func sheets(_ name: String) throws -> [MappedSheet] {
    let workbook = try WorkbookOpener.open(path: "\(folder)/\(name)")
    return try workbook.sheets.indices.flatMap {
      try MappingFixture.reader.tables(ofSheet: $0, of: workbook, file: name, sha256: "")
    }
  }

  @Test func everyFigureOfTheSamplesComesAcrossAndNoneIsInvented() throws {
    let text = try String(contentsOfFile: "\(Self.folder)/expected.jsonl", encoding: .utf8)
    var reader = ObservationTable.Reader()
    var expected: [String: [Observation]] = [:]
    for (line, json) in text.split(separator: "\n").enumerated() {
      let observation = try reader.observation(json: String(json), line: line + 1)
      expected[observation.origin?.file ?? "", default: []].append(observation)
    }
    #expect(expected.count == 5)
    for (name, wanted) in expected {
      var found: [Observation] = []
      for case .matrix(let matrix) in try Self.sheets(name) {
        found += matrix.observations
        #expect(matrix.findings == [], "\(name)")
        let account = matrix.account
        #expect(
          account.filled == account.migrated + account.ignoredCount + account.quarantinedCount)
        #expect(account.migrated == matrix.observations.count)
        #expect(Set(account.quarantined.keys).isSubset(of: [.noCounterpart]), "\(matrix.held)")
      }
      #expect(found == wanted, "\(name)")
    }
  }

  @Test func theRegisterComesAcrossRowByRow() throws {
    let name = "danh-sach-tre-em-2023.csv"
    guard case .register(let register) = try Self.sheets(name).first else {
      Issue.record("no register")
      return
    }
    #expect(register.mapping == "danh-sach-csdl")
    let workbook = try WorkbookOpener.open(path: "\(Self.folder)/\(name)")
    let rows = MappedRegisterRows(register, rows: try workbook.rows(ofSheet: 0))
    var records: [LegacyRecord] = []
    while let record = try rows.next() { records.append(record) }
    #expect(records.count == 60)
    let first = try #require(records.first)
    #expect(
      first.fields.map(\.text).dropFirst() == [
        "Giàng Khánh Hạ", "17/01/20", "Nữ", "Hà Nhì", "012320414269", "Bản Mẫu 1",
        "Trẻ em không nơi nương tựa; Trẻ em bị mua bán", "có", "Dữ liệu giả lập",
      ])
    #expect(first.fields[3].original == "0")
    #expect(first.unit.text == "25327 - Xã Thanh An")
    #expect(first.period == ReportingPeriod("2023"))
    let account = rows.account
    #expect(account.quarantinedCount == 0)
    #expect(account.filled == account.migrated + account.ignoredCount)
    #expect(account.ignored == [.head: 14, .ignoredColumn: 120])
  }
}
