import FormModel
import Foundation
import Indicators
import SheetModel
import Testing

/// What in a sheet does not fit its matrix form is reported once, at its cause.
@Suite struct BindingMisfitTests {
  let clean: TestSheet
  let expected: [FormCell: ExactDecimal]

  init() throws {
    clean = try BindingFixture.sheet()
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    expected = BindingFixture.figures(matrix).compactMapValues(\.value)
  }

  func values(_ form: BoundForm) -> [FormCell: ExactDecimal] {
    form.cells.compactMapValues(\.reading.value)
  }

  @Test func anUnknownCodeIsReportedAndTheLabelStillBinds() throws {
    var sheet = clean
    let row = sheet.row("0305")
    sheet[row, 2] = .text("0399")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(
      form.misfits == [
        Misfit(
          kind: .unknownCode(readAs: "0305"), address: CellAddress(row: row, column: 2),
          text: "0399")
      ])
  }

  @Test func aCodeBesideTheLabelOfAnotherRowIsReportedAndCounts() throws {
    var sheet = clean
    let row = sheet.row("0305")
    sheet[row, 1] = sheet[sheet.row("0304.MS"), 1]
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(
      form.misfits == [
        Misfit(
          kind: .labelOfOtherRow(code: "0304.MS"), address: CellAddress(row: row, column: 2),
          text: "0305")
      ])
  }

  @Test func rowsWithoutAnyCodesBindByLabelAndPlace() throws {
    var sheet = clean
    let first = sheet.row("0301")
    var coded: [CellAddress] = []
    for row in first..<sheet.rows.count where sheet[row, 3] != .empty {
      sheet[row, 2] = .empty
      coded.append(CellAddress(row: row, column: 2))
    }
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(
      form.misfits == [
        Misfit(
          kind: .missingCode(code: "0301", others: Array(coded.dropFirst())),
          address: CellAddress(row: first, column: 2), text: "")
      ])
  }

  @Test func anEmptyCodeBesideAKnownLabelIsTold() throws {
    var sheet = clean
    let row = sheet.row("0305")
    sheet[row, 2] = .empty
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(
      form.misfits == [
        Misfit(
          kind: .missingCode(code: "0305", others: []), address: CellAddress(row: row, column: 2),
          text: "")
      ])
  }

  @Test func aUnitOfAnotherBaseIsReported() throws {
    var sheet = clean
    let row = sheet.row("0301.TL")
    sheet[row, 3] = .text("‰")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(
      form.misfits == [
        Misfit(
          kind: .unitOfOtherBase(expected: "%"), address: CellAddress(row: row, column: 3),
          text: "‰")
      ])
    sheet[row, 3] = .text("Phần trăm")
    #expect(try #require(try BindingFixture.form(sheet)).misfits == [])
  }

  @Test func anInsertedColumnOfFiguresIsOneMisfit() throws {
    var sheet = clean
    sheet.insertColumn(at: 5)
    sheet[5, 5] = .text("Năm trước")
    let rows = [sheet.row("0301"), sheet.row("0302"), sheet.row("0305")]
    for row in rows { sheet[row, 5] = .number("77") }
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    let last = CellAddress(row: rows[2], column: 5)
    #expect(
      form.misfits == [
        Misfit(
          kind: .areaOutsideForm(cells: 4, last: last), address: CellAddress(row: 5, column: 5),
          text: "Năm trước")
      ])
  }

  @Test func aForeignRowIsReportedOnceAtItsCode() throws {
    var sheet = clean
    let row = sheet.row("0305")
    sheet.rows.insert(
      [.text("9"), .text("Chỉ tiêu của xã"), .text("0999"), .text("người"), .number("5")], at: row)
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(
      form.misfits == [
        Misfit(
          kind: .unknownCode(readAs: nil), address: CellAddress(row: row, column: 2), text: "0999")
      ])
  }

  @Test func aRepeatedCodeIsADuplicateAndTheFirstCounts() throws {
    var sheet = clean
    let row = sheet.row("0307")
    sheet.rows.insert(sheet.rows[row], at: row + 1)
    sheet[row + 1, 4] = .number("99")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    let first = CellAddress(row: row, column: 2)
    #expect(
      form.misfits == [
        Misfit(
          kind: .duplicateRow(first: first), address: CellAddress(row: row + 1, column: 2),
          text: "0307")
      ])
  }

  @Test func missingRowsAndColumnsAreNamed() throws {
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let male = try #require(matrix.column(id: "sex=male"))
    var sheet = clean
    sheet.rows.remove(at: sheet.row("0307"))
    for row in 4..<sheet.rows.count where sheet.rows[row].count > male {
      sheet.rows[row].remove(at: male)
    }
    // The head over the removed column moves to the next one, as in a merged head.
    sheet[4, male] = .text("Chia theo")
    sheet[5, male] = .text("Giới tính")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(
      form.misfits.map(\.kind) == [.missingRow(code: "0307"), .missingColumn(label: "Nam")])
    #expect(form.misfits.allSatisfy { $0.address == CellAddress(row: 4, column: 0) })
  }

  @Test func twoColumnsOfOneLabelAreAmbiguousAndNeitherIsBound() throws {
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let male = try #require(matrix.column(id: "sex=male"))
    var sheet = clean
    sheet[6, male + 1] = .text("Nam")
    let form = try #require(try BindingFixture.form(sheet))
    let clash = form.misfits.first {
      if case .ambiguousColumn = $0.kind { true } else { false }
    }
    #expect(
      clash?.kind
        == .ambiguousColumn(label: "Nam", other: CellAddress(row: 6, column: male)))
    #expect(clash?.address == CellAddress(row: 6, column: male + 1))
    #expect(form.cells.keys.allSatisfy { $0.column != male && $0.column != male + 1 })
  }

  @Test func figuresOutsideTheFormAreReported() throws {
    var sheet = clean
    let width = sheet.rows[4].count
    let row = sheet.row("0301")
    sheet[row, width + 2] = .number("5")
    sheet[1, 4] = .number("12")
    let below = sheet.rows.count
    sheet.rows.append([.empty, .text("Cộng"), .empty, .empty, .number("400")])
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(form.misfits.allSatisfy { $0.kind == .textOutsideForm })
    #expect(
      form.misfits.map(\.address) == [
        CellAddress(row: 1, column: 4), CellAddress(row: row, column: width + 2),
        CellAddress(row: below, column: 4),
      ])
  }
}
