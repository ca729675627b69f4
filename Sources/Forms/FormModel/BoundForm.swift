import Indicators
import SheetModel
import Units

/// A cell of figures of a form, found in a sheet.
public struct BoundCell: Sendable, Hashable {
  /// The officer's address.
  public var address: CellAddress
  /// The text as typed, or the stored digits of a number.
  public var typed: String
  /// What it says.
  public var reading: FigureReading
  /// Whether the sheet computes it.
  public var hasFormula: Bool

  /// A cell from its parts.
  public init(address: CellAddress, typed: String, reading: FigureReading, hasFormula: Bool) {
    self.address = address
    self.typed = typed
    self.reading = reading
    self.hasFormula = hasFormula
  }
}

/// The pieces of a form's identity.
public enum IdentityField: String, Sendable, CaseIterable {
  /// The indicator set.
  case set
  /// The form.
  case form
  /// The form's version.
  case version
  /// The reporting unit.
  case unit
  /// The period.
  case period
}

/// One place's statement about the identity of a form.
public struct IdentityClaim: Sendable, Hashable {
  /// Where a statement stands.
  public enum Source: String, Sendable {
    /// The document properties.
    case properties
    /// The hidden sheet.
    case hiddenSheet
    /// The header block above the table.
    case header
    /// The title.
    case title
    /// The sheet's name.
    case sheetName
    /// The caller, by options.
    case caller
  }

  /// The piece of identity.
  public var field: IdentityField
  /// The canonical value: a unit's code, a period such as `2026H1`; or the text where it has none.
  public var value: String
  /// The text as it stands there, such as `Xã Bản Bo`.
  public var text: String
  /// Where it stands.
  public var source: Source
  /// The cell, for statements in the sheet itself.
  public var address: CellAddress?

  /// A statement from its parts.
  public init(
    field: IdentityField, value: String, text: String, source: Source, address: CellAddress? = nil
  ) {
    self.field = field
    self.value = value
    self.text = text
    self.source = source
    self.address = address
  }
}

/// A statement about the unit that names one, but not the one that it can be.
public struct UnitDoubt: Sendable, Hashable {
  /// What is wrong with it.
  public enum Kind: Sendable, Hashable {
    /// A unit of another time, whose code was, on a day, that of `then`.
    case otherTime(ReportingUnit, then: ReportingUnit?, on: CalendarDate)
    /// A unit with a province or district beside it that it is not in; `above` is the one it is in.
    case elsewhere(ReportingUnit, above: ReportingUnit?)
  }

  /// What is wrong.
  public var kind: Kind
  /// The statement, with no more than its text for a value.
  public var claim: IdentityClaim

  /// A doubt from its parts.
  public init(kind: Kind, claim: IdentityClaim) {
    self.kind = kind
    self.claim = claim
  }
}

/// What a form in a sheet is: the outcome of all claims, strongest source first.
public struct FormIdentity: Sendable, Hashable {
  /// The reporting unit's code; nil when nothing in the sheet names a known unit.
  public var unit: String?
  /// The period; nil when nothing in the sheet names one.
  public var period: ReportingPeriod?
  /// Every statement found, also those that disagree.
  public var claims: [IdentityClaim]
  /// Statements about the unit that cannot be as they are.
  public var doubts: [UnitDoubt]

  /// An identity from its parts.
  public init(
    unit: String?, period: ReportingPeriod?, claims: [IdentityClaim], doubts: [UnitDoubt] = []
  ) {
    self.unit = unit
    self.period = period
    self.claims = claims
    self.doubts = doubts
  }
}

/// How a form was recognised in a sheet.
public enum RecognitionBasis: String, Sendable {
  /// By the identity in the document's properties or hidden sheet.
  case identity
  /// By the form's symbol or title above the table.
  case title
  /// By the labels and codes of the table.
  case fingerprint
}

