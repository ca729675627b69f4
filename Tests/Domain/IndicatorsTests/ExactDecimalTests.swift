import Indicators
import Testing

@Suite struct ExactDecimalTests {
  private func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

  @Test(arguments: [
    "0", "7", "-7", "12.5", "12.50", "-0.05", "9223372036854775807", "0.000000000001",
  ])
  func decimalsKeepTheirDigits(_ text: String) throws {
    #expect(try decimal(text).description == text)
  }

  @Test(arguments: [
    "", "-", "+5", ".5", "5.", "1.2.3", "1,5", "1 000", "12e3", "--5", "5-", "٣", "0x10",
    "9223372036854775808", "0.0000000000001", "99999999999999999999",
  ])
  func whatIsNoPlainDecimalIsRefused(_ text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func trailingZerosDoNotMakeANumberDiffer() throws {
    #expect(try decimal("12.5") == decimal("12.50"))
    #expect(try Set([decimal("12.5"), decimal("12.500")]).count == 1)
    #expect(try decimal("12.50").normalized.description == "12.5")
    #expect(try decimal("100").normalized.description == "100")
  }

  @Test func minusZeroIsZero() throws {
    #expect(try decimal("-0").isZero)
    #expect(try !decimal("-0").isNegative)
    #expect(try decimal("-0.00") == .zero)
  }

  @Test func tenthsAddUpExactly() throws {
    var sum = ExactDecimal.zero
    for _ in 0..<10 { sum = try #require(sum.adding(decimal("0.1"))) }
    #expect(sum == ExactDecimal(1))
    #expect(try decimal("0.3").subtracting(decimal("0.1")) == decimal("0.2"))
  }

  @Test func sumsBeyondTheirRangeAreNil() throws {
    let most = ExactDecimal(Int64.max)
    #expect(most.adding(ExactDecimal(1)) == nil)
    #expect(ExactDecimal(Int64.min).subtracting(ExactDecimal(1)) == nil)
    #expect(most.multiplied(by: 2) == nil)
    #expect(try most.adding(decimal("0.1")) == nil)
    #expect(most.adding(ExactDecimal(Int64.min)) == ExactDecimal(-1))
  }

  @Test func quotientsAreRoundedHalfAwayFromZero() throws {
    #expect(ExactDecimal(1).divided(by: ExactDecimal(8), decimals: 2)?.description == "0.13")
    #expect(ExactDecimal(-1).divided(by: ExactDecimal(8), decimals: 2)?.description == "-0.13")
    #expect(ExactDecimal(1).divided(by: ExactDecimal(-8), decimals: 2)?.description == "-0.13")
    #expect(ExactDecimal(2).divided(by: ExactDecimal(3), decimals: 0)?.description == "1")
    #expect(try decimal("12.5").divided(by: decimal("0.25"), decimals: 1)?.description == "50.0")
  }

  @Test func nothingIsDividedByZero() throws {
    #expect(ExactDecimal(1).divided(by: .zero, decimals: 2) == nil)
    #expect(try ExactDecimal(1).divided(by: decimal("0.00"), decimals: 2) == nil)
  }

  @Test func quotientsBeyondTheirRangeAreNilAndDoNotTrap() throws {
    let tiny = try #require(ExactDecimal(coefficient: 1, scale: 12))
    for most in [ExactDecimal(Int64.max), ExactDecimal(Int64.min)] {
      #expect(most.divided(by: tiny, decimals: 12) == nil)
      #expect(most.divided(by: tiny, decimals: 0) == nil)
      #expect(tiny.divided(by: most, decimals: 12) == .zero)
    }
    #expect(ExactDecimal(1).divided(by: ExactDecimal(1), decimals: 13) == nil)
    #expect(ExactDecimal(1).divided(by: ExactDecimal(1), decimals: -1) == nil)
  }

  @Test func decimalsAreRoundedOnlyWhenThereAreMore() throws {
    #expect(try decimal("12.345").rounded(to: 2).description == "12.35")
    #expect(try decimal("-12.345").rounded(to: 2).description == "-12.35")
    #expect(try decimal("12.3").rounded(to: 2).description == "12.3")
    #expect(try decimal("0.5").rounded(to: 0).description == "1")
    #expect(ExactDecimal(Int64.max).rounded(to: 0) == ExactDecimal(Int64.max))
  }

  @Test func scalesOutOfRangeAreRefused() {
    #expect(ExactDecimal(coefficient: 1, scale: 13) == nil)
    #expect(ExactDecimal(coefficient: 1, scale: -1) == nil)
    #expect(ExactDecimal(coefficient: Int64.min, scale: 12)?.description == "-9223372.036854775808")
  }

  @Test func numbersOfDifferentScalesAreOrdered() throws {
    let sorted = try ["12.05", "-3", "12.5", "0.001"].map(decimal).sorted()
    #expect(sorted.map(\.description) == ["-3", "0.001", "12.05", "12.5"])
  }

  @Test func wholeMeansNothingAfterThePoint() throws {
    #expect(try decimal("12.00").isWhole)
    #expect(try !decimal("12.01").isWhole)
  }

  @Test func theDoubleIsTheNearestOne() throws {
    #expect(try decimal("12.345").double == 12.345)
    #expect(try decimal("-0.1").double == -0.1)
  }
}
