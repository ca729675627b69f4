import Indicators
import Testing
import Units

@Suite struct AllocationTests {
  private typealias Case = (whole: Int64, weights: [Int64], parts: [Int64])

  @Test func largestRemaindersComeFirstAndOfEqualOnesTheEarlier() {
    let cases: [Case] = [
      (10, [1, 1, 1], [4, 3, 3]), (7, [3, 2, 2], [3, 2, 2]), (1, [1, 1], [1, 0]),
      (0, [5, 2], [0, 0]), (100, [0, 3, 1], [0, 75, 25]), (-10, [1, 1, 1], [-4, -3, -3]),
      (5, [2], [5]), (3, [1, 2, 1], [1, 1, 1]),
    ]
    for (whole, weights, parts) in cases {
      #expect(Allocation.parts(of: whole, by: weights) == parts, "\(whole) \(weights)")
    }
  }

  @Test(arguments: [[Int64](), [0, 0], [1, -1], [-1]])
  func weightsThatSayNothingDivideNothing(weights: [Int64]) {
    #expect(Allocation.parts(of: 10, by: weights) == nil)
  }

  /// Whole parts that add up, none further than one from its exact share.
  @Test func partsAlwaysAddUp() throws {
    var generator = Steps(state: 2026)
    for _ in 0..<20_000 {
      let weights = (0..<Int(generator.next(9) + 1)).map { _ in generator.next(1_000_000) }
      let whole = generator.next(3_000_000) - 1_500_000
      let sum = weights.reduce(0, +)
      guard sum > 0 else { continue }
      let parts = try #require(Allocation.parts(of: whole, by: weights))
      #expect(parts.reduce(0, +) == whole)
      for (part, weight) in zip(parts, weights) {
        #expect(abs(part * sum - whole * weight) < sum, "\(whole) \(weights)")
        #expect(weight > 0 || part == 0)
      }
    }
  }

  @Test func theLargestNumbersDoNotOverflow() throws {
    let parts = try #require(Allocation.parts(of: .max, by: [.max, .max, 1]))
    #expect(parts.reduce(0, +) == .max)
    #expect(try #require(Allocation.parts(of: .min, by: [1, 3])).reduce(0, +) == .min)
  }

  /// Numbers that are the same in every run.
  private struct Steps {
    var state: UInt64
    mutating func next(_ limit: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 33) % limit
    }
  }
}
