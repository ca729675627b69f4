import FormModel
import Indicators
import SheetModel
import Testing
import Validation

@Suite struct BatchTests {
  private let local = rule("same-quantity", ["left": "0104.MS", "right": "0101"])

  @Test func oneQuantityInTwoRowsOfAForm() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số | Nam  | Nữ |
      | 0101    | =120    | 60   | 60 |
      | 0104.MS | =121    | 61 ① | 60 |
      """)
    #expect(
      try sheet.check(local) == [
        Found(.sameQuantityDiffers(expected: 60, found: 61), at: sheet["①"])
      ])
  }

  private func library(_ rules: [RuleDeclaration]) -> TemplateLibrary {
    var other = SmallForm.definition([])
    other.id = "TE-98"
    return TemplateLibrary(
      sets: [], forms: [SmallForm.definition(rules), other], units: SmallForm.units)
  }

  private func form(_ id: String, total: String) throws -> BoundForm {
    var form = try TextGrid(
      """
      | Mã số | Tổng số  |
      | 0101  | \(total) |
      """
    ).form()
    form.definition.id = id
    return form
  }

  @Test func oneQuantityOnTwoFormsInTwoFiles() throws {
    let rules = [
      rule(
        "same-quantity", ["left": "0101@total", "right": "TE-98:0101@total"], severity: .warning)
    ]
    var checker = try BatchChecker(library: library(rules))
    for (id, total, file) in [
      ("TE-98", "120", "a.xlsx"), ("TE-99", "118", "b.ods"),
    ] {
      checker.add(
        try #require(checker.digest(of: form(id, total: total), file: file)))
    }
    let findings = checker.findings()
    #expect(findings.map(\.kind) == [.sameQuantityDiffers(expected: 120, found: 118)])
    #expect(
      findings.first?.place
        == Place(file: "b.ods", sheet: "Biểu 99", cell: CellAddress("B2")))
    #expect(
      findings.first?.related.map(\.place)
        == [Place(file: "a.xlsx", sheet: "Biểu 99", cell: CellAddress("B2"))])
    #expect(findings.first?.severity == .warning)
  }

  @Test func equalQuantitiesOnTwoFormsAreFine() throws {
    let rules = [rule("same-quantity", ["left": "0101", "right": "TE-98:0101"])]
    var checker = try BatchChecker(library: library(rules))
    for id in ["TE-98", "TE-99"] {
      checker.add(try #require(checker.digest(of: form(id, total: "120"), file: id)))
    }
    #expect(checker.findings() == [])
  }

  @Test func oneFormTwiceNamesBothPlaces() throws {
    var checker = try BatchChecker(library: library([]))
    for (file, total) in [("a.xlsx", "120"), ("b.xlsx", "121"), ("c.xlsx", "122")] {
      checker.add(try #require(checker.digest(of: form("TE-99", total: total), file: file)))
    }
    let period = try #require(ReportingPeriod("2026"))
    let findings = checker.findings()
    #expect(
      findings.map(\.kind)
        == Array(
          repeating: .duplicateForm(
            form: "Biểu số 99/TE", unit: "Xã Bản Bo (03424)", period: period), count: 2)
    )
    #expect(findings.map(\.place.file) == ["b.xlsx", "c.xlsx"])
    #expect(findings.allSatisfy { $0.related.first?.place.file == "a.xlsx" })
  }

  @Test func aTwinWithTheSameFiguresIsNoErrorAndIsCalledWhatItIs() throws {
    var checker = try BatchChecker(library: library([]))
    for (file, total) in [("a.xlsx", "120"), ("b.xlsx", "120"), ("c.xlsx", "-")] {
      checker.add(try #require(checker.digest(of: form("TE-99", total: total), file: file)))
    }
    let findings = checker.findings()
    #expect(findings.map(\.code) == [.repeatedForm, .duplicateForm])
    #expect(findings.map(\.severity) == [.warning, .error])
    #expect(findings.map(\.place.file) == ["b.xlsx", "c.xlsx"])
  }

  private let shared = rule("same-quantity", ["left": "0101@total", "right": "TE-98:0101@total"])

  @Test func whatDiffersInsideAFileIsNoMatterBetweenFiles() throws {
    var checker = try BatchChecker(library: library([shared]))
    for (id, total, file) in [
      ("TE-98", "120", "a.xlsx"), ("TE-99", "118", "a.xlsx"),
      // The twin in another file is compared with the form beside it, not with that of the first.
      ("TE-98", "130", "b.xlsx"), ("TE-99", "130", "b.xlsx"),
    ] {
      checker.add(try #require(checker.digest(of: form(id, total: total), file: file)))
    }
    let differs = Finding.Code.sameQuantityDiffers
    #expect(checker.findings(.betweenFiles).map(\.code) == [.duplicateForm, .duplicateForm])
    let inside = checker.findings().filter { $0.code == differs }
    #expect(inside.map(\.place.file) == ["a.xlsx"])
    #expect(inside.first?.related.map(\.place.file) == ["a.xlsx"])
  }

  @Test func aFormWithoutItsCompanionIsComparedWithThatOfAnotherFile() throws {
    var checker = try BatchChecker(library: library([shared]))
    for (id, total, file) in [("TE-99", "118", "b.xlsx"), ("TE-98", "120", "a.xlsx")] {
      checker.add(try #require(checker.digest(of: form(id, total: total), file: file)))
    }
    #expect(checker.findings(.betweenFiles).map(\.place.file) == ["b.xlsx"])
  }

  @Test(arguments: [("60", 0), ("61", 1), ("11", 1), ("12", 0)])
  func twoFormsStandInAProportion(total: String, findings: Int) throws {
    let rule = rule(
      "proportion",
      [
        "left": "0101@total", "right": "TE-98:0101@total", "min": "0.1", "max": "0.5",
        "reason": "một phần",
      ], severity: .warning)
    var checker = try BatchChecker(library: library([rule]))
    for (id, total) in [("TE-98", "120"), ("TE-99", total)] {
      checker.add(try #require(checker.digest(of: form(id, total: total), file: id)))
    }
    let found = checker.findings()
    #expect(found.count == findings)
    #expect(found.allSatisfy { $0.code == .outOfProportion && $0.severity == .warning })
    #expect(found.allSatisfy { $0.place.file == "TE-99" && $0.related.first?.value == 120 })
  }

  @Test func aDigestIsSmallWhateverTheForm() throws {
    let checker = try BatchChecker(library: library([shared]))
    let digest = try #require(try checker.digest(of: form("TE-99", total: "120"), file: "a"))
    #expect(MemoryLayout.size(ofValue: digest) <= 256)
  }

  @Test func aFormOfNoKnownUnitIsComparedWithNothing() throws {
    let checker = try BatchChecker(library: library([]))
    var form = try form("TE-99", total: "120")
    form.identity.unit = nil
    #expect(checker.digest(of: form, file: "a.xlsx") == nil)
  }
}
