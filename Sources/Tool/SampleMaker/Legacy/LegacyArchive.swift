import FormModel
import Foundation
import Indicators
import SheetModel
import Units

/// An archive of old workbooks as an office has it after decades, with what a migration must find:
/// `files/`, and beside it the truth, `observations.csv`, `issues.csv` and `facts.csv`.
///
/// All layouts that ship with a mapping, all formats and encodings; faults, copies and
/// contradictions are planted. Always the same files and bytes. No figure is real.
struct LegacyArchive {
  let library: TemplateLibrary
  let keys: LegacyKeys
  private let folder: SampleFolder
  private var truth = LegacyTruth()
  /// The number of the next file, which decides how it is put down and what is planted in it.
  private var number = 0

  /// An archive below a folder.
  init?(library: TemplateLibrary, path: String) {
    guard let period = ReportingPeriod("2012") else { return nil }
    self.library = library
    keys = LegacyKeys(library: library, set: library.sets.first?.id ?? "")
    folder = SampleFolder(library: library, period: period, path: path)
  }

  /// A district with its communes.
  private static let districts = [
    (code: "106", slug: "tam-duong", name: "Huyện Tam Đường"),
    (code: "109", slug: "phong-tho", name: "Huyện Phong Thổ"),
    (code: "694", slug: "hon-quan", name: "Huyện Hớn Quản"),
    (code: "618", slug: "ia-hdrai", name: "Huyện Ia H' Drai"),
    (code: "536", slug: "ly-son", name: "Huyện Lý Sơn"),
  ]

  /// Writes the archive anew, so many files.
  mutating func write(count: Int) throws {
    try? FileManager.default.removeItem(atPath: folder.path)
    try writeOddFiles()
    // Each unit and year is in one layout alone, so that figures contradict each other only where
    // that is planted.
    for year in 1990...2024 {
      for district in Self.districts where number < count {
        guard let day = ReportingPeriod(year: year)?.lastDay else { continue }
        var rest = library.communes(of: district.code, on: day)[...]
        while !rest.isEmpty, number < count {
          let size = year < 2013 && number % 3 == 2 ? 2 : 1
          let chunk = Array(rest.prefix(size))
          rest = rest.dropFirst(size)
          let place = "\(district.slug)/\(year)/"
          switch year {
          case ..<2013: try writeMatrix(chunk, district.name, year, place, count)
          case ..<2020: try writeYearbook(chunk, district.name, year, place)
          default: try writeRegister(chunk, year, place)
          }
        }
      }
    }
    truth.files = number
    try truth.write(to: folder)
  }

  // MARK: Layouts

  private mutating func writeMatrix(
    _ units: [ReportingUnit], _ above: String, _ year: Int, _ place: String, _ most: Int
  ) throws {
    guard let period = ReportingPeriod(year: year), let first = units.first else { return }
    let hasCodes = number % 4 == 1
    let matrix = LegacyMatrix(
      keys: keys, units: units, above: above, period: period, seed: 0xA2C4, hasCodes: hasCodes)
    let book = matrix.book()
    let stem = "\(place)te-hcdb-\(first.code)"
    let dress = next()
    var own = ArchivedMatrix(book, rows: units.count, hasCodes: hasCodes)
    // A fault in every fifth of those that nothing else is done with.
    let faults = LegacyFault.allCases
    if number % 5 == 0 { own.plant(faults[number / 5 % faults.count], in: dress) }
    try write(own, as: dress, to: stem)
    guard number < most else { return }
    switch number % 9 {
    case 2 where own.fault != .halfConverted:
      // The same figures once more, in another format: to be taken once.
      try write(own, as: next(), to: stem + "_ban-sao", isCopy: true)
    case 5 where own.fault == nil:
      // The same but for one figure: both places must be told.
      var other = own
      other.contradict()
      try write(other, as: next(), to: stem + "_sua", isCopy: true)
    case 7 where own.fault == nil:
      // The same bytes under another name.
      try write(own, as: dress, to: stem + "_sao-luu", isCopy: true)
      number += 1
    default: break
    }
  }

