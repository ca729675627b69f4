import FormModel
import Indicators
import SheetModel
import Validation

/// Figures against those of other forms and other periods.
extension FindingSamples {
  private static let elsewhere = Place(
    file: "b.xlsx", sheet: "Biểu 01", cell: CellAddress("D9"))
  private static let reason = "Trẻ dưới 5 tuổi là một phần của trẻ dưới 6 tuổi"

  private static func figure(
    _ kind: Finding.Kind, found: Evidence = .none, reason: String = reason
  ) -> Finding {
    Finding(
      kind, severity: .warning, at: cell("D17"), rule: "thu", row: "0301", column: "Tổng số",
      found: found,
      related: [Finding.Related(place: elsewhere, label: "0101", value: decimal("300"))])
  }

  private static func proportion(
    _ found: String, min: String?, max: String?, reason: String = reason
  ) -> Finding {
    figure(
      .outOfProportion(
        found: decimal(found), against: decimal("300"), minimum: min.map(decimal),
        maximum: max.map(decimal), reason: reason))
  }

  static let batches: [Finding] =
    [
      proportion("301", min: nil, max: "1"), proportion("299", min: "1", max: "2.5"),
      proportion("50", min: "0.25", max: "1"), proportion("751", min: "1", max: "2.5"),
      proportion("751", min: "1", max: "2.5", reason: ""),
    ]
    + [ReportingPeriod("2026H1"), ReportingPeriod("2026")].compactMap(\.self).flatMap { period in
      [
        figure(
          .aboveLongerPeriod(
            part: decimal("301"), whole: decimal("300"), period: period, longer: period)),
        figure(
          .jumpBetweenPeriods(
            now: decimal("1200"), before: decimal("300"), most: decimal("3"), period: period,
            earlier: period, reason: reason)),
        figure(
          .jumpBetweenPeriods(
            now: decimal("90"), before: decimal("300"), most: decimal("3"), period: period,
            earlier: period, reason: reason)),
        figure(
          .repeatsEarlierPeriod(
            form: "Biểu số 03/TE", unit: "Xã Bản Bo (03424)", period: period, earlier: period,
            reason: reason)),
        figure(
          .repeatedForm(form: "Biểu số 03/TE", unit: "Xã Bản Bo (03424)", period: period)),
      ]
    }
}
