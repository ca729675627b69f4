import FormModel
import Indicators
import Testing
import Units

/// What is wrong with declared successions, with the file and line of each.
@Suite struct SuccessionLintTests {
  private let units = "units/don-vi.csv"
  private let successions = "units/successions/ke-tuc.csv"
  private let sound = TemplateFolder.sound

  private func problems(_ folder: TemplateFolder) throws -> [String] {
    try folder.problems().map { problem in
      let file = problem.file == successions ? "ke-tuc" : "don-vi"
      return "\(file):\(problem.line ?? 0) \(problem.code) \(problem.severity)"
    }
  }

  @Test func theSoundFolderHasNoProblems() throws {
    #expect(try problems(sound) == [])
  }

  @Test func aSuccessionIsFromAUnitThatWasThereToOneThatIs() throws {
    let late = sound.replacing(
      "03562,,03562,,2025-07-01", with: "03562,,03562,,2025-07-02", in: successions)
    #expect(
      try problems(late) == [
        "ke-tuc:4 template-unit-goes-on error", "don-vi:6 template-fate-unknown warning",
      ])
    let unknown = sound.replacing("Lầu,03562,", with: "Lầu,03999,", in: successions)
    #expect(try problems(unknown) == ["ke-tuc:3 template-new-unit-not-there error"])
    let gone = sound.adding("03999,,12,,2025-07-01,whole,,,recalled", to: successions)
    #expect(try problems(gone) == ["ke-tuc:5 template-old-unit-not-there error"])
  }

  @Test func namesBesideCodesAreThoseOfTheUnitsOfThatDay() throws {
    let other = sound.replacing(
      "03550,Xã Sì Lờ Lầu,03562,Xã Sì Lở Lầu", with: "03550,Xã Bản Bo,03562,Xã Vàng Ma Chải",
      in: successions)
    #expect(
      try problems(other) == [
        "ke-tuc:3 template-name-of-other-unit error", "ke-tuc:3 template-name-of-other-unit error",
      ])
  }

  @Test func landWithoutPeopleGoesBesideEverythingElse() throws {
    // Beside a line that takes all people, and of a unit that goes on.
    let land = sound.adding("03550,,12,,2025-07-01,territory,,,recalled", to: successions)
    #expect(try problems(land) == [])
    let staying = sound.adding("12,,03562,,2025-07-01,territory,,,recalled", to: successions)
    #expect(try problems(staying) == [])
    let alone = sound.replacing(
      "03562,Xã Sì Lở Lầu,2025-07-01,whole", with: "03562,Xã Sì Lở Lầu,2025-07-01,territory",
      in: successions)
    #expect(try problems(alone) == ["don-vi:4 template-fate-unknown warning"])
    let crowded = sound.adding("03550,,12,,2025-07-01,territory,7,,recalled", to: successions)
    #expect(try problems(crowded) == ["ke-tuc:5 template-territory-with-people error"])
    let nowhere = sound.adding("03550,,,,2025-07-01,territory,,,recalled", to: successions)
    #expect(try problems(nowhere) == ["ke-tuc:5 template-missing-key error"])
    let part = sound.replacing(
      "03562,,03562,,2025-07-01,whole", with: "03562,,03562,,2025-07-01,part", in: successions
    ).adding("03562,,12,,2025-07-01,territory,,,recalled", to: successions)
    #expect(try problems(part) == ["ke-tuc:4 template-part-alone error"])
  }

  @Test func aUnitGoesWholeOnceOrInPartsThatHaveWeights() throws {
    let twice = sound.adding("03550,,12,,2025-07-01,whole,,,recalled", to: successions)
    #expect(try problems(twice) == ["ke-tuc:3 template-extents-contradict error"])
    let alone = sound.replacing(
      "03562,,03562,,2025-07-01,whole", with: "03562,,03562,,2025-07-01,part", in: successions)
    #expect(try problems(alone) == ["ke-tuc:4 template-part-alone error"])
    let parts = alone.adding("03562,,12,,2025-07-01,part,40,,recalled", to: successions)
    #expect(try problems(parts) == ["ke-tuc:4 template-weight-missing warning"])
    let again = sound.adding("03562,,03562,,2025-07-01,whole,,,recalled", to: successions)
    #expect(
      try problems(again) == [
        "ke-tuc:5 template-duplicate-succession error",
        "ke-tuc:4 template-extents-contradict error",
      ])
  }

  @Test func aUnitThatEndedHasASuccession() throws {
    let open = sound.replacing(
      "109,Huyện Phong Thổ,,,2025-07-01,ended,,,sourced\n", with: "", in: successions)
    #expect(try problems(open) == ["don-vi:3 template-fate-unknown warning"])
    let onward = sound.replacing(
      "12,Tỉnh Lai Châu,,,tỉnh,,,", with: "12,Tỉnh Lai Châu,,,tỉnh,,2020-12-31,", in: units
    )
    .adding("12,Thành phố Lai Châu,,,thành phố,2021-01-01,,recalled", to: units)
    #expect(try problems(onward) == [])
    let gap = sound.replacing(
      "12,Tỉnh Lai Châu,,,tỉnh,,,", with: "12,Tỉnh Lai Châu,,,tỉnh,,2020-12-31,", in: units
    )
    .adding("12,Tỉnh Lai Châu,,,tỉnh,2021-02-01,,recalled", to: units)
    #expect(try problems(gap).contains("don-vi:2 template-gap-in-unit warning"))
  }

  @Test func parentsMakeNoRing() throws {
    let ring = sound.replacing("12,Tỉnh Lai Châu,,,", with: "12,Tỉnh Lai Châu,,109,", in: units)
    #expect(try problems(ring).contains("don-vi:2 template-parent-ring error"))
  }

  @Test(arguments: [
    ("2025-07-01,ended", "2025-02-30,ended"), ("2025-07-01,ended", "2025-07-02/2025-07-01,ended"),
    ("ended,,,sourced", "ended,,,sure"), ("2025-07-01,ended", "2025-07-01,gone"),
    ("109,Huyện Phong Thổ,,,2025-07-01,ended,", "109,Huyện Phong Thổ,,,2025-07-01,ended,-3"),
    ("109,Huyện Phong Thổ,,,2025-07-01,ended,", "109,Huyện Phong Thổ,,,2025-07-01,ended,1.5"),
    ("109,Huyện Phong Thổ,,", "109,Huyện Phong Thổ,12,"),
  ])
  func whatCannotBeReadIsNamedWithItsLine(found: String, instead: String) throws {
    let folder = sound.replacing(found, with: instead, in: successions)
    #expect(try problems(folder).contains("ke-tuc:2 template-malformed-value error"))
  }

  @Test func aDayBetweenTwoDaysCountsAsTheLater() throws {
    let folder = sound.replacing(
      "109,Huyện Phong Thổ,,,2025-07-01", with: "109,Huyện Phong Thổ,,,2024-01-01/2025-07-01",
      in: successions)
    #expect(try problems(folder) == [])
    let succession = try #require(try folder.load().library.history.successions.first)
    #expect(succession.date == CalendarDate("2025-07-01"))
    #expect(succession.earliestDate == CalendarDate("2024-01-01"))
  }
}
