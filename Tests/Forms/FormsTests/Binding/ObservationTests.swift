import FormModel
import Indicators
import SheetModel
import Testing

@Suite struct ObservationTests {
  func observations(_ sheet: TestSheet, format: WorkbookFormat = .xlsx) throws -> [Observation] {
    let form = try #require(try BindingFixture.form(sheet, format: format))
    return try #require(form.observations(file: "a.xlsx", sha256: "00"))
  }

  func figure(
    _ observations: [Observation], _ code: String, _ measure: Measure,
    _ breakdown: [BreakdownValue] = []
  ) -> Observation? {
    observations.first {
      $0.key.indicator == IndicatorID(list: "I", code: code) && $0.key.measure == measure
        && $0.key.breakdown == breakdown
    }
  }

  @Test func everyCellThatIsNotClosedIsObservedInTheOrderOfTheForm() throws {
    let matrix = try #require(BindingFixture.library.form("TE-03")?.matrix)
    let open = matrix.figureCells.filter { matrix.content($0) != .closed }
    let found = try observations(BindingFixture.sheet())
    #expect(found.count == open.count)
    let figures = BindingFixture.figures(matrix)
    #expect(found.map(\.value) == open.map { figures[$0]?.value })
    #expect(Set(found.map(\.key)).count == found.count)
    #expect(found.first?.key.unit == "03424")
    #expect(found.first?.origin?.cell == "E10")
  }

  @Test func emptyComputedCellsAreComputedFromTheDefinition() throws {
    let clean = try BindingFixture.sheet()
    let expected = try observations(clean)
    var bare = clean
    for row in bare.rows.indices {
      for column in bare.rows[row].indices {
        if case .formula = bare.rows[row][column] {
          let gaps: [TestSheet.Value] = [.formulaWithoutValue, .emptyFormula, .empty]
          bare.rows[row][column] = gaps[(row + column) % 3]
        }
      }
    }
    let found = try observations(bare)
    #expect(found.map(\.value) == expected.map(\.value))
    #expect(found.map(\.status) == expected.map(\.status))
  }

  @Test func missingZeroAndNotApplicableStayApart() throws {
    var sheet = try BindingFixture.sheet()
    let row = sheet.row("0307")
    sheet[row, 4] = .text("-")
    var found = try observations(sheet)
    #expect(figure(found, "0307", .count)?.status == .zero)
    #expect(figure(found, "0307", .count)?.value == .zero)
    for (typed, status) in [("…", ObservationStatus.missing), ("x", .notApplicable)] {
      sheet[row, 4] = .text(typed)
      found = try observations(sheet)
      #expect(figure(found, "0307", .count)?.status == status)
      #expect(figure(found, "0307", .count)?.value == nil)
      #expect(figure(found, "0307", .count)?.origin?.typed == typed)
    }
  }

  @Test func anExplanationBelongsToTheFirstFigureOfItsRow() throws {
    var sheet = try BindingFixture.sheet()
    let last = sheet.rows[4].count - 1
    sheet[sheet.row("0301"), last] = .text("Số ước")
    let found = try observations(sheet)
    #expect(found.filter { !$0.explanation.isEmpty }.count == 1)
    #expect(figure(found, "0301", .count)?.explanation == "Số ước")
  }

  @Test func allFormatsGiveTheSameValues() throws {
    var sheet = try BindingFixture.sheet()
    let expected = try observations(sheet)
    for row in sheet.rows.indices {
      for column in sheet.rows[row].indices {
        switch sheet.rows[row][column] {
        case .number(let digits), .formula(let digits): sheet.rows[row][column] = .text(digits)
        default: break
        }
      }
    }
    let found = try observations(sheet, format: .csv)
    #expect(found.map(\.value?.description) == expected.map(\.value?.description))
    #expect(found.map(\.status) == expected.map(\.status))
    #expect(found.map(\.key) == expected.map(\.key))
  }

  @Test func aFormWithoutUnitOrPeriodGivesNoObservations() throws {
    let sheet = try BindingFixture.sheet(period: "…")
    let form = try #require(try BindingFixture.form(sheet))
    #expect(form.observations(file: "", sha256: "") == nil)
  }
}
