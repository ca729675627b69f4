import Foundation
import Indicators
import SheetModel
import Testing

@testable import Migration

/// Layouts that clerks made beside the usual ones.
@Suite struct LayoutKindTests {
  private func read(
    _ text: String, _ yaml: String, merges: [String] = [], csv: Bool = false
  ) throws -> MappedMatrix {
    let (mapping, problems) = MappingFixture.mapping(
      "mapping: thu\ntitle: thử\nset: tt13-2021\ntarget: matrix\n" + yaml)
    #expect(problems == [])
    var sheet = DrawnSheet(text, merges: merges)
    if csv { sheet.format = .csv }
    let mappings = LegacyMappings([try #require(mapping)])
    return try #require(try MappingFixture.matrix(sheet, mappings))
  }

  private static let transposed = """
    recognise: {labels: [Chỉ tiêu]}
    unit: {from: [column]}
    period: {from: [title]}
    columns:
      - {role: label, label: Chỉ tiêu}
      - {role: measure, label: ĐVT}
      - {role: total, label: Tổng số, sum-of: [xa]}
      - {id: xa, unit: label}
    rows:
      - {label: Số trẻ em, indicator: "I:0101"}
      - {label: Trẻ em mồ côi, indicator: "I:0301", breakdown: {circumstance: orphan}}
    """

  @Test func unitsMayBeColumns() throws {
    let matrix = try read(
      """
      TÌNH HÌNH TRẺ EM NĂM 2015 - HUYỆN TAM ĐƯỜNG
      Chỉ tiêu|ĐVT|Xã Bản Bo|Xã Khun Há|Xã Ở Đâu|Tổng số
      Số trẻ em|Người|300|301|5|606
      Trẻ em mồ côi|Người|4|5|0|10
      """, Self.transposed)
    #expect(
      matrix.lines == [
        "03424 2015 I:0101 count 300 C3", "03430 2015 I:0101 count 301 D3",
        "03424 2015 I:0301 count circumstance=orphan 4 C4",
        "03430 2015 I:0301 count circumstance=orphan 5 D4",
      ])
    #expect(matrix.held == ["E3 unknown-unit", "E4 unknown-unit"])
    // The total is checked against all units, the unknown one too.
    #expect(matrix.findings.map(\.address.description) == ["F4"])
  }

  @Test func yearsMayBeColumnsEvenAsBareNumbers() throws {
    let yaml = """
      recognise: {labels: [Xã]}
      unit: {from: [column]}
      period: {from: [column]}
      columns:
        - {role: unit, label: Xã}
        - {period: label, indicator: "I:0101"}
      """
    for head in ["Xã|2013|2014|So với năm 2013 (%)", "Xã|Năm 2013|Năm 2014|So với năm 2013 (%)"] {
      let matrix = try read(
        """
        Dân số trẻ em
        \(head)
        Xã Bản Bo|100|101|101
        Xã Khun Há|200|202|101
        """, yaml)
      #expect(
        matrix.lines == [
          "03424 2013 I:0101 count 100 B3", "03424 2014 I:0101 count 101 C3",
          "03430 2013 I:0101 count 200 B4", "03430 2014 I:0101 count 202 C4",
        ])
      // A comparison with a year is no figure of that year.
      #expect(matrix.account.quarantined[.unknownColumn] == 3)
    }
  }

  private static let long = """
    recognise: {labels: [Số trẻ em]}
    unit: {from: [column]}
    period: {from: [column]}
    columns:
      - {role: period, label: Năm}
      - {role: unit, label: Xã}
      - {label: Số trẻ em, indicator: "I:0101"}
    """

