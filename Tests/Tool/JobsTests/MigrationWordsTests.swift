import Indicators
import Migration
import Reports
import Testing
import Units

@testable import Jobs

/// Whatever a migration tells has words in both languages: nobody reads a bare code.
struct MigrationWordsTests {
  private static let codes =
    QuarantineReason.allCases.map(\.rawValue) + MappingFinding.Kind.allCases.map(\.rawValue)
    + CleaningRule.allCases.map(\.rawValue)
    + [
      "unbalanced-cells", "unbalanced-rows", "unbalanced-total", "figure-disagrees",
      "uncertain-text", "near-duplicate", "same-content", "sum-incomplete", "estimated",
    ]
    + [
      UnitMapping.Reason.unknownCode, .notValidThen([]), .split([]), .noWeights(column: "x"),
      .insideOther(unit), .ended(unit), .undocumented(unit), .younger(unit), .rateOfSeveral,
      .tooLarge,
    ].map(\.code)

  private static let unit = ReportingUnit(
    code: "03424", name: "Xã Bản Bo", level: "xã", parentCode: "106", validFrom: nil,
    validTo: nil)

  @Test(arguments: codes)
  func everyCodeHasWords(_ code: String) {
    for language in Language.allCases {
      let words = MigrationWords.text(of: code, in: language)
      #expect(words.message != code && words.message.count > 8, "\(code)")
    }
  }

  @Test(arguments: IgnoredReason.allCases)
  func everyReasonToLeaveACellOutHasWords(_ reason: IgnoredReason) {
    for language in Language.allCases {
      let words = MigrationWords.ignored(reason.rawValue, in: language)
      #expect(words.message != reason.rawValue && words.message.count > 8, "\(reason)")
    }
  }
}
