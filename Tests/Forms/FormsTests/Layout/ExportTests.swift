import Indicators
import Layout
import SheetModel
import Testing

@Suite struct ExportTests {
  private func workbook(_ observations: [Observation]) throws -> FormWorkbook {
    FormWorkbook([try LayoutFixture.request()], observations: observations)
  }

  @Test func openCellsTakeTheirObservationsAndTheRestIsComputed() throws {
    let workbook = try workbook([
      try LayoutFixture.observation("0301", .count, [LayoutFixture.male], "119"),
      try LayoutFixture.observation("0301", .count, [LayoutFixture.female], "108"),
      try LayoutFixture.observation("0301", .denominator, [LayoutFixture.male], "1387"),
      try LayoutFixture.observation("0301", .denominator, [LayoutFixture.female], "1424"),
    ])
    let sheet = LaidOutSheet(workbook)
    #expect(["F10", "G10", "F11", "G11"].map { sheet.text($0) } == ["119", "108", "1387", "1424"])
    #expect(["E10", "E11", "E12"].map { sheet.text($0) } == ["227", "2811", "8.08"])
    #expect(["F12", "G12"].map { sheet.text($0) } == ["8.58", "7.58"])
    #expect(sheet.kind("E12") == .number)
    #expect(workbook.leftovers.isEmpty)
    #expect(workbook.disagreements.isEmpty)
  }

  @Test func zeroIsZeroAndMissingIsNot() throws {
    let sheet = LaidOutSheet(
      try workbook([
        try LayoutFixture.observation("0301", .count, [LayoutFixture.male], "0", typed: "-"),
        try LayoutFixture.observation("0301", .count, [LayoutFixture.female], nil, typed: "..."),
        try LayoutFixture.observation("0301", .denominator, [LayoutFixture.male], nil),
        try LayoutFixture.observation(
          "0302", .count, [], nil, status: .notApplicable),
      ]))
    #expect(sheet.text("F10") == "0")
    #expect(sheet.kind("F10") == .number)
    #expect(sheet.text("G10") == "…")
    #expect(sheet.text("E10") == "")
    #expect(sheet.kind("F11") == .blank)
    #expect(sheet.text("E13") == "x")
  }

  @Test func sumOfPartsThatDoNotApplyDoesNotApply() throws {
    let sheet = LaidOutSheet(
      try workbook([
        try LayoutFixture.observation(
          "0301", .count, [LayoutFixture.male], nil, status: .notApplicable),
        try LayoutFixture.observation(
          "0301", .count, [LayoutFixture.female], nil, status: .notApplicable),
      ]))
    #expect(sheet.text("E10") == "x")
    #expect(sheet.text("E12") == "x")
  }

  @Test func totalThatDisagreesIsSaidWithItsCell() throws {
    let given = try LayoutFixture.observation("0301", .count, [], "230")
    let workbook = try workbook([
      try LayoutFixture.observation("0301", .count, [LayoutFixture.male], "119"),
      try LayoutFixture.observation("0301", .count, [LayoutFixture.female], "108"), given,
    ])
    #expect(LaidOutSheet(workbook).text("E10") == "227")
    #expect(workbook.leftovers.isEmpty)
    let found = try #require(workbook.disagreements.first)
    #expect(workbook.disagreements.count == 1)
    #expect(found.observation == given)
    #expect(found.computed == ExactDecimal(227))
    #expect(found.sheet == "TE-03")
    #expect(found.address == CellAddress("E10"))
  }

  @Test func totalWithoutItsPartsIsKeptAsItIs() throws {
    let workbook = try workbook([try LayoutFixture.observation("0301", .count, [], "230")])
    #expect(LaidOutSheet(workbook).text("E10") == "230")
    #expect(workbook.disagreements.isEmpty)
    #expect(workbook.leftovers.isEmpty)
  }

  @Test func rateWithMoreDecimalsThanPrintedAgreesAfterRounding() throws {
    let parts = [
      try LayoutFixture.observation("0301", .count, [LayoutFixture.male], "119"),
      try LayoutFixture.observation("0301", .denominator, [LayoutFixture.male], "1387"),
    ]
    let fine = try LayoutFixture.observation("0301", .rate, [LayoutFixture.male], "8.5796")
    let coarse = try LayoutFixture.observation("0301", .rate, [LayoutFixture.male], "8.6")
    #expect(try workbook(parts + [fine]).disagreements.isEmpty)
    #expect(try workbook(parts + [coarse]).disagreements.count == 1)
  }

  @Test func observationsWithoutACellAreLeftOver() throws {
    var otherUnit = try LayoutFixture.observation("0302", .count, [], "3")
    otherUnit.key.unit = "03430"
    var otherVersion = try LayoutFixture.observation("0302", .count, [], "3")
    otherVersion.key.formVersion = 2
    let first = try LayoutFixture.observation("0302", .count, [], "4")
    let second = try LayoutFixture.observation("0302", .count, [], "5")
    let closed = try LayoutFixture.observation("0302", .count, [LayoutFixture.male], "1")
    let silent = try LayoutFixture.observation(
      "0302", .count, [LayoutFixture.female], nil, status: .notApplicable)
    let unknown = try LayoutFixture.observation("0999", .count, [], "9")
    let workbook = try workbook([otherUnit, otherVersion, first, second, closed, silent, unknown])
    #expect(workbook.leftovers == [otherUnit, otherVersion, second, closed, unknown])
    #expect(LaidOutSheet(workbook).text("E13") == "4")
  }

  @Test func explanationsOfARowAreJoinedOnce() throws {
    let sheet = LaidOutSheet(
      try workbook([
        try LayoutFixture.observation(
          "0301", .count, [LayoutFixture.male], "1", explanation: "Tăng do di cư"),
        try LayoutFixture.observation(
          "0301", .count, [LayoutFixture.female], "2", explanation: "Tăng do di cư"),
        try LayoutFixture.observation("0301", .count, [], "3", explanation: "Đã rà soát"),
      ]))
    #expect(sheet.text("I10") == "Đã rà soát; Tăng do di cư")
    #expect(sheet.kind("I11") == .blank)
  }
}
