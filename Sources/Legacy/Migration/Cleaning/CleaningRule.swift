/// A rule by which a value of a register was changed, or by which a person must decide; stable
/// names, for the change log and the list of problems.
public enum CleaningRule: String, Sendable, CaseIterable {
  // MARK: Changes of any text

  /// Letters put together (NFC).
  case unicodeForm = "unicode-form"
  /// Blanks at the ends, doubled or of odd kinds, and invisible signs.
  case blanks
  /// Letters that only look Vietnamese, such as the Icelandic eth for Đ or a Cyrillic а for a.
  case lookAlikes = "look-alikes"

  /// A value that the mapping translates, such as `1` for `Nam`.
  case mappingValue = "mapping-value"

  // MARK: Changes of names

  /// A running number before a name.
  case nameNumbering = "name-numbering"
  /// A full stop, comma or the like at an end of a name.
  case nameEdgeSigns = "name-edge-signs"
  /// Capitals as names are written.
  case nameCapitals = "name-capitals"

  // MARK: Changes of dates

  /// Day and month stood in each other's place.
  case dateSwapped = "date-swapped"
  /// A year of two digits, taken for the latest up to the period.
  case dateTwoDigitYear = "date-two-digit-year"
  /// A year without day and month, written as its 1 January.
  case dateYearOnly = "date-year-only"
  /// A month without a day, written as its first day.
  case dateMonthOnly = "date-month-only"
  /// A count of days that had lost its date format.
  case dateSerial = "date-serial"
  /// Eight digits without separators.
  case dateCompact = "date-compact"

  // MARK: Changes of categories and numbers

  /// A name that the form does not have, such as one of the law of 2004.
  case categoryName = "category-name"
  /// Another spelling of an ethnic group.
  case ethnicSpelling = "ethnic-spelling"
  /// An ethnic group typed without its marks.
  case ethnicWithoutMarks = "ethnic-without-marks"
  /// Blanks, stops or dashes in a personal number.
  case numberSeparators = "number-separators"

  // MARK: Problems of any value

  /// A value that every row needs.
  case required
  /// An error value such as `#REF!`.
  case errorValue = "error-value"
  /// A text longer than its column allows.
  case textTooLong = "text-too-long"
  /// No whole number.
  case notWhole = "not-whole"
  /// Neither yes nor no.
  case flagUnknown = "flag-unknown"

  // MARK: Problems of names and dates

  /// Digits or signs in a name.
  case nameSigns = "name-signs"
  /// A day that is in no calendar.
  case dateImpossible = "date-impossible"
  /// Not a date.
  case dateUnreadable = "date-unreadable"
  /// Day, or day and month, are not known; the first was taken.
  case dateAssumed = "date-assumed"
  /// Born after the period's last day.
  case bornAfterPeriod = "born-after-period"
  /// No child any more on the period's last day.
  case notUnderAge = "not-under-age"

  // MARK: Problems of categories

  /// No category of the form, and no old name of one.
  case categoryUnknown = "category-unknown"
  /// An old name that stands for no single category of today.
  case categoryUndecided = "category-undecided"
  /// None of the 54 ethnic groups.
  case ethnicUnknown = "ethnic-unknown"

  // MARK: Problems of personal numbers

  /// An identity card of nine digits.
  case numberOldCard = "number-old-card"
  /// Eleven digits in a number cell: a leading zero was lost.
  case numberLeadingZero = "number-leading-zero"
  /// A number that a sheet rounded.
  case numberRounded = "number-rounded"
  /// Not twelve digits.
  case numberDigits = "number-digits"
  /// No province has the first three digits.
  case numberProvince = "number-province"
  /// The fourth digit says the other sex.
  case numberSex = "number-sex"
  /// Century and year are not those of the birth date.
  case numberBirthYear = "number-birth-year"

  // MARK: Problems of a record

  /// Nothing says which unit the child belongs to.
  case unitMissing = "unit-missing"
  /// The unit is not known in the period.
  case unitUnknown = "unit-unknown"
  /// Nothing says which period the record belongs to.
  case periodMissing = "period-missing"

  /// Whether it is something that a person must decide; else a change.
  public var isProblem: Bool {
    switch self {
    case .unicodeForm, .blanks, .lookAlikes, .mappingValue, .nameNumbering, .nameEdgeSigns,
      .nameCapitals, .dateSwapped,
      .dateTwoDigitYear, .dateYearOnly, .dateMonthOnly, .dateSerial, .dateCompact, .categoryName,
      .ethnicSpelling, .ethnicWithoutMarks, .numberSeparators:
      false
    case .required, .errorValue, .textTooLong, .notWhole, .flagUnknown, .nameSigns,
      .dateImpossible, .dateUnreadable, .dateAssumed, .bornAfterPeriod, .notUnderAge,
      .categoryUnknown, .categoryUndecided, .ethnicUnknown, .numberOldCard, .numberLeadingZero,
      .numberRounded, .numberDigits, .numberProvince, .numberSex, .numberBirthYear, .unitMissing,
      .unitUnknown, .periodMissing:
      true
    }
  }
}
