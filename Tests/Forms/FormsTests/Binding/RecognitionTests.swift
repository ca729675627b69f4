import Binding
import FormModel
import Indicators
import SheetModel
import Testing

@Suite struct RecognitionTests {
  func forms(_ recognitions: [SheetRecognition]) -> [BoundForm] {
    recognitions.compactMap { if case .matrix(let form) = $0 { form } else { nil } }
  }

  func row(
    _ sheet: String, _ form: String = "TE-03", unit: String = "03424", period: String = "2024"
  ) -> IdentityRow {
    IdentityRow(
      sheet: sheet, set: "tt13-2021", form: form, version: "1", unit: unit, period: period, row: 1)
  }

  @Test(arguments: ["TE-01", "TE-02", "TE-03", "TE-04", "TE-05", "TE-06", "XH-01", "XH-02"])
  func everyShippedFormBindsCleanlyByTitleAndByFingerprint(id: String) throws {
    var sheet = try BindingFixture.sheet(id, name: "Sheet1")
    let titled = try #require(forms(try BindingFixture.bind([sheet])).first)
    #expect(titled.definition.id == id)
    #expect(titled.basis == .title)
    #expect(titled.misfits == [])
    let matrix = try #require(titled.definition.matrix)
    let expected = BindingFixture.figures(matrix).compactMapValues(\.value)
    #expect(titled.cells.compactMapValues(\.reading.value) == expected)
    sheet.rows.removeFirst(4)
    let bare = try #require(forms(try BindingFixture.bind([sheet])).first)
    #expect(bare.definition.id == id)
    #expect(bare.basis == .fingerprint)
    #expect(bare.cells.compactMapValues(\.reading.value) == expected)
  }

  @Test func severalFormsInOneWorkbookInAnyOrder() throws {
    let sheets = [
      try BindingFixture.sheet("XH-01", name: "b"), try BindingFixture.sheet("TE-03", name: "a"),
      try BindingFixture.sheet("TE-01", name: "c"),
    ]
    let found = forms(try BindingFixture.bind(sheets))
    #expect(found.map(\.definition.id) == ["XH-01", "TE-03", "TE-01"])
    #expect(found.map(\.sheet) == ["b", "a", "c"])
  }

  @Test func communesAsSheetsAreToldApartByHeaderAndBySheetName() throws {
    let sheets = [
      try BindingFixture.sheet(name: "Bản Bo", unit: "Xã Bản Bo (mã 03424)"),
      try BindingFixture.sheet(name: "Xã Khun Há", unit: "Xã Khun Há"),
      try BindingFixture.sheet(name: "Nà Tăm", unit: "…………"),
    ]
    let found = forms(try BindingFixture.bind(sheets))
    #expect(found.map(\.identity.unit) == ["03424", "03430", "03427"])
    let sources = found[2].identity.claims.filter { $0.field == .unit }.map(\.source)
    #expect(sources == [.sheetName])
  }

  @Test func sheetsThatAreNoFormsAreNamedAsWhatTheyAre() throws {
    let notes = TestSheet(
      name: "Ghi chú", rows: [[.empty], [.empty, .text("Nhớ gửi trước 10/11")]])
    let blank = TestSheet(name: "Sheet2", rows: [[.text("  ")]])
    let identity = TestSheet(name: "_bieu", rows: [[.text("sheet")]])
    let found = try BindingFixture.bind([notes, blank, identity, try BindingFixture.sheet()])
    guard case .unknown(let address, let text) = found[0] else {
      Issue.record("a sheet of notes is unknown")
      return
    }
    #expect(address == CellAddress(row: 1, column: 1))
    #expect(text == "Nhớ gửi trước 10/11")
    if case .empty = found[1] {} else { Issue.record("a sheet of blanks is empty") }
    if case .identitySheet = found[2] {} else { Issue.record("_bieu holds identities") }
    #expect(forms(found).count == 1)
  }

