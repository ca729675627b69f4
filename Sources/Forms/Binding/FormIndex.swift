import FormModel
import Indicators
import Tables
import Units
import VietnameseText

/// What binding asks of one form again and again, worked out once a library.
final class FormIndex: Sendable {
  /// A code of the form, exact and folded.
  private struct Codes: Sendable {
    var exact: [LabelKey: Int] = [:]
    var folded: [LabelKey: [Int]] = [:]
  }

  let definition: FormDefinition
  /// The key of the symbol, such as that of `Biểu số 03/TE`.
  let symbol: LabelKey
  /// The key of the symbol's number, such as that of `03/TE`.
  let symbolNumber: LabelKey
  let title: LabelKey
  /// The definition's columns by the keys of their labels and aliases.
  let columns: [LabelKey: [Int]]
  /// The keys of the merged heads above each column.
  let heads: [[LabelKey]]
  /// Every key that stands in the head: labels, aliases and heads.
  let headKeys: Set<LabelKey>
  let marks: [LabelKey]
  /// The rows of a matrix by the keys of their labels.
  let labels: [LabelKey: [Int]]
  let notes: Set<LabelKey>
  /// What each row of a matrix asks of its figures.
  let demands: [FigureDemand]
  /// The unit of measurement of each row of a matrix, by its key and its scale.
  let units: [(key: LabelKey, scale: MeasureScale?)]
  /// The rows of a matrix that have a code.
  let codedRows: Int
  private let codes: Codes

  init(_ definition: FormDefinition) {
    self.definition = definition
    symbol = LabelKey(definition.symbol)
    symbolNumber = LabelKey(
      definition.symbol.split(separator: " ").last.map(String.init) ?? definition.symbol)
    title = LabelKey(definition.title)
    notes = Set(definition.notes.map { LabelKey($0) })
    let rows = definition.matrix?.rows ?? []
    demands = rows.map { FigureDemand($0) }
    units = rows.map { row in (LabelKey(row.unit), MeasureScale(unit: row.unit)) }
    codedRows = rows.count { !$0.code.isEmpty }
    var labels: [LabelKey: [Int]] = [:]
    var codes = Codes()
    for (row, entry) in rows.enumerated() {
      labels[LabelKey(entry.label), default: []].append(row)
      guard let key = CodeKey(entry.code) else { continue }
      codes.exact[key.exact] = row
      codes.folded[key.folded, default: []].append(row)
    }
    self.labels = labels
    self.codes = codes
    let heads = Self.columnTexts(definition)
    var columns: [LabelKey: [Int]] = [:]
    var headKeys: Set<LabelKey> = []
    for (column, texts) in heads.enumerated() {
      for text in texts.labels {
        let key = LabelKey(text)
        if columns[key]?.last != column { columns[key, default: []].append(column) }
        headKeys.insert(key)
      }
      headKeys.formUnion(texts.heads.map { LabelKey($0) })
    }
    self.columns = columns
    self.headKeys = headKeys
    self.heads = heads.map { $0.heads.map { LabelKey($0) } }
    marks = heads.map { LabelKey($0.mark) }
  }

  private struct ColumnTexts {
    var labels: [String]
    var heads: [String]
    var mark: String
  }

  private static func columnTexts(_ definition: FormDefinition) -> [ColumnTexts] {
    switch definition.body {
    case .matrix(let matrix):
      matrix.columns.map {
        ColumnTexts(labels: [$0.label] + $0.aliases, heads: $0.heads, mark: $0.mark)
      }
    case .register(let register):
      register.columns.map {
        ColumnTexts(labels: [$0.label] + $0.aliases, heads: [], mark: $0.mark)
      }
    }
  }

  /// The row of a code: the exact one, else the only one that has it but for case and lost zeros.
  func row(of key: CodeKey) -> Int? {
    if let row = codes.exact[key.exact] { return row }
    guard let rows = codes.folded[key.folded], rows.count == 1 else { return nil }
    return rows.first
  }

  /// The definition's column of a role that stands once.
  func column(where isWanted: (FormColumn.Role) -> Bool) -> Int? {
    definition.matrix?.columns.firstIndex { isWanted($0.role) }
  }
}

/// All forms of a library, ready for binding.
final class LibraryIndex: Sendable {
  let library: TemplateLibrary
  let forms: [FormIndex]
  let units: UnitLookup
  /// For every key of a matrix row's label, or of a register's column, the forms that have it.
  let fingerprints: [LabelKey: [Int]]

  init(_ library: TemplateLibrary) {
    self.library = library
    forms = library.forms.map { FormIndex($0) }
    units = UnitLookup(library.units)
    var fingerprints: [LabelKey: [Int]] = [:]
    for (index, form) in forms.enumerated() {
      let keys = form.definition.matrix == nil ? Array(form.columns.keys) : Array(form.labels.keys)
      for key in keys where !key.isEmpty { fingerprints[key, default: []].append(index) }
    }
    self.fingerprints = fingerprints
  }

  /// The index of a form by its identity, in any set or in one.
  func form(id: String, set: String?) -> Int? {
    forms.firstIndex {
      $0.definition.id == id && (set == nil || set == "" || $0.definition.set == set)
    }
  }
}