  @Test func theYearMayStandInAColumnOnceOverItsRows() throws {
    let text = """
      Năm|Xã|Số trẻ em
      2013|Xã Bản Bo|100
      |Xã Khun Há|200
      2014|Xã Bản Bo|101
      |Xã Khun Há|202
      """
    for csv in [false, true] {
      let matrix = try read(text, Self.long, csv: csv)
      #expect(
        matrix.lines == [
          "03424 2013 I:0101 count 100 C2", "03430 2013 I:0101 count 200 C3",
          "03424 2014 I:0101 count 101 C4", "03430 2014 I:0101 count 202 C5",
        ])
    }
  }

  @Test func whatIsWrittenOnceEndsWhereItsRowsBeginAgain() throws {
    let matrix = try read(
      """
      Năm|Xã|Số trẻ em
      2013|Xã Bản Bo|100
      |Xã Khun Há|200
      |Xã Bản Bo|101
      """, Self.long)
    // Whose year the third row is nobody can say.
    #expect(matrix.lines.count == 2)
    #expect(matrix.held == ["C4 unknown-period"])
  }

  @Test func theNearestOfSeveralHeadsOverPartsIsMeant() throws {
    let matrix = try read(
      """
      TRẺ EM NĂM 2015
      STT|Tên xã|Trẻ em có hoàn cảnh đặc biệt
      ||Tổng số|Trong đó
      |||Mồ côi|||Khuyết tật
      |||TS|Nam|Nữ|TS|Nam|Nữ
      1|Xã Bản Bo|12|5|3|2|7|4|3
      """,
      """
      recognise: {labels: [Mồ côi, Khuyết tật]}
      unit: {from: [column]}
      period: {from: [title]}
      splits:
        sex:
          - {label: [Tổng số, TS], total: true}
          - {label: Nam, breakdown: {sex: male}}
          - {label: Nữ, breakdown: {sex: female}}
      columns:
        - {role: ordinal, label: STT}
        - {role: unit, label: Tên xã}
        - {label: Trẻ em có hoàn cảnh đặc biệt, indicator: "I:0301", split: sex}
        - {label: Mồ côi, indicator: "I:0301", breakdown: {circumstance: orphan}, split: sex}
        - {label: Khuyết tật, indicator: "I:0301", breakdown: {circumstance: disabled}, split: sex}
      """,
      merges: ["A2:A5", "B2:B5", "C2:I2", "C3:C5", "D3:I3", "D4:F4", "G4:I4"])
    #expect(matrix.lines.count == 7)
    #expect(matrix.lines.contains("03424 2015 I:0301 count circumstance=disabled sex=female 3 I6"))
    #expect(matrix.lines.contains("03424 2015 I:0301 count 12 C6"))
  }

  @Test func partsOfDifferentDepthStandSideBySide() throws {
    let matrix = try read(
      """
      Tình hình trẻ em năm 2015
      Xã|Khuyết tật|||Trong đó
      |TS|Nam|Nữ|Mồ côi|Bị bóc lột
      |||||TS|Nam|Nữ
      Xã Bản Bo|10|4|6|7|9|5|4
      """,
      """
      recognise: {labels: [Xã, Khuyết tật]}
      unit: {from: [column]}
      period: {from: [title]}
      splits:
        sex:
          - {label: TS, total: true}
          - {label: Nam, breakdown: {sex: male}}
          - {label: Nữ, breakdown: {sex: female}}
      columns:
        - {role: unit, label: Xã}
        - {label: Khuyết tật, indicator: "I:0301", breakdown: {circumstance: disabled}, split: sex}
        - {label: Mồ côi, indicator: "I:0301", breakdown: {circumstance: orphan}}
        - {label: Bị bóc lột, indicator: "I:0301", breakdown: {circumstance: exploited}, split: sex}
      """,
      merges: ["A2:A4", "B2:D2", "B3:B4", "C3:C4", "D3:D4", "E2:H2", "E3:E4", "F3:H3"])
    #expect(matrix.lines.count == 7, "\(matrix.held)")
  }

  // MARK: Measures

  private static let counted = """
    recognise: {labels: [Số trẻ em*]}
    unit: {from: [column]}
    period: {from: [title]}
    columns:
      - {role: unit, label: Xã}
      - {label: Số trẻ em*, indicator: "I:0101"}
      - {label: Tỷ lệ*, indicator: "I:0206", measure: rate}
    """

  @Test(arguments: [
    "Đơn vị tính: nghìn người", "ĐVT: 1.000 người", "Đơn vị: nghìn trẻ em",
    "(Đơn vị tính: nghìn em)",
    "Đơn vị tính: %",
  ])
  func whatATableSaysOfItsMeasureIsNotPassedOver(remark: String) throws {
    let text = """
      Trẻ em năm 2015
      ||\(remark)
      Xã|Số trẻ em|Tỷ lệ tiêm chủng
      Xã Bản Bo|2|98,5
      """
    let held = try read(text, Self.counted)
    #expect(held.held.contains("B4 other-measure"))
    #expect(held.lines.count == 1)
    guard !remark.contains("%") else { return }
    let taken = try read(text, Self.counted + "\nfactor: 1000")
    #expect(taken.lines.contains("03424 2015 I:0101 count 2000 B4"))
    #expect(taken.lines.contains("03424 2015 I:0206 rate 98.5 C4"))
    #expect(taken.regions.contains { $0.factor == ExactDecimal(1000) })
  }

  @Test func whatAHeadSaysOfItsMeasureIsNotPassedOver() throws {
    let text = """
      Trẻ em năm 2015
      Xã|Số trẻ em (nghìn)|Tỷ lệ tiêm chủng (‰)
      Xã Bản Bo|"2,5"|985
      """
    #expect(try read(text, Self.counted).held == ["B3 other-measure", "C3 other-measure"])
    let yaml = Self.counted
      .replacingOccurrences(of: "\"I:0101\"}", with: "\"I:0101\", unit-of-measure: nghìn}")
      .replacingOccurrences(of: "measure: rate}", with: "measure: rate, factor: 0.1}")
    let matrix = try read(text, yaml)
    #expect(
      matrix.lines == [
        "03424 2015 I:0101 count 2500 B3", "03424 2015 I:0206 rate 98.5 C3",
      ], "\(matrix.held) \(matrix.lines)")
  }

  @Test func aLineOfMeasuresBelowTheHeadIsSaidOfItsColumns() throws {
    let text = """
      Trẻ em năm 2015
      Xã|Số trẻ em|Tỷ lệ tiêm chủng
      |(Nghìn người)|(%)
      Xã Bản Bo|2|98.5
      """
    let matrix = try read(text, Self.counted)
    #expect(matrix.held == ["B4 other-measure"])
    #expect(matrix.lines == ["03424 2015 I:0206 rate 98.5 C4"])
  }

  @Test func aPointInThousandsIsTwoNumbers() throws {
    let matrix = try read(
      """
      Trẻ em năm 2015
      Xã|Số trẻ em (nghìn)
      Xã Bản Bo|1.234
      """,
      Self.counted.replacingOccurrences(of: "\"I:0101\"}", with: "\"I:0101\", factor: 1000}"),
      csv: true)
    #expect(matrix.held == ["B3 ambiguous-figure"])
  }
}
