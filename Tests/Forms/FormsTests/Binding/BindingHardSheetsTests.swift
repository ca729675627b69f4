import FormModel
import Indicators
import SheetModel
import Tables
import Testing

/// Sheets that officers or programs have damaged badly, and sheets that are no forms at all.
@Suite struct BindingHardSheetsTests {
  func values(_ form: BoundForm) -> [FormCell: ExactDecimal] {
    form.cells.compactMapValues(\.reading.value)
  }

  func expected(_ id: String) throws -> [FormCell: ExactDecimal] {
    let matrix = try #require(BindingFixture.library.form(id)?.matrix)
    return BindingFixture.figures(matrix).compactMapValues(\.value)
  }

  @Test func rowsInAnyOrderBindByTheirCodes() throws {
    var sheet = try BindingFixture.sheet("TE-02")
    let first = 8
    let count = try #require(BindingFixture.library.form("TE-02")?.matrix?.rows.count)
    let body = sheet.rows[first..<(first + count)].reversed()
    sheet.rows.replaceSubrange(first..<(first + count), with: body)
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == (try expected("TE-02")))
    #expect(form.misfits == [])
  }

  @Test func aTableWithoutTheHeadOfItsCodeColumnBindsByContent() throws {
    var sheet = try BindingFixture.sheet()
    sheet[4, 2] = .empty
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == (try expected("TE-03")))
    #expect(form.misfits == [])
  }

  @Test func aTableWithoutCodesBindsByLabelsWhereTheyAreUnique() throws {
    var sheet = try BindingFixture.sheet("TE-06")
    for row in 4..<sheet.rows.count where sheet.rows[row].count > 2 {
      sheet.rows[row].remove(at: 2)
    }
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.definition.id == "TE-06")
    #expect(form.misfits.contains { $0.kind == .missingColumn(label: "Mã số") })
    let expected = try expected("TE-06")
    for (cell, value) in values(form) { #expect(expected[cell] == value) }
    #expect(values(form).count * 2 > expected.count)
  }

  @Test func aColumnWithoutAnyLabelBindsByItsMark() throws {
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let female = try #require(matrix.column(id: "sex=female"))
    var sheet = try BindingFixture.sheet()
    sheet[6, female] = .empty
    #expect(values(try #require(try BindingFixture.form(sheet))) == (try expected("TE-03")))
    // A label of its own says that the column is another one, whatever its mark.
    sheet[6, female] = .text("Khác")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.cells.keys.allSatisfy { $0.column != female })
    #expect(form.misfits.contains { $0.kind == .missingColumn(label: "Nữ") })
  }

  @Test func equalLabelsAreToldApartByTheHeadsAboveThem() throws {
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let male = try #require(matrix.column(id: "sex=male"))
    var sheet = try BindingFixture.sheet()
    let width = sheet.rows[4].count
    // The table of the year before, pasted at the right under a head of its own.
    sheet[4, width] = .text("Năm trước")
    sheet[6, width] = .text("Nam")
    sheet[sheet.row("0301"), width] = .number("500")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == (try expected("TE-03")))
    #expect(form.cells.keys.contains { $0.column == male })
    let outside = form.misfits.filter { $0.kind == .textOutsideForm }.map(\.text)
    #expect(outside.contains("500"))
  }

  @Test func mergedHeadsTellColumnsApartWhereTheNearestHeadWouldMislead() throws {
    var sheet = try BindingFixture.sheet()
    let width = sheet.rows[4].count
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let male = try #require(matrix.column(id: "sex=male"))
    // A second "Nam" right of the table; the head over it is merged over another range.
    sheet[6, width] = .text("Nam")
    sheet.merges = [CellRange(CellAddress(row: 4, column: male), CellAddress(row: 4, column: 9))]
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == (try expected("TE-03")))
  }

  @Test func percentCellsAreReadAsShown() throws {
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let row = try #require(matrix.row(code: "0301.TL"))
    var sheet = try BindingFixture.sheet()
    sheet[sheet.row("0301.TL"), 4] = .percent("0.125")
    sheet[sheet.row("0301.TL"), 5] = .text("4,9‰")
    let form = try #require(try BindingFixture.form(sheet))
    let native = try #require(form.cells[FormCell(row: row, column: 4)])
    #expect(native.reading.value?.description == "12.5")
    #expect(native.reading.base == .percent)
    #expect(native.typed == "0.125")
    #expect(form.cells[FormCell(row: row, column: 5)]?.reading.base == .permille)
  }

  @Test func stackedFormsBindTheFirstAndReportTheSecond() throws {
    var sheet = try BindingFixture.sheet("TE-06")
    sheet.rows += try BindingFixture.sheet("XH-02").rows
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.definition.id == "TE-06")
    #expect(values(form) == (try expected("TE-06")))
    #expect(form.misfits.contains { $0.kind == .unknownCode(readAs: nil) })
  }

  @Test func aSheetBeyondTheLimitsIsNoMatrixForm() throws {
    let row: [TestSheet.Value] = [.text("0301"), .number("5")]
    let sheet = TestSheet(name: "lớn", rows: Array(repeating: row, count: 20_001))
    #expect(try !sheet.grid.isComplete)
    guard case .unknown? = try BindingFixture.bind([sheet]).first else {
      Issue.record("a sheet of 20,001 rows is no matrix form")
      return
    }
  }

  @Test func noDamageMakesTheBinderTrap() throws {
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let words = [
      "Mã số", "Chỉ tiêu", "Tổng số", "Nam", "Nữ", "Chia theo", "0301", "301", "0301a", "x", "-",
      "…", "A", "1=2+3", "Biểu số 03/TE", "Biểu số 01/DS", "Kỳ báo cáo:", "Đơn vị báo cáo", "Năm",
      "(mã )", "()", ":", "Ghi chú", "Ngày sinh", "Họ và tên", "Giới tính", "1.234", "1,234",
      "\u{301}", "Đơn vị báo cáo: (", "Quý", "Quý V/2026", "2026", "99999999999999999999",
    ]
    for id in ["TE-01", "TE-03", "XH-02"] {
      let clean = try BindingFixture.sheet(id)
      for _ in 0..<40 {
        var sheet = clean
        for _ in 0..<random(60) {
          let row = random(sheet.rows.count)
          let column = random(16)
          switch random(8) {
          case 0: sheet[row, column] = .number("\(random(5000))")
          case 1: sheet[row, column] = .error("#REF!")
          case 2: sheet[row, column] = .empty
          case 3: sheet[row, column] = .date(2026, 2, 3)
          case 4: sheet.rows[row] = sheet.rows[random(sheet.rows.count)]
          case 5: sheet.rows.remove(at: row)
          case 6: sheet.swapColumns(random(12), random(12))
          default: sheet[row, column] = .text(words[random(words.count)])
          }
          if sheet.rows.isEmpty { sheet.rows = [[.text("x")]] }
        }
        let found = try BindingFixture.bind([sheet], format: random(2) == 0 ? .xlsx : .csv)
        if case .matrix(let form)? = found.first {
          _ = form.observations(file: "", sha256: "")
          #expect(form.misfits.allSatisfy { $0.address.row < max(1, sheet.rows.count) })
        }
      }
    }
  }
}
