import FormModel
import Indicators
import Reports
import SheetModel
import Validation

/// One finding of every kind, as checks give them.
enum FindingSamples {
  static let all: [Finding] =
    figures + comparisons + causes + records + structure + identity + batches

  static func cell(_ address: String) -> Place {
    Place(sheet: "Biểu 03", cell: CellAddress(address))
  }

  static func decimal(_ text: String) -> ExactDecimal { ExactDecimal(text) ?? .zero }

  static func related(_ address: String, _ label: Evidence, _ value: String?)
    -> Finding.Related
  {
    Finding.Related(
      place: Place(cell: CellAddress(address)), label: label, value: value.map(decimal))
  }

  private static func figure(
    _ kind: Finding.Kind, _ severity: Severity = .error, found: Evidence = .none,
    related: [Finding.Related] = []
  ) -> Finding {
    Finding(
      kind, severity: severity, at: cell("D17"), rule: "thu", row: "0301", column: "Tổng số",
      found: found, related: related)
  }

  private static let sex = [related("E17", "Nam", "600"), related("F17", "Nữ", "634")]
  private static let rate = [related("D18", "0104.TS", "60"), related("D19", "0104.MS", "480")]

  static let figures: [Finding] = [
    figure(.notANumber, found: "nhiều lắm"),
    figure(.numberAsText(value: decimal("1234")), .warning, found: "1.234"),
    figure(
      .numberAsText(value: decimal("1234")), found: "1.234",
      related: [related("G17", "Tổng số", "60")]),
    figure(.ambiguousNumber(readings: [decimal("1234"), decimal("1.234")]), found: "1,234"),
    figure(.errorValue, found: "#REF!"), figure(.errorValue, found: "#DIV/0!"),
    figure(.errorValue, found: "#N/A"), figure(.formulaWithoutValue(cells: 1), .warning),
    figure(.formulaWithoutValue(cells: 3), .warning, related: sex),
    figure(.dateForNumber, found: "05/10/2025"), figure(.booleanForNumber, found: "TRUE"),
    figure(.tooManyDigits, found: "12345678901234567890"), figure(.notWhole, found: "12,5"),
    figure(.negative, found: "-3"),
    figure(.outOfRange(minimum: .zero, maximum: decimal("100")), found: "101,5"),
    figure(.outOfRange(minimum: .zero, maximum: nil), found: "-1"),
    figure(.outOfRange(minimum: nil, maximum: decimal("60")), found: "61"),
    figure(.required(cells: 1), .warning), figure(.required(cells: 3), .warning, related: sex),
    figure(.notANumber, found: .withheld(characters: 9)),
    figure(
      .required(cells: 1, totals: 2), .warning,
      related: [related("D18", "0104", "60"), related("D17", "Tổng số", "600")]),
    figure(
      .partMissing(parts: 1, totals: 1), .warning, found: "…",
      related: [related("D17", "Tổng số", "600")]),
    figure(
      .partMissing(parts: 2, totals: 1), .warning, found: "…",
      related: sex),
    figure(
      .notApplicableMixed(expected: nil), found: "25", related: [related("D18", "0104.TS", nil)]),
    figure(.notApplicableMixed(expected: decimal("1234")), found: "x", related: sex),
  ]

