import Foundation
import Indicators
import SheetModel
import Testing

@testable import Migration

/// Several tables in one sheet: what each says is its own.
@Suite struct SheetTableTests {
  private static func mappings(_ yamls: [String]) throws -> LegacyMappings {
    LegacyMappings(
      try yamls.enumerated().map { number, yaml in
        let (mapping, problems) = MappingFixture.mapping(yaml)
        #expect(problems == [])
        var own = try #require(mapping)
        own.id = "thu-\(number)"
        return own
      })
  }

  private static let orphans = """
    mapping: thu
    title: mồ côi
    set: tt13-2021
    target: matrix
    recognise: {labels: [Mồ côi, Bỏ rơi]}
    unit: {from: [column]}
    period: {from: [title, option]}
    columns:
      - {role: ordinal, label: STT}
      - {role: unit, label: Xã}
      - {label: Mồ côi, indicator: "I:0301", breakdown: {circumstance: orphan}}
      - {label: Bỏ rơi, indicator: "I:0301", breakdown: {circumstance: abandoned}}
    totals: {rows: [Cộng]}
    """

  private func read(
    _ text: String, _ yamls: [String] = [orphans], merges: [String] = []
  ) throws -> (lines: [String], held: [String]) {
    let tables = try MappingFixture.tables(
      DrawnSheet(text, merges: merges), Self.mappings(yamls))
    var (lines, held): ([String], [String]) = ([], [])
    for table in tables {
      switch table {
      case .matrix(let matrix):
        lines += matrix.lines
        held += matrix.held
      case .unmapped(_, let account), .ambiguous(_, let account):
        held += account.places.map { "\($0.address) \($0.reason.rawValue)" }
      default: Issue.record("\(table)")
      }
    }
    return (lines, held)
  }

