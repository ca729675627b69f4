import CSV
import FormModel
import Foundation
import Indicators
import SheetModel
import Templates
import TestSupport
import Testing
import Units
import WorkbookIO

@testable import Migration

/// What tests of mappings share: the shipped templates, and workbooks drawn as text.
enum MappingFixture {
  static let templates = Repository.templates.path

  /// The shipped templates, with the units of three districts and those above them alone.
  static let library: TemplateLibrary = {
    let all = TemplateLoader(folder: templates) { path throws(WorkbookError) in
      try WorkbookOpener.open(path: path).rows(ofSheet: 0)
    }.load().library
    let kept: Set<String> = ["12", "70", "106", "109", "694"]
    let units = all.units.units.filter { unit in
      kept.contains(unit.code) || (unit.parentCode.map { kept.contains($0) } ?? false)
    }
    return TemplateLibrary(sets: all.sets, forms: all.forms, units: UnitRegistry(units))
  }()

  /// The shipped mappings.
  static let shipped = LegacyMappings.load(folder: templates, library: library)

  static let words = DraftWords.load(folder: templates) { path throws(WorkbookError) in
    try WorkbookOpener.open(path: path).rows(ofSheet: 0)
  }.words
  static let vocabulary = LabelVocabulary(
    library, mappings: shipped.mappings.mappings, words: words)

  static let reader = MappingReader(shipped.mappings, library: library)

  /// A mapping of a test's own.
  static func mapping(_ yaml: String) -> (mapping: LegacyMapping?, problems: [String]) {
    let (mapping, problems) = LegacyMappings.mapping(
      yaml: yaml, file: "thu.yml", library: library)
    return (mapping, problems.map { "\($0.line ?? 0) \($0.code)" })
  }

  /// The tables of a drawn sheet through some mappings.
  static func tables(
    _ sheet: DrawnSheet, _ mappings: LegacyMappings = shipped.mappings, file: String = "tep.xlsx",
    options: MappingOptions = MappingOptions()
  ) throws -> [MappedSheet] {
    let reader = MappingReader(mappings, library: library, options: options)
    return try reader.tables(
      ofSheet: 0, of: DrawnWorkbook([sheet]), file: file, sha256: "00")
  }

  /// The only table of a drawn sheet.
  static func read(
    _ sheet: DrawnSheet, _ mappings: LegacyMappings = shipped.mappings, file: String = "tep.xlsx",
    options: MappingOptions = MappingOptions()
  ) throws -> MappedSheet {
    let tables = try tables(sheet, mappings, file: file, options: options)
    #expect(tables.count == 1)
    return tables.first ?? .empty
  }

  /// The same, of a matrix.
  static func matrix(
    _ sheet: DrawnSheet, _ mappings: LegacyMappings = shipped.mappings, file: String = "tep.xlsx",
    options: MappingOptions = MappingOptions()
  ) throws -> MappedMatrix? {
    if case .matrix(let matrix) = try read(sheet, mappings, file: file, options: options) {
      return matrix
    }
    return nil
  }
}

/// A sheet drawn as lines with `|` between cells.
///
/// Digits are a stored number, `"12"` the text 12, `=` a formula never calculated, `#REF!` an error,
/// `@2012-03-05` a day, anything else a text; nothing is an empty cell.
struct DrawnSheet {
  var name = "Sheet1"
  var merges: [CellRange] = []
  var lines: [[String]]
  var format = WorkbookFormat.xlsx

  init(_ text: String, name: String = "Sheet1", merges: [String] = []) {
    self.name = name
    self.merges = merges.compactMap { CellRange($0) }
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  /// The address of the first cell of a text.
  func address(_ text: String) -> CellAddress? {
    for (row, cells) in lines.enumerated() {
      if let column = cells.firstIndex(of: text) { return CellAddress(row: row, column: column) }
    }
    return nil
  }

  /// The filled cells, counted by hand.
  var filled: Int { lines.reduce(0) { $0 + $1.count { !$0.isEmpty } } }
}

/// A workbook of drawn sheets.
final class DrawnWorkbook: WorkbookReader {
  let drawn: [DrawnSheet]
  init(_ sheets: [DrawnSheet]) { drawn = sheets }

  var format: WorkbookFormat { drawn.first?.format ?? .xlsx }
  var sheets: [SheetEntry] { drawn.map { SheetEntry(name: $0.name) } }
  var styles: StyleTable { StyleTable() }
  var dateSystem: DateSystem { .excel1900 }

  func rows(ofSheet index: Int, options: RowOptions) throws(WorkbookError) -> any RowCursor {
    DrawnCursor(drawn[index])
  }

  func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    var layout = SheetLayout(name: drawn[index].name)
    layout.merges = drawn[index].merges
    return layout
  }

  func definedNames() throws(WorkbookError) -> [DefinedName] { [] }
  func properties() throws(WorkbookError) -> DocumentProperties { DocumentProperties() }
}

private final class DrawnCursor: RowCursor {
  private let sheet: DrawnSheet
  private var next = 0
  init(_ sheet: DrawnSheet) { self.sheet = sheet }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    while next < sheet.lines.count, sheet.lines[next].allSatisfy(\.isEmpty) { next += 1 }
    guard next < sheet.lines.count else { return false }
    row.reset(index: next)
    let isText = sheet.format == .csv
    for (column, text) in sheet.lines[next].enumerated() where !text.isEmpty {
      append(text, column: column, to: &row, isText: isText)
    }
    next += 1
    return true
  }

  private func append(_ text: String, column: Int, to row: inout Row, isText: Bool) {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    if isText {
      row.appendText(text, column: column)
    } else if !digits.isEmpty, digits.allSatisfy({ $0.isNumber || $0 == "." }), digits != "..." {
      row.appendNumber(digits: text, column: column)
    } else if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 {
      row.appendText(text.dropFirst().dropLast(), column: column)
    } else if text == "=" {
      row.appendBlank(column: column, style: 0)
      row.setFormula("SUM(A1:A2)")
    } else if text.hasPrefix("#") {
      row.appendError(text, column: column)
    } else if text.hasPrefix("@"), let day = CivilDateTime(iso: String(text.dropFirst())) {
      row.appendDate(day, hasTime: false, column: column)
    } else {
      row.appendText(text, column: column)
    }
  }
}

extension CivilDateTime {
  /// A day of `2012-03-05`.
  init?(iso: String) {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }
}

extension MappedMatrix {
  /// `03424 2012 I:0301 count circumstance=orphan sex=male 3 F8`, in the order of the sheet.
  var lines: [String] {
    observations.map { observation in
      let key = observation.key
      let parts =
        [key.unit, key.period.description, key.indicator.description, key.measure.rawValue]
        + key.breakdown.map(\.description)
        + [observation.value?.description ?? observation.status.rawValue]
        + [observation.origin?.cell ?? ""]
      return parts.joined(separator: " ")
    }
  }

  /// Reasons with their cells, `C9 unknown-unit`.
  var held: [String] { account.places.map { "\($0.address) \($0.reason.rawValue)" } }
}
