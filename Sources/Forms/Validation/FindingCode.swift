extension Finding {
  /// The stable name of a kind of finding, as reports and scripts know it.
  public enum Code: String, Sendable, CaseIterable, Hashable {
    case notANumber = "not-a-number"
    case numberAsText = "number-as-text"
    case ambiguousNumber = "ambiguous-number"
    case errorValue = "error-value"
    case formulaWithoutValue = "formula-without-value"
    case dateForNumber = "date-for-number"
    case booleanForNumber = "boolean-for-number"
    case tooManyDigits = "too-many-digits"
    case notWhole = "not-whole"
    case negative = "negative"
    case outOfRange = "out-of-range"
    case required = "required"
    case partMissing = "part-missing"
    case notApplicableMixed = "not-applicable-mixed"
    case formulaOverwritten = "formula-overwritten"
    case sumMismatch = "sum-mismatch"
    case partsAboveTotal = "parts-above-total"
    case partAboveWhole = "part-above-whole"
    case groupsBelowTotal = "groups-below-total"
    case numeratorAboveDenominator = "numerator-above-denominator"
    case rateMismatch = "rate-mismatch"
    case baseMixedUp = "base-mixed-up"
    case orderViolated = "order-violated"
    case sameQuantityDiffers = "same-quantity-differs"
    case outOfProportion = "out-of-proportion"
    case notInList = "not-in-list"
    case impossibleDate = "impossible-date"
    case dateAsText = "date-as-text"
    case dateOutOfRange = "date-out-of-range"
    case textTooLong = "text-too-long"
    case fieldUnreadable = "field-unreadable"
    case duplicateRecord = "duplicate-record"
    case duplicatesUnchecked = "duplicates-unchecked"
    case findingsUnlisted = "findings-unlisted"
    case personalNumberInvalid = "personal-number-invalid"
    case textOutsideForm = "text-outside-form"
    case unknownCode = "unknown-code"
    case missingCode = "missing-code"
    case labelOfOtherRow = "label-of-other-row"
    case unitOfOtherBase = "unit-of-other-base"
    case shownAtOtherScale = "shown-at-other-scale"
    case duplicateRow = "duplicate-row"
    case ambiguousColumn = "ambiguous-column"
    case closedCellFilled = "closed-cell-filled"
    case missingRow = "missing-row"
    case missingColumn = "missing-column"
    case blankForm = "blank-form"
    case nilReturnContradicted = "nil-return-contradicted"
    case hiddenSheet = "hidden-sheet"
    case formGone = "form-gone"
    case sheetUnrecognized = "sheet-unrecognized"
    case sheetAmbiguous = "sheet-ambiguous"
    case raggedLines = "ragged-lines"
    case identityConflict = "identity-conflict"
    case identityAgainstTable = "identity-against-table"
    case unitUnknown = "unit-unknown"
    case unitOfOtherTime = "unit-of-other-time"
    case unitElsewhere = "unit-elsewhere"
    case unitMissing = "unit-missing"
    case periodMissing = "period-missing"
    case periodNotAllowed = "period-not-allowed"
    case duplicateForm = "duplicate-form"
    case repeatedForm = "repeated-form"
    case aboveLongerPeriod = "above-longer-period"
    case jumpBetweenPeriods = "jump-between-periods"
    case repeatsEarlierPeriod = "repeats-earlier-period"
  }
}

extension Finding.Kind {
  /// The stable name of the kind.
  public var code: Finding.Code {
    switch self {
    case .notANumber: .notANumber
    case .numberAsText: .numberAsText
    case .ambiguousNumber: .ambiguousNumber
    case .errorValue: .errorValue
    case .formulaWithoutValue: .formulaWithoutValue
    case .dateForNumber: .dateForNumber
    case .booleanForNumber: .booleanForNumber
    case .tooManyDigits: .tooManyDigits
    case .notWhole: .notWhole
    case .negative: .negative
    case .outOfRange: .outOfRange
    case .required: .required
    case .partMissing: .partMissing
    case .notApplicableMixed: .notApplicableMixed
    case .formulaOverwritten: .formulaOverwritten
    case .sumMismatch: .sumMismatch
    case .partsAboveTotal: .partsAboveTotal
    case .partAboveWhole: .partAboveWhole
    case .groupsBelowTotal: .groupsBelowTotal
    case .numeratorAboveDenominator: .numeratorAboveDenominator
    case .rateMismatch: .rateMismatch
    case .baseMixedUp: .baseMixedUp
    case .orderViolated: .orderViolated
    case .sameQuantityDiffers: .sameQuantityDiffers
    case .outOfProportion: .outOfProportion
    case .notInList: .notInList
    case .impossibleDate: .impossibleDate
    case .dateAsText: .dateAsText
    case .dateOutOfRange: .dateOutOfRange
    case .textTooLong: .textTooLong
    case .fieldUnreadable: .fieldUnreadable
    case .duplicateRecord: .duplicateRecord
    case .duplicatesUnchecked: .duplicatesUnchecked
    case .findingsUnlisted: .findingsUnlisted
    case .personalNumberInvalid: .personalNumberInvalid
    case .textOutsideForm, .areaOutsideForm: .textOutsideForm
    case .unknownCode: .unknownCode
    case .missingCode: .missingCode
    case .labelOfOtherRow: .labelOfOtherRow
    case .unitOfOtherBase: .unitOfOtherBase
    case .shownAtOtherScale: .shownAtOtherScale
    case .duplicateRow: .duplicateRow
    case .ambiguousColumn: .ambiguousColumn
    case .closedCellFilled: .closedCellFilled
    case .missingRow: .missingRow
    case .missingColumn: .missingColumn
    case .blankForm, .nilReturnContradicted, .hiddenSheet, .formGone: codeOfFilling
    case .sheetUnrecognized: .sheetUnrecognized
    case .sheetAmbiguous: .sheetAmbiguous
    case .raggedLines: .raggedLines
    case .identityConflict, .identityAgainstTable, .unitUnknown, .unitOfOtherTime, .unitElsewhere,
      .unitMissing, .periodMissing, .periodNotAllowed:
      codeOfIdentity
    case .duplicateForm, .repeatedForm, .aboveLongerPeriod, .jumpBetweenPeriods,
      .repeatsEarlierPeriod:
      codeOfBatch
    }
  }

  /// The same of what a sheet says it is.
  private var codeOfIdentity: Finding.Code {
    switch self {
    case .identityAgainstTable: .identityAgainstTable
    case .unitUnknown: .unitUnknown
    case .unitOfOtherTime: .unitOfOtherTime
    case .unitElsewhere: .unitElsewhere
    case .unitMissing: .unitMissing
    case .periodMissing: .periodMissing
    case .periodNotAllowed: .periodNotAllowed
    default: .identityConflict
    }
  }

  /// The same of how far a form is filled.
  private var codeOfFilling: Finding.Code {
    switch self {
    case .nilReturnContradicted: .nilReturnContradicted
    case .hiddenSheet: .hiddenSheet
    case .formGone: .formGone
    default: .blankForm
    }
  }

  /// The same of what is found between forms.
  private var codeOfBatch: Finding.Code {
    switch self {
    case .repeatedForm: .repeatedForm
    case .aboveLongerPeriod: .aboveLongerPeriod
    case .jumpBetweenPeriods: .jumpBetweenPeriods
    case .repeatsEarlierPeriod: .repeatsEarlierPeriod
    default: .duplicateForm
    }
  }
}
