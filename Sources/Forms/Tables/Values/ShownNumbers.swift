import FormModel
import SheetModel

/// What the number formats of a workbook say beside the numbers, worked out once a format.
///
/// A sign in a format is read like one typed: 32.26 under `0.00"‰"` is 32,26‰ to whoever sees it. A
/// format that divides (`0,`) or that writes `nghìn` or `triệu` beside the digits shows another
/// number than the cell holds; where both cancel out (`0,," triệu"`), nothing is shown wrongly.
public struct ShownNumbers: Sendable {
  /// What a format says.
  package struct Sign: Hashable, Sendable {
    /// The base beside the digits.
    package var base: FigureReading.Base?
    /// The power of ten between the number in the cell and the one that a reader takes it for.
    package var tens = 0
  }

  private let signs: [Sign?]

  /// Formats that say nothing, as in delimited text.
  public init() { signs = [] }

  /// The formats of a workbook's styles.
  public init(_ styles: StyleTable) {
    var known: [String: Sign?] = [:]
    let signs = styles.formats.map { format in
      if let sign = known[format.code] { return sign }
      let sign = Self.sign(of: format)
      known[format.code] = .some(sign)
      return sign
    }
    self.signs = signs.contains { $0 != nil } ? signs : []
  }

  /// What the format of a cell says; nil for most.
  package subscript(_ cell: Cell) -> Sign? {
    signs.indices.contains(cell.style) ? signs[cell.style] : nil
  }

  private static func sign(of format: NumberFormat) -> Sign? {
    guard let dress = format.dress else { return nil }
    let scale = MeasureScale(unit: dress.text)
    var sign = Sign(tens: (scale?.tens ?? 0) - 3 * dress.thousands)
    switch scale?.base {
    case 100?: sign.base = .percent
    case 1000?: sign.base = .permille
    case 10_000?: sign.base = .perTenThousand
    case 100_000?: sign.base = .perHundredThousand
    default: break
    }
    return sign.base == nil && sign.tens == 0 ? nil : sign
  }
}
