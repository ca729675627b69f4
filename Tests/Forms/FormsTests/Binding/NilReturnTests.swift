import Binding
import FormModel
import Indicators
import SheetModel
import Tables
import Testing
import VietnameseText

/// A form without an entry is blank; one that says that nothing occurred is a statement.
@Suite struct NilReturnTests {
  private let filled: TestSheet
  private let blank: TestSheet
  private let matrix: MatrixDefinition

  init() throws {
    filled = try BindingFixture.sheet()
    matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    var sheet = filled
    for row in sheet.rows.indices {
      for column in sheet.rows[row].indices {
        switch sheet[row, column] {
        case .number: sheet[row, column] = .empty
        case .formula: sheet[row, column] = .formula("0")
        default: break
        }
      }
    }
    blank = sheet
  }

  private var explanation: Int {
    get throws { try #require(matrix.columns.firstIndex { $0.role == .explanation }) }
  }

  @Test func aFormWithoutAnEntryIsBlankAndAnyEntryMakesItNone() throws {
    #expect(try #require(try BindingFixture.form(blank)).isBlank)
    #expect(try !#require(try BindingFixture.form(filled)).isBlank)
    for entry: TestSheet.Value in [.number("0"), .text("-"), .text("…"), .text("5")] {
      var sheet = blank
      sheet[sheet.row("0301"), 5] = entry
      #expect(try !#require(try BindingFixture.form(sheet)).isBlank, "\(entry)")
    }
    var sheet = blank
    sheet[sheet.row("0301"), try explanation] = .text("Đang thu thập")
    #expect(try !#require(try BindingFixture.form(sheet)).isBlank)
  }

  @Test func aBlankFormOfDelimitedTextHasTheZerosOfItsFormulas() throws {
    var sheet = blank
    for row in sheet.rows.indices {
      for column in sheet.rows[row].indices where sheet[row, column] == .formula("0") {
        sheet[row, column] = .text("0")
      }
    }
    #expect(try #require(try BindingFixture.form(sheet, format: .csv)).isBlank)
  }

  /// The rows of TE-03 that count what occurs within a year; their groups have codes of their own letter.
  private static let occurring = [
    "0303.TS", "0303a.TS", "0303b.TS", "0303c.TS", "0303d.TS", "0303đ.TS", "0303e.TS", "0303g.TS",
    "0304.TS", "0304a.TS", "0304b.TS", "0304c.TS", "0304d.TS", "0304đ.TS", "0304e.TS", "0304g.TS",
    "0305", "0307", "0308.TS", "0308.MS", "0310",
  ]

  private func expectZeros(_ sheet: TestSheet, at address: CellAddress) throws {
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.nilReturn == NilReturn(address: address))
    #expect(!form.isBlank)
    #expect(form.misfits == [])
    for (place, cell) in form.cells where matrix.content(place) == .open {
      if Self.occurring.contains(where: { matrix.rows[place.row].code.hasPrefix($0) }) {
        #expect(cell.reading == FigureReading(value: .zero, status: .zero))
      } else {
        // How many children there are, and in what circumstances, does not become zero.
        #expect(cell.reading.status == .missing)
      }
    }
    let row = try #require(matrix.rows.firstIndex { $0.code == "0305" })
    #expect(form.explanations[row]?.lowercased().contains("phát sinh") == true)
  }

  @Test(arguments: [
    "Không phát sinh", "KHÔNG PHÁT SINH SỐ LIỆU", "Trong kỳ không có phát sinh.",
    "Năm 2024 đơn vị không phát sinh", "- Không có trường hợp nào phát sinh",
  ])
  func aStatementOverInOrUnderTheTableIsZeros(_ words: String) throws {
    for (row, column) in [(3, 0), (3, 8)] {
      var sheet = blank
      sheet[row, column] = .text(words)
      try expectZeros(sheet, at: CellAddress(row: row, column: column))
    }
    var under = blank
    let footer = under.rows.firstIndex { $0.first == .text("Ghi chú:") } ?? 0
    under[footer - 1, 0] = .text(words)
    try expectZeros(under, at: CellAddress(row: footer - 1, column: 0))
  }

  @Test func aStatementOfOneRowIsNoneOfTheForm() throws {
    for column in [try explanation, 5] {
      var sheet = blank
      sheet[sheet.row("0305"), column] = .text("Không phát sinh")
      let form = try #require(try BindingFixture.form(sheet))
      #expect(form.nilReturn == nil)
      let open = form.cells.filter { matrix.content($0.key) == .open }
      #expect(open.values.allSatisfy { $0.reading.value == nil })
    }
  }

  @Test(arguments: [
    "Chỉ tiêu 0305 không phát sinh", "Có phát sinh nhưng chưa thu thập",
    "Thôn Nà Sài không phát sinh",
    "Chưa có số liệu phát sinh", "Không phát sinh thêm so với năm trước",
  ])
  func aTextThatSaysMoreIsForAPersonToRead(_ words: String) throws {
    #expect(!NilStatement.isOne(LabelKey(words)))
    var sheet = blank
    sheet[3, 0] = .text(words)
    #expect(try #require(try BindingFixture.form(sheet)).nilReturn == nil)
  }

