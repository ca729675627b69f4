import FormModel
import Testing
import VietnameseText

@testable import Migration

@Suite struct MappingProblemTests {
  private static let head = """
    mapping: thu
    title: Thử
    set: tt13-2021
    target: matrix
    recognise: {labels: [Mồ côi]}
    unit: {from: [column]}
    period: {from: [title]}

    """

  private static func problems(_ rest: String) -> [String] {
    MappingFixture.mapping(head + rest).problems
  }

  @Test func namesThatPointAtNothingAreNamedWithTheirLine() {
    #expect(
      Self.problems(
        """
        columns:
          - {role: unit, label: Xã}
          - {label: Mồ côi, indicator: "I:9999"}
          - {label: Bỏ rơi, indicator: "I:0301", breakdown: {circumstance: lost}}
          - {label: Lạ, indicator: "I:0301", breakdown: {colour: red}}
        """
      ).filter { !$0.hasSuffix("unknown-row") } == [
        "10 template-unknown-indicator", "11 template-unknown-category",
        "12 template-unknown-breakdown",
      ])
  }

  @Test func aFigureWithoutACellInACurrentFormIsAProblem() {
    #expect(
      Self.problems(
        """
        columns:
          - {role: unit, label: Xã}
          - {label: Mồ côi, indicator: "I:0301", breakdown: {residence: urban}}
        """) == ["10 template-unknown-row"])
  }

  @Test func unknownKeysAndColumnsAreProblems() {
    #expect(
      Self.problems(
        """
        columns:
          - {role: unit, label: Xã}
          - {label: Mồ côi, indicator: "I:0301", colum: 3}
          - {role: total, label: Tổng, sum-of: [x]}
        values: {sex: {"1": Nam}}
        """) == [
          "12 template-unknown-key", "10 template-unknown-key", "11 template-unknown-column",
        ])
  }

  @Test func twoColumnsWithOneLabelCannotBeToldApart() {
    #expect(
      Self.problems(
        """
        columns:
          - {role: unit, label: Xã}
          - {label: [Mồ côi, Khoẻ], indicator: "I:0301"}
          - {label: KHỎE, indicator: "I:0302"}
        """) == ["11 template-colliding-labels"])
  }

  @Test func aRegisterNamesColumnsOfItsForm() {
    let (_, problems) = MappingFixture.mapping(
      """
      mapping: thu
      title: Thử
      set: tt13-2021
      target: register
      form: DS-01
      recognise: {labels: [HO_TEN]}
      unit: {from: [option]}
      period: {from: [option]}
      columns:
        - {column: name, label: HO_TEN}
        - {column: nickname, label: TEN_GOI}
      values: {gender: {"1": Nam}}
      dates: {name: mdy}
      """)
    #expect(
      problems == [
        "12 template-unknown-column", "13 template-malformed-value", "11 template-unknown-column",
      ])
  }

  @Test func rowsNeedTheColumnThatNamesThem() {
    #expect(
      Self.problems(
        """
        columns:
          - {label: Cả năm, period: year}
        rows:
          - {label: Số trẻ em, indicator: "I:0101"}
        """) == ["6 template-unknown-column", "11 template-unknown-column"])
  }

  @Test func aPeriodThatTheFormIsNotForIsAWarning() {
    let (_, problems) = LegacyMappings.mapping(
      yaml: Self.head.replacing("[column]", with: "[title]") + """
        columns:
          - {role: label, label: Chỉ tiêu}
          - {label: Quý I, period: Q1}
        rows:
          - {label: Số trẻ em, indicator: "I:0101"}
        """, file: "thu.yml", library: MappingFixture.library)
    #expect(problems.map(\.severity) == [.warning])
  }

  @Test func aLayoutThatIsLeftOutNeedsNeitherFiguresNorUnitNorPeriod() throws {
    let (mapping, problems) = MappingFixture.mapping(
      """
      mapping: thu
      title: Kinh phí
      set: tt13-2021
      target: matrix
      recognise: {labels: [Hạng mục, Kinh phí (đồng)]}
      columns:
        - {role: ignore, label: [STT, Hạng mục, Nguồn vốn], why: không phải số liệu trẻ em}
        - {role: ignore, label: Kinh phí (đồng), why: không phải số liệu trẻ em}
      """)
    #expect(problems == [])
    let sheet = DrawnSheet(
      """
      KINH PHÍ NĂM 2016
      STT|Hạng mục|Kinh phí (đồng)|Nguồn vốn
      1|Sửa sân chơi|12000000|Xã hội hóa
      |Tổng cộng|12000000||7
      |Người lập biểu
      """)
    let mappings = LegacyMappings([try #require(mapping)])
    let matrix = try #require(try MappingFixture.matrix(sheet, mappings))
    #expect(matrix.observations.isEmpty)
    #expect(matrix.account.ignored == [.title: 1, .head: 4, .ignoredColumn: 7])
    #expect(matrix.held == ["E4 unknown-column"])
    #expect(matrix.account.filled == sheet.filled)
  }

  @Test func starsStandForAnyWords() {
    let label = MappingLabel("Trẻ em nhiễm HIV*")
    #expect(label.matches(LooseKey("trẻ em nhiễm HIV/AIDS (1)")))
    #expect(label.matches(LooseKey("Trẻ em nhiễm HIV")))
    #expect(!label.matches(LooseKey("Trẻ em nhiễm lao")))
    #expect(MappingLabel("*hoàn cảnh*năm*").matches(LooseKey("Trẻ em có hoàn cảnh khó, năm 2012")))
    #expect(!MappingLabel("*").matches(LooseKey("")))
    #expect(!MappingLabel("*ab*ba").matches(LooseKey("aba")))
  }
}
