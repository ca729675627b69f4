import Indicators
import SheetModel
import VietnameseText

/// What the hidden sheet `_bieu` says of one form sheet.
public struct IdentityRow: Sendable, Hashable {
  /// The sheet's name when the workbook was written.
  public var sheet: String
  /// The indicator set.
  public var set: String
  /// The form.
  public var form: String
  /// The form's version.
  public var version: String
  /// The reporting unit's code.
  public var unit: String
  /// The period, such as `2026H1`.
  public var period: String
  /// The row in the hidden sheet, from 0.
  public var row: Int

  /// A row from its fields.
  public init(
    sheet: String, set: String, form: String, version: String, unit: String, period: String,
    row: Int
  ) {
    self.sheet = sheet
    self.set = set
    self.form = form
    self.version = version
    self.unit = unit
    self.period = period
    self.row = row
  }
}

/// What a workbook says of itself, read once for all of its sheets.
public struct WorkbookFacts: Sendable {
  /// The name of the hidden sheet that holds identities.
  public static let identitySheet = IdentityTable.sheetName
  /// What the names of the document properties begin with: `bieu.form`, `bieu.unit` ...
  public static let propertyPrefix = IdentityTable.propertyPrefix

  /// The format.
  public var format: WorkbookFormat
  /// The sheets.
  public var sheets: [SheetEntry]
  /// How the workbook counts days.
  public var dateSystem: DateSystem
  /// The document's properties.
  public var properties: DocumentProperties
  /// The rows of the hidden sheet.
  public var identityRows: [IdentityRow]

  /// Whether the format can hold formulas; delimited text cannot.
  public var holdsFormulas: Bool { format != .csv && format != .tsv }

  /// Facts from their parts.
  public init(
    format: WorkbookFormat, sheets: [SheetEntry], dateSystem: DateSystem = .excel1900,
    properties: DocumentProperties = DocumentProperties(), identityRows: [IdentityRow] = []
  ) {
    self.format = format
    self.sheets = sheets
    self.dateSystem = dateSystem
    self.properties = properties
    self.identityRows = identityRows
  }

  /// Reads the facts of an open workbook: its properties and its hidden sheet.
  /// - Throws: what reading the workbook throws.
  public init(of workbook: any WorkbookReader) throws(WorkbookError) {
    self.init(
      format: workbook.format, sheets: workbook.sheets, dateSystem: workbook.dateSystem,
      properties: try workbook.properties())
    for (index, sheet) in sheets.enumerated() where Self.isIdentitySheet(sheet.name) {
      identityRows += try Self.identityRows(of: workbook.rows(ofSheet: index))
    }
  }

  /// What the document's properties say of a piece of identity; nil when empty or absent.
  public func property(_ field: IdentityField) -> String? {
    let value = properties[custom: Self.propertyPrefix + field.rawValue] ?? ""
    return value.isEmpty ? nil : value
  }

  /// Whether a sheet of this name holds identities, `_bieu` in any case.
  public static func isIdentitySheet(_ name: String) -> Bool {
    name.utf8.count == identitySheet.utf8.count && name.lowercased() == identitySheet
  }

  /// The rows below the head row `sheet, set, form, version, unit, period`, in any order.
  ///
  /// Other columns and rows without a form are passed over. At most 10,000 rows are read.
  static func identityRows(of cursor: any RowCursor) throws(WorkbookError) -> [IdentityRow] {
    var rows: [IdentityRow] = []
    var columns: [Int: String] = [:]
    var row = Row()
    while try cursor.next(into: &row), rows.count < 10_000 {
      var fields: [String: String] = [:]
      for cell in row.cells where cell.kind == .text || cell.kind == .number {
        let text = UTF8Text.trimmed(row.text(of: cell))
        if columns.isEmpty || columns[cell.column] != nil {
          fields[columns[cell.column] ?? "\(cell.column)"] = text
        }
      }
      if columns.isEmpty {
        guard fields.values.contains("form") else { continue }
        for cell in row.cells where cell.kind == .text {
          columns[cell.column] = UTF8Text.trimmed(row.text(of: cell))
        }
        continue
      }
      guard let form = fields["form"], !form.isEmpty else { continue }
      rows.append(
        IdentityRow(
          sheet: fields["sheet"] ?? "", set: fields["set"] ?? "", form: form,
          version: fields["version"] ?? "", unit: fields["unit"] ?? "",
          period: fields["period"] ?? "", row: row.index))
    }
    return rows
  }
}

/// What the caller knows better than any file, by options.
public struct BindingOptions: Sendable {
  /// The form's identity; the sheet is bound to it whatever it says of itself.
  public var form: String?
  /// The reporting unit's code or name.
  public var unit: String?
  /// The period.
  public var period: ReportingPeriod?

  /// Nothing known.
  public init(form: String? = nil, unit: String? = nil, period: ReportingPeriod? = nil) {
    self.form = form
    self.unit = unit
    self.period = period
  }
}
