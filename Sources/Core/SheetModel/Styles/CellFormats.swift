/// What the number format of each style makes of a number, without looking at the style again.
package struct CellFormats {
  /// What a number is under a format; those behind `percentage` are dates and times.
  package enum Kind: UInt8, Sendable { case plain, percentage, date, time, duration }

  /// Whether the workbook names a styles part that the package does not have.
  package let areLost: Bool
  /// The kinds by style, for readers to look up where they are: a call across modules costs.
  package let kinds: [Kind]
  private let dateSystem: DateSystem

  /// The kinds of all styles of a table.
  package init(_ styles: StyleTable, areLost: Bool = false, dateSystem: DateSystem) {
    self.areLost = areLost
    self.dateSystem = dateSystem
    kinds = styles.formats.map { format in
      switch format.kind {
      case .percentage: .percentage
      case .date: .date
      case .time: .time
      case .duration: .duration
      case .general, .number, .text: .plain
      }
    }
  }

  /// The cell kind and scalar of a serial under a temporal format; nil where it is no day.
  package func temporal(_ serial: Double, _ kind: Kind) -> (kind: CellKind, scalar: Int64)? {
    if kind == .duration {
      guard abs(serial) < 2_958_466 else { return nil }
      return (.time, Int64((serial * 86_400_000).rounded(.toNearestOrEven)))
    }
    if kind == .time, serial >= 0, serial < 1 {
      return (.time, Int64((serial * 86_400_000).rounded(.toNearestOrEven)))
    }
    switch dateSystem.reading(ofSerial: serial) {
    case .date(let date):
      return (date.millisecondOfDay == 0 ? .date : .dateTime, date.milliseconds)
    case .time(let milliseconds): return (.time, milliseconds)
    case .impossible: return nil
    }
  }
}
