import Indicators

/// How one old layout becomes current data: `Templates/legacy/<name>.yml`, or a province's own file.
///
/// A mapping says how a sheet is recognised, what its columns and rows mean, and what is left out on
/// purpose. Nothing is bound by address: columns are found by the labels above them, with the merged
/// heads over them, and rows by the label in their label column or by their unit.
///
/// ```yaml
/// mapping: te-hcdb-2012            # the file's name without .yml
/// title: Trẻ em có hoàn cảnh đặc biệt theo xã
/// set: tt13-2021
/// target: matrix                   # or register, then with form: DS-01
/// recognise:
///   titles: ["*hoàn cảnh đặc biệt*"]   # one of them above the table
///   labels: [Mồ côi, Bị bỏ rơi]        # all of them in the head
///   without: [Họ và tên]               # none of them in the head
/// unit: {from: [column, title]}
/// period: {from: [title, sheet-name, file-name, option]}
/// splits:
///   sex:
///     - {label: [Tổng số, TS], total: true}
///     - {label: Nam, breakdown: {sex: male}}
///     - {label: Nữ, breakdown: {sex: female}}
/// columns:
///   - {role: ordinal, label: [STT, TT]}
///   - {role: unit, label: [Tên xã]}
///   - {label: Mồ côi, indicator: "I:0301", breakdown: {circumstance: orphan}, split: sex}
///   - {role: review, label: Nạn nhân chất độc hóa học, split: sex}
/// totals: {rows: [Tổng cộng]}
/// ```
///
/// Labels compare as `LooseKey` does: without regard to case, blanks, punctuation, the place of tones
/// and i/y; `*` stands for any words. `under:` names a label that must stand over the column, `split:`
/// says that the column is a head over the parts of a split. Where columns are units or years, one
/// entry is for all of them: `{unit: label}`, `{period: label, indicator: …}`; it needs no labels.
///
/// Roles of columns: figures (no role, but `indicator`, `breakdown`, `split` or `period`), `ordinal`,
/// `unit`, `unit-code`, `label` (names the row), `period`, `measure` (the unit of measurement), `note`,
/// `ignore` (left out on purpose, `why:` says the reason), `review` (put into quarantine, for a person to decide), `total` with `sum-of:`
/// (checked to be the sum of the columns with those `id`s, not migrated); in a register `column:`
/// names the form's column.
///
/// `rows:` lists rows by label like columns; without it a row is a unit. `totals: {rows: …}` are rows
/// that must be the sum of those above since the total before, checked and not migrated. `ignore:
/// {rows: …, notes: …, sheets: …}` are left out on purpose. Registers have `values:` (translations by
/// column, `sex: {"1": Nam, "0": Nữ}`), `dates:` (`dmy` or `mdy` by column) and `defaults:`.
///
/// `unit-of-measure:` (what the table counts in, `nghìn người`) and `factor:` (by what its figures are
/// multiplied) stand at the root, on a column or on a row. What a table says of its own measure must
/// agree with them, else its figures are held back.
public struct LegacyMapping: Sendable {
  /// The identity, the file's name without suffix.
  public var id: String
  /// What people call the layout.
  public var title: String
  /// The file, relative to the template folder or as it was given.
  public var file: String
  /// The SHA-256 of the file's bytes.
  public var sha256 = ""
  /// The indicator set that figures go into.
  public var set: String
  /// How a sheet is recognised.
  public var recognition: MappingRecognition
  /// Where the unit comes from, the first that names one.
  public var unit: MappingSource
  /// Where the period comes from, the first that names one.
  public var period: MappingSource
  /// The parts of split columns and rows, by the split's name.
  public var splits: [String: [MappingSplitPart]]
  /// The columns.
  public var columns: [MappingColumn]
  /// The rows by label; empty where a row is a unit.
  public var rows: [MappingRow]
  /// Rows left out on purpose, by label.
  public var ignoredRows: MappingLabels
  /// Notes left out on purpose, by text.
  public var ignoredNotes: MappingLabels
  /// Sheets left out on purpose, by name.
  public var ignoredSheets: MappingLabels
  /// Rows of totals, by label.
  public var totalRows: MappingLabels
  /// What the figures count in, where a column or row does not say otherwise; nil where nothing says.
  public var scale: MappingScale?
  /// What a register goes into; nil for a matrix.
  public var register: MappingRegister?

  /// Whether the whole layout is left out on purpose: all of its columns are.
  public var isLeftOut: Bool {
    register == nil && !columns.isEmpty && columns.allSatisfy { $0.role == .ignore }
  }
}

/// How a sheet of a layout is recognised; whatever is given must hold.
public struct MappingRecognition: Sendable {
  /// Patterns of the sheet's name, one of which must fit.
  public var sheetNames = MappingLabels([])
  /// Patterns of the file's name without folders, one of which must fit.
  public var files = MappingLabels([])
  /// Texts above the table, one of which must be there.
  public var titles = MappingLabels([])
  /// Labels of the head, all of which must be there.
  public var labels: [MappingLabels] = []
  /// Labels of the head, none of which may be there.
  public var without = MappingLabels([])
}

