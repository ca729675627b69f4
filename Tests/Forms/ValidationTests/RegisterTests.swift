import FormModel
import Indicators
import SheetModel
import Testing
import Validation

@Suite struct RegisterTests {
  private static let columns: [RegisterColumn] = [
    column("name", "Họ và tên", .text, isRequired: true, isPersonal: true, maximumLength: 12),
    column("birth-date", "Ngày sinh", .date, isRequired: true, isPersonal: true),
    column("sex", "Giới tính", .category(breakdown: "sex")),
    column("personal-number", "Số định danh", .personalNumber, isPersonal: true),
    column("supported", "Được trợ giúp", .flag),
  ]

  private static func column(
    _ id: String, _ label: String, _ kind: RegisterColumn.Kind, isRequired: Bool = false,
    isPersonal: Bool = false, maximumLength: Int? = nil
  ) -> RegisterColumn {
    RegisterColumn(
      id: id, label: label, aliases: [], kind: kind, isRequired: isRequired,
      isPersonal: isPersonal, maximumLength: maximumLength, mark: "", width: 10)
  }

  private func checker(_ rules: [RuleDeclaration]) throws -> RegisterChecker {
    let definition = FormDefinition(
      id: "DS-99", version: 1, set: "thu", symbol: "Biểu số 99/DS", title: "Danh sách thử",
      issuedUnder: "", receiver: "", dueDates: [:], periods: [.year], notes: [],
      body: .register(RegisterDefinition(columns: Self.columns, tallies: [], blankRows: 0)),
      rules: rules, file: "forms/DS-99.yml")
    let sex = Breakdown(
      id: "sex", label: "Giới tính", relation: .exhaustive,
      categories: [
        Breakdown.Category(id: "male", label: "Nam"), Breakdown.Category(id: "female", label: "Nữ"),
      ])
    let set = IndicatorSet(id: "thu", title: "", indicators: [], breakdowns: [sex])
    let register = BoundRegister(
      definition: definition, sheet: "Danh sách", basis: .title,
      identity: FormIdentity(unit: "03424", period: ReportingPeriod("2026"), claims: []),
      columns: [0: 1, 1: 2, 2: 3, 3: 4, 4: 5], firstRow: 8, misfits: [])
    return try RegisterChecker(
      register,
      library: TemplateLibrary(sets: [set], forms: [definition], units: SmallForm.units))
  }

  private func field(
    _ value: RegisterField.Value, _ typed: String = "", asText: Bool = false
  ) -> RegisterField {
    RegisterField(value: value, isDateAsText: asText, typed: typed)
  }

  private func date(_ text: String) throws -> RegisterField {
    field(.date(try #require(CalendarDate(text))), text)
  }

  private func record(_ row: Int, _ fields: [Int: RegisterField]) throws -> BoundRecord {
    let usual: [Int: RegisterField] = [
      0: field(.text("Lò Thị A"), "Lò Thị A"), 1: try date("2015-02-28"),
      2: field(.categories(["female"]), "Nữ"),
    ]
    return BoundRecord(row: row, fields: usual.merging(fields) { $1 })
  }

  @Test func eachFieldIsJudgedByItsColumnAndItsTextStaysOut() throws {
    var checker = try checker([])
    let findings = checker.check(
      try record(
        8,
        [
          0: field(.text("Lò Thị Tên Rất Dài"), "Lò Thị Tên Rất Dài"),
          1: field(.impossibleDate, "31/02/2015"), 2: field(.unreadable, "Trai"),
          3: field(.errorValue, "#REF!"), 4: field(.unreadable, "chưa"),
        ]))
    #expect(
      findings.map(Found.init) == [
        Found(.textTooLong(maximum: 12), at: CellAddress("B9")),
        Found(.impossibleDate, at: CellAddress("C9")),
        Found(.notInList(allowed: ["Nam", "Nữ"]), at: CellAddress("D9")),
        Found(.errorValue, at: CellAddress("E9")),
        Found(.fieldUnreadable, at: CellAddress("F9")),
      ])
    #expect(findings.map(\.found) == ["", "", "", "#REF!", ""])
  }

  @Test func requiredFieldsAreGivenInEveryRow() throws {
    var checker = try checker([])
    let findings = checker.check(try record(8, [0: field(.empty), 2: field(.empty)]))
    #expect(findings.map(Found.init) == [Found(.required(cells: 1), at: CellAddress("B9"))])
  }

  @Test func birthDatesLieBetweenSixteenYearsAndThePeriodsEnd() throws {
    var checker = try checker([
      rule("date-range", ["column": "birth-date", "latest": "period-end", "under-age": "16"])
    ])
    let first = CalendarDate(year: 2011, month: 1, day: 1)
    let last = CalendarDate(year: 2026, month: 12, day: 31)
    for day in ["2011-01-01", "2026-12-31"] {
      #expect(checker.check(try record(8, [1: date(day)])) == [])
    }
    for day in ["2010-12-31", "2027-01-01"] {
      let findings = checker.check(try record(8, [1: date(day)]))
      #expect(
        findings.map(Found.init) == [
          Found(.dateOutOfRange(first: first, last: last), at: CellAddress("C9"))
        ])
    }
  }

  @Test func dateAsTextIsAWarning() throws {
    var checker = try checker([])
    let day = try #require(CalendarDate("2015-02-28"))
    let findings = checker.check(
      try record(8, [1: field(.date(day), "28/2/2015", asText: true)]))
    #expect(findings.map(Found.init) == [Found(.dateAsText, .warning, at: CellAddress("C9"))])
  }

  @Test func theSameChildInTwoRowsIsFoundWhateverCaseAndBlanks() throws {
    var checker = try checker([
      rule("unique", ["columns": .list(["name", "birth-date"])], severity: .warning)
    ])
    #expect(checker.check(try record(8, [:])) == [])
    #expect(checker.check(try record(9, [0: field(.text("Lò Thị B"))])) == [])
    let findings = checker.check(try record(10, [0: field(.text("LÒ  THỊ A"), "LÒ  THỊ A")]))
    #expect(
      findings.map(Found.init) == [
        Found(.duplicateRecord(first: 9), .warning, at: CellAddress("B11"))
      ])
    #expect(findings.first?.found == "")
    #expect(checker.check(try record(11, [0: field(.empty)])).map(\.code) == [.required])
  }

  @Test(arguments: [
    ("012315000123", nil), ("01231500012", PersonalNumber.Fault.digits),
    ("01231500012a", .digits), ("999315000123", .province), ("012215000123", .century),
    ("012115000123", .century), ("012314000123", .year),
  ])
  func personalNumbersFitTheRow(text: String, fault: PersonalNumber.Fault?) throws {
    var checker = try checker([rule("personal-number", ["columns": "personal-number"])])
    let findings = checker.check(try record(8, [3: field(.text(text), text)]))
    #expect(
      findings.map(\.kind) == [fault].compactMap { $0.map(Finding.Kind.personalNumberInvalid) })
    #expect(findings.allSatisfy { $0.found.isEmpty })
  }
}
