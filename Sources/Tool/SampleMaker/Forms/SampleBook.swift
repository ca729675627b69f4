import Indicators
import Layout
import SheetModel

/// A workbook of forms as drafts, before it is written.
struct SampleBook {
  var styles: StyleTable
  var sheets: [DraftSheet]
  var properties: DocumentProperties
  var definedNames: [DefinedName]

  init(_ workbook: FormWorkbook) {
    styles = workbook.outline.styles
    properties = workbook.outline.properties
    definedNames = workbook.outline.definedNames
    sheets = zip(workbook.outline.sheets, workbook.sheets).map {
      DraftSheet(layout: $0, rows: $1)
    }
  }

  /// A book of drafts of its own, without identity.
  init(styles: StyleTable, sheets: [DraftSheet]) {
    self.styles = styles
    self.sheets = sheets
    properties = DocumentProperties()
    definedNames = []
  }

  /// Changes every sheet that people see.
  mutating func change(_ body: (inout DraftSheet) -> Void) {
    for index in sheets.indices where sheets[index].layout.visibility == .visible {
      body(&sheets[index])
    }
  }

  /// Takes the hidden sheet and the properties away, as a copy into a new workbook would.
  mutating func removeIdentity() {
    sheets.removeAll { $0.layout.visibility != .visible }
    properties.custom = []
  }

  /// The index of a style that differs from the default.
  mutating func style(_ change: (inout CellStyle) -> Void) -> Int {
    var style = CellStyle()
    style.border = .box(.thin)
    change(&style)
    return styles.index(of: style)
  }

  /// Everything but the cells.
  var outline: WorkbookOutline {
    var outline = WorkbookOutline(styles: styles, sheets: sheets.map(\.layout))
    outline.properties = properties
    outline.definedNames = definedNames
    return outline
  }

  /// Writes all sheets to a writer made for `outline`.
  func write(to writer: any WorkbookWriter) throws {
    for sheet in sheets {
      try writer.beginSheet()
      for row in sheet.rows { try writer.write(row) }
    }
    try writer.finish()
  }
}
