import FormModel
import Indicators
import SheetModel
import Units

/// What forms a workbook holds, written where machines read it: a hidden sheet and properties.
///
/// Row 1 of the sheet has `sheet, set, form, version, unit, period`, then comes one row a form
/// sheet, all as text. From column H on stand lists for drop-downs that are too long to be written
/// out in the limit itself, under the breakdown's identity.
package struct IdentitySheet: Sendable {
  /// The first column that holds a list for drop-downs, from 0.
  package static let firstListColumn = 7

  /// One form sheet.
  struct Entry {
    var sheet: String
    var definition: FormDefinition
    var unit: ReportingUnit?
    var period: ReportingPeriod?

    /// The values by the fields of `head`, without the sheet.
    var identity: [String] {
      [
        definition.set, definition.id, String(definition.version), unit?.code ?? "",
        period?.description ?? "",
      ]
    }
  }

  private let entries: [Entry]
  private var lists: [Breakdown] = []

  init(entries: [Entry], breakdowns: [[Breakdown]]) {
    self.entries = entries
    for (entry, known) in zip(entries, breakdowns) {
      for column in entry.definition.register?.columns ?? [] {
        guard case .category(let id) = column.kind,
          let breakdown = known.first(where: { $0.id == id }), Self.needsRange(breakdown),
          !lists.contains(where: { $0.id == id })
        else { continue }
        lists.append(breakdown)
      }
    }
  }

  /// Whether a list cannot be written out: a comma or quote in it, or over 255 characters.
  private static func needsRange(_ breakdown: Breakdown) -> Bool {
    let joined = breakdown.categories.map(\.label).joined(separator: ",")
    return joined.utf16.count > 255
      || breakdown.categories.contains { $0.label.contains(",") || $0.label.contains("\"") }
  }

  /// Where each list stands, by breakdown: `'_bieu'!$H$2:$H$15`.
  var ranges: [String: String] {
    var ranges: [String: String] = [:]
    for (index, list) in lists.enumerated() where !list.categories.isEmpty {
      let column = CellAddress.columnName(Self.firstListColumn + index)
      let last = list.categories.count + 1
      ranges[list.id] = "'\(IdentityTable.sheetName)'!$\(column)$2:$\(column)$\(last)"
    }
    return ranges
  }

  /// The sheet.
  var canvas: FormLayoutCanvas {
    var canvas = FormLayoutCanvas(name: IdentityTable.sheetName)
    canvas.layout.visibility = .hidden
    canvas.layout.isProtected = true
    var text = CellStyle()
    text.numberFormat = "@"
    func put(_ value: String, row: Int, column: Int) {
      canvas.put(.text(value), row: row, column: column, style: text)
    }
    for (column, name) in IdentityTable.head.enumerated() { put(name, row: 0, column: column) }
    for (index, entry) in entries.enumerated() {
      for (column, value) in ([entry.sheet] + entry.identity).enumerated() {
        put(value, row: index + 1, column: column)
      }
    }
    for (index, list) in lists.enumerated() {
      let column = Self.firstListColumn + index
      put(list.id, row: 0, column: column)
      for (row, category) in list.categories.enumerated() {
        put(category.label, row: row + 1, column: column)
      }
    }
    return canvas
  }

  /// Title, creator and, for a workbook of one form, its identity.
  var properties: DocumentProperties {
    var properties = DocumentProperties()
    properties.creator = "bieu"
    properties.application = "bieu"
    guard let first = entries.first else { return properties }
    var parts: [String] = []
    if entries.count == 1 {
      parts.append("\(first.definition.symbol): \(first.definition.title)")
      for (name, value) in zip(IdentityTable.head.dropFirst(), first.identity) {
        if !value.isEmpty {
          properties.custom.append(.init(name: IdentityTable.propertyPrefix + name, value: value))
        }
      }
    } else {
      parts.append("\(entries.count) biểu")
    }
    if let unit = first.unit, entries.allSatisfy({ $0.unit?.code == unit.code }) {
      parts.append(unit.name)
    }
    if let period = first.period, entries.allSatisfy({ $0.period == period }) {
      parts.append(period.title)
    }
    properties.title = parts.joined(separator: " - ")
    return properties
  }
}
