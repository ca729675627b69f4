import FormModel
import SheetModel
import VietnameseText

/// The records of a template's CSV table, each field by the name of its column.
package struct TemplateTable {
  /// One record.
  package struct Record {
    private let fields: TemplateFields
    /// The place of the record's first field.
    private let first: Int
    /// The table, relative to the template folder.
    package let file: String
    /// The line in it, from 1.
    package let line: Int
    /// Where problems go.
    package let log: TemplateProblemLog

    /// A field; empty when absent.
    package subscript(_ column: String) -> String { fields.text(column, of: first) }

    init(_ fields: TemplateFields, at first: Int, file: String, line: Int, log: TemplateProblemLog)
    {
      self.fields = fields
      self.first = first
      self.file = file
      self.line = line
      self.log = log
    }

    /// The fields of the columns whose names begin with a prefix, by name.
    package func fields(prefix: String) -> [(column: String, text: String)] {
      fields.texts(prefix: prefix, of: first)
    }

    /// A field that must be filled; empty, and reported, when it is not.
    package func needed(_ column: String) -> String {
      if self[column].isEmpty { report(.missingKey(column)) }
      return self[column]
    }

    /// A field that must be filled and a code; reported, when it is not.
    package func code(_ column: String) -> String {
      let text = needed(column)
      checkCode(column)
      return text
    }

    /// Reports a field that is filled and no code.
    package func checkCode(_ column: String) {
      let text = self[column]
      if !text.isEmpty, !CodeName.isCode(text) {
        report(.malformedCode(key: column, found: text))
      }
    }

    /// Texts between bars.
    package func texts(_ column: String, separator: Character = "|") -> [String] {
      let text = self[column]
      if text.isEmpty { return [] }
      return text.split(separator: separator).map { UTF8Text.trimmed($0) }.filter { !$0.isEmpty }
    }

    /// A value of an enumeration; `fallback`, and reported, when the field names none.
    package func choice<Choice: CaseIterable & RawRepresentable>(
      _ column: String, or fallback: Choice
    ) -> Choice where Choice.RawValue == String {
      if let choice = Choice(rawValue: self[column]) { return choice }
      let expected = Choice.allCases.map(\.rawValue).joined(separator: " | ")
      report(.malformedValue(key: column, found: self[column], expected: expected))
      return fallback
    }

    /// Reports a problem of this record.
    package func report(
      _ kind: TemplateProblem.Kind, _ severity: Severity = .error
    ) {
      log.report(kind, severity, file: file, line: line)
    }
  }

  /// Reads all records below the head; none, and reported, when a needed column is absent.
  package static func records(
    of cursor: any RowCursor, file: String, columns needed: [String], log: TemplateProblemLog
  ) throws(WorkbookError) -> [Record] {
    var row = Row()
    guard try cursor.next(into: &row) else {
      log.report(.missingTableColumn(needed.first ?? ""), file: file, line: 1)
      return []
    }
    var names = [String](repeating: "", count: (row.cells.last?.column ?? -1) + 1)
    for cell in row.cells { names[cell.column] = UTF8Text.trimmed(row.text(of: cell)) }
    let missing = needed.filter { !names.contains($0) }
    for column in missing {
      log.report(.missingTableColumn(column), file: file, line: row.index + 1)
    }
    var fields = TemplateFieldsBuilder(names: names)
    var starts: [(first: Int, line: Int)] = []
    while try cursor.next(into: &row) {
      let first = fields.count
      var cells = row.cells[...]
      for column in names.indices {
        while let cell = cells.first, cell.column < column { cells = cells.dropFirst() }
        var text = ""
        if let cell = cells.first, cell.column == column, !names[column].isEmpty {
          text = row.text(of: cell)
        }
        text.withUTF8 { fields.append($0) }
      }
      if fields.dropIfEmpty(from: first) { continue }
      starts.append((first, row.index + 1))
      let stray = row.cells.first { cell in
        cell.column >= names.count || names[cell.column].isEmpty
      }
      if let stray {
        // A lost quotation mark parts a field at its commas.
        let text = UTF8Text.trimmed(row.text(of: stray))
        if !text.isEmpty {
          log.report(
            .strayField(text, columns: names.count { !$0.isEmpty }), file: file,
            line: row.index + 1)
        }
      }
    }
    guard missing.isEmpty else { return [] }
    let all = TemplateFields(fields)
    return starts.map { Record(all, at: $0.first, file: file, line: $0.line, log: log) }
  }
}
