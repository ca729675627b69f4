import FormModel
import Indicators
import Templates

/// Reads what a column, row or part of a split means.
struct MappingMeaningReading {
  let set: IndicatorSet
  let targets: MappingTargets

  static let keys = ["indicator", "measure", "breakdown", "period"]

  /// The meaning that an entry declares; what is not known is reported.
  func meaning(_ node: TemplateNode) -> MappingMeaning {
    var meaning = MappingMeaning()
    if let text = node.text("indicator") {
      let id = IndicatorID(text)
      if let id, !set.indicators(id).isEmpty {
        meaning.indicator = id
      } else {
        node.report(.unknown(.indicator, id: text, from: label(node)), at: "indicator")
      }
    }
    meaning.measure = node.choice("measure")
    for (breakdown, category, line) in node.pairs("breakdown") {
      guard let known = set.breakdown(breakdown) else {
        node.log.report(
          .unknown(.breakdown, id: breakdown, from: label(node)), file: node.file, line: line)
        continue
      }
      guard known.categories.contains(where: { $0.id == category }) else {
        node.log.report(
          .unknown(.category, id: "\(breakdown)=\(category)", from: label(node)),
          file: node.file, line: line)
        continue
      }
      meaning.breakdown.append(BreakdownValue(breakdown: breakdown, category: category))
    }
    meaning.breakdown.sort()
    meaning.period = period(node)
    return meaning
  }

  private func period(_ node: TemplateNode) -> MappingMeaning.Period? {
    guard let text = node.text("period") else { return nil }
    if text == "label" { return .label }
    if text == "year" { return .part(.year) }
    if let period = ReportingPeriod("2000" + text), period.part != .year {
      return .part(period.part)
    }
    node.report(
      .malformedValue(
        key: "period", found: text, expected: "label | year | H1 | H2 | Q1 | Q2 | Q3 | Q4"),
      at: "period")
    return nil
  }

  private func label(_ node: TemplateNode) -> String {
    node.text("id") ?? node.texts("label").first ?? "\(node.file):\(node.line)"
  }
}
