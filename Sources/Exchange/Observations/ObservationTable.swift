import FormModel
import Indicators
import SheetModel

/// The canonical table of observations, schema version 1: which columns, in which order, say what.
///
/// One record is one observation. CSV and JSON Lines have the same names; in CSV an absent value is
/// an empty field, in JSON it is `null`. All text is UTF-8.
///
/// | column | content |
/// | --- | --- |
/// | `set` | indicator set, such as `tt13-2021` |
/// | `form` | form that asked for the figure, such as `TE-03` |
/// | `form_version` | the form's version, a whole number from 1 |
/// | `indicator` | list and code, such as `I:0301` |
/// | `measure` | `count`, `numerator`, `denominator` or `rate` |
/// | `breakdown` | `circumstance=a;sex=male` in the order of the names; empty for the whole |
/// | `unit` | the reporting unit's code, digits kept: `03424` |
/// | `period` | `2026`, `2026H1` or `2026Q3` |
/// | `value` | decimal point, no grouping, no needless zeros; absent unless reported or zero |
/// | `status` | `reported`, `zero`, `missing` or `not_applicable` |
/// | `explanation` | the officer's explanation (Giải trình), may hold line ends |
/// | `source_file` | the file that the figure was read from, as it was named |
/// | `source_sha256` | SHA-256 of that file, 64 hexadecimal digits |
/// | `source_sheet` | the sheet |
/// | `source_cell` | the cell in A1 notation |
/// | `source_text` | the cell's text as typed or stored |
/// | `units_at` | `2026-12-31`: the figure was put to the units of that day, and `unit` is the code of \
///   one of them; absent where the code is that of the period's last day |
///
/// Records stand in the order of `ObservationKey`; no key comes twice. The columns from `set` to
/// `status` are required, the others may be absent, the order of columns is free when reading.
/// `units_at` stands only in files that `units map` made. A reader that does not know the column must
/// not take their figures for those of the period's units, and refuses them.
public enum ObservationTable {
  /// The version of the schema; it grows when a column changes meaning.
  public static let schemaVersion = 1

  /// The columns in their canonical order.
  public enum Column: String, Sendable, CaseIterable {
    /// The indicator set.
    case set
    /// The form.
    case form
    /// The form's version.
    case formVersion = "form_version"
    /// The indicator.
    case indicator
    /// The measure.
    case measure
    /// The categories.
    case breakdown
    /// The unit's code.
    case unit
    /// The period.
    case period
    /// The figure.
    case value
    /// The status.
    case status
    /// The explanation.
    case explanation
    /// The file that the figure came from.
    case sourceFile = "source_file"
    /// The digest of that file.
    case sourceSHA256 = "source_sha256"
    /// The sheet in that file.
    case sourceSheet = "source_sheet"
    /// The cell in that sheet.
    case sourceCell = "source_cell"
    /// The text in that cell.
    case sourceText = "source_text"
    /// The day of the units, of figures that were mapped.
    case unitsAt = "units_at"

    /// The columns of a file whose figures are of the units of their periods.
    static let usual = Array(allCases.dropLast())

    /// Whether a table cannot be read without the column.
    public var isRequired: Bool {
      switch self {
      case .explanation, .sourceFile, .sourceSHA256, .sourceSheet, .sourceCell, .sourceText,
        .unitsAt:
        false
      default: true
      }
    }
  }

  /// The names of the columns in their canonical order: the head of the CSV form.
  public static var head: [String] { Column.usual.map(\.rawValue) }

  /// The same with the day of the units, for figures that were mapped.
  public static var mappedHead: [String] { Column.allCases.map(\.rawValue) }

  /// The fields of an observation in canonical order; empty for what is absent.
  public static func fields(of observation: Observation) -> [String] {
    Column.usual.map { text(of: observation, in: $0) ?? "" }
  }

  /// The text of a breakdown: `circumstance=a;sex=male`.
  public static func text(of breakdown: [BreakdownValue]) -> String {
    breakdown.map(\.description).joined(separator: ";")
  }

  /// The text of a column; nil where the observation has nothing to say in it.
  static func text(of observation: Observation, in column: Column) -> String? {
    let key = observation.key
    return switch column {
    case .set: key.set
    case .form: key.form
    case .formVersion: String(key.formVersion)
    case .indicator: key.indicator.description
    case .measure: key.measure.rawValue
    case .breakdown: text(of: key.breakdown)
    case .unit: key.unit
    case .period: key.period.description
    case .value: observation.value?.normalized.description
    case .status: observation.status.rawValue
    case .explanation: observation.explanation
    case .sourceFile: observation.origin?.file
    case .sourceSHA256: observation.origin?.sha256
    case .sourceSheet: observation.origin?.sheet
    case .sourceCell: observation.origin?.cell
    case .sourceText: observation.origin?.typed
    case .unitsAt: key.unitsAt?.description
    }
  }
}

/// A record or head of an observation table that cannot be read, with its place.
public struct ObservationTableError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: String, Sendable {
    /// A required column is absent from the head or record.
    case missingColumn = "missing-column"
    /// A column that the schema does not know.
    case unknownColumn = "unknown-column"
    /// A column that comes twice.
    case duplicateColumn = "duplicate-column"
    /// A record with more or fewer fields than the head.
    case wrongFieldCount = "wrong-field-count"
    /// A field that is empty or not of the column's form.
    case malformedValue = "malformed-value"
    /// A value and a status that contradict each other.
    case statusContradictsValue = "status-contradicts-value"
    /// A second record of the same key; `firstLine` has the first.
    case duplicateKey = "duplicate-key"
    /// A line that is no JSON object of texts, numbers and nulls.
    case malformedJSON = "malformed-json"
  }

  /// What is wrong.
  public var kind: Kind
  /// The line of the record, from 1.
  public var line: Int
  /// The column's name, or its number from 1 where the schema does not know it.
  ///
  /// What stands in a head that is none may be anything. Nothing where the whole record is meant.
  public var column: Evidence
  /// What may be repeated of what was found there: numbers and codes.
  public var found: Evidence
  /// The line of the first record of a duplicate key.
  public var firstLine: Int?

  /// An error from its parts.
  public init(
    _ kind: Kind, line: Int, column: Evidence = .none, found: Evidence = .none,
    firstLine: Int? = nil
  ) {
    self.kind = kind
    self.line = line
    self.column = column
    self.found = found
    self.firstLine = firstLine
  }
}
