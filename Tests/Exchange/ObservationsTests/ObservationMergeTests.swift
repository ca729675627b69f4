import Indicators
import Observations
import Testing

struct ObservationMergeTests {
  private func observation(
    _ code: String, unit: String = "03424", value: Int64, cell: String
  ) throws -> Observation {
    let period = try #require(ReportingPeriod("2025"))
    let key = ObservationKey(
      set: "s", form: "F", formVersion: 1, indicator: IndicatorID(list: "I", code: code),
      measure: .count, breakdown: [], unit: unit, period: period)
    return Observation(
      key: key, value: ExactDecimal(value), status: .reported,
      origin: Origin(file: "f", sha256: "", sheet: "s", cell: cell, typed: ""))
  }

  private func merge(_ sheets: [[Observation]]) -> ObservationMerge {
    ObservationMerge(sheets.map { .list($0) })
  }

  @Test func sheetsComeInCanonicalOrderWhateverTheOrderOfTheInputs() throws {
    let one = [
      try observation("0101", value: 1, cell: "A1"), try observation("0102", value: 2, cell: "A2"),
    ]
    let other = [try observation("0101", unit: "03390", value: 3, cell: "A1")]
    let merge = self.merge([one, [], other])
    #expect(merge.groups.flatMap(\.observations) == other + one)
    #expect(self.merge([other, one]).groups.flatMap(\.observations) == other + one)
    #expect(merge.conflicts.isEmpty)
  }

  @Test func ofTwoFiguresOfOneKeyTheFirstInputIsKeptAndADifferenceIsTold() throws {
    let form = [
      try observation("0101", value: 5, cell: "E9"), try observation("0103", value: 7, cell: "E11"),
    ]
    let register = [
      try observation("0101", value: 5, cell: "H9:H20"),
      try observation("0102", value: 1, cell: "H9:H20"),
      try observation("0103", value: 8, cell: "H9:H20"),
    ]
    let merge = self.merge([form, register])
    #expect(merge.groups.flatMap(\.observations) == [form[0], register[1], form[1]])
    #expect(merge.conflicts.count == 1)
    #expect(merge.conflicts.first?.kept.origin?.cell == "E11")
    #expect(merge.conflicts.first?.dropped.origin?.cell == "H9:H20")
  }
}
