import CSV
import FormModel
import Foundation
import Indicators
import SheetModel
import Templates
import TestSupport
import Testing
import Units
import Validation

/// The rules of this repository's templates, run over forms that are filled alike.
@Suite struct ShippedRuleTests {
  private static func load() throws -> TemplateLibrary {
    let loader = TemplateLoader(folder: Repository.templates.path) { path throws(WorkbookError) in
      guard let data = FileManager.default.contents(atPath: path) else {
        throw WorkbookError(.notFound, at: Place(file: path))
      }
      return try CSVReader(MemorySource([UInt8](data)), name: "table").rows(ofSheet: 0)
    }
    let (library, problems) = loader.load()
    #expect(problems.filter { $0.severity == .error } == [])
    return library
  }

  /// A form with one figure in every open cell, computed cells left to the definition.
  private func form(
    _ definition: FormDefinition, _ library: TemplateLibrary, figure: ExactDecimal?
  ) throws -> BoundForm {
    let matrix = try #require(definition.matrix)
    var cells: [FormCell: BoundCell] = [:]
    for cell in matrix.figureCells {
      guard let content = matrix.content(cell), content != .closed else { continue }
      let value = content == .open ? figure : nil
      cells[cell] = BoundCell(
        address: CellAddress(row: cell.row + 8, column: cell.column),
        typed: value?.description ?? "",
        reading: FigureReading(
          value: value, status: value.map { $0.isZero ? .zero : .reported } ?? .missing),
        hasFormula: content != .open)
    }
    let unit = library.units.units.first { $0.validTo == nil && $0.validFrom != nil }
    return BoundForm(
      definition: definition, sheet: definition.symbol, basis: .identity,
      identity: FormIdentity(unit: unit?.code, period: ReportingPeriod("2026"), claims: []),
      cells: cells, explanations: [:], sourceHoldsFormulas: true, misfits: [])
  }

  @Test func aFormOfZerosHasNoFindings() throws {
    let library = try Self.load()
    let checker = try FormChecker(library: library)
    var batch = try BatchChecker(library: library)
    for definition in library.forms where definition.matrix != nil {
      let form = try form(definition, library, figure: .zero)
      #expect(checker.check(form) == [], "\(definition.id)")
      batch.add(try #require(batch.digest(of: form, file: definition.id)))
    }
    #expect(batch.findings() == [])
  }

  @Test func anEmptyFormIsOneFinding() throws {
    let library = try Self.load()
    let checker = try FormChecker(library: library)
    for definition in library.forms where definition.matrix != nil {
      let findings = checker.check(try form(definition, library, figure: nil))
      #expect(findings.map(\.code) == [.blankForm], "\(definition.id)")
    }
  }

  @Test func everyCellThatAnOfficerFillsHasAnUpperBound() throws {
    let cells = try RuleCoverage(try Self.load()).cells
    #expect(cells.count > 600)
    let open = cells.filter { !$0.isGuardedFromAbove }.map { "\($0.form) \($0.row) \($0.column)" }
    #expect(open == [])
  }

  @Test func rulesOfPlausibilityAreWarningsWithReasonAndSource() throws {
    for form in try Self.load().forms {
      for rule in form.rules where ["proportion", "jump", "repeats"].contains(rule.kind) {
        #expect(rule.severity == .warning, "\(form.id) \(rule.id)")
        #expect(rule.text("reason")?.isEmpty == false, "\(form.id) \(rule.id)")
        #expect(
          rule.kind != "proportion" || rule.text("source")?.isEmpty == false,
          "\(form.id) \(rule.id)"
        )
        #expect((rule.text("reason")?.unicodeScalars.count ?? 0) <= 200, "\(form.id) \(rule.id)")
      }
    }
  }

  @Test func theRegistersRulesCanBeMade() throws {
    let library = try Self.load()
    for definition in library.forms {
      guard let register = definition.register else { continue }
      let bound = BoundRegister(
        definition: definition, sheet: "DS", basis: .title,
        identity: FormIdentity(unit: nil, period: ReportingPeriod("2026"), claims: []),
        columns: Dictionary(uniqueKeysWithValues: register.columns.indices.map { ($0, $0) }),
        firstRow: 9, misfits: [])
      var checker = try RegisterChecker(bound, library: library)
      let findings = checker.check(BoundRecord(row: 9, fields: [:]))
      #expect(findings.map(\.code) == [.required, .required, .required, .required])
    }
  }
}
