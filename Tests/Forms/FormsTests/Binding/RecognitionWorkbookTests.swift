import Binding
import FormModel
import Indicators
import SheetModel
import Tables
import Testing

/// A workbook of tests that counts what is asked of it.
final class TestWorkbook: WorkbookReader {
  let tables: [TestSheet]
  let format: WorkbookFormat
  var custom: [(String, String)] = []
  private(set) var layoutsAsked = 0

  init(_ tables: [TestSheet], format: WorkbookFormat = .xlsx) {
    self.tables = tables
    self.format = format
  }

  var sheets: [SheetEntry] {
    tables.map { SheetEntry(name: $0.name, visibility: $0.name == "_bieu" ? .hidden : .visible) }
  }
  var styles: StyleTable { StyleTable() }
  var dateSystem: DateSystem { .excel1900 }

  func rows(ofSheet index: Int, options: RowOptions) throws(WorkbookError) -> any RowCursor {
    guard tables.indices.contains(index) else { throw WorkbookError(.noSuchSheet) }
    return TestCursor(tables[index].rows)
  }

  func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    layoutsAsked += 1
    var layout = SheetLayout(name: tables[index].name)
    layout.merges = tables[index].merges
    return layout
  }

  func definedNames() throws(WorkbookError) -> [DefinedName] { [] }

  func properties() throws(WorkbookError) -> DocumentProperties {
    var properties = DocumentProperties()
    properties.custom = custom.map { DocumentProperties.Custom(name: $0.0, value: $0.1) }
    return properties
  }
}

@Suite struct RecognitionWorkbookTests {
  let identity = TestSheet(
    name: "_bieu",
    rows: [
      ["sheet", "set", "form", "version", "unit", "period"].map { .text($0) } + [
        .empty, .text("Nam"),
      ],
      [
        .text("TE-03"), .text("tt13-2021"), .text("TE-03"), .text("1"), .text("03424"),
        .text("2024"), .empty, .text("Nữ"),
      ],
      [.empty, .empty, .empty, .empty, .empty, .empty, .empty, .text("a")],
    ])

  func only(_ workbook: BoundWorkbook) -> BoundForm? {
    workbook.sheets.lazy.compactMap {
      if case .matrix(let form) = $0.recognition { form } else { nil }
    }.first
  }

  @Test func theHiddenSheetIsReadOnceForTheWorkbook() throws {
    let workbook = TestWorkbook([try BindingFixture.sheet(), identity])
    let facts = try WorkbookFacts(of: workbook)
    #expect(
      facts.identityRows == [
        IdentityRow(
          sheet: "TE-03", set: "tt13-2021", form: "TE-03", version: "1", unit: "03424",
          period: "2024", row: 1)
      ])
    let bound = try BindingFixture.binder.bind(workbook)
    let form = try #require(only(bound))
    #expect(form.basis == .identity)
    #expect(form.misfits == [])
    #expect(form.identity.claims.first { $0.field == .version }?.value == "1")
    if case .identitySheet = bound.sheets[1].recognition {} else { Issue.record("_bieu") }
    #expect(bound.sheets[1].entry.visibility == .hidden)
    #expect(workbook.layoutsAsked == 0)
  }

  @Test func propertiesSpeakOfTheOnlyForm() throws {
    let workbook = TestWorkbook([try BindingFixture.sheet(name: "x", unit: "…")])
    workbook.custom = [
      ("bieu.form", "TE-03"), ("bieu.unit", "03430"), ("bieu.period", "2024"), ("khác", "1"),
    ]
    let alone = try #require(only(try BindingFixture.binder.bind(workbook)))
    #expect(alone.identity.unit == "03430")
    #expect(alone.basis == .identity)
    let sources = alone.identity.claims.filter { $0.field == .unit }.map(\.source)
    #expect(sources == [.properties])
    // Of two forms they say nothing: which one was written so is not known.
    let pair = TestWorkbook(workbook.tables + [try BindingFixture.sheet("TE-01", unit: "…")])
    pair.custom = workbook.custom
    #expect(try #require(only(try BindingFixture.binder.bind(pair))).identity.unit == nil)
  }

  @Test func mergesAreReadOnlyWhereColumnsClash() throws {
    var sheet = try BindingFixture.sheet()
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let male = try #require(matrix.column(id: "sex=male"))
    let width = sheet.rows[4].count
    sheet[6, width] = .text("Nam")
    // Without merges the explanation's head is the nearest over the second "Nam".
    sheet[4, width - 1] = .text("Chia theo")
    sheet[5, width - 1] = .text("Giới tính")
    sheet.merges = [
      CellRange(CellAddress(row: 4, column: width - 1), CellAddress(row: 6, column: width - 1)),
      CellRange(CellAddress(row: 5, column: width - 1), CellAddress(row: 6, column: width - 1)),
    ]
    let workbook = TestWorkbook([sheet])
    let form = try #require(only(try BindingFixture.binder.bind(workbook)))
    #expect(workbook.layoutsAsked == 1)
    #expect(form.cells.keys.contains { $0.column == male })
  }

  @Test func aLongRegisterIsRecognisedFromItsFirstRows() throws {
    let children = (1...500).map {
      RegisterTests.child($0, name: "Trẻ \($0)", birth: .date(2015, 1, 1), sex: "Nam", groups: "a")
    }
    let sheet = RegisterTests.sheet(children)
    let bound = try BindingFixture.binder.bind(TestWorkbook([sheet]))
    guard case .register(let register)? = bound.sheets.first?.recognition else {
      Issue.record("a register of 500 rows")
      return
    }
    let rows = try #require(
      RegisterRows(register, rows: TestCursor(sheet.rows), library: BindingFixture.library))
    var count = 0
    while try rows.next() != nil { count += 1 }
    #expect(count == 500)
  }

  @Test func anErrorOfTheReaderIsHandedOn() throws {
    final class Broken: RowCursor {
      func next(into row: inout Row) throws(WorkbookError) -> Bool {
        throw WorkbookError(.truncated)
      }
    }
    #expect(throws: WorkbookError(.truncated)) { try SheetGrid(name: "a", rows: Broken()) }
  }
}
