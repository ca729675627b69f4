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

  // MARK: One key, several figures

  /// A figure of one and the same key.
  private func figure(
    _ value: Int64?, _ status: ObservationStatus? = nil, in file: String, explanation: String = ""
  ) throws -> Observation {
    var figure = try observation("0301", value: value ?? 0, cell: "E9")
    figure.value = value.map { ExactDecimal($0) }
    figure.status = status ?? (value.map { $0 == 0 ? .zero : .reported } ?? .missing)
    figure.explanation = explanation
    figure.origin?.file = file
    return figure
  }

  /// Merges figures of one key as sheets of their own, and as one list: both must come to the same.
  private func merge(
    figures: Observation..., policy: ObservationMerge.Policy = .conflicts
  ) throws -> (kept: Observation, merge: ObservationMerge) {
    let merge = ObservationMerge(figures.map { .list([$0]) }, policy: policy)
    let list = ObservationMerge(figures, policy: policy)
    #expect(list.observations == merge.observations)
    #expect(list.repeated == merge.repeated)
    #expect(list.conflicts.map(\.kept) == merge.conflicts.map(\.kept))
    #expect(list.conflicts.map(\.dropped) == merge.conflicts.map(\.dropped))
    #expect(merge.observations.count == 1)
    return (try #require(merge.observations.first), merge)
  }

  @Test func aMissingFigureGivesWayToAReportedOneThatComesLater() throws {
    let later = try figure(5, in: "b.xlsx", explanation: "Đã bổ sung")
    let (kept, merge) = try merge(
      figures: figure(nil, in: "a.xlsx", explanation: "Chưa tổng hợp xong"), later)
    #expect(kept == later)
    #expect(kept.explanation == "Đã bổ sung" && kept.origin?.file == "b.xlsx")
    #expect(merge.conflicts.isEmpty)
  }

  @Test func aReportedFigureStaysBeforeAMissingOne() throws {
    let first = try figure(5, in: "a.xlsx", explanation: "Theo sổ theo dõi")
    let (kept, merge) = try merge(figures: first, figure(nil, in: "b.xlsx", explanation: "…"))
    #expect(kept == first)
    #expect(merge.conflicts.isEmpty)
  }

  @Test func ofTwoReportedFiguresTheFirstIsKeptAndBothPlacesAreNamed() throws {
    let (kept, merge) = try merge(figures: figure(5, in: "z.xlsx"), figure(6, in: "a.xlsx"))
    #expect(kept.value == ExactDecimal(5))
    #expect(merge.conflicts.map(\.kept.origin?.file) == ["z.xlsx"])
    #expect(merge.conflicts.map(\.dropped.origin?.file) == ["a.xlsx"])
    #expect(merge.conflicts.map(\.dropped.value) == [ExactDecimal(6)])
  }

  @Test func aZeroAndNotApplicableAreGivenAndMissingIsNot() throws {
    let given = [try figure(0, in: "b.xlsx"), try figure(nil, .notApplicable, in: "b.xlsx")]
    for given in given {
      let missing = try figure(nil, in: "a.xlsx")
      let (later, one) = try merge(figures: missing, given)
      #expect(later == given && one.conflicts.isEmpty)
      let (earlier, other) = try merge(figures: given, missing)
      #expect(earlier == given && other.conflicts.isEmpty)
    }
  }

  @Test func notApplicableDiffersFromAFigureAndFromZero() throws {
    for value: Int64 in [0, 5] {
      let sign = try figure(nil, .notApplicable, in: "a.xlsx")
      let (kept, merge) = try merge(figures: sign, figure(value, in: "b.xlsx"))
      #expect(kept == sign)
      #expect(merge.conflicts.map(\.dropped.value) == [ExactDecimal(value)])
    }
  }

  @Test func anEqualFigureIsTakenOnceAndCountedWhereAnAccountIsKept() throws {
    let figures = (try figure(5, in: "a.xlsx"), try figure(5, in: "b.xlsx"))
    let (kept, merge) = try merge(figures: figures.0, figures.1)
    #expect(kept == figures.0)
    #expect(merge.conflicts.isEmpty && merge.repeated.isEmpty)
    let (again, account) = try self.merge(figures: figures.0, figures.1, policy: .account)
    #expect(again == figures.0)
    #expect(account.conflicts.isEmpty && account.repeated == [figures.1])
    let missing = try self.merge(
      figures: figure(nil, in: "a.xlsx"), figure(nil, in: "b.xlsx"), policy: .account)
    #expect(missing.kept.origin?.file == "a.xlsx" && missing.merge.repeated.isEmpty)
  }

  @Test func missingThenFiveThenSixKeepsFiveAndTellsOfSix() throws {
    let (kept, merge) = try merge(
      figures: figure(nil, in: "a.xlsx"), figure(5, in: "b.xlsx"), figure(6, in: "c.xlsx"))
    #expect(kept.origin?.file == "b.xlsx")
    #expect(merge.conflicts.map(\.kept.origin?.file) == ["b.xlsx"])
    #expect(merge.conflicts.map(\.dropped.origin?.file) == ["c.xlsx"])
  }
}
