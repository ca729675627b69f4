import Indicators
import Observations
import SheetModel
import Testing
import Units
import WorkbookIO

@testable import Jobs

/// Records put in order through a file, whatever few of them memory holds.
struct SpooledSorterTests {
  /// A generator of its own, so that every run has the same figures.
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  private static func figures(_ count: Int, seed: UInt64) -> [Observation] {
    var dice = Dice(state: seed)
    return (0..<count).compactMap { number in
      let periods = ["2024", "2025H1", "2025Q3"].compactMap { ReportingPeriod($0) }
      let unit = ["03577", "03580", "03583", "99999", "xã lạ"][dice.roll(5)]
      let status = ObservationStatus.allCases[dice.roll(4)]
      let isGiven = status == .reported
      return Observation(
        key: ObservationKey(
          set: "tt13-2021", form: ["TE-01", "TE-03"][dice.roll(2)], formVersion: 1,
          indicator: IndicatorID(list: "I", code: "03\(dice.roll(40))"),
          measure: Measure.allCases[dice.roll(4)],
          breakdown: dice.roll(3) == 0 ? [BreakdownValue(breakdown: "sex", category: "male")] : [],
          unit: unit, period: periods[dice.roll(3)]),
        value: isGiven ? ExactDecimal(coefficient: Int64(number - 40), scale: dice.roll(3)) : nil,
        status: status, explanation: dice.roll(9) == 0 ? "giải trình, “\(number)”\n" : "",
        origin: dice.roll(9) == 0
          ? nil
          : Origin(
            file: "\(unit).xls", sha256: String(repeating: "ab", count: 32), sheet: "Biểu",
            cell: "D\(number)", typed: ""))
    }
  }

  private func all<Record>(_ sorter: SpooledSorter<Record>) throws -> [Record] {
    var records: [Record] = []
    while let record = try sorter.next() { records.append(record) }
    return records
  }

  @Test(arguments: [2, 3, 24], [1, 5_000, 80_000, 1 << 30])
  func recordsComeOutAsSortingInMemoryPutsThem(mostRuns: Int, mostWeight: Int) throws {
    let sorter = SpooledSorter<GivenFigure>(
      SpoolFile(beside: nil), mostWeight: mostWeight, mostRuns: mostRuns, GivenFigure.precedes)
    // More than once: what was handed out is forgotten.
    for seed in [1, 2] as [UInt64] {
      let figures = Self.figures(600, seed: seed)
      for (line, figure) in figures.enumerated() {
        try sorter.add(GivenFigure(observation: figure, file: 0, line: line))
      }
      let sorted = Observation.sorted(figures)
      #expect(try all(sorter).map(\.observation) == sorted)
    }
    #expect(try all(sorter).isEmpty)
  }

  @Test func severalSortersShareOneFileAndTakeEachOther() throws {
    let spool = SpoolFile(beside: nil)
    let whole = SpooledSorter<GivenFigure>(
      spool, mostWeight: 9_000, mostRuns: 3, GivenFigure.precedes)
    var given: [Observation] = []
    for (file, count) in [40, 300, 3, 0, 120].enumerated() {
      let part = SpooledSorter<GivenFigure>(
        spool, mostWeight: 9_000, mostRuns: 3, GivenFigure.precedes)
      let figures = Self.figures(count, seed: UInt64(file))
      for (line, figure) in figures.enumerated() {
        try part.add(GivenFigure(observation: figure, file: file, line: line))
      }
      given += figures
      try whole.adopt(part)
    }
    let sorted = Observation.sorted(given)
    for _ in 0..<2 {
      let merge = try whole.merge()
      var read: [Observation] = []
      while let figure = try merge.next() { read.append(figure.observation) }
      #expect(read == sorted)
    }
  }

  @Test func whatMayFailToBeOneKeyIsKeptByteForByte() throws {
    let composed = Observation(
      key: ObservationKey(
        set: "s", form: "f", formVersion: 1, indicator: IndicatorID(list: "I", code: "1"),
        measure: .count, breakdown: [], unit: "x\u{E3}",
        period: try #require(ReportingPeriod("2024"))),
      value: nil, status: .missing)
    var decomposed = composed
    decomposed.key.unit = "xa\u{303}"
    let sorter = SpooledSorter<GivenFigure>(
      SpoolFile(beside: nil), mostWeight: 1, GivenFigure.precedes)
    for figure in [composed, decomposed] {
      try sorter.add(GivenFigure(observation: figure, file: 0, line: 1))
    }
    #expect(
      try all(sorter).map { Array($0.observation.key.unit.utf8) } == [
        Array("x\u{E3}".utf8), Array("xa\u{303}".utf8),
      ])
  }

  @Test func piecesAndRestsComeBackWhole() throws {
    let spool = SpoolFile(beside: nil)
    let figure = try #require(Self.figures(1, seed: 7).first)
    let pieces = SpooledSorter<MappingPiece>(spool, mostWeight: 1, MappingPiece.precedes)
    try pieces.add(
      MappingPiece(
        observation: figure, target: "03583", value: ExactDecimal("-0.50"), isEstimated: true,
        isKept: true, confidence: .recalled, number: 300))
    let piece = try #require(try pieces.next())
    #expect(piece.observation == figure && piece.target == "03583" && piece.number == 300)
    #expect(piece.value?.description == "-0.50" && piece.confidence == .recalled)
    #expect(piece.isEstimated && piece.isKept)
    let rests = SpooledSorter<MappingRest>(spool, mostWeight: 1, MappingRest.precedes)
    for (number, reason) in [nil, 0, 200].enumerated() {
      try rests.add(MappingRest(observation: figure, reason: reason, number: number))
    }
    #expect(try all(rests).map(\.reason) == [nil, 0, 200])
  }
}