/// Something in a sheet that does not fit the form; every such thing is reported.
public struct Misfit: Sendable, Hashable {
  /// What does not fit.
  public enum Kind: Sendable, Hashable {
    /// A filled cell outside the form.
    case textOutsideForm
    /// Several filled cells of one column or row outside the form, from the first to the last.
    case areaOutsideForm(cells: Int, last: CellAddress)
    /// A code that is not in the form; `readAs` is the code of the row that the label names.
    case unknownCode(readAs: String?)
    /// A line without a code, read by its label as the row of `code`; further such lines are named.
    case missingCode(code: String, others: [CellAddress])
    /// A code of the form beside the label of another row, by its code; the row is read by its own.
    case labelOfOtherRow(code: String)
    /// A unit of measurement, or a remark about it, that gives the figures another base or scale than
    /// the form's unit.
    case unitOfOtherBase(expected: String)
    /// A number that its format shows as another one, and the further cells of the sheet where one
    /// does; a reader takes it for the number in the cell times ten to this power.
    case shownAtOtherScale(tens: Int, others: [CellAddress])
    /// A second row of the same code; the first counts.
    case duplicateRow(first: CellAddress)
    /// Two columns answer to the same label; neither is bound.
    case ambiguousColumn(label: String, other: CellAddress)
    /// A figure in a cell that is closed (`x`).
    case closedCellFilled
    /// A row of the form that the sheet lacks, by its code.
    case missingRow(code: String)
    /// A column of the form that the sheet lacks, by its label.
    case missingColumn(label: String)
  }

  /// What does not fit.
  public var kind: Kind
  /// Where; the head of the table for what is missing.
  public var address: CellAddress
  /// The text found there.
  public var text: String

  /// A misfit from its parts.
  public init(kind: Kind, address: CellAddress, text: String) {
    self.kind = kind
    self.address = address
    self.text = text
  }
}

/// A statement in a sheet that nothing occurred in the period (`Không phát sinh`).
public struct NilReturn: Sendable, Hashable {
  /// The cell of the statement.
  public var address: CellAddress
  /// The figures other than zero that stand beside it and contradict it, at most five; empty where the
  /// statement is taken for zeros in the cells of counts.
  public var contradictions: [CellAddress]

  /// A statement at a cell.
  public init(address: CellAddress, contradictions: [CellAddress] = []) {
    self.address = address
    self.contradictions = contradictions
  }
}

/// A matrix form found in a sheet, each of its cells with the officer's own address.
public struct BoundForm: Sendable {
  /// The form.
  public var definition: FormDefinition
  /// The sheet's name.
  public var sheet: String
  /// How the form was recognised.
  public var basis: RecognitionBasis
  /// Unit and period, with all statements about them.
  public var identity: FormIdentity
  /// The figures; a cell that is empty in the sheet is bound with status missing.
  public var cells: [FormCell: BoundCell]
  /// The explanations (Giải trình), by the definition's row.
  public var explanations: [Int: String]
  /// Whether the source can hold formulas; delimited text cannot.
  public var sourceHoldsFormulas: Bool
  /// What does not fit, in the order of the sheet.
  public var misfits: [Misfit]
  /// What the sheet says of nothing having occurred; nil where it says nothing.
  public var nilReturn: NilReturn?

  /// A bound form from its parts.
  public init(
    definition: FormDefinition, sheet: String, basis: RecognitionBasis, identity: FormIdentity,
    cells: [FormCell: BoundCell], explanations: [Int: String], sourceHoldsFormulas: Bool,
    misfits: [Misfit], nilReturn: NilReturn? = nil
  ) {
    self.nilReturn = nilReturn
    self.definition = definition
    self.sheet = sheet
    self.basis = basis
    self.identity = identity
    self.cells = cells
    self.explanations = explanations
    self.sourceHoldsFormulas = sourceHoldsFormulas
    self.misfits = misfits
  }
}

extension BoundForm {
  /// Whether nobody has entered anything.
  ///
  /// There is no figure, sign or explanation, and no statement that there is nothing to enter; zeros of
  /// computed cells are nobody's entries.
  public var isBlank: Bool {
    guard let matrix = definition.matrix, nilReturn == nil, !cells.isEmpty,
      explanations.values.allSatisfy(\.isEmpty)
    else { return false }
    return cells.allSatisfy { place, cell in
      guard !cell.typed.isEmpty else { return true }
      switch matrix.content(place) {
      case .sum, .quotient:
        // Delimited text keeps what formulas showed, and not that they were formulas. A formula that
        // shows a figure takes it from elsewhere.
        return (cell.hasFormula || !sourceHoldsFormulas) && cell.reading.status != .reported
      case .open, .closed, nil: return false
      }
    }
  }
}
