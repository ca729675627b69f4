import Foundation
import LegacyText
import Testing

/// Cells and columns of six encodings at random, with and without fonts.
@Suite struct MixedCellsTests {
  /// A slice by default; `MIXED_CELLS=10000` takes all (`make mixed`), `MIXED_SEED` other ones.
  @Test func mixedCellsComeRightOrGoToReview() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["MIXED_CELLS"].flatMap(Int.init) ?? 1_500
    let seed = environment["MIXED_SEED"].flatMap(UInt64.init) ?? 2_026
    let judge = try MixedJudge.run(cells: count, seed: seed)
    print(judge.summary)
    for text in judge.wrong.prefix(20) { print("wrong: \(text)") }
    #expect(judge.changedUnicode == [])
    // None in a thousand; of ten thousand a few are as good in two encodings.
    #expect(judge.wrong.count * 1_000 <= count)
    #expect(judge.shareRight >= 0.95)
  }

  @Test func theEncoderIsThatOfTheFieldsFacts() {
    let encoder = TableEncoder()
    #expect(encoder.encode("trẻ em", as: .tcvn3) == "trÎ em")
    #expect(encoder.encode("Số lượng", as: .vni) == "Soá löôïng")
    #expect(encoder.encode("tỷ lệ", as: .cp1258) == "tyÒ lêò")
    #expect(encoder.encode("trẻ em", as: .misread) == "tráº» em")
  }
}