  @Test func aStatementBesideFiguresIsContradicted() throws {
    var sheet = filled
    sheet[3, 0] = .text("Không phát sinh")
    let form = try #require(try BindingFixture.form(sheet))
    let statement = try #require(form.nilReturn)
    #expect(statement.address == CellAddress(row: 3, column: 0))
    #expect(statement.contradictions.count == 5)
    // That of a row speaks of its row alone.
    var row = filled
    let line = row.row("0305")
    row[line, try explanation] = .text("Không phát sinh")
    let other = try #require(try BindingFixture.form(row)).nilReturn
    #expect(other?.address.row == line)
    #expect(other?.contradictions.allSatisfy { $0.row == line } == true)
    // Zeros are what it says.
    for column in row.rows[line].indices {
      switch row[line, column] {
      case .number: row[line, column] = .number("0")
      case .formula: row[line, column] = .formula("0")
      default: break
      }
    }
    #expect(try #require(try BindingFixture.form(row)).nilReturn == nil)
  }

  @Test func whoWritesSomeZerosLeavesTheOthersOpen() throws {
    var sheet = blank
    sheet[3, 0] = .text("Không phát sinh")
    sheet[sheet.row("0305"), 5] = .number("0")
    sheet[sheet.row("0305"), 6] = .text("-")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.nilReturn == nil)
    let open = form.cells.filter { matrix.content($0.key) == .open }
    #expect(open.values.count { $0.reading.value != nil } == 2)
  }

  @Test func theNotesOfTheFormAreNoStatement() throws {
    for form in BindingFixture.library.forms {
      for note in form.notes { #expect(!NilStatement.isOne(LabelKey(note)), "\(note)") }
      for row in form.matrix?.rows ?? [] { #expect(!NilStatement.isOne(LabelKey(row.label))) }
    }
  }

  // MARK: Beside the title

  @Test(arguments: [0, 1, 2, 3])
  func aNumberBesideTheTitleBlockIsOutsideTheForm(_ row: Int) throws {
    for value: TestSheet.Value in [.number("17"), .text("1.234")] {
      var sheet = filled
      let column = matrix.columns.count + 1
      sheet[row, column] = value
      let form = try #require(try BindingFixture.form(sheet))
      #expect(form.misfits.map(\.kind) == [.textOutsideForm], "row \(row)")
      #expect(form.misfits.first?.address == CellAddress(row: row, column: column))
    }
  }

  @Test(arguments: [
    "Năm", "Mã đơn vị:", "Quý", "Số:", "Kỳ báo cáo", "Lai Châu, ngày", "tháng", "Biểu số",
    "6 tháng",
  ])
  func theDocumentsOwnNumbersAreNot(_ label: String) throws {
    var sheet = filled
    let column = matrix.columns.count + 1
    sheet[3, column] = .text(label)
    sheet[3, column + 1] = .number("12")
    #expect(try #require(try BindingFixture.form(sheet)).misfits == [])
  }

  @Test(arguments: ["Năm trước", "Số trẻ em", "Tổng số", "Dân số", "Kỳ trước", "Xã Bản Bo"])
  func aFigureBesideALabelOfItsOwnIs(_ label: String) throws {
    var sheet = filled
    let column = matrix.columns.count + 1
    sheet[3, column] = .text(label)
    sheet[3, column + 1] = .number("450")
    #expect(
      try #require(try BindingFixture.form(sheet)).misfits.map(\.kind) == [.textOutsideForm])
  }

  // MARK: Gone

  private func row(_ sheet: String, _ form: String, _ row: Int) -> IdentityRow {
    IdentityRow(
      sheet: sheet, set: "tt13-2021", form: form, version: "1", unit: "03424", period: "2024",
      row: row)
  }

  private func gone(_ sheets: [TestSheet], _ identity: [IdentityRow]) throws -> [String] {
    BindingFixture.binder.bind(
      try sheets.map { try $0.grid },
      facts: BindingFixture.facts(sheets, identity: identity)
    ).gone.map(\.form)
  }

  @Test func aFormThatTheHiddenSheetListsAndThatIsGoneIsKnown() throws {
    let two = [filled, try BindingFixture.sheet("TE-05")]
    let rows = [row("TE-03", "TE-03", 1), row("TE-05", "TE-05", 2), row("TE-06", "TE-06", 3)]
    #expect(try gone(two, rows) == ["TE-06"])
    #expect(try gone(two, Array(rows.prefix(2))) == [])
    #expect(try gone([filled], rows) == ["TE-05", "TE-06"])
    // Listed twice it is gone once.
    #expect(try gone(two, rows + [row("TE-06", "TE-06", 4)]) == ["TE-06"])
    // A renamed sheet is there; one that is emptied is not.
    var renamed = two
    renamed[1].name = "Sheet2"
    #expect(try gone(renamed, rows) == ["TE-06"])
    renamed[1].rows = []
    #expect(try gone(renamed, rows) == ["TE-05", "TE-06"])
    // One that is not recognised says so itself.
    renamed[1] = TestSheet(name: "TE-05", rows: [[.text("gì đó")]])
    #expect(try gone(renamed, rows) == ["TE-06"])
  }
}
