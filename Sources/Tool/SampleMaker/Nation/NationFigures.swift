import FormModel
import Foundation
import Indicators
import Observations
import SheetModel
import Units
import WorkbookIO

/// Any number of made-up figures of the communes of one day, a table in canonical order.
struct NationFigures {
  let library: TemplateLibrary
  let period: ReportingPeriod

  /// Writes so many figures, of every commune about as many; always the same bytes.
  func write(_ count: Int, to path: String) throws {
    let units = Set(
      library.units.units.filter {
        $0.existed(on: period.lastDay) && $0.code.utf8.count == 5
      }.map(\.code)
    ).sorted()
    guard !units.isEmpty else { return }
    let sink = try FileSink(path: path, FileSink.Manner(overwrites: true))
    var writer = ObservationWriter(.csv, to: sink)
    let keys = keys(count / units.count + 1)
    for (place, unit) in units.enumerated() {
      let share = (place + 1) * count / units.count - place * count / units.count
      for (number, key) in keys.prefix(share).enumerated() {
        var key = key
        key.unit = unit
        let value = Int64((place * 7 + number * 13) % 97 + 1)
        let origin = Origin(
          file: "nop/\(unit).xlsx", sha256: String(repeating: "0", count: 59) + unit,
          sheet: key.form, cell: "E\(number + 10)", typed: String(value))
        try writer.append(
          Observation(key: key, value: ExactDecimal(value), status: .reported, origin: origin))
      }
    }
    try writer.finish()
    try sink.commit()
  }

  /// The keys of so many open cells, in canonical order, with no unit yet; of further versions of the
  /// forms where these have fewer.
  private func keys(_ count: Int) -> [ObservationKey] {
    var keys: [ObservationKey] = []
    for version in 1..<100 where keys.count < count {
      for form in library.forms {
        guard let matrix = form.matrix else { continue }
        for cell in matrix.figureCells where matrix.content(cell) == .open {
          guard let target = matrix.rows[cell.row].target, target.measure != .rate else { continue }
          keys.append(
            ObservationKey(
              set: form.set, form: form.id, formVersion: version, indicator: target.indicator,
              measure: target.measure, breakdown: matrix.breakdown(cell), unit: "",
              period: period))
        }
      }
    }
    return keys.prefix(count).sorted()
  }
}
