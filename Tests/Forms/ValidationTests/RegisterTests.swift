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
    ("01231500012a", .digits), ("012215000123", .sex), ("012115000123", .century),
    ("012314000123", .year),
    // Provinces have codes with gaps, countries those from 101 on.
    ("001315000123", nil), ("096315000123", nil), ("101315000123", nil), ("299315000123", nil),
    ("000315000123", .province), ("003315000123", .province), ("097315000123", .province),
    ("100315000123", .province),
  ])
  func personalNumbersFitTheRow(text: String, fault: PersonalNumber.Fault?) throws {
    var checker = try checker([rule("personal-number", ["columns": "personal-number"])])
    let findings = checker.check(try record(8, [3: field(.text(text), text)]))
    #expect(
      findings.map(\.kind) == [fault].compactMap { $0.map(Finding.Kind.personalNumberInvalid) })
    #expect(findings.allSatisfy { $0.found.isEmpty })
    #expect(findings.allSatisfy { ($0.severity == .warning) == (fault == .province) })
  }

  @Test func aSexThatIsNotThatOfTheNumberNamesBothCells() throws {
    var checker = try checker([rule("personal-number", ["columns": "personal-number"])])
    let number = field(.text("012215000123"), "012215000123")
    let whole = try #require(try checker.check(record(8, [3: number])).first)
    #expect(whole.place.cell == CellAddress("D9"))
    #expect(whole.column == "Giới tính")
    #expect(whole.related == [related("E9", "Số định danh")])
    // Without a birth date nothing else speaks for the number.
    let bare = checker.check(try record(8, [1: field(.empty), 3: number]))
      .first { $0.code == .personalNumberInvalid }
    #expect(bare?.place.cell == CellAddress("E9"))
    #expect(bare?.related == [related("D9", "Giới tính")])
    let year = field(.text("012314000123"), "012314000123")
    #expect(try checker.check(record(8, [3: year])).first?.related == [related("C9", "Ngày sinh")])
  }

  private func related(_ address: String, _ label: String) -> Finding.Related {
    Finding.Related(
      place: Place(cell: CellAddress(address)), label: .name(label, of: .template))
  }

  @Test(arguments: [
    ("Thái", 0), ("thai", 1), ("H'Mông", 0), ("HMÔNG", 0), ("Kinhh", 1), ("Người nước ngoài", 0),
  ])
  func anEthnicGroupThatNobodyKnowsIsTold(text: String, findings: Int) throws {
    let columns = [Self.column("ethnic-group", "Dân tộc", .text)]
    let rule = rule(
      "list", ["columns": "ethnic-group", "table": "legacy/ethnic-groups.csv"], severity: .warning)
    let definition = FormDefinition(
      id: "DS-99", version: 1, set: "thu", symbol: "", title: "", issuedUnder: "", receiver: "",
      dueDates: [:], periods: [.year], notes: [],
      body: .register(RegisterDefinition(columns: columns, tallies: [], blankRows: 0)),
      rules: [rule], file: "forms/DS-99.yml")
    var names = NameList()
    for (name, aliases) in [("Thái", []), ("Mông", ["H'Mông"]), ("Người nước ngoài", [])] {
      names.add(name, aliases: aliases)
    }
    let register = BoundRegister(
      definition: definition, sheet: "DS", basis: .title,
      identity: FormIdentity(unit: nil, period: nil, claims: []), columns: [0: 4], firstRow: 8,
      misfits: [])
    let library = TemplateLibrary(
      sets: [], forms: [definition], units: SmallForm.units,
      nameLists: ["legacy/ethnic-groups.csv": names])
    var checker = try RegisterChecker(register, library: library)
    let found = checker.check(BoundRecord(row: 8, fields: [0: field(.text(text), text)]))
    #expect(found.count == findings)
    for finding in found {
      #expect(finding.code == .notInList && finding.severity == .warning)
      #expect(finding.place.cell == CellAddress("E9") && finding.found.isEmpty)
    }
  }
}
