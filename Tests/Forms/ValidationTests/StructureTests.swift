import FormModel
import Indicators
import SheetModel
import Testing
import Validation

@Suite struct IdentityTests {
  private let head = CellAddress(row: 2, column: 0)

  private func check(_ identity: FormIdentity) throws -> [Finding] {
    let form = try TextGrid("| Mã số |").form(identity: identity)
    return try FormChecker(library: SmallForm.library([])).check(form)
  }

  private func claim(
    _ field: IdentityField, _ value: String, _ text: String, _ source: IdentityClaim.Source,
    at address: CellAddress? = nil
  ) -> IdentityClaim {
    IdentityClaim(field: field, value: value, text: text, source: source, address: address)
  }

  @Test func twoUnitsAreAConflictThatNamesBothPlaces() throws {
    let first = claim(.unit, "03424", "03424", .properties)
    let second = claim(.unit, "03562", "Xã Sì Lở Lầu", .header, at: head)
    let findings = try check(
      FormIdentity(
        unit: "03424", period: ReportingPeriod("2026"),
        claims: [first, second, claim(.unit, "03424", "Xã Bản Bo", .title)]))
    #expect(
      findings.map(Found.init) == [
        Found(
          .identityConflict(
            first: Finding.Statement(first), second: Finding.Statement(second)), at: head)
      ])
    #expect(findings.first?.found == "Xã Sì Lở Lầu")
  }

  @Test func aUnitMustExistWhenThePeriodEnds() throws {
    let before = try check(
      FormIdentity(unit: "03424", period: ReportingPeriod("2024"), claims: []))
    #expect(
      before.map(\.kind) == [
        .unitUnknown(unit: "03424", on: CalendarDate(year: 2024, month: 12, day: 31))
      ])
    let after = try check(
      FormIdentity(unit: "03424", period: ReportingPeriod("2025"), claims: []))
    #expect(after == [])
  }

  @Test func aUnitThatNoListKnowsIsFoundAtItsText() throws {
    let findings = try check(
      FormIdentity(
        unit: nil, period: ReportingPeriod("2026"),
        claims: [claim(.unit, "Xã Không Có", "Xã Không Có", .header, at: head)]))
    #expect(
      findings.map(Found.init) == [Found(.unitUnknown(unit: "Xã Không Có", on: nil), at: head)])
  }

  @Test func nothingSaidAboutUnitAndPeriodIsTwoFindingsOfTheSheet() throws {
    let findings = try check(FormIdentity(unit: nil, period: nil, claims: []))
    #expect(findings.map(\.kind) == [.periodMissing, .unitMissing])
    #expect(findings.allSatisfy { $0.place == Place(sheet: "Biểu 99") })
  }

  @Test func aTitleOfAnotherFormThanTheTablesIsFoundOnce() throws {
    let title = claim(.form, "TE-01", "Biểu số 01/TE", .title, at: head)
    let version = claim(.version, "2", "2", .properties)
    let findings = try check(
      FormIdentity(
        unit: "03424", period: ReportingPeriod("2026"),
        claims: [claim(.form, "TE-99", "TE-99", .hiddenSheet), title]))
    #expect(findings.map(\.code) == [.identityConflict])
    let alone = try check(
      FormIdentity(unit: "03424", period: ReportingPeriod("2026"), claims: [title, version]))
    #expect(
      alone.map(\.kind) == [
        .identityAgainstTable(claim: Finding.Statement(version), table: "1"),
        .identityAgainstTable(claim: Finding.Statement(title), table: "Biểu số 99/TE"),
      ])
  }

  @Test func aSheetsNameAloneIsAWarning() throws {
    let findings = try check(
      FormIdentity(
        unit: "03424", period: ReportingPeriod("2026"),
        claims: [
          claim(.unit, "03424", "Xã Bản Bo", .header, at: head),
          claim(.unit, "03562", "Sì Lở Lầu", .sheetName),
        ]))
    #expect(findings.map(\.severity) == [.warning])
    #expect(findings.map(\.place.cell) == [head])
  }

  @Test func aFormForYearsIsNotForHalfYears() throws {
    let half = try #require(ReportingPeriod("2026H1"))
    let findings = try check(FormIdentity(unit: "03424", period: half, claims: []))
    #expect(findings.map(\.kind) == [.periodNotAllowed(period: half, allowed: [.year])])
  }
}

@Suite struct MisfitTests {
  @Test func everyMisfitIsAFindingAtItsCellAndOnlyRemarksAreWarnings() throws {
    let other = CellAddress(row: 9, column: 9)
    let kinds: [(Misfit.Kind, Finding.Kind, Severity)] = [
      (.textOutsideForm, .textOutsideForm, .warning),
      (.unknownCode(readAs: nil), .unknownCode(form: "Biểu số 99/TE", readAs: nil), .error),
      (.unknownCode(readAs: "0301"), .unknownCode(form: "Biểu số 99/TE", readAs: "0301"), .error),
      (.duplicateRow(first: other), .duplicateRow, .error),
      (.ambiguousColumn(label: "Nam", other: other), .ambiguousColumn(label: "Nam"), .error),
      (.closedCellFilled, .closedCellFilled, .error),
      (.missingRow(code: "0301"), .missingRow(code: "0301"), .error),
      (.missingColumn(label: "Nữ"), .missingColumn(label: "Nữ"), .error),
    ]
    let misfits = kinds.enumerated().map { index, kind in
      Misfit(kind: kind.0, address: CellAddress(row: index, column: 1), text: "chữ")
    }
    let form = try TextGrid("| Mã số |").form(misfits: misfits.reversed())
    let findings = try FormChecker(library: SmallForm.library([])).check(form)
    #expect(
      findings.map(Found.init)
        == kinds.enumerated().map { index, kind in
          Found(kind.1, kind.2, at: CellAddress(row: index, column: 1))
        })
    #expect(findings.dropFirst(3).prefix(2).allSatisfy { $0.related.map(\.place.cell) == [other] })
  }
}

@Suite struct OrderTests {
  @Test func findingsComeBySheetRowColumnAndCode() {
    func finding(_ kind: Finding.Kind, _ sheet: String?, _ cell: String?) -> Finding {
      Finding(
        kind, severity: .error, at: Place(sheet: sheet, cell: cell.flatMap { CellAddress($0) }))
    }
    let sorted = [
      finding(.negative, "Biểu 03", "D17"), finding(.unitMissing, "Biểu 03", nil),
      finding(.negative, "Biểu 01", "E2"), finding(.notWhole, "Biểu 01", "E2"),
      finding(.errorValue, "Biểu 01", "D2"), finding(.unitMissing, nil, nil),
      finding(.negative, "Lạ", "A1"),
    ].inReadingOrder(sheets: ["Biểu 03", "Biểu 01"])
    #expect(
      sorted.map { "\($0.code.rawValue) \($0.place.text)" } == [
        "unit-missing ", "unit-missing Biểu 03", "negative Biểu 03D17", "error-value Biểu 01D2",
        "negative Biểu 01E2", "not-whole Biểu 01E2", "negative LạA1",
      ])
  }
}

extension Place {
  fileprivate var text: String { (sheet ?? "") + (cell.map(\.description) ?? "") }
}
