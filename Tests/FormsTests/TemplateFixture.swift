import Forms
import Foundation
import SheetModel

/// The rows of comma-separated text, for tables that tests hand to the loader.
final class TextTable: RowCursor {
  private var records: [[String]] = []
  private var position = 0

  init(_ text: String) {
    var field = ""
    var record: [String] = []
    var isQuoted = false
    for character in text.unicodeScalars {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(field)
        field = ""
      case "\n" where !isQuoted:
        records.append(record + [field])
        (record, field) = ([], "")
      default: field.unicodeScalars.append(character)
      }
    }
    if !field.isEmpty || !record.isEmpty { records.append(record + [field]) }
  }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    guard position < records.count else { return false }
    row.reset(index: position)
    for (column, field) in records[position].enumerated() where !field.isEmpty {
      row.appendText(field, column: column)
    }
    position += 1
    return true
  }

  static func open(_ path: String) throws(WorkbookError) -> any RowCursor {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw WorkbookError(.notFound)
    }
    return TextTable(text)
  }
}

/// The templates of this repository.
enum ShippedTemplates {
  static var folder: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Templates").path
  }

  static func load() -> (library: TemplateLibrary, problems: [TemplateProblem]) {
    TemplateLoader(folder: folder, openTable: TextTable.open).load()
  }
}
