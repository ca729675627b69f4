import Indicators
import Testing

@Suite struct ObservationJSONTests {
  @Test func linesReadBackToTheSameObservation() throws {
    var reader = ObservationTable.Reader()
    for (index, observation) in try samples().enumerated() {
      let line = ObservationTable.json(observation)
      #expect(!line.contains("\n"))
      #expect(try reader.observation(json: line, line: index + 1) == observation)
    }
  }

  @Test func valueIsAnExactNumberAndAbsenceIsNull() throws {
    let all = try samples()
    #expect(ObservationTable.json(all[1]).contains(#""value":12.5,"status":"reported""#))
    #expect(ObservationTable.json(all[3]).contains(#""value":null,"status":"missing""#))
    #expect(ObservationTable.json(all[3]).hasSuffix(#""source_text":null}"#))
    #expect(ObservationTable.json(all[0]).contains(#""form_version":1,"indicator":"I:0301""#))
  }

  @Test func valueOfEighteenDigitsKeepsThemAll() throws {
    var observation = try samples()[0]
    observation.value = ExactDecimal("123456789012345.678")
    let line = ObservationTable.json(observation)
    var reader = ObservationTable.Reader()
    #expect(line.contains(#""value":123456789012345.678"#))
    #expect(try reader.observation(json: line, line: 1).value == observation.value)
  }

  @Test func escapesAndSurrogatePairsAreRead() throws {
    let line = ObservationTable.json(try samples()[2])
      .replacing(#""explanation":"""#, with: #""explanation":"\u0110ã \uD83D\uDC76\/\n""#)
    var reader = ObservationTable.Reader()
    #expect(try reader.observation(json: line, line: 1).explanation == "Đã 👶/\n")
  }

  @Test(arguments: [
    "", "[]", "{", #"{"set":"a""#, #"{"set":"a"} x"#, #"{"set":tru}"#, #"{"set":{"a":1}}"#,
    #"{"value":01}"#, #"{"value":1e3}"#, #"{"set":"\q"}"#, #"{"set":"\uD800x"}"#,
    "{\"set\":\"a\nb\"}",
    #"{"set":"a",}"#, #"{"value":-}"#, #"{"value":1.}"#, #"{"set":"\u12"#,
  ])
  func lineThatIsNoFlatObjectIsRefused(_ line: String) {
    var reader = ObservationTable.Reader()
    let error = #expect(throws: ObservationTableError.self) {
      try reader.observation(json: line, line: 5)
    }
    #expect(error?.kind == .malformedJSON)
    #expect(error?.line == 5)
  }

  @Test func numberAsTextAndTextAsNumberAreRefused() throws {
    let line = ObservationTable.json(try samples()[0])
    for (good, bad, column) in [
      (#""value":1234"#, #""value":"1234""#, "value"),
      (#""unit":"03424""#, #""unit":3424"#, "unit"),
    ] {
      var reader = ObservationTable.Reader()
      let error = #expect(throws: ObservationTableError.self) {
        try reader.observation(json: line.replacing(good, with: bad), line: 1)
      }
      #expect(error?.kind == .malformedValue)
      #expect(error?.column == column)
    }
  }

  @Test func missingRepeatedAndUnknownMembersAreNamed() throws {
    let line = ObservationTable.json(try samples()[0])
    for (good, bad, kind) in [
      (#""set":"tt13-2021","#, "", ObservationTableError.Kind.missingColumn),
      (#"{"set""#, #"{"set":"a","set""#, .duplicateColumn),
      (#"{"set""#, #"{"sets":"a","set""#, .unknownColumn),
    ] {
      var reader = ObservationTable.Reader()
      let error = #expect(throws: ObservationTableError.self) {
        try reader.observation(json: line.replacing(good, with: bad), line: 1)
      }
      #expect(error?.kind == kind)
    }
  }
}
