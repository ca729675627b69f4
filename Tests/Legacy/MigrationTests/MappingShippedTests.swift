import Testing

@testable import Migration

@Suite struct MappingShippedTests {
  @Test func theShippedMappingsHaveNoProblem() {
    #expect(MappingFixture.shipped.problems == [])
    #expect(
      MappingFixture.shipped.mappings.mappings.map(\.id)
        == ["danh-sach-csdl", "te-hcdb-2012", "te-nam-theo-xa"])
  }
}
