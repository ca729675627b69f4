import Indicators
import SheetModel
import Testing

@testable import Observations

/// Records of observation files as they come, honest and not.
struct ObservationReadingTests {
  private let head = [
    "set", "form", "form_version", "indicator", "measure", "breakdown", "unit", "period", "value",
    "status",
  ]

  private func record(breakdown: String) -> [String] {
    ["tt13-2021", "TE-03", "1", "I:0301", "count", breakdown, "03424", "2024", "5", "reported"]
  }

  @Test func aBreakdownOfAHundredThousandPartsIsReadInOneGo() throws {
    var reader = try ObservationTable.Reader(head: head)
    let parts = (0..<100_000).map { "d\($0)=x" }
    let clock = ContinuousClock()
    let time = try clock.measure {
      let figure = try reader.observation(
        fields: record(breakdown: parts.joined(separator: ";")), line: 2)
      #expect(figure.key.breakdown.count == 100_000)
    }
    // A comparison of each with each takes minutes.
    #expect(time < .seconds(20))
    #expect(throws: ObservationTableError.self) {
      try reader.observation(
        fields: record(breakdown: (parts + ["d7=y"]).joined(separator: ";")), line: 3)
    }
  }

  private func json(unit: String) -> String {
    #"{"set":"s","form":"f","form_version":1,"indicator":"I:1","measure":"count","breakdown":null,"#
      + #""unit":"\#(unit)","period":"2024","value":1,"status":"reported"}"#
  }

  private func read(_ text: String, limits: ReadLimits = ReadLimits()) throws -> [String] {
    var units: [String] = []
    try ObservationFile.read(
      MemorySource(Array(text.utf8)), limits: limits, remembersKeys: false
    ) { () throws(WorkbookError) in
      throw WorkbookError(.unknownFormat)
    } take: { observation, line in
      units.append("\(line) \(observation.key.unit)")
    }
    return units
  }

  @Test func linesOfJSONAreReadAcrossBlocks() throws {
    let long = String(repeating: "x", count: 300_000)
    let text = [json(unit: "a"), "", " \r", json(unit: long), json(unit: "c")]
    #expect(try read(text.joined(separator: "\n")) == ["1 a", "4 \(long)", "5 c"])
    #expect(try read(text.joined(separator: "\n") + "\n").count == 3)
  }

  @Test func aLineOfJSONHasALimit() throws {
    var limits = ReadLimits()
    limits.lineBytes = 1 << 10
    let error = #expect(throws: WorkbookError.self) {
      _ = try read(json(unit: String(repeating: "x", count: 600_000)), limits: limits)
    }
    #expect(error?.limit == .lineBytes)
  }

  @Test func aStreamKeepsWhatAMergeKeeps() throws {
    var reader = try ObservationTable.Reader(head: head, remembersKeys: false)
    var figures: [Observation] = []
    for (line, value) in ["5", "", "7", "0", "", "5"].enumerated() {
      var fields = record(breakdown: line > 3 ? "sex=male" : "")
      (fields[8], fields[9]) = (
        value, value.isEmpty ? "missing" : value == "0" ? "zero" : "reported"
      )
      figures.append(try reader.observation(fields: fields, line: line + 2))
    }
    let merge = ObservationMerge(figures)
    var stream = ObservationStream()
    var kept: [Observation] = []
    var conflicts: [Observation] = []
    for figure in figures.map(Optional.some) + [nil] {
      if let whole = stream.take(figure, conflict: { conflicts.append($0.dropped) }) {
        kept.append(whole)
      }
    }
    #expect(kept == merge.observations)
    #expect(conflicts == merge.conflicts.map(\.dropped))
    #expect(conflicts.map(\.value) == [ExactDecimal(7), .zero])
  }
}
