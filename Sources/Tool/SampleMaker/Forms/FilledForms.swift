import FormModel
import Foundation
import Indicators
import Parallel
import SheetModel
import Units
import WorkbookIO

/// Any number of filled forms of one kind, a file each, no two of one unit and period.
///
/// They are what a province gets from its communes in some years. The benchmarks read them; the
/// samples do not hold them.
struct FilledForms {
  let library: TemplateLibrary
  let form: String
  let path: String

  private static let firstYear = 2026

  /// Writes so many forms, those of the earliest periods: always the same files and bytes.
  func write(count: Int, format: WorkbookFormat) throws {
    var left = count
    for year in Self.firstYear..<2999 {
      for part in [ReportingPeriod.Part.year, .half(1), .half(2)] where left > 0 {
        guard let period = ReportingPeriod(year: year, part: part) else { continue }
        let units = units(on: period.lastDay).prefix(left).map(\.code)
        try write(units, period, format)
        left -= units.count
      }
    }
  }

  private func write(
    _ units: [String], _ period: ReportingPeriod, _ format: WorkbookFormat
  ) throws {
    let folder = SampleFolder(library: library, period: period, path: path)
    let form = form
    let cores = ProcessInfo.processInfo.activeProcessorCount
    try OrderedWorkers.run(count: units.count, threads: cores) { index in
      Result {
        let book = SampleBook(folder.workbook(forms: [form], units: [units[index]]))
        try folder.write(book, to: "\(form)-\(units[index])-\(period).\(format.rawValue)")
      }
    } deliver: { _, written in
      try written.get()
    }
  }

  /// The communes and wards of a day, by code.
  private func units(on day: CalendarDate) -> [ReportingUnit] {
    library.units.units.filter { $0.parentCode != nil && $0.existed(on: day) }
      .sorted { $0.code < $1.code }
  }
}