  @Test func aTitleAboveTheSameHeadBeginsAnotherYear() throws {
    let (lines, held) = try read(
      """
      Trẻ em năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      |Cộng|1|2
      Trẻ em năm 2013
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|3|4
      """)
    #expect(
      lines.map { $0.split(separator: " ").dropFirst().first.map(String.init) }
        == ["2012", "2012", "2013", "2013"])
    #expect(held == [])
  }

  @Test func aHeadThatStandsAgainWithNothingNewIsTheSameTable() throws {
    let (lines, held) = try read(
      """
      Trẻ em năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      Trang 2
      STT|Xã|Mồ côi|Bỏ rơi
      2|Xã Khun Há|3|4
      |Cộng|4|6
      """)
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.contains(" 2012 ") })
    #expect(held == [])
  }

  @Test func aTableWithAnotherHeadIsHeldBackWhole() throws {
    let (lines, held) = try read(
      """
      Trẻ em năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      STT|Xã|Khuyết tật|HIV
      1|Xã Khun Há|30|40
      """)
    #expect(lines.count == 2)
    #expect(held.count == 8)
    #expect(held.allSatisfy { $0.hasSuffix("no-mapping") })
  }

  @Test func rowsBelowAnotherTitleWithoutAHeadAreHeldBack() throws {
    for title in ["Trẻ em bị xâm hại", "Số liệu năm 2013", "Biểu 2: Trẻ em nghèo"] {
      let (lines, held) = try read(
        """
        Trẻ em năm 2012
        STT|Xã|Mồ côi|Bỏ rơi
        1|Xã Bản Bo|1|2
        \(title)
        1|Xã Khun Há|30|40
        """)
      #expect(lines.count == 2, "\(title)")
      #expect(held.filter { $0.hasSuffix("table-without-head") }.count == 4, "\(title)")
    }
  }

  @Test func aBarePeriodHoldsForTheRowsBelowIt() throws {
    let (lines, held) = try read(
      """
      Trẻ em mồ côi, bị bỏ rơi
      STT|Xã|Mồ côi|Bỏ rơi
      Năm 2012
      1|Xã Bản Bo|1|2
      Năm 2013
      1|Xã Bản Bo|3|4
      """)
    #expect(lines.filter { $0.contains(" 2012 ") }.count == 2)
    #expect(lines.filter { $0.contains(" 2013 ") }.count == 2)
    #expect(held == [])
  }

  @Test func labelsAloneDoNotTellTwoSubjectsApart() throws {
    let text = """
      1. Trẻ em được trợ giúp năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      2. Trẻ em chưa được trợ giúp năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|3|4
      """
    let (none, held) = try read(text)
    #expect(none == [])
    #expect(held.count == 2 * 9)
    #expect(held.allSatisfy { $0.hasSuffix("other-title") })
    let told = Self.orphans.replacingOccurrences(
      of: "recognise: {labels", with: "recognise: {titles: [\"*em được trợ giúp*\"], labels")
    #expect(try read(text, [told]).lines.count == 2)
  }

  @Test func aNumberedPartHasTheYearOfTheReport() throws {
    let second = """
      mapping: thu
      title: khuyết tật
      set: tt13-2021
      target: matrix
      recognise: {labels: [Khuyết tật]}
      unit: {from: [column]}
      period: {from: [title]}
      columns:
        - {role: ordinal, label: STT}
        - {role: unit, label: Xã}
        - {label: Khuyết tật, indicator: "I:0301", breakdown: {circumstance: disabled}}
      """
    let text = """
      BÁO CÁO NĂM 2015
      1. Trẻ em không nơi nương tựa
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      2. Trẻ em khuyết tật
      STT|Xã|Khuyết tật
      1|Xã Bản Bo|9
      """
    #expect(try read(text, [Self.orphans, second]).lines.last?.contains("2015") ?? false)
    // Where the year is the first table's own, nothing says the second one's.
    let own = text.replacingOccurrences(of: "BÁO CÁO NĂM 2015\n1. ", with: "").replacingOccurrences(
      of: "nương tựa", with: "nương tựa năm 2015")
    #expect(try read(own, [Self.orphans, second]).held == ["C6 unknown-period"])
  }

  @Test func titlesThatNameTwoYearsNameNone() throws {
    let (lines, held) = try read(
      """
      Trẻ em năm 2012||||Trẻ em năm 2013
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      """)
    #expect(lines == [])
    #expect(held == ["C3 ambiguous-period", "D3 ambiguous-period"])
  }

  @Test func percentagesAndComparisonsBelowTheUnitsAreNone() throws {
    let (lines, held) = try read(
      """
      Trẻ em năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      |Cộng|1|2
      |Tỷ lệ %|33,3|66,7
      |So với năm 2011|-1|1
      |Tăng (+), giảm (-)|5|6
      Người lập biểu||Chủ tịch
      """)
    #expect(lines.count == 2)
    #expect(held == [])
  }

  @Test func aLineThatHeadsRowsWithSomethingElseHoldsThemBack() throws {
    for line in ["Kế hoạch năm 2013", "|6 tháng đầu năm", "|Trong đó: dân tộc thiểu số", "Nam"] {
      let (lines, held) = try read(
        """
        Trẻ em năm 2012
        STT|Xã|Mồ côi|Bỏ rơi
        1|Xã Bản Bo|1|2
        \(line)
        2|Xã Khun Há|3|4
        """)
      #expect(lines.count == 2, "\(line)")
      #expect(held.count == 5, "\(line) \(held)")
    }
    let (lines, held) = try read(
      """
      Trẻ em năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      2013
      2|Xã Khun Há|3|4
      II|Vùng cao
      3|Xã Nà Tăm|5|6
      """)
    #expect(lines.filter { $0.contains(" 2013 ") }.count == 4)
    #expect(held == ["B6 unknown-label"])
  }

  @Test func theMonthsOfATitleAreNoSubject() throws {
    let (lines, held) = try read(
      """
      Biểu 1: Số liệu trẻ em 6 tháng đầu năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Bản Bo|1|2
      Biểu 2: Kết quả cấp thẻ 6 tháng đầu năm 2012
      STT|Xã|Mồ côi|Bỏ rơi
      1|Xã Khun Há|3|4
      """)
    #expect(lines == [])
    #expect(held.allSatisfy { $0.hasSuffix("other-title") })
  }
}
