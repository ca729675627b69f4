import FormModel
import Foundation
import Indicators
import SheetModel
import Testing

/// A matrix form binds whatever officers do to its sheet.
@Suite struct BindingMatrixTests {
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

  func address(_ text: String) -> CellAddress? { CellAddress(text) }

  @Test func aCleanFormBindsWithoutAnyMisfit() throws {
    let form = try #require(try BindingFixture.form(clean))
    #expect(form.definition.id == "TE-03")
    #expect(form.basis == .title)
    #expect(values(form) == expected)
    #expect(form.misfits == [])
    #expect(form.identity.unit == "03424")
    #expect(form.identity.period?.description == "2024")
    #expect(form.cells.values.allSatisfy { $0.reading.issue == nil })
    #expect(form.sourceHoldsFormulas)
  }

  @Test func everyFigureKeepsTheOfficersAddress() throws {
    let form = try #require(try BindingFixture.form(clean))
    let matrix = try #require(form.definition.matrix)
    let row = try #require(matrix.row(code: "0301a"))
    let column = try #require(matrix.column(id: "sex=female"))
    let cell = try #require(form.cells[FormCell(row: row, column: column)])
    #expect(cell.address == CellAddress(row: clean.row("0301a"), column: column))
    #expect(cell.typed == "\(row + column)")
  }

  @Test func extraTitleRowsAndColumnsMoveNothing() throws {
    var sheet = clean
    sheet.rows.insert([.text("ỦY BAN NHÂN DÂN XÃ BẢN BO")], at: 0)
    sheet.rows.insert([.empty, .text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")], at: 1)
    sheet.insertColumn(at: 0)
    sheet.insertColumn(at: 0)
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(form.misfits == [])
  }

  @Test func anInsertedColumnOfFiguresIsOutsideTheForm() throws {
    var sheet = clean
    sheet.insertColumn(at: 5)
    sheet[5, 5] = .text("Năm trước")
    sheet[sheet.row("0301"), 5] = .number("77")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(form.misfits.map(\.kind) == [.textOutsideForm, .textOutsideForm])
    #expect(form.misfits.last?.address == CellAddress(row: sheet.row("0301"), column: 5))
    #expect(form.misfits.last?.text == "77")
  }

  @Test func swappedColumnsGoByTheirLabels() throws {
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let male = try #require(matrix.column(id: "sex=male"))
    let disabled = try #require(matrix.column(id: "disability=disabled"))
    var sheet = clean
    sheet.swapColumns(male, male + 1)
    #expect(values(try #require(try BindingFixture.form(sheet))) == expected)
    sheet.swapColumns(0, 2)
    sheet.swapColumns(male, disabled)
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(form.misfits == [])
  }

  @Test(arguments: ["NFD", "capitals", "tones", "blanks", "NBSP"])
  func labelsBindInAnySpelling(spelling: String) throws {
    var sheet = clean
    sheet.mapTexts { text in
      switch spelling {
      case "NFD": text.decomposedStringWithCanonicalMapping
      case "capitals": text == "x" ? text : text.uppercased()
      case "tones":
        text.replacingOccurrences(of: "khỏe", with: "khoẻ").replacingOccurrences(
          of: "ủy", with: "uỷ")
      case "blanks": "  " + text.replacingOccurrences(of: " ", with: "  ") + " "
      default: text.replacingOccurrences(of: " ", with: "\u{A0}") + "\u{200B}"
      }
    }
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(form.misfits == [])
    #expect(form.identity.unit == "03424")
    #expect(form.identity.period?.description == "2024")
  }

  @Test func codesStoredAsNumbersAndWithBlanksBind() throws {
    var sheet = clean
    for code in ["0301", "0302", "0305"] {
      sheet[sheet.row(code), 2] = .number(String(code.dropFirst()))
    }
    let other = sheet.row("0301.MS")
    sheet[other, 2] = .text(" 0301 .ms ")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(form.misfits == [])
  }

  @Test func aRowWithoutItsCodeBindsByItsLabelWhereThatIsUnique() throws {
    var sheet = clean
    let unique = sheet.row("0305")
    sheet[unique, 2] = .empty
    #expect(values(try #require(try BindingFixture.form(sheet))) == expected)
    // The groups stand under 0301 and 0302 alike; all other codes tell which one this is.
    let group = sheet.row("0302b")
    sheet[group, 2] = .empty
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(
      form.misfits.map(\.kind) == [
        .missingCode(code: "0302b", others: [CellAddress(row: unique, column: 2)])
      ])
  }

  @Test func closedCellsMayHoldSignsButNoFigures() throws {
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let row = try #require(matrix.row(code: "0312"))
    let columns = matrix.rows[row].contents.filter { $0.value == .closed }.keys.sorted()
    var sheet = clean
    sheet[sheet.row("0312"), columns[0]] = .empty
    sheet[sheet.row("0312"), columns[1]] = .text("-")
    sheet[sheet.row("0312"), columns[2]] = .number("3")
    sheet[sheet.row("0312"), columns[3]] = .text("4")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.misfits.map(\.kind) == [.closedCellFilled, .closedCellFilled])
    #expect(form.misfits.map(\.address.column) == [columns[2], columns[3]])
  }

  @Test func whatAnOfficerTypesIsKeptWithItsIssue() throws {
    var sheet = clean
    let row = sheet.row("0307")
    sheet[row, 4] = .error("#REF!")
    sheet[sheet.row("0305"), 5] = .text("12")
    sheet[sheet.row("0311"), 5] = .formulaWithoutValue
    sheet[sheet.row("0310"), 5] = .emptyFormula
    sheet[row, sheet.rows[4].count - 1] = .text("  Do thống kê lại\u{A0}")
    let form = try #require(try BindingFixture.form(sheet))
    let matrix = try #require(form.definition.matrix)
    func cell(_ code: String, _ column: Int) throws -> BoundCell {
      let row = try #require(matrix.row(code: code))
      return try #require(form.cells[FormCell(row: row, column: column)])
    }
    #expect(try cell("0307", 4).reading.issue == .errorValue)
    #expect(try cell("0307", 4).typed == "#REF!")
    #expect(try cell("0305", 5).reading.issue == .numberAsText)
    #expect(try cell("0311", 5).reading.issue == .formulaWithoutValue)
    #expect(try cell("0310", 5).reading.issue == nil)
    #expect(try cell("0310", 5).reading.status == .missing)
    let explained = try #require(matrix.row(code: "0307"))
    #expect(form.explanations[explained] == "Do thống kê lại")
    #expect(form.misfits == [])
  }

  @Test func delimitedTextBindsToTheSameFigures() throws {
    var sheet = clean
    for row in sheet.rows.indices {
      for column in sheet.rows[row].indices {
        switch sheet.rows[row][column] {
        case .number(let digits), .formula(let digits): sheet.rows[row][column] = .text(digits)
        default: break
        }
      }
    }
    let form = try #require(try BindingFixture.form(sheet, format: .csv))
    #expect(values(form) == expected)
    #expect(form.misfits == [])
    #expect(!form.sourceHoldsFormulas)
    #expect(form.cells.values.allSatisfy { $0.reading.issue == nil })
  }

  @Test func aTableThatRepeatsItsHeadOnEachPageBinds() throws {
    var sheet = clean
    let row = sheet.row("0305")
    sheet.rows.insert(contentsOf: sheet.rows[4...7], at: row)
    let form = try #require(try BindingFixture.form(sheet))
    #expect(values(form) == expected)
    #expect(form.misfits == [])
  }
}