  static let comparisons: [Finding] = [
    figure(.formulaOverwritten(expected: decimal("1234")), found: "1118", related: sex),
    figure(.formulaOverwritten(expected: decimal("1234")), .warning, found: "1234", related: sex),
    figure(.formulaOverwritten(expected: nil), .warning, found: "1118", related: sex),
    figure(.sumMismatch(expected: decimal("1234"), found: decimal("1118")), related: sex),
    figure(
      .sumMismatch(expected: decimal("14"), found: decimal("15")),
      related: (1...14).map { related("D\($0 + 20)", "0301\($0)", "1") }),
    figure(.partsAboveTotal(sum: decimal("1234"), total: decimal("1118")), related: sex),
    figure(
      .partAboveWhole(part: decimal("70"), whole: decimal("60")),
      related: [related("D17", "Tổng số", "60")]),
    figure(.groupsBelowTotal(sum: decimal("110"), total: decimal("118")), related: sex),
    figure(
      .numeratorAboveDenominator(numerator: decimal("70"), denominator: decimal("60")),
      related: [related("D19", "0104.MS", "60")]),
    figure(
      .rateMismatch(expected: decimal("12.5"), found: decimal("13"), multiplier: 100),
      related: rate),
    figure(
      .rateMismatch(expected: decimal("12.5"), found: decimal("13"), multiplier: 100_000),
      related: rate),
    figure(
      .baseMixedUp(expected: decimal("12.5"), typed: "", unit: "%"), found: "0.125",
      related: rate),
    figure(.baseMixedUp(expected: nil, typed: "‰", unit: "%"), found: "4,9‰"),
    figure(
      .orderViolated(lower: decimal("25"), upper: decimal("20.5")),
      related: [related("D20", "0203", "20.5")]),
    figure(
      .sameQuantityDiffers(expected: decimal("1200"), found: decimal("1180")),
      related: [
        Finding.Related(
          place: Place(file: "b.xlsx", sheet: "Biểu 01", cell: CellAddress("D9")), label: "0101",
          value: decimal("1200"))
      ]),
  ]

  /// Comparisons of one cause: at the cell itself, at another one, of cells that were exchanged, and
  /// where several cells would explain it.
  static let causes: [Finding] = {
    let sum = figure(.sumMismatch(expected: decimal("1234"), found: decimal("1118")), related: sex)
    func caused(
      _ finding: Finding, at address: String? = nil, checks: Int = 1, _ proposal: String?,
      _ mistake: Mistake?, exchangedWith other: Finding.Related? = nil,
      suspects: [(String, String, Mistake?)] = []
    ) -> Finding {
      var result = finding
      if let address {
        result.place.cell = CellAddress(address)
        (result.row, result.indicator, result.column) = ("0101", "Dân số trẻ em", "Nam")
        result.found = "165"
      }
      result.cause = Finding.Cause(
        evidence: [finding, sum], checks: checks, proposal: proposal.map(decimal),
        mistake: mistake, exchangedWith: other,
        suspects: suspects.map { cell, proposal, mistake in
          Finding.Cause.Suspect(
            cell: related(cell, "Nữ", "600"), proposal: decimal(proposal), mistake: mistake)
        })
      return result
    }
    return [
      figure(
        .baseMixedUp(expected: decimal("92.31"), typed: "‰", unit: "%"), .warning,
        found: "92,31‰"),
      caused(sum, checks: 3, "1234", .otherDigit),
      caused(sum, at: "G72", checks: 3, "16", .extraDigit),
      caused(sum, at: "G72", "156", .transposed, suspects: [("H72", "60", .magnitude)]),
      caused(sum, at: "G72", "164", nil, suspects: [("H72", "601", nil), ("I72", "5", nil)]),
      caused(
        sum, at: "G72", checks: 2, "600", .exchanged, exchangedWith: related("G73", "Nữ", "600")),
    ]
  }()

  static let records: [Finding] =
    [
      Finding(
        .notInList(allowed: ["Nam", "Nữ"]), severity: .error, at: cell("D9"), column: "Giới tính",
        found: "Trai"),
      Finding(
        .notInList(allowed: (1...14).map { "Nhóm \($0)" }), severity: .error, at: cell("D9"),
        column: "Hoàn cảnh", found: "khác"),
      Finding(.notInList(allowed: []), severity: .error, at: cell("D9"), found: "khác"),
      Finding(.impossibleDate, severity: .error, at: cell("C9"), column: "Ngày sinh"),
      Finding(.dateAsText, severity: .warning, at: cell("C9"), column: "Ngày sinh"),
      Finding(
        .dateOutOfRange(
          first: CalendarDate(year: 2011, month: 1, day: 1),
          last: CalendarDate(year: 2026, month: 12, day: 31)), severity: .error, at: cell("C9"),
        column: "Ngày sinh"),
      Finding(
        .dateOutOfRange(first: nil, last: CalendarDate(year: 2026, month: 12, day: 31)),
        severity: .error, at: cell("C9"), column: "Ngày sinh"),
      Finding(.textTooLong(maximum: 100), severity: .error, at: cell("B9"), column: "Họ và tên"),
      Finding(
        .fieldUnreadable, severity: .error, at: cell("F9"), column: "Được trợ giúp", found: "?"),
      Finding(
        .duplicateRecord(first: 12), severity: .warning, at: cell("B30"), column: "Họ và tên"),
      Finding(.duplicatesUnchecked(limit: 1_000_000), severity: .warning, at: cell("B30")),
      Finding(.findingsUnlisted(limit: 20_000), severity: .error, at: Place(sheet: "DS-01")),
    ]
    + PersonalNumber.Fault.allCases.map {
      Finding(
        .personalNumberInvalid($0), severity: .error, at: cell("E9"), column: "Số định danh",
        related: [related("D9", "Giới tính", nil)])
    }

