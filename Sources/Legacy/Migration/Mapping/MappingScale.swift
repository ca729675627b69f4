import FormModel
import Indicators
import Templates
import VietnameseText

/// What a mapping says of the measure of figures: what they count in, or by what they are multiplied.
public struct MappingScale: Sendable, Hashable {
  /// What they count in, as the mapping writes it; nil where it does not say.
  let unit: MeasureScale?
  /// By what they are multiplied; nil where that follows from the unit.
  let factor: ExactDecimal?

  static let keys = ["factor", "unit-of-measure"]

  /// The measure of an entry; nil where it says nothing, and what it cannot mean is reported.
  init?(_ node: TemplateNode) {
    var (unit, factor): (MeasureScale?, ExactDecimal?)
    if let text = node.text("unit-of-measure") {
      unit = MeasureScale(unit: text)
      if unit == nil {
        node.report(
          .malformedValue(
            key: "unit-of-measure", found: text,
            expected: "người | nghìn người | triệu đồng | % | ‰"),
          at: "unit-of-measure")
      }
    }
    if let text = node.text("factor") {
      factor = ExactDecimal(text).flatMap { $0.isZero || $0.isNegative ? nil : $0.normalized }
      if factor == nil {
        node.report(
          .malformedValue(key: "factor", found: text, expected: "1000 | 0.1"), at: "factor")
      }
    }
    guard unit != nil || factor != nil else { return nil }
    self.unit = unit
    self.factor = factor
  }
}

/// The measure that one figure stands in: what the table says of it, what the mapping says, and what
/// its cell in a form asks for.
struct FigureScale {
  /// What the form asks for.
  var wanted: MeasureScale
  /// What the mapping says; nil for nothing.
  var declared: MappingScale?
  /// What the table says beside or over the figure itself; it goes before what it says of all.
  var said: [MeasureScale] = []
  /// What the table says of all its figures.
  var ofTable: MeasureScale?

  /// By what the figure is multiplied; nil where what the table says is not what the mapping or the
  /// form takes it for.
  var factor: ExactDecimal? {
    var said = said
    // `Đơn vị tính: nghìn người` says nothing of the rates of a table.
    if said.isEmpty, let ofTable, wanted.base == nil || ofTable.base != nil { said = [ofTable] }
    if let unit = declared?.unit {
      if said.contains(where: { $0.differs(from: unit) }) { return nil }
      guard let factor = Self.factor(from: unit, to: wanted) else { return nil }
      // A factor that is not the unit's says that one of them is wrong.
      return declared?.factor.map { $0 == factor } ?? true ? factor : nil
    }
    if let factor = declared?.factor {
      let agrees = said.allSatisfy { Self.factor(from: $0, to: wanted) == factor }
      return agrees ? factor : nil
    }
    return said.contains { $0.differs(from: wanted) } ? nil : ExactDecimal(1)
  }

  /// What turns figures of one measure into those of another: 1,000 from `nghìn người` to `người`, 0.1
  /// from `‰` to `%`; nil between rates and counts.
  private static func factor(from: MeasureScale, to: MeasureScale) -> ExactDecimal? {
    guard (from.base == nil) == (to.base == nil) else { return nil }
    var tens = from.tens - to.tens
    for (base, sign) in [(to.base, 1), (from.base, -1)] {
      var rest = base ?? 1
      while rest > 1, rest % 10 == 0 { (rest, tens) = (rest / 10, tens + sign) }
      if rest != 1 { return nil }
    }
    guard abs(tens) <= ExactDecimal.maximumScale else { return nil }
    if tens < 0 { return ExactDecimal(coefficient: 1, scale: -tens) }
    return (0..<tens).reduce(ExactDecimal?(ExactDecimal(1))) { product, _ in
      product?.multiplied(by: 10)
    }
  }
}
