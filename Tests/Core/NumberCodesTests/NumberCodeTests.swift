import NumberCodes
import Testing

@Suite struct NumberCodeTests {
  private func tokens(_ code: String) -> [NumberToken] { NumberCode(code).sections[0].tokens }
  private func digits(_ places: String) -> [NumberToken] { places.utf8.map { .digit($0) } }
  private func text(_ text: String) -> NumberToken { .literal(Array(text.utf8)) }

  @Test func placesForDigitsAndTextBetweenThem() {
    #expect(
      tokens("#\\ ###\" và \"0") == digits("#") + [text(" ")] + digits("###") + [text(" và ")]
        + digits("0"))
    #expect(
      tokens("#,##0.0%") == digits("#") + [.comma] + digits("##0") + [.point] + digits("0")
        + [.percent])
    #expect(
      tokens("0.0E-0") == digits("0") + [.point] + digits("0") + [.exponent(showsPlus: false)]
        + digits("0"))
    #expect(tokens("E+0") == [.part(.eraYear, [0x45]), text("+")] + digits("0"))
  }

  @Test func textIsOneTokenHoweverItIsWritten() {
    #expect(tokens("\"Xã \"\\Đ ng") == [text("Xã Đ n"), .part(.era, [0x67])])
    #expect(tokens("_-đ") == [text(" đ")])
    #expect(tokens("_") == [])
    #expect(tokens("\\") == [text("")])
    #expect(tokens("*-") == [.fill([0x2D])])
    #expect(tokens("*ạ") == [.fill(Array("ạ".utf8))])
    #expect(tokens("*") == [])
    #expect(tokens("\"0") == [text("0")])
  }

  @Test func aBarStandsBetweenDigits() {
    #expect(tokens("# ?/?") == digits("#") + [text(" ")] + digits("?") + [.bar] + digits("?"))
    #expect(tokens("?/16") == digits("?") + [.bar, .denominator(16, width: 2)])
    #expect(
      tokens("dd/mm") == [.part(.day, [0x64, 0x64]), text("/"), .part(.month, [0x6D, 0x6D])])
    #expect(tokens("0/") == digits("0") + [text("/")])
    #expect(
      tokens("?/99999999999999999999") == digits("?") + [
        .bar, .denominator(999_999_999, width: 9),
      ])
  }

  @Test func minutesStandBesideHoursOrSeconds() {
    func parts(_ code: String) -> [NumberDatePart] {
      tokens(code).compactMap { token in
        switch token {
        case .part(let part, _), .elapsed(let part, _): part
        default: nil
        }
      }
    }
    #expect(parts("dd/mm/yyyy hh:mm") == [.day, .month, .year, .hour, .minute])
    #expect(parts("mm:ss") == [.minute, .second])
    #expect(parts("h \"giờ\" m \"phút\"") == [.hour, .minute])
    #expect(parts("[h]:mm:ss") == [.hour, .minute, .second])
    #expect(parts("mm:[s]") == [.minute, .second])
    #expect(parts("[mm]:ss") == [.minute, .second])
    #expect(parts("h mmm") == [.hour, .month])
    #expect(parts("h:mm mm") == [.hour, .minute, .month])
    #expect(parts("hh:mm dd/mm") == [.hour, .minute, .day, .month])
  }

  @Test func fractionsOfSecondsStandBehindThem() {
    #expect(
      tokens("ss.00") == [.part(.second, [0x73, 0x73]), .secondDecimals(2)])
    #expect(tokens("[s].0") == [.elapsed(.second, count: 1), .secondDecimals(1)])
    #expect(tokens("0.00").contains(.point))
    #expect(NumberCode("hh:mm:ss\\.000").sections[0].kind == .time)
    #expect(NumberCode("hh:mm:ss\\.000").sections[0].tokens.last == .secondDecimals(3, mark: 0x2E))
    // Rupees, not seconds: what stands between ends them.
    #expect(NumberCode("Rs 0").sections[0].kind == .number)
    #expect(NumberCode("mm:ss 0").sections[0].kind == .number)
    #expect(NumberCode("ss.00 #").sections[0].kind == .number)
  }

  @Test func eastAsianWordsAreGeneralAndDaysOfTheWeek() {
    #expect(tokens("G/標準") == [.general])
    #expect(tokens("G/通用格式\"元\"") == [.general, text("元")])
    #expect(tokens("g/표준") == [.general])
    #expect(tokens("GENERAL") == [.general])
    #expect(tokens("aaaa") == [.part(.day, Array("aaaa".utf8))])
    #expect(tokens("AAA") == [.part(.day, Array("AAA".utf8))])
    #expect(tokens("a") == [text("a")])
    #expect(tokens("AM/PM") == [.halfDay(isShort: false)])
    #expect(tokens("a/p") == [.halfDay(isShort: true)])
  }

  @Test func bracketsHoldColoursConditionsLanguagesAndSymbols() {
    let section = NumberCode("[red][>=-1.5][$₫-42A]0").sections[0]
    #expect(section.color == .red)
    #expect(section.condition == NumberCondition(comparison: .greaterOrEqual, bound: -1.5))
    #expect(section.language == "42A")
    #expect(
      section.tokens
        == [.currency(symbol: Array("₫".utf8), language: Array("42A".utf8))] + digits("0"))
    #expect(NumberCode("[$-vi-VN]d").sections[0].language == "vi-VN")
    #expect(NumberCode("[$€]0").sections[0].language == nil)
    for code in ["[<x]0", "[<]0", "[=<1]0", "[>inf]0", "[>0x1]0", "[>1e999]0", "[]0", "[Color 9]0"]
    {
      let section = NumberCode(code).sections[0]
      #expect(section.condition == nil, "\(code)")
      #expect(section.tokens == digits("0"), "\(code)")
    }
  }

  @Test func sectionsAreFourAtMostAndSemicolonsInTextDivideNothing() {
    #expect(NumberCode("").sections.map(\.tokens) == [[]])
    #expect(NumberCode("0;").sections.count == 2)
    #expect(NumberCode(";;;").sections.count == 4)
    #expect(NumberCode(";;;;;0").sections.count == 4)
    #expect(NumberCode("\"a;b\"0\\;_;*;[;];0").sections.count == 2)
    #expect(NumberCode("0;dd", sections: 1).sections.map(\.kind) == [.number])
  }

  @Test func whatALongCodeCostsGrowsWithItsLength() {
    for piece in ["x", "\\x", "*x", "*x/", "e+", "m", "%", "[h]", "[Red]", "\"a\"", "0/", "s."] {
      let code = NumberCode(String(repeating: piece, count: 200_000))
      #expect(code.sections.count == 1)
      _ = code.sections[0].kind
    }
  }

  @Test func conditionsHold() {
    func holds(_ sign: NumberCondition.Comparison, _ value: Double) -> Bool {
      NumberCondition(comparison: sign, bound: 1).holds(for: value)
    }
    #expect([0, 1, 2].map { holds(.less, $0) } == [true, false, false])
    #expect([0, 1, 2].map { holds(.lessOrEqual, $0) } == [true, true, false])
    #expect([0, 1, 2].map { holds(.greater, $0) } == [false, false, true])
    #expect([0, 1, 2].map { holds(.greaterOrEqual, $0) } == [false, true, true])
    #expect([0, 1, 2].map { holds(.equal, $0) } == [false, true, false])
    #expect([0, 1, 2].map { holds(.notEqual, $0) } == [true, false, true])
    #expect(NumberCondition(comparison: .less, bound: 0).isNegativeOnly)
    #expect(!NumberCondition(comparison: .equal, bound: 0).isNegativeOnly)
  }
}
