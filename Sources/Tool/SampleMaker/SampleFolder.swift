import FormModel
import Foundation
import Indicators
import Layout
import SheetModel
import Units
import WorkbookIO
import Zip

/// Makes the sample files below one folder.
struct SampleFolder {
  let library: TemplateLibrary
  let period: ReportingPeriod
  let path: String

  private static let statement = "Số liệu giả lập để minh họa, không phải số liệu thật."

  /// A sound book of forms of some units, with planted figures.
  func workbook(
    forms: [String], units: [String], plants: [MessySample.Plant] = []
  ) -> FormWorkbook {
    var requests: [FormRequest] = []
    var observations: [Observation] = []
    for code in units {
      guard let unit = library.units.unit(code: code, on: period.lastDay) else { continue }
      let commune = SyntheticCommune(code: code, period: period)
      for definition in library.forms where forms.contains(definition.id) {
        guard let set = library.set(definition.set) else { continue }
        var request = FormRequest(
          definition: definition, unit: unit, period: period, breakdowns: set.breakdowns)
        request.statement = Self.statement
        if let register = definition.register {
          request.records = commune.records(of: register, period: period, set: set)
        }
        requests.append(request)
        observations += self.observations(of: definition, commune, unit, set, plants)
      }
    }
    return FormWorkbook(requests, observations: observations)
  }

  private func observations(
    of definition: FormDefinition, _ commune: SyntheticCommune, _ unit: ReportingUnit,
    _ set: IndicatorSet, _ plants: [MessySample.Plant]
  ) -> [Observation] {
    guard let matrix = definition.matrix else { return [] }
    let figures = commune.figures(of: matrix, in: set)
    return figures.keys.sorted().compactMap { cell in
      guard let target = matrix.rows[cell.row].target else { return nil }
      let plant = plants.first {
        $0.code == matrix.rows[cell.row].code && $0.column == matrix.columns[cell.column].id
      }
      let key = ObservationKey(
        set: set.id, form: definition.id, formVersion: definition.version,
        indicator: target.indicator, measure: target.measure, breakdown: matrix.breakdown(cell),
        unit: unit.code, period: period)
      return plant.map { $0.observation(of: key) }
        ?? Observation(
          key: key, value: figures[cell], status: figures[cell]?.isZero == true ? .zero : .reported)
    }
  }

  /// Writes a book in the format of the file's suffix; delimited text gets the first sheet.
  func write(_ book: SampleBook, to name: String) throws {
    let format = WorkbookFormat(rawValue: (name as NSString).pathExtension) ?? .xlsx
    var book = book
    if format == .csv {
      book.removeIdentity()
      book.sheets.removeLast(max(0, book.sheets.count - 1))
    }
    let sink = MemorySink()
    let writer = try WorkbookCreator.create(sink, format: format, outline: book.outline)
    try book.write(to: writer)
    try write(sink.bytes, to: name)
  }

  /// Writes bytes into a file below the folder.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The bytes of a file that was written below the folder.
  func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name)))
  }

  /// The same package with one part changed as text.
  func rezipped(
    _ bytes: [UInt8], part: String, change: (String) -> String
  ) throws -> [UInt8] {
    let archive = try ZipArchive(MemorySource(bytes), limits: ReadLimits())
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    for entry in archive.entries {
      var content = try archive.bytes(of: entry)
      if entry.name == part {
        content = Array(change(String(decoding: content, as: UTF8.self)).utf8)
      }
      try writer.beginEntry(entry.name)
      try writer.write(content)
      try writer.endEntry()
    }
    try writer.finish()
    return sink.bytes
  }
}

extension MessySample.Plant {
  /// The planted figure as an observation.
  func observation(of key: ObservationKey) -> Observation {
    let value = ExactDecimal(text)
    let status: ObservationStatus =
      switch text {
      case "x": .notApplicable
      case "", "…": .missing
      default: value?.isZero == true ? .zero : .reported
      }
    let origin = Origin(file: "", sha256: "", sheet: "", cell: "", typed: text)
    return Observation(key: key, value: value, status: status, origin: origin)
  }
}
