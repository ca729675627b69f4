import FormModel
import Indicators
import SheetModel
import Units

extension Finding {
  /// What is wrong, with all that a message needs; a closed set.
  public enum Kind: Sendable, Hashable {
    // MARK: What a cell holds

    /// Text where a figure belongs.
    case notANumber
    /// A number typed as text, which formulas pass over.
    case numberAsText(value: ExactDecimal)
    /// A number with several readings.
    case ambiguousNumber(readings: [ExactDecimal])
    /// An error value such as `#REF!`.
    case errorValue
    /// Formulas that were never calculated: this one, and so many cells of the sheet in all.
    case formulaWithoutValue(cells: Int)
    /// A date where a figure belongs.
    case dateForNumber
    /// TRUE or FALSE where a figure belongs.
    case booleanForNumber
    /// More digits than a figure may have.
    case tooManyDigits

    // MARK: Single figures

    /// A count with decimals.
    case notWhole
    /// A figure below zero.
    case negative
    /// A figure outside its range; a nil bound is open.
    case outOfRange(minimum: ExactDecimal?, maximum: ExactDecimal?)
    /// A cell that must be filled and is not, and so many cells of its row or form in all; so many
    /// totals and rates cannot be known for it (the last of the related cells), so many of them were
    /// typed and stay.
    case required(cells: Int, totals: Int = 0, typed: Int = 0)
    /// A cell without a figure (`…`), so many in its row, and so many totals and rates that cannot be
    /// known for it (the last of the related cells), so many of them typed ones that stay.
    case partMissing(parts: Int, totals: Int, typed: Int = 0)
    /// A figure where what it is computed from does not apply (`x`), or `x` where figures make
    /// `expected`.
    case notApplicableMixed(expected: ExactDecimal?)

    // MARK: Figures against each other

    /// A typed value where the form has a formula; the formula would give `expected`.
    case formulaOverwritten(expected: ExactDecimal?)
    /// A total that is not the sum of its parts.
    case sumMismatch(expected: ExactDecimal, found: ExactDecimal)
    /// Parts that are more than their total, though some of them are not filled.
    case partsAboveTotal(sum: ExactDecimal, total: ExactDecimal)
    /// A part (Trong đó) above its whole.
    case partAboveWhole(part: ExactDecimal, whole: ExactDecimal)
    /// Groups that may overlap, together fewer than the persons in them.
    case groupsBelowTotal(sum: ExactDecimal, total: ExactDecimal)
    /// A numerator above its denominator.
    case numeratorAboveDenominator(numerator: ExactDecimal, denominator: ExactDecimal)
    /// A rate that is not numerator / denominator x multiplier.
    case rateMismatch(expected: ExactDecimal, found: ExactDecimal, multiplier: Int)
    /// A figure in another base than its row's; `typed` is the base written with it, if any.
    case baseMixedUp(expected: ExactDecimal?, typed: String, unit: String)
    /// A figure that may not be above another one, such as infant against under-five mortality.
    case orderViolated(lower: ExactDecimal, upper: ExactDecimal)
    /// One quantity with two values, on two forms or in two places of one.
    case sameQuantityDiffers(expected: ExactDecimal, found: ExactDecimal)
    /// A figure that is too small or too large for another one; the bounds are of their quotient, and
    /// the reason is the template's.
    case outOfProportion(
      found: ExactDecimal, against: ExactDecimal, minimum: ExactDecimal?, maximum: ExactDecimal?,
      reason: String)

    // MARK: Registers

    /// A value that is not in the list of its column.
    case notInList(allowed: [String])
    /// A text that is no day, or no single one.
    case impossibleDate
    /// A date typed as text, which the sheet cannot reckon with.
    case dateAsText
    /// A date outside its range; a nil bound is open.
    case dateOutOfRange(first: CalendarDate?, last: CalendarDate?)
    /// A text longer than its column allows.
    case textTooLong(maximum: Int)
    /// A field that is not what its column holds, such as a word where a yes or no belongs.
    case fieldUnreadable
    /// The same child (or other key) in two rows; `first` is the earlier row, from 1.
    case duplicateRecord(first: Int)
    /// More rows than are compared for duplicates; later rows were not compared.
    case duplicatesUnchecked(limit: Int)
    /// More findings in a file than are kept; those of this sheet from here on are not listed.
    case findingsUnlisted(limit: Int)
    /// A personal number that cannot be one.
    case personalNumberInvalid(PersonalNumber.Fault)

