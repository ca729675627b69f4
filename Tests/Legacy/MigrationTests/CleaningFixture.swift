import CSV
import FormModel
import Foundation
import Indicators
import Migration
import SheetModel
import Templates
import TestSupport

/// The shipped register form and its cleaner.
enum CleaningFixture {
  static var templates: String {
    Repository.templates.path
  }

  static func open(_ path: String) throws(WorkbookError) -> any RowCursor {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw WorkbookError(.notFound, at: Place(file: path))
    }
    return try CSVReader(MemorySource(Array(bytes)), name: path).rows(ofSheet: 0)
  }

  static let library = TemplateLoader(folder: templates, openTable: open).load().library
  static let words = CleaningVocabulary.load(folder: templates, openTable: open)

  struct Missing: Error {}

  static func cleaner() throws -> RegisterCleaner {
    guard let form = library.form("DS-01"),
      let cleaner = RegisterCleaner(
        form, set: library.set(form.set), vocabulary: words.vocabulary)
    else { throw Missing() }
    return cleaner
  }

  /// The index of a column of the form.
  static func column(_ id: String) throws -> Int {
    guard let index = library.form("DS-01")?.register?.column(id: id) else { throw Missing() }
    return index
  }

  /// A sound row of 2020, with some fields changed.
  static func record(
    _ fields: [String: String] = [:], kinds: [String: CellKind] = [:], period: String? = "2020",
    unit: String = "03424", row: Int = 8
  ) throws -> LegacyRecord {
    var texts = [
      "name": "Lò Thị Mai", "birth-date": "05/03/2015", "sex": "Nữ", "ethnic-group": "Thái",
      "circumstances": "d",
    ]
    texts.merge(fields, uniquingKeysWith: { $1 })
    guard let columns = library.form("DS-01")?.register?.columns else { throw Missing() }
    return LegacyRecord(
      row: row,
      fields: columns.enumerated().map { index, column in
        let text = texts[column.id] ?? ""
        return LegacyField(
          text: text, kind: kinds[column.id] ?? (text.isEmpty ? .blank : .text), column: index)
      },
      unit: LegacyField(text: unit, kind: .text, column: nil),
      period: period.flatMap { ReportingPeriod($0) })
  }

  /// What cleaning makes of one field of a sound row.
  static func clean(
    _ id: String, _ text: String, kind: CellKind = .text, with others: [String: String] = [:],
    period: String? = "2020"
  ) throws -> Cleaned {
    var cleaner = try cleaner()
    var fields = others
    fields[id] = text
    let record = try record(fields, kinds: [id: kind], period: period)
    let clean = cleaner.clean(record)
    let index = try column(id)
    return Cleaned(
      value: clean.values[index],
      changes: clean.changes.filter { $0.field == index }.map(\.rule),
      problems: clean.problems.filter { $0.field == index }.map(\.rule), isHeld: clean.isHeld)
  }

  struct Cleaned: Equatable {
    var value: RegisterField.Value
    var changes: [CleaningRule] = []
    var problems: [CleaningRule] = []
    var isHeld = false

    var text: String? {
      if case .text(let text) = value { text } else { nil }
    }
    var date: String? {
      if case .date(let date) = value { date.vietnamese } else { nil }
    }
    var categories: [String]? {
      if case .categories(let ids) = value { ids } else { nil }
    }
  }
}