  @Test func oneFormAndOneIdentityBelongTogetherWhateverTheSheetIsCalled() throws {
    let sheet = try BindingFixture.sheet(name: "Renamed")
    let found = try #require(
      forms(try BindingFixture.bind([sheet], identity: [row("TE-03", unit: "03430")])).first)
    #expect(found.basis == .identity)
    #expect(found.identity.unit == "03430")
    let units = found.identity.claims.filter { $0.field == .unit }
    #expect(units.map(\.value) == ["03430", "03424"])
    #expect(units.map(\.source) == [.hiddenSheet, .header])
    #expect(units.last?.text == "Xã Bản Bo (mã 03424)")
    #expect(units.last?.address == CellAddress(row: 0, column: 8))
  }

  @Test func identitiesOfRenamedAndReorderedSheetsGoByTheirHeaders() throws {
    let sheets = [
      try BindingFixture.sheet(name: "hai", unit: "Xã Khun Há (mã 03430)"),
      try BindingFixture.sheet(name: "một"),
      try BindingFixture.sheet("TE-01", name: "TE-01"),
    ]
    let found = forms(
      try BindingFixture.bind(
        sheets, identity: [row("x"), row("y", unit: "03430"), row("TE-01", "TE-01")]))
    #expect(found.map(\.identity.unit) == ["03430", "03424", "03424"])
    for form in found {
      #expect(form.basis == .identity)
      let values = form.identity.claims.filter { $0.field == .unit }.map(\.value)
      #expect(Set(values).count == 1)
      #expect(form.identity.claims.contains { $0.source == .hiddenSheet && $0.field == .unit })
    }
  }

  @Test func anIdentityThatTheTableContradictsDoesNotMisleadTheBinder() throws {
    let sheet = try BindingFixture.sheet("TE-03", name: "TE-01")
    let found = try #require(
      forms(try BindingFixture.bind([sheet], identity: [row("TE-01", "TE-01")])).first)
    #expect(found.definition.id == "TE-03")
    let claimed = found.identity.claims.filter { $0.field == .form }.map(\.value)
    #expect(claimed.contains("TE-01"))
    #expect(claimed.contains("TE-03"))
  }

  @Test(arguments: [
    ("Năm 2024", "2024"), ("6 tháng đầu năm 2026", "2026H1"), ("Quý I năm 2026", "2026Q1"),
    ("Quý 1/2026", "2026Q1"), ("2024", "2024"), ("06 tháng cuối năm 2025", "2025H2"),
    ("QUÝ IV NĂM 2025", "2025Q4"), ("2026H1", "2026H1"), ("6 tháng năm 2026", "2026H1"),
  ])
  func periodsAreReadAsWritten(text: String, period: String) throws {
    let sheet = try BindingFixture.sheet(period: text)
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.identity.period?.description == period)
  }

  @Test func labelAndValueMayStandInNeighbouringCells() throws {
    var sheet = try BindingFixture.sheet()
    sheet[0, 8] = .text("Đơn vị báo cáo:")
    sheet[0, 9] = .text("UBND xã Bản Bo, huyện Tam Đường")
    sheet[2, 3] = .text("Năm:")
    sheet[2, 4] = .number("2024")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.identity.unit == "03424")
    #expect(form.identity.period?.description == "2024")
    #expect(form.misfits == [])
    let unit = form.identity.claims.first { $0.field == .unit }
    #expect(unit?.address == CellAddress(row: 0, column: 9))
  }

  @Test(arguments: [
    ("X. Bản Bo", "2024", "03424"), ("xã BẢN BO", "2024", "03424"), ("Bản Bo", "2024", "03424"),
    ("TT. Tam Đường", "2024", "03390"), ("Thị trấn Tam Đường", "2024", "03390"),
    ("H.Tam Đường", "2024", "106"), ("03424", "2024", "03424"), ("3424", "2024", "03424"),
    ("Xã Tân Khai", "2025", "25357"), ("P. Tân Khai", "2026", "25357"),
    ("Huyện Ia H’Drai", "2024", "618"), ("Xã Sì Lở Lầu", "2026", "03562"),
    ("Xã Sì Lở Lầu", "2024", "03550"),
  ])
  func unitsAreFoundByNameRankAndDate(text: String, year: String, code: String) throws {
    let sheet = try BindingFixture.sheet(unit: text, period: "Năm \(year)")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.identity.unit == code)
  }

  @Test func aNameWhoseCodeWentToAnotherUnitNamesNoUnit() throws {
    let sheet = try BindingFixture.sheet(unit: "Xã Vàng Ma Chải", period: "Năm 2026")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.identity.unit == nil)
    let coded = try BindingFixture.sheet(unit: "Xã Vàng Ma Chải (mã 03562)", period: "Năm 2026")
    let claims = try #require(try BindingFixture.form(coded)).identity.claims.filter {
      $0.field == .unit
    }
    #expect(claims.map(\.value) == ["03562", "Xã Vàng Ma Chải"])
  }

  @Test func unknownUnitsStayAsStated() throws {
    let sheet = try BindingFixture.sheet(unit: "Xã Không Có")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.identity.unit == nil)
    #expect(form.identity.claims.first { $0.field == .unit }?.value == "Xã Không Có")
  }

  @Test func allStatementsAboutThePeriodAreKeptStrongestFirst() throws {
    var sheet = try BindingFixture.sheet(period: "Năm 2024")
    sheet[0, 3] = .text("BÁO CÁO BẢO VỆ TRẺ EM NĂM 2025")
    let options = BindingOptions(period: ReportingPeriod(year: 2023))
    let found = forms(
      try BindingFixture.bind([sheet], identity: [row("TE-03", period: "2026")], options: options))
    let form = try #require(found.first)
    #expect(form.identity.period?.description == "2023")
    let claims = form.identity.claims.filter { $0.field == .period }
    #expect(claims.map(\.value) == ["2023", "2026", "2024", "2025"])
    #expect(claims.map(\.source) == [.caller, .hiddenSheet, .header, .title])
  }

  @Test(arguments: [
    ("Số liệu từ ngày 01/01/2024 đến ngày 31/12/2024", "2024"),
    ("(Từ 01/7/2024 đến 31/12/2024)", "2024H2"), ("01/04/2024 - 30/06/2024", "2024Q2"),
    ("Từ 15/12/2023 đến 14/12/2024", nil),
  ])
  func firstAndLastDayAreAPeriod(text: String, period: String?) throws {
    let form = try #require(try BindingFixture.form(try BindingFixture.sheet(period: text)))
    #expect(form.identity.period?.description == period)
  }

  @Test func theDateOfALegalTextIsNoPeriod() throws {
    var sheet = try BindingFixture.sheet(period: "…")
    sheet[1, 0] = .text("Ban hành kèm theo Quyết định số 5/QĐ ngày 30 tháng 9 năm 2021")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.identity.period == nil)
  }

  @Test func aSheetThatFitsTwoFormsEquallyIsAmbiguous() throws {
    var twin = try #require(BindingFixture.library.form("TE-03"))
    twin.id = "TE-99"
    twin.symbol = "Biểu số 99/TE"
    twin.title = "Biểu khác"
    var library = BindingFixture.library
    library.forms.append(twin)
    var sheet = try BindingFixture.sheet(name: "Sheet1")
    sheet.rows.removeFirst(4)
    let found = FormBinder(library: library).bind(
      [try sheet.grid], facts: BindingFixture.facts([sheet]))
    guard case .ambiguous(let forms)? = found.sheets.first?.recognition else {
      Issue.record("two forms fit")
      return
    }
    #expect(forms.sorted() == ["TE-03", "TE-99"])
  }
}
