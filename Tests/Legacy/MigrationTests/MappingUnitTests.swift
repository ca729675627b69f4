import Indicators
import Testing

@testable import Migration

/// What rows say of their units: a code, a name, or both.
@Suite struct MappingUnitTests {
  /// A matrix whose rows have a code and a name.
  private static func read(_ rows: String, columns: String = "Mã xã|Tên xã") throws -> MappedMatrix
  {
    let (mapping, problems) = MappingFixture.mapping(
      """
      mapping: thu
      title: Thử
      set: tt13-2021
      target: matrix
      recognise: {labels: [Số trẻ em]}
      unit: {from: [column]}
      period: {from: [title]}
      columns:
        - {role: unit-code, label: Mã xã}
        - {role: unit, label: Tên xã}
        - {label: Số trẻ em, indicator: "I:0101"}
      """)
    #expect(problems.isEmpty)
    let sheet = DrawnSheet("TRẺ EM NĂM 2012\n\(columns)|Số trẻ em\n\(rows)")
    let matrix = try MappingFixture.matrix(
      sheet, LegacyMappings([try #require(mapping)]))
    return try #require(matrix)
  }

  @Test func aCodeAndTheNameBesideItAreOfOneUnit() throws {
    let matrix = try Self.read(
      """
      03424|Xã Bản Bo|5
      3418|2. UBND xã Bản Giang|6
      """)
    #expect(matrix.held == [])
    #expect(matrix.lines == ["03424 2012 I:0101 count 5 C3", "03418 2012 I:0101 count 6 C4"])
  }

  @Test func namesThatChangedTheirCodesAreHeldBack() throws {
    let matrix = try Self.read(
      """
      03424|Xã Bản Giang|5
      03418|Xã Bản Bo|6
      03424|Xã Bản Bo|7
      """)
    #expect(matrix.held == ["C3 contradictory-unit", "C4 contradictory-unit"])
    #expect(matrix.lines == ["03424 2012 I:0101 count 7 C5"])
  }

  @Test func oneTextWithBothIsComparedToo() throws {
    let matrix = try Self.read(
      """
      03424 - Xã Bản Bo|5
      03418-Xã Bản Giang|6
      03424-Xã Bản Giang|7
      03418. Xã Bản Bo|8
      12. Xã Bản Bo|5
      """, columns: "Tên xã")
    #expect(matrix.held == ["B5 contradictory-unit", "B6 contradictory-unit"])
    #expect(matrix.observations.map(\.key.unit) == ["03424", "03418"])
    #expect(matrix.account.ignored[.repeated] == 1)
  }

  @Test func aUnitOfAnotherProvinceIsNotTheOneOfItsName() throws {
    let matrix = try Self.read(
      """
      Xã Bản Bo, tỉnh Cà Mau|5
      03424 - Xã Bản Bo, huyện Phong Thổ|6
      Xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu|7
      """, columns: "Tên xã")
    #expect(matrix.held == ["A3 unknown-unit", "B3 unknown-unit", "B4 contradictory-unit"])
    #expect(matrix.lines == ["03424 2012 I:0101 count 7 B5"])
  }

  @Test func anEthInANameIsNoOtherUnit() throws {
    let matrix = try Self.read("Xã Ðồng Nơ|5", columns: "Tên xã")
    #expect(matrix.observations.map(\.key.unit) == ["25360"])
  }

  @Test func theNextDistrictOfAListIsNoContradiction() throws {
    let matrix = try Self.read(
      """
      106|Huyện Tam Đường|11
      03424|Xã Bản Bo|5
      03418|Xã Bản Giang|6
      109|Huyện Phong Thổ|4
      03490|Xã Huổi Luông|4
      """)
    #expect(matrix.held == [])
    #expect(matrix.observations.map(\.key.unit) == ["106", "03424", "03418", "109", "03490"])
  }
}