  static let structure: [Finding] = [
    Finding(.textOutsideForm, severity: .warning, at: cell("K40"), found: "xem lại số này"),
    Finding(
      .unknownCode(form: "Biểu số 03/TE", readAs: nil), severity: .error, at: cell("C21"),
      found: "0399"),
    Finding(
      .unknownCode(form: "Biểu số 03/TE", readAs: "0305"), severity: .error, at: cell("C21"),
      found: "0399"),
    Finding(.missingCode(code: "0305", rows: 1), severity: .warning, at: cell("C21")),
    Finding(
      .missingCode(code: "0305", rows: 2), severity: .warning, at: cell("C21"),
      related: [Finding.Related(place: Place(cell: CellAddress("C22")))]),
    Finding(
      .areaOutsideForm(cells: 12, last: CellAddress(row: 17, column: 5)), severity: .warning,
      at: cell("F6"), found: "Năm trước"),
    Finding(
      .labelOfOtherRow(code: "0601.TS"), severity: .error, at: cell("C9"), found: "0601.MS"),
    Finding(.unitOfOtherBase(expected: "%"), severity: .error, at: cell("D9"), found: "‰"),
    Finding(
      .shownAtOtherScale(tens: -3, cells: 1), severity: .warning, at: cell("F9"), found: "12000"),
    Finding(.shownAtOtherScale(tens: 6, cells: 14), severity: .error, at: cell("F9"), found: "3"),
    Finding(
      .duplicateRow, severity: .error, at: cell("C22"), found: "0301",
      related: [Finding.Related(place: Place(cell: CellAddress("C12")))]),
    Finding(
      .ambiguousColumn(label: "Nam"), severity: .error, at: cell("E8"), found: "Nam",
      related: [Finding.Related(place: Place(cell: CellAddress("H8")))]),
    Finding(.closedCellFilled, severity: .error, at: cell("G17"), found: "5"),
    Finding(.missingRow(code: "0305"), severity: .error, at: cell("A8")),
    Finding(.missingColumn(label: "Nữ"), severity: .error, at: cell("A8")),
    .blankForm(sheet: "Biểu 03", cells: 1061), .blankForm(sheet: "DS", cells: 0),
    .nilReturnContradicted(
      sheet: "Biểu 03",
      NilReturn(
        address: CellAddress(row: 4, column: 0),
        contradictions: [CellAddress(row: 8, column: 3), CellAddress(row: 9, column: 3)])),
    Finding(.hiddenSheet(isVeryHidden: false), severity: .warning, at: Place(sheet: "Biểu 03")),
    Finding(.hiddenSheet(isVeryHidden: true), severity: .warning, at: Place(sheet: "Biểu 03")),
    Finding(
      .formGone(
        form: "Biểu số 03/TE", unit: "Xã Bản Bo (03424)", period: ReportingPeriod("2026H1")),
      severity: .warning, at: Place()),
    Finding(.formGone(form: "", unit: .none, period: nil), severity: .warning, at: Place()),
    .sheetUnrecognized(sheet: "Sheet1"),
    .sheetAmbiguous(sheet: "Biểu", forms: ["Biểu số 01/TE", "Biểu số 02/TE"]),
    .raggedLines(sheet: "so-lieu", line: 12, lines: 1, fields: 9),
    .raggedLines(sheet: "so-lieu", line: 12, lines: 1200, fields: 9),
    Finding(
      .textOutsideForm, severity: .warning, at: cell("K41"), found: .withheld(characters: 14)),
  ]