    // MARK: Structure

    /// A filled cell outside the form.
    case textOutsideForm
    /// Several filled cells of one column or row outside the form, from the first to the last.
    case areaOutsideForm(cells: Int, last: CellAddress)
    /// A code that is not in the form; `readAs` is the code that the row's label has in the form.
    case unknownCode(form: String, readAs: String?)
    /// A line without a code that was read by its label, and so many such lines in all.
    case missingCode(code: String, rows: Int)
    /// A code of the form beside the label of the row that has another code.
    case labelOfOtherRow(code: String)
    /// A unit of measurement, or a remark about it, that gives the figures another base or scale than
    /// the form's unit.
    case unitOfOtherBase(expected: String)
    /// A number that its format shows as another one, ten to this power times as large, and so many
    /// cells of the sheet in all.
    case shownAtOtherScale(tens: Int, cells: Int)
    /// A second row of the same code.
    case duplicateRow
    /// Two columns that answer to the same label.
    case ambiguousColumn(label: String)
    /// A figure in a cell that is closed (`x`).
    case closedCellFilled
    /// A row of the form that the sheet lacks.
    case missingRow(code: String)
    /// A column of the form that the sheet lacks.
    case missingColumn(label: String)
    /// A form in which nobody has entered anything, of so many cells; a register without a row has none.
    case blankForm(cells: Int)
    /// A statement that nothing occurred, beside figures that say otherwise.
    case nilReturnContradicted
    /// A form on a sheet that people do not see; very hidden ones are not offered to be shown either.
    case hiddenSheet(isVeryHidden: Bool)
    /// A form that the workbook's own hidden sheet lists and of which no sheet is left.
    case formGone(form: String, unit: Evidence, period: ReportingPeriod?)
    /// A sheet in which no form was recognised.
    case sheetUnrecognized
    /// A sheet that several forms claim.
    case sheetAmbiguous(forms: [String])
    /// Lines of delimited text with another number of fields than the first.
    case raggedLines(lines: Int, fields: Int)

    // MARK: Identity

    /// Two statements about what the sheet is that contradict each other, the stronger first.
    case identityConflict(first: Statement, second: Statement)
    /// A statement about set, form or version that is not what the table was bound to.
    case identityAgainstTable(claim: Statement, table: String)
    /// A unit that is not known, or did not exist at the end of the period; what became of it where
    /// it had ended by then.
    case unitUnknown(unit: Evidence, on: CalendarDate?, fate: UnitFate? = nil)
    /// A unit named as it is called at another time than the period, when its code was that of `then`;
    /// nothing where the code was no unit's.
    case unitOfOtherTime(named: Evidence, then: Evidence, on: CalendarDate)
    /// A unit with a province or district beside it that it is not in: `unit` is known, and in `above`.
    case unitElsewhere(unit: Evidence, above: Evidence)
    /// Nothing says which unit reports.
    case unitMissing
    /// Nothing says for which period.
    case periodMissing
    /// A kind of period that the form is not for.
    case periodNotAllowed(period: ReportingPeriod, allowed: [ReportingPeriod.Kind])
    /// One form of one unit and period for the second time.
    case duplicateForm(form: String, unit: String, period: ReportingPeriod)
    /// The same, with the same figures in every cell.
    case repeatedForm(form: String, unit: String, period: ReportingPeriod)

    // MARK: Periods of one unit

    /// A figure that only grows within a year, more in a part of the year than in all of it.
    case aboveLongerPeriod(
      part: ExactDecimal, whole: ExactDecimal, period: ReportingPeriod, longer: ReportingPeriod)
    /// A figure so many times what it was a period before, or so many times less; the reason is the
    /// template's.
    case jumpBetweenPeriods(
      now: ExactDecimal, before: ExactDecimal, most: ExactDecimal, period: ReportingPeriod,
      earlier: ReportingPeriod, reason: String)
    /// A form whose every figure is that of an earlier period; the reason is the template's.
    case repeatsEarlierPeriod(
      form: String, unit: String, period: ReportingPeriod, earlier: ReportingPeriod, reason: String)
  }
}
