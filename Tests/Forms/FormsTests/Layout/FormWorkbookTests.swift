import FormModel
import Indicators
import Layout
import SheetModel
import Testing

@Suite struct FormWorkbookTests {
  @Test func oneFormSaysWhatItIsInPropertiesAndOnTheHiddenSheet() throws {
    let workbook = FormWorkbook([try LayoutFixture.request(period: "2026H1")])
    let properties = workbook.outline.properties
    let found = ["set", "form", "version", "unit", "period"].map {
      properties[custom: "bieu." + $0]
    }
    #expect(found == ["tt13-2021", "TE-03", "1", "03424", "2026H1"])
    #expect(properties.creator == "bieu")
    #expect(properties.title?.contains("Xã Bản Bo") == true)
    let hidden = LaidOutSheet(workbook, 1)
    #expect(hidden.layout.name == "_bieu")
    #expect(hidden.layout.visibility == .hidden)
    let columns = ["A", "B", "C", "D", "E", "F"]
    #expect(columns.map { hidden.text($0 + "1") } == IdentityTable.head)
    #expect(
      columns.map { hidden.text($0 + "2") } == [
        "TE-03", "tt13-2021", "TE-03", "1", "03424", "2026H1",
      ])
    #expect(hidden.kind("E2") == .text)
  }

  @Test func severalFormsHaveARowEachAndNoPropertyOfOne() throws {
    let workbook = FormWorkbook([
      try LayoutFixture.request(), try LayoutFixture.request(LayoutFixture.register),
    ])
    #expect(workbook.outline.properties.custom.isEmpty)
    #expect(workbook.outline.sheets.map(\.name) == ["TE-03", "DS-01", "_bieu"])
    #expect(LaidOutSheet(workbook, 2).text("A3") == "DS-01")
  }

  @Test func sheetsOfSeveralUnitsAreNamedByUnit() throws {
    let workbook = FormWorkbook([
      try LayoutFixture.request(),
      try LayoutFixture.request(unit: LayoutFixture.unit("Xã Sin Suối Hồ", code: "03430")),
    ])
    #expect(
      workbook.outline.sheets.map(\.name) == ["TE-03 Xã Bản Bo", "TE-03 Xã Sin Suối Hồ", "_bieu"])
  }

  @Test func sheetNamesAreUniqueShortAndAllowed() throws {
    let long = "Xã Ia H'Drai [mới] / " + String(repeating: "rất dài ", count: 6)
    let units = [("1", long), ("2", long), ("3", long.uppercased())]
    let workbook = FormWorkbook(
      try units.map {
        try LayoutFixture.request(unit: LayoutFixture.unit($0.1, code: $0.0), period: "2026")
      })
    let names = workbook.outline.sheets.map(\.name)
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    for name in names {
      #expect(name.utf16.count <= 31)
      #expect(!name.contains { ":\\/?*[]'".contains($0) })
    }
    #expect(names[1].hasSuffix("(2)"))
  }

  @Test func observationsGoToTheSheetOfTheirUnit() throws {
    let other = LayoutFixture.unit("Xã Sin Suối Hồ", code: "03430")
    var there = try LayoutFixture.observation("0302", .count, [], "7")
    there.key.unit = "03430"
    let workbook = FormWorkbook(
      [try LayoutFixture.request(), try LayoutFixture.request(unit: other)],
      observations: [there, try LayoutFixture.observation("0302", .count, [], "4")])
    #expect(LaidOutSheet(workbook, 0).text("E13") == "4")
    #expect(LaidOutSheet(workbook, 1).text("E13") == "7")
    #expect(workbook.leftovers.isEmpty)
  }

  @Test func everyShippedFormLaysOutToSheetsThatWritersTake() throws {
    let (library, _) = ShippedTemplates.load()
    let period = try #require(ReportingPeriod("2026"))
    let workbook = FormWorkbook(
      library.forms.map {
        FormRequest(
          definition: $0, unit: LayoutFixture.unit(), period: period,
          breakdowns: library.set($0.set)?.breakdowns ?? [])
      })
    #expect(workbook.sheets.count == library.forms.count + 1)
    for (layout, rows) in zip(workbook.outline.sheets, workbook.sheets) {
      #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.index < $1.index })
      for row in rows {
        #expect(zip(row.cells, row.cells.dropFirst()).allSatisfy { $0.column < $1.column })
      }
      var joined: Set<CellAddress> = []
      for merge in layout.merges {
        for row in merge.first.row...merge.last.row {
          for column in merge.first.column...merge.last.column {
            let isFree = joined.insert(CellAddress(row: row, column: column)).inserted
            #expect(isFree, "\(layout.name) \(merge)")
          }
        }
      }
      #expect(layout.rows.allSatisfy { ($0.height ?? 0) > 0 && ($0.height ?? 0) <= 409 })
      for limit in layout.validations {
        #expect(!limit.ranges.isEmpty)
        if case .list(let items) = limit.rule {
          #expect(items.joined(separator: ",").utf16.count <= 255)
        }
      }
    }
  }

  @Test func sameInputGivesTheSameCells() throws {
    let observations = try (0..<2).map {
      try LayoutFixture.observation(
        "0301", .count, [$0 == 0 ? LayoutFixture.male : LayoutFixture.female], "\($0 + 5)")
    }
    func cells(_ observations: [Observation]) throws -> [String] {
      let workbook = FormWorkbook([try LayoutFixture.request()], observations: observations)
      return workbook.sheets.joined().flatMap { row in
        row.cells.map { "\(row.index) \($0.column) \($0.style) \(row.text(of: $0))" }
      }
    }
    #expect(try cells(observations) == cells(observations.reversed()))
  }
}