  static let identity: [Finding] =
    identityConflicts + [
      Finding(
        .identityAgainstTable(
          claim: Finding.Statement(
            IdentityClaim(
              field: .form, value: "TE-01", text: "Biểu số 01/TE", source: .title,
              address: CellAddress("A1"))), table: "Biểu số 03/TE"), severity: .error,
        at: cell("A1"), found: "Biểu số 01/TE"),
      Finding(
        .identityConflict(
          first: Finding.Statement(
            IdentityClaim(
              field: .unit, value: "03562", text: "Xã Vàng Ma Chải (mã 03562)", source: .header,
              address: CellAddress("A3"))),
          second: Finding.Statement(
            IdentityClaim(
              field: .unit, value: "Xã Vàng Ma Chải", text: "Xã Vàng Ma Chải (mã 03562)",
              source: .header, address: CellAddress("A3")))), severity: .error, at: cell("A3"),
        found: "Xã Vàng Ma Chải (mã 03562)"),
      Finding(
        .unitUnknown(unit: "03424", on: CalendarDate(year: 2024, month: 12, day: 31)),
        severity: .error, at: cell("A3"), found: "Xã Bản Bo"),
      Finding(
        .unitUnknown(unit: "03424", on: CalendarDate(year: 2024, month: 12, day: 31)),
        severity: .error, at: Place(sheet: "Biểu 03"), found: "03424"),
      Finding(.unitUnknown(unit: "Xã X", on: nil), severity: .error, at: cell("A3"), found: "Xã X"),
      Finding(
        .unitElsewhere(unit: "Xã Tân Hưng, 25345", above: "Tỉnh Đồng Nai"), severity: .error,
        at: cell("A3"), found: "Xã Tân Hưng, tỉnh Cà Mau"),
      Finding(.unitMissing, severity: .error, at: Place(sheet: "Biểu 03")),
      Finding(.periodMissing, severity: .error, at: Place(sheet: "Biểu 03")),
      Finding(.periodMissing, severity: .error, at: cell("D3"), found: "9 tháng năm 2025"),
    ]
    + [ReportingPeriod("2026H1")].compactMap(\.self).flatMap { period in
      [
        Finding(
          .unitOfOtherTime(
            named: "Xã Phong Thổ", then: "Thị trấn Phong Thổ, 03549", on: period.lastDay),
          severity: .error, at: cell("A3"), found: "Xã Phong Thổ"),
        Finding(
          .unitOfOtherTime(named: "Xã Phong Thổ", then: "", on: period.lastDay), severity: .error,
          at: cell("A3"), found: "Xã Phong Thổ"),
        Finding(
          .periodNotAllowed(period: period, allowed: [.year, .quarter]), severity: .error,
          at: cell("A4"), found: "\(period)"),
        Finding(
          .duplicateForm(form: "Biểu số 03/TE", unit: "Xã Bản Bo (03424)", period: period),
          severity: .error,
          at: Place(file: "b.xlsx", sheet: "Biểu 03"),
          related: [Finding.Related(place: Place(file: "a.xlsx", sheet: "Biểu 03"))]),
      ]
    }

  private static let identityConflicts: [Finding] = zip(
    IdentityField.allCases,
    [IdentityClaim.Source.properties, .hiddenSheet, .header, .title, .sheetName]
  ).map { field, source in
    let first = Finding.Statement(
      IdentityClaim(field: field, value: "1", text: "03424", source: source))
    let second = Finding.Statement(
      IdentityClaim(
        field: field, value: "2", text: "Xã Sì Lở Lầu", source: .caller,
        address: CellAddress("A3")))
    return Finding(
      .identityConflict(first: first, second: second), severity: .error, at: cell("A3"),
      found: "Xã Sì Lở Lầu")
  }
}
