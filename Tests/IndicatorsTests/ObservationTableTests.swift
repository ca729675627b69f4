import Indicators
import Testing

@Suite struct ObservationTableTests {
  @Test func headNamesEveryColumnInCanonicalOrder() {
    #expect(
      ObservationTable.head == [
        "set", "form", "form_version", "indicator", "measure", "breakdown", "unit", "period",
        "value", "status", "explanation", "source_file", "source_sha256", "source_sheet",
        "source_cell", "source_text",
      ])
  }

  @Test func fieldsReadBackToTheSameObservation() throws {
    var reader = try ObservationTable.Reader(head: ObservationTable.head)
    for (index, observation) in try samples().enumerated() {
      let fields = ObservationTable.fields(of: observation)
      #expect(try reader.observation(fields: fields, line: index + 2) == observation)
    }
  }

  @Test func valueIsWrittenWithoutNeedlessZeros() throws {
    let rate = try #require(try samples().first { $0.key.measure == .rate })
    #expect(ObservationTable.fields(of: rate)[8] == "12.5")
    #expect(ObservationTable.fields(of: rate)[5] == "circumstance=a;sex=male")
  }

  @Test func columnsMayStandInAnyOrderAndSourceColumnsMayBeAbsent() throws {
    let head = [
      "\u{FEFF}status", "value", " period ", "unit", "breakdown", "measure", "indicator",
      "form_version", "form", "set",
    ]
    var reader = try ObservationTable.Reader(head: head)
    let read = try reader.observation(
      fields: ["zero", "0", "2026H1", "03424", "", "count", "I:0301", "1", "TE-03", "tt13-2021"],
      line: 2)
    #expect(read.status == .zero)
    #expect(read.origin == nil)
    #expect(read.key.unit == "03424")
  }

  @Test func headErrorsNameTheColumn() {
    #expect(throws: ObservationTableError(.missingColumn, line: 1, column: "unit")) {
      try ObservationTable.Reader(head: ObservationTable.head.filter { $0 != "unit" })
    }
    #expect(throws: ObservationTableError(.unknownColumn, line: 1, column: "xã", found: "xã")) {
      try ObservationTable.Reader(head: ObservationTable.head + ["xã"])
    }
    #expect(throws: ObservationTableError(.duplicateColumn, line: 1, column: "set", found: "set")) {
      try ObservationTable.Reader(head: ObservationTable.head + ["set"])
    }
  }

  @Test(arguments: [
    (2, "0"), (3, "0301"), (4, "tổng"), (5, "sex"), (5, "sex=male;sex=female"), (6, ""),
    (7, "tháng 6"), (8, "1,5"), (8, "1e3"), (9, "ok"),
  ])
  func malformedFieldIsNamedByColumnAndContent(_ index: Int, _ text: String) throws {
    var reader = try ObservationTable.Reader(head: ObservationTable.head)
    var fields = ObservationTable.fields(of: try #require(try samples().first))
    fields[index] = text
    #expect(
      throws: ObservationTableError(
        .malformedValue, line: 7, column: ObservationTable.head[index], found: text)
    ) {
      try reader.observation(fields: fields, line: 7)
    }
  }

  @Test(arguments: [
    ("reported", ""), ("reported", "0"), ("zero", ""), ("zero", "3"), ("missing", "0"),
    ("not_applicable", "1"),
  ])
  func statusAndValueMustAgree(_ status: String, _ value: String) throws {
    var reader = try ObservationTable.Reader(head: ObservationTable.head)
    var fields = ObservationTable.fields(of: try #require(try samples().first))
    fields[8] = value
    fields[9] = status
    let error = #expect(throws: ObservationTableError.self) {
      try reader.observation(fields: fields, line: 3)
    }
    #expect(error?.kind == .statusContradictsValue)
  }

  @Test func secondRecordOfAKeyNamesTheFirstLine() throws {
    var reader = try ObservationTable.Reader(head: ObservationTable.head)
    let fields = ObservationTable.fields(of: try #require(try samples().first))
    _ = try reader.observation(fields: fields, line: 2)
    let error = #expect(throws: ObservationTableError.self) {
      try reader.observation(fields: fields, line: 9)
    }
    #expect(error?.kind == .duplicateKey)
    #expect(error?.firstLine == 2)
    #expect(error?.found == "I:0301 sex=male")
  }

  @Test func shortRecordIsAnError() throws {
    var reader = try ObservationTable.Reader(head: ObservationTable.head)
    #expect(throws: ObservationTableError(.wrongFieldCount, line: 4, found: "2")) {
      try reader.observation(fields: ["tt13-2021", "TE-03"], line: 4)
    }
  }

  @Test func orderIsByKeyAndStable() throws {
    let all = try samples()
    #expect(ObservationTable.sorted(all.reversed()) == ObservationTable.sorted(all))
    #expect(ObservationTable.sorted(all).map(\.key) == all.map(\.key).sorted())
  }
}

/// One observation of each status, the hard texts included.
func samples() throws -> [Observation] {
  func key(_ measure: Measure, _ breakdown: [BreakdownValue]) throws -> ObservationKey {
    ObservationKey(
      set: "tt13-2021", form: "TE-03", formVersion: 1,
      indicator: IndicatorID(list: "I", code: "0301"), measure: measure, breakdown: breakdown,
      unit: "03424", period: try #require(ReportingPeriod("2026H1")))
  }
  let male = BreakdownValue(breakdown: "sex", category: "male")
  let orphans = BreakdownValue(breakdown: "circumstance", category: "a")
  return [
    Observation(
      key: try key(.count, [male]), value: ExactDecimal(1234), status: .reported,
      explanation: "Tăng do \"di cư\",\nxem thêm\tbiểu 2 \\ 3",
      origin: Origin(
        file: "xã Bản Bo.xlsx", sha256: String(repeating: "0a", count: 32), sheet: "TE-03",
        cell: "F9", typed: "1.234")),
    Observation(
      key: try key(.rate, [male, orphans]), value: ExactDecimal("12.50"),
      status: .reported),
    Observation(key: try key(.count, []), value: .zero, status: .zero),
    Observation(key: try key(.denominator, []), value: nil, status: .missing),
    Observation(key: try key(.numerator, []), value: nil, status: .notApplicable),
  ]
}