/// Where a sheet's unit or period is looked for.
public struct MappingSource: Sendable, Hashable {
  /// One place to look.
  public enum Place: String, Sendable, CaseIterable {
    /// The column of that role.
    case column
    /// The texts above the table.
    case title
    /// A line of its own above the rows that it is for, within the table.
    case heading
    /// The sheet's name.
    case sheetName = "sheet-name"
    /// The file's name and the folders above it.
    case fileName = "file-name"
    /// What the caller says.
    case option
  }

  /// The places, the first that says something wins.
  public var places: [Place]
  /// Labels in the title block behind which it stands, such as `Đơn vị báo cáo`; may be empty.
  public var labels: [String]
}

/// What a column or a row says of its figures.
public struct MappingMeaning: Sendable, Hashable {
  /// How a column or row tells the period.
  public enum Period: Sendable, Hashable {
    /// A part of the sheet's year.
    case part(ReportingPeriod.Part)
    /// The label itself names it: `Năm 2015`.
    case label
  }

  /// The indicator.
  public var indicator: IndicatorID?
  /// What the figure is to the indicator; the indicator's only count where none is said.
  public var measure: Measure?
  /// The categories.
  public var breakdown: [BreakdownValue] = []
  /// The period, where it differs from the sheet's.
  public var period: Period?

  /// What both say together; this one's indicator, measure and period come first.
  func joined(with other: MappingMeaning) -> MappingMeaning {
    MappingMeaning(
      indicator: indicator ?? other.indicator, measure: measure ?? other.measure,
      breakdown: (breakdown + other.breakdown.filter { !breakdown.contains($0) }).sorted(),
      period: period ?? other.period)
  }
}

/// One part of a split, such as `Nam` of the split by sex.
public struct MappingSplitPart: Sendable {
  /// The labels of the part.
  public var labels: MappingLabels
  /// What it adds to the meaning.
  public var meaning: MappingMeaning
  /// Whether it is the whole that the other parts must add up to.
  public var isTotal: Bool
}

/// A column of a layout.
public struct MappingColumn: Sendable {
  /// What a column is for.
  public enum Role: Sendable, Hashable {
    /// Figures.
    case figure
    /// A running number.
    case ordinal
    /// The unit's name, or its code.
    case unit
    /// The unit's code.
    case unitCode
    /// What the row is about.
    case label
    /// The period.
    case period
    /// The unit of measurement.
    case measure
    /// Notes beside the table.
    case note
    /// Left out on purpose.
    case ignore
    /// Put into quarantine for a person to decide.
    case review
    /// The sum of the columns with these identities: checked, not migrated.
    case total([String])
    /// A column of a register form, by its index.
    case field(Int)
    /// A mark in the cell sets other columns of the register form and nothing else.
    case mark

    /// Whether figures, or values of a register, stand below its label.
    var holdsFigures: Bool {
      switch self {
      case .figure, .total, .review, .field, .mark: true
      default: false
      }
    }
  }

  /// What it is for.
  public var role: Role
  /// The identity that totals name; empty for none.
  public var id: String
  /// The labels of its lowest head, or of the head over the parts of its split.
  public var labels: MappingLabels
  /// Labels one of which must stand over it; empty for none.
  public var under: MappingLabels
  /// What its figures mean.
  public var meaning: MappingMeaning
  /// What its label names, where the entry is for all columns that name one; nil for other columns.
  public var naming: MappingNaming?
  /// What its figures count in; nil where it does not say.
  public var scale: MappingScale?
  /// The split below it; nil for none.
  public var split: String?
  /// Columns of the register form that get a value where the cell is filled, or has a yes.
  public var sets: [MappingConstant]
  /// The line in the mapping.
  public var line: Int
}

/// What the labels of several columns tell, each of its own column.
public enum MappingNaming: Sendable {
  /// The unit: `Xã Bản Bo`.
  case unit
  /// The period: `Năm 2013`.
  case period
}

/// A value that a register's column always has, or gets under a condition.
public struct MappingConstant: Sendable, Hashable {
  /// The index of the definition's column.
  public var field: Int
  /// The value as it would stand in a cell.
  public var value: String
}

/// A row of a layout, found by its label.
public struct MappingRow: Sendable {
  /// The labels.
  public var labels: MappingLabels
  /// Labels of a row above, one of which must be the last heading; empty for none.
  public var under: MappingLabels
  /// What its figures mean; nil for a heading without figures.
  public var meaning: MappingMeaning?
  /// Whether its figures are left to a person.
  public var isReview: Bool
  /// What its figures count in; nil where it does not say.
  public var scale: MappingScale?
  /// The split whose parts are the rows below it; nil for none.
  public var split: String?
  /// The line in the mapping.
  public var line: Int
}

/// What a mapping says of a register.
public struct MappingRegister: Sendable {
  /// The register form.
  public var form: String
  /// Its version.
  public var version: Int
  /// Translations of values, one table for each of the definition's columns.
  public var values: [MappingValues]
  /// The columns whose dates have the month first.
  public var monthFirst: Set<Int>
  /// Values of columns that a record leaves empty.
  public var defaults: [MappingConstant]
  /// Whether several columns of one field are joined by a semicolon, by the definition's column.
  public var joinsByList: [Bool]
}
