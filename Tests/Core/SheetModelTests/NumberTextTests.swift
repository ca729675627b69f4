import SheetModel
import Testing

@Suite struct NumberTextTests {
  private func isCanonical(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { NumberText.isCanonical($0) }
  }

  @Test func decimalsAreRead() {
    let known: [(String, Double)] = [
      ("0", 0), ("-0", 0), ("5", 5), ("+5", 5), ("-12.5", -12.5), ("0.1", 0.1), (".5", 0.5),
      ("5.", 5), ("1e5", 1e5), ("1E-7", 1e-7), ("1.5e+20", 1.5e20), ("007", 7),
      ("123456789012345", 123_456_789_012_345),
      ("12345678901234567890", 1.2345678901234567e19),
      ("0.000000000000000000000000001", 1e-27), ("1e400", .nan), ("1e-400", 0),
    ]
    for (text, value) in known where !value.isNaN {
      #expect(NumberText.parse(text) == value, "\(text)")
    }
  }

  @Test func whatIsNoDecimalIsNil() {
    let texts = [
      "", "-", "+", ".", "-.", "e5", ".e5", "1e", "1e+", "1.2.3", "--1", "1-", "1,5", " 1", "1 ",
      "0x10", "inf", "nan", "infinity", "1e400", "-1e400", "1_000", "١", "1e5e5",
      "12345678901234567x",
    ]
    for text in texts { #expect(NumberText.parse(text) == nil, "\(text)") }
  }

  @Test func theHandReaderAgreesWithTheStandardLibrary() {
    var state: UInt64 = 42
    for _ in 0..<50_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = (state >> 20) % 1_000_000_000_000_000
      let decimals = Int(state >> 3 & 15)
      var text = String(digits)
      if decimals > 0 {
        text = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
        text.insert(".", at: text.index(text.endIndex, offsetBy: -decimals))
      }
      if NumberText.parse(text) != Double(text) { Issue.record("\(text)") }
    }
  }

  @Test func shortestTextHasNoExponentInTheUsualRange() {
    let known: [(Double, String)] = [
      (0, "0"), (-0.0, "0"), (5, "5"), (-5, "-5"), (133.8, "133.8"), (0.075, "0.075"),
      (0.1, "0.1"), (0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001"),
      (1.5e-7, "0.00000015"), (9.9e-8, "9.9e-08"), (1e15, "1000000000000000"),
      (9_007_199_254_740_992, "9007199254740992"), (1e16, "10000000000000000"),
      (123_456_789_012_345_680, "123456789012345680"), (1e20, "100000000000000000000"),
      (1.25e20, "125000000000000000000"), (1e21, "1e+21"), (-2.5e-5, "-0.000025"),
      (12_345.678, "12345.678"), (12_500_000, "12500000"), (1 / 3, "0.3333333333333333"),
    ]
    for (number, text) in known { #expect(NumberText.shortest(number) == text) }
  }

  @Test func shortestTextReadsBackToTheSameNumber() {
    var state: UInt64 = 7
    for _ in 0..<50_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state)
      guard number.isFinite else { continue }
      let text = NumberText.shortest(number)
      if NumberText.parse(text) != number { Issue.record("\(number) became \(text)") }
      let scaled = Double(Int64(bitPattern: state) >> 20) / 1000
      let usual = NumberText.shortest(scaled)
      if NumberText.parse(usual) != scaled || usual.contains("e") { Issue.record("\(scaled)") }
    }
  }

  @Test func canonicalTextIsTheShortestOfItsValue() {
    let canonical = ["0", "5", "-5", "0.5", "-0.5", "100", "12.25", "0.0000001", "123456789012345"]
    for text in canonical { #expect(isCanonical(text), "\(text)") }
    let others = [
      "", "-", "-0", "00", "007", "0.0", "1.0", "1.50", "1.", ".5", "+5", "1e5", "1,5", " 1", "1 ",
      "0.00000001", "-0.00000001", "0.000000010", "1234567890123456", "1.2.3", "-", "--1", "5-",
    ]
    for text in others { #expect(!isCanonical(text), "\(text)") }
  }

  @Test func whateverIsCanonicalIsWrittenBackTheSame() {
    var state: UInt64 = 11
    for _ in 0..<50_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = String((state >> 24) % 10_000_000_000_000)
      let place = Int(state >> 8 & 15)
      var text = digits
      if place > 0 {
        text = String(repeating: "0", count: max(0, place + 1 - text.count)) + text
        text.insert(".", at: text.index(text.endIndex, offsetBy: -place))
      }
      guard isCanonical(text), let number = NumberText.parse(text) else { continue }
      if NumberText.shortest(number) != text { Issue.record("\(text)") }
    }
  }
}
