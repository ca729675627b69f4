import FormModel
import Foundation
import Indicators
import Observations
import SheetModel
import Units
import WorkbookIO

/// The old workbooks of `Samples/legacy`, one of each layout that ships with a mapping, and the
/// figures that a migration must bring across (`expected.jsonl`).
struct LegacySamples {
  let library: TemplateLibrary
  let path: String

  /// Writes all samples anew.
  func write() throws {
    try? FileManager.default.removeItem(atPath: path)
    guard let year = ReportingPeriod("2012") else { return }
    let folder = SampleFolder(library: library, period: year, path: path)
    let keys = LegacyKeys(library: library, set: library.sets.first?.id ?? "")
    var expected: [Observation] = []
    func add(_ book: LegacyBook, _ name: String, sheet: String? = nil) throws {
      try folder.write(book.book, to: name)
      expected += book.expected.map { observation in
        var observation = observation
        observation.origin?.file = name
        if let sheet { observation.origin?.sheet = sheet }
        return observation
      }
    }
    for (year, name) in [("2012", "xlsx"), ("2013", "ods"), ("2014", "csv")] {
      guard let period = ReportingPeriod(year) else { continue }
      let matrix = LegacyMatrix(
        keys: keys, units: Array(library.communes(of: "106", on: period.lastDay).prefix(4)),
        above: "Huyện Tam Đường",
        period: period, seed: 0x5EED, hasCodes: name == "csv")
      let file = "te-hcdb-\(year).\(name)"
      try add(matrix.book(), file, sheet: name == "csv" ? "te-hcdb-\(year)" : nil)
    }
    for (year, name) in [(2018, "xlsx"), (2019, "ods")] {
      guard let day = ReportingPeriod(year: year)?.lastDay else { continue }
      let book = LegacyYearbook(
        keys: keys, units: Array(library.communes(of: "109", on: day).prefix(3)),
        above: "huyện Phong Thổ", year: year, seed: 0x5EED)
      try add(book.book(), "so-lieu-nam-\(year).\(name)")
    }
    guard let day = ReportingPeriod("2023")?.lastDay else { return }
    let register = LegacyRegister(
      units: Array(library.communes(of: "694", on: day).prefix(5)), year: 2023, seed: 0x5EED,
      count: 60,
      duplicateEvery: 20)
    try folder.write(
      Array(register.text.utf8), to: "danh-sach-tre-em-2023.csv")
    try writeOldEncodings(into: folder, keys)
    let lines = expected.map { ObservationTable.json($0) + "\n" }.joined()
    try folder.write(Array(lines.utf8), to: "expected.jsonl")
  }

  /// The same layouts in old encodings and old binary workbooks, and a sheet that no mapping knows.
  private func writeOldEncodings(into folder: SampleFolder, _ keys: LegacyKeys) throws {
    for (year, dress) in [(2010, LegacyDress.xlsTCVN3), (2011, .csvVNI)] {
      guard let period = ReportingPeriod(year: year) else { continue }
      let matrix = LegacyMatrix(
        keys: keys, units: Array(library.communes(of: "106", on: period.lastDay).prefix(4)),
        above: "Huyện Tam Đường", period: period, seed: 0x5EED)
      try folder.write(
        try dress.bytes(of: matrix.book().book), to: "te-hcdb-\(year).\(dress.suffix)")
    }
    if let day = ReportingPeriod(year: 2017)?.lastDay {
      let yearbook = LegacyYearbook(
        keys: keys, units: Array(library.communes(of: "109", on: day).prefix(3)),
        above: "huyện Phong Thổ", year: 2017, seed: 0x5EED)
      try folder.write(
        try LegacyDress.xlsVNI.bytes(of: yearbook.book().book), to: "so-lieu-nam-2017.xls")
    }
    let other = [
      "STT;Hạng mục;Đơn vị thực hiện;Kinh phí (đồng);Nguồn vốn",
      "1;Sửa sân chơi;Xã Bản Bo;12000000;Xã hội hóa", "2;Mua sách;Xã Khun Há;5500000;Ngân sách xã",
    ]
    let text = other.map { $0 + "\r\n" }.joined()
    try folder.write(LegacyDress.csvTCVN3.bytes(of: text), to: "kinh-phi-2016.csv")
  }
}

extension TemplateLibrary {
  /// The communes of a district on a day, by code.
  func communes(of code: String, on day: CalendarDate) -> [ReportingUnit] {
    units.units.filter { $0.parentCode == code && $0.existed(on: day) }
      .sorted { $0.code < $1.code }
  }
}
