import FormModel
import Foundation
import Indicators
import SheetModel
import Templates
import Units
import WorkbookIO

// SampleMaker TEMPLATES OUTPUT: makes OUTPUT/clean, messy and legacy anew, always the same bytes.
// SampleMaker TEMPLATES OUTPUT FORM COUNT FORMAT: makes so many filled forms, for the benchmarks.
// SampleMaker OUTPUT: writes old binary workbooks for `make conformance` and the fuzzer.
// SampleMaker TEMPLATES FILE old-register COUNT FORMAT: a register of so many children as an old
// database exported it, in csv, tcvn3 (CSV in that encoding) or xlsx.
// SampleMaker TEMPLATES OUTPUT nation: templates with a made-up nation of 14,122 units.
// SampleMaker TEMPLATES FILE figures COUNT csv: so many figures of the communes of 2024, for them.
// SampleMaker TEMPLATES OUTPUT archive COUNT all: an archive of so many old files, with the truth.

let arguments = CommandLine.arguments
if arguments.count == 2 {
  do {
    try OldWorkbooks(path: arguments[1]).write()
    exit(0)
  } catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(74)
  }
}
if arguments.count == 4, arguments[3] == "nation" {
  do {
    try Nation().write(to: arguments[2], templates: arguments[1])
    exit(0)
  } catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(74)
  }
}
guard arguments.count == 3 || arguments.count == 6, let period = ReportingPeriod("2025"),
  let half = ReportingPeriod("2025H1")
else {
  FileHandle.standardError.write(Data("SampleMaker TEMPLATES OUTPUT [FORM COUNT FORMAT]\n".utf8))
  exit(64)
}
let (library, problems) = TemplateLoader(folder: arguments[1]) { path throws(WorkbookError) in
  try WorkbookOpener.open(path: path).rows(ofSheet: 0)
}.load()
guard !problems.contains(where: { $0.severity == .error }) else {
  FileHandle.standardError.write(Data("the templates have errors: bieu template lint\n".utf8))
  exit(78)
}

do {
  if arguments.count == 6 {
    guard let count = Int(arguments[4]) else { exit(64) }
    if arguments[3] == "old-register" {
      try OldRegister(library: library).write(count, format: arguments[5], to: arguments[2])
      exit(0)
    }
    if arguments[3] == "figures", let year = ReportingPeriod("2024") {
      try NationFigures(library: library, period: year).write(count, to: arguments[2])
      exit(0)
    }
    if arguments[3] == "archive" {
      guard var archive = LegacyArchive(library: library, path: arguments[2]) else { exit(64) }
      try archive.write(count: count)
      exit(0)
    }
    guard let format = WorkbookFormat(rawValue: arguments[5]) else { exit(64) }
    try FilledForms(library: library, form: arguments[3], path: arguments[2])
      .write(count: count, format: format)
    exit(0)
  }
  let clean = SampleFolder(library: library, period: period, path: "\(arguments[2])/clean")
  let messy = SampleFolder(library: library, period: period, path: "\(arguments[2])/messy")
  for folder in [clean.path, messy.path] { try? FileManager.default.removeItem(atPath: folder) }

  let matrices = library.forms.filter { $0.matrix != nil }.map(\.id)
  for (index, locality) in Locality.all.enumerated() {
    let book = SampleBook(clean.workbook(forms: matrices, units: [locality.code]))
    try clean.write(book, to: "\(locality.slug)-2025.\(index % 2 == 0 ? "xlsx" : "ods")")
  }
  let register = SampleBook(clean.workbook(forms: ["DS-01"], units: [Locality.banBo.code]))
  try clean.write(register, to: "\(Locality.banBo.slug)-danh-sach-2025.xlsx")
  let first = SampleFolder(library: library, period: half, path: clean.path)
  let form = SampleBook(first.workbook(forms: ["TE-06"], units: [Locality.lySonBefore.code]))
  try first.write(form, to: "\(Locality.lySonBefore.slug)-06-te-2025H1.csv")

  // Each messy book has a unit and period of its own, or they would be one form handed in twice.
  let years = messy
  guard let secondHalf = ReportingPeriod("2025H2") else { exit(64) }
  let halves = SampleFolder(library: library, period: secondHalf, path: messy.path)
  let reserved = Set(Locality.all.map(\.code))
  let free = library.units.units.filter {
    $0.parentCode != nil && $0.existed(on: period.lastDay) && $0.validFrom != nil
      && !reserved.contains($0.code)
  }.map(\.code)
  var places = (free.map { (years, $0) } + free.map { (halves, $0) }).makeIterator()
  for sample in MessySample.shapes + MessySample.figures + MessySample.dates {
    var (folder, units) = (years, sample.units)
    if units.isEmpty, let place = places.next() { (folder, units) = (place.0, [place.1]) }
    var book = SampleBook(
      folder.workbook(forms: sample.forms, units: units, plants: sample.plants))
    sample.spoil(&book)
    try folder.write(book, to: sample.name)
  }
  if let first = free.first {
    // Not the same in every cell: a twin in all its figures would be no contradiction.
    let change = MessySample.Plant("0307", "total", "9")
    let again = SampleBook(messy.workbook(forms: ["TE-03"], units: [first], plants: [change]))
    try messy.write(again, to: "30-nop-hai-lan.ods")
  }

  // A 1904 workbook: days are counted from 1,462 days later on, so the serials are that much less,
  // and children seem four years older to a reader that passes over the flag.
  let dates1904 = "18-ngay-he-1904.xlsx"
  var shifted = register
  shifted.change { $0.shiftDates(byDays: -1462) }
  try messy.write(shifted, to: dates1904)
  let flagged = try messy.rezipped(try messy.bytes(of: dates1904), part: "xl/workbook.xml") {
    $0.replacing("<workbookPr", with: "<workbookPr date1904=\"1\"")
  }
  try messy.write(flagged, to: dates1904)

  // An old binary workbook under another format's name is read as what it is.
  if let place = places.next() {
    let old = SampleBook(place.0.workbook(forms: ["TE-03"], units: [place.1]))
    let sink = MemorySink()
    try old.write(to: XLSWriter(sink, outline: old.outline))
    try messy.write(sink.bytes, to: "27-xls-mang-ten-xlsx.xlsx")
  }
  try messy.write(
    CompoundFileWriter.bytes(streams: ["EncryptionInfo", "EncryptedPackage"]),
    to: "27-co-mat-khau.xlsx")
  try LegacySamples(library: library, path: "\(arguments[2])/legacy").write()
  let whole = try messy.bytes(of: "01-them-dong-tieu-de.xlsx")
  try messy.write(Array(whole.prefix(whole.count * 3 / 5)), to: "28-tep-bi-cat.xlsx")
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(74)
}