  private mutating func write(
    _ matrix: ArchivedMatrix, as dress: LegacyDress, to stem: String, isCopy: Bool = false
  ) throws {
    let name = "\(stem).\(dress.suffix)"
    try folder.write(try dress.bytes(of: matrix.book.book), to: "files/" + name)
    let sheet = dress.suffix == "csv" ? LegacyTruth.sheet(of: name) : nil
    truth.add(matrix, file: name, sheet: sheet, isCopy: isCopy)
  }

  private mutating func writeYearbook(
    _ units: [ReportingUnit], _ above: String, _ year: Int, _ place: String
  ) throws {
    guard let first = units.first else { return }
    let book = LegacyYearbook(keys: keys, units: units, above: above, year: year, seed: 0xB00C)
      .book()
    let dress = next()
    let name = "\(place)so-lieu-nam-\(first.code).\(dress.suffix)"
    try folder.write(try dress.bytes(of: book.book), to: "files/" + name)
    truth.add(book.expected)
  }

  private mutating func writeRegister(
    _ units: [ReportingUnit], _ year: Int, _ place: String
  ) throws {
    guard let first = units.first, let period = ReportingPeriod(year: year) else { return }
    let register = ArchivedRegister(
      LegacyRegister(
        units: units, year: year, seed: (UInt64(year) << 20 | (UInt64(first.code) ?? 0)) << 10,
        count: 30,
        duplicateEvery: number % 2 == 0 ? 15 : nil),
      fault: number % 3 == 0 ? number / 3 % ArchivedRegister.faults.count : nil)
    let dress = next()
    let name = "\(place)danh-sach-\(first.code).\(dress.suffix)"
    let bytes =
      dress.suffix == "csv"
      ? dress.bytes(of: register.text) : try dress.bytes(of: register.book)
    try folder.write(bytes, to: "files/" + name)
    truth.add(
      register, file: name,
      sheet: dress.suffix == "csv" ? LegacyTruth.sheet(of: name) : "TRE_EM",
      keys: keys, unit: first.code, period: period)
  }

  /// How the next file is put down.
  private mutating func next() -> LegacyDress {
    defer { number += 1 }
    return LegacyDress.allCases[number * 7 % LegacyDress.allCases.count]
  }

  // MARK: What is no old workbook

  /// Files that cannot be processed, and sheets that no mapping knows.
  private mutating func writeOddFiles() throws {
    guard let period = ReportingPeriod("1989") else { return }
    let unit = library.units.units(code: "03424").prefix(1)
    let matrix = LegacyMatrix(
      keys: keys, units: Array(unit), above: "Huyện Tam Đường", period: period, seed: 1)
    let whole = try LegacyDress.xlsx.bytes(of: matrix.book().book)
    let old = try LegacyDress.xls.bytes(of: matrix.book().book)
    let broken: [(String, [UInt8], String)] = [
      ("hong/bi-cat.xlsx", Array(whole.prefix(whole.count * 2 / 3)), "truncated"),
      ("hong/bi-cat.xls", Array(old.prefix(old.count / 2)), "truncated"),
      ("hong/rong.xls", [], "empty-file"),
      (
        "hong/co-mat-khau.xlsx",
        CompoundFileWriter.bytes(streams: ["EncryptionInfo", "EncryptedPackage"]),
        "password-protected"
      ),
      (
        "hong/trang-web.xls", Array("<!DOCTYPE html><html><body>Lỗi 404</body></html>".utf8),
        "html-page"
      ),
    ]
    for (name, bytes, code) in broken {
      try folder.write(bytes, to: "files/" + name)
      truth.issue(code, file: name)
      number += 1
    }
    let text =
      "STT;Hạng mục;Kinh phí;Nguồn\r\n1;Sân chơi;12000000;Xã hội hóa\r\n2;Ghế đá;5500000;Xã\r\n"
    for dress in [LegacyDress.csv, .csvTCVN3, .csvVNI] {
      let name = "khac/kinh-phi-\(dress).csv"
      try folder.write(dress.bytes(of: text), to: "files/" + name)
      truth.issue("no-mapping", file: name, sheet: LegacyTruth.sheet(of: name))
      number += 1
    }
  }
}
