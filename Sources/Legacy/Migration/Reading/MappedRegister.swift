import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// A register in a sheet with its head bound by a mapping; its rows are pulled by `MappedRegisterRows`.
public struct MappedRegister: Sendable {
  /// What the mapping makes of a column of the sheet.
  enum Slot: Sendable {
    /// Passed over with a reason.
    case ignored(IgnoredReason)
    /// Left to a person.
    case review
    /// The unit's name.
    case unit
    /// The unit's code.
    case unitCode
    /// The period.
    case period
    /// A column of the form, by its index.
    case field(Int)
    /// A yes or no that sets other columns.
    case mark
    /// Nothing that the mapping knows.
    case unknown
  }

  /// The mapping's identity.
  public let mapping: String
  /// The register form's set.
  public let set: String
  /// The register form.
  public let form: String
  /// The form's table, whose columns the fields of records follow.
  public let definition: RegisterDefinition
  /// The first row below the head and its marks, from 0.
  public let firstRow: Int
  /// The period that the sheet, its name or the caller tells; rows may have their own.
  public let period: ReportingPeriod?
  /// The unit that the sheet, its name or the caller tells, by code; rows may have their own.
  public let unit: String?

  let plan: MappingRegister
  let totalRows: MappingLabels
  let ignoredRows: MappingLabels
  let ignoredNotes: MappingLabels
  /// What each column of the sheet is, up to the last one that the mapping knows.
  let slots: [Slot]
  /// What a filled cell, or a yes, of each column sets in other columns of the form.
  let sets: [[MappingConstant]]
  let clashing: Set<Int>
  /// The fates of the cells above the first row.
  let headFates: [CellAddress: CellAccount.Fate]
  /// The labels of the head by column, to tell a repeated head.
  let headLabels: [Int: LooseKey]
  /// The labels by which the form and the mapping know columns, to tell the head of another list.
  let knownLabels: Set<LooseKey>

  /// The register of a binding; nil where the mapping is for a matrix.
  init?(
    _ binding: MappingBinding, titles: TableTitles, scan: SheetScan, file: String,
    library: TemplateLibrary, context: MappedMatrixReader.Context
  ) {
    let mapping = binding.mapping
    guard let plan = mapping.register,
      let definition = library.form(plan.form, set: mapping.set)?.register
    else { return nil }
    self.plan = plan
    self.definition = definition
    self.mapping = mapping.id
    set = mapping.set
    form = plan.form
    totalRows = mapping.totalRows
    ignoredRows = mapping.ignoredRows
    ignoredNotes = mapping.ignoredNotes
    clashing = binding.clashing
    let body = HeadLines.body(below: binding.head, of: scan)
    firstRow = body > 0 ? scan.grid.lines[body - 1].index + 1 : 0
    var fates: [CellAddress: CellAccount.Fate] = [:]
    for (cell, line, fate) in HeadFates.fates(binding, scan) {
      fates[scan.address(cell, inLine: line)] = fate
    }
    headFates = fates
    headLabels = binding.columns.mapValues { LooseKey($0.label) }
    let ofForm = definition.columns.flatMap { [$0.label] + $0.aliases }.map { LooseKey($0) }
    knownLabels = Set(headLabels.values).union(ofForm).subtracting([LooseKey("")])
    let identity = MappingIdentity(
      binding, titles: titles, scan: scan, file: file, options: context.options,
      lookup: context.lookup)
    period = identity.period()
    if let period, case .found(let code) = identity.unit(on: period.lastDay) {
      unit = code
    } else {
      unit = nil
    }
    let last = binding.columns.keys.max() ?? 0
    let entries = (0...max(0, last)).map { column in
      binding.columns[column].map { mapping.columns[$0.entry] }
    }
    slots = entries.map { $0.map(Self.slot) ?? .unknown }
    sets = entries.map { $0?.sets ?? [] }
  }

  private static func slot(_ column: MappingColumn) -> Slot {
    switch column.role {
    case .ordinal: .ignored(.ordinal)
    case .note: .ignored(.note)
    case .ignore, .label, .measure: .ignored(.ignoredColumn)
    case .unit: .unit
    case .unitCode: .unitCode
    case .period: .period
    case .field(let field): .field(field)
    case .mark: .mark
    case .review, .figure, .total: .review
    }
  }
}
