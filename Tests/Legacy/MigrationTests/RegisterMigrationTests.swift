import FormModel
import Foundation
import Indicators
import Migration
import SheetModel
import Templates
import TestSupport
import Testing
import Units
import WorkbookIO

@testable import SampleMaker

/// A made-up register of 20,000 children with faults and duplicates at known rows.
@Suite struct RegisterMigrationTests {
  private static let rows = 20_000

  private struct Missing: Error {}

  private static let folder = Repository.templates.path

  private static func open(_ path: String) throws(WorkbookError) -> any RowCursor {
    try WorkbookOpener.open(path: path).rows(ofSheet: 0)
  }

  private static let library = TemplateLoader(folder: folder, openTable: open).load().library
  private static let words = CleaningVocabulary.load(folder: folder, openTable: open).vocabulary
  private static let register = OldRegister(library: library)

  private struct Result {
    var summary: RegisterMigration.Summary
    var register = ""
    var changes = ""
    var problems = ""
    var keys: [UInt8] = []
  }

  private static let source = RegisterMigration.Source(
    file: "csdl.csv", sha256: "0123", sheet: "csdl")

  /// A line as a mapping hands it on.
  private static func record(_ index: Int, _ columns: [RegisterColumn]) -> LegacyRecord {
    let line = register.line(index)
    let texts = [
      "name": line.name, "birth-date": line.birth, "sex": line.sex,
      "ethnic-group": line.ethnicGroup, "personal-number": line.number, "hamlet": line.hamlet,
      "circumstances": line.circumstances, "supported": line.supported,
    ]
    return LegacyRecord(
      row: index + 1,
      fields: columns.enumerated().map { column, definition in
        let text = texts[definition.id] ?? ""
        return LegacyField(text: text, kind: text.isEmpty ? .blank : .text, column: column)
      },
      unit: LegacyField(text: line.unit, kind: .text, column: 10),
      period: ReportingPeriod(year: OldRegister.year))
  }

  private func run(workers: Int, rows: Int = rows) throws -> Result {
    guard let form = Self.library.form("DS-01"), let columns = form.register?.columns,
      let migration = RegisterMigration(
        form, library: Self.library, vocabulary: Self.words, workers: workers)
    else { throw Missing() }
    let sinks = (0..<4).map { _ in MemorySink() }
    var next = 0
    let registry = Self.library.units
    let summary = try migration.run(
      Self.source,
      into: RegisterMigration.Sinks(
        register: sinks[0], changes: sinks[1], problems: sinks[2], keys: sinks[3]),
      units: { field, period in registry.unit(code: field.text, on: period.lastDay)?.code }
    ) { () throws(WorkbookError) -> LegacyRecord? in
      guard next < rows else { return nil }
      defer { next += 1 }
      return Self.record(next, columns)
    }
    func text(_ sink: MemorySink) -> String { String(decoding: sink.bytes, as: UTF8.self) }
    return Result(
      summary: summary, register: text(sinks[0]), changes: text(sinks[1]),
      problems: text(sinks[2]), keys: sinks[3].bytes)
  }

  /// Row and rule of the lines of a log.
  private func marks(_ log: String) -> Set<String> {
    Set(
      log.split(separator: "\n").map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        return "\(fields[3]) \(fields[5])"
      })
  }

  @Test func everyPlantedFaultIsFoundAndNoneInvented() throws {
    let result = try run(workers: 2)
    var expected: Set<String> = []
    for index in 0..<Self.rows {
      for rule in Self.register.line(index).rules { expected.insert("\(index + 2) \(rule)") }
    }
    #expect(expected.count > 300)
    let found = marks(result.changes).union(marks(result.problems))
    #expect(found.symmetricDifference(expected).sorted() == [])
    let planted = Set(expected.compactMap { $0.split(separator: " ").last.map(String.init) })
    #expect(planted.count == 20)
    #expect(Set(result.summary.rules.keys.map(\.rawValue)) == planted)
  }

  @Test func everyPlantedDuplicateIsFoundAndNoneInvented() throws {
    let result = try run(workers: 2)
    var search = NearDuplicates()
    search.add(result.keys, file: "csdl.csv", sheets: ["csdl"])
    var found: Set<String> = []
    search.forEachGroup { group in
      found.insert(
        "\(group.members.map { String($0.row - 1) }) \(group.reasons.map(\.rawValue))")
    }
    var expected: Set<String> = []
    for index in 0..<Self.rows {
      guard let twin = Self.register.line(index).twin else { continue }
      expected.insert("\(["\(twin.row)", "\(index)"]) \([twin.reason])")
    }
    #expect(expected.count > 15)
    #expect(found == expected)
  }

  @Test func nothingIsLostBetweenRecordsAndFigures() throws {
    let result = try run(workers: 2)
    let summary = result.summary
    let lines = result.register.split(separator: "\n").count
    #expect(summary.records == Self.rows)
    #expect(lines == summary.records - summary.held)
    #expect(summary.held > 0)
    // Each child of the register is counted once in each of its groups, by sex and age.
    let observations = summary.observations(of: Self.source)
    func total(_ indicator: String, _ breakdown: (ObservationKey) -> Bool) -> Int64 {
      var sum: Int64 = 0
      for one in observations where one.key.indicator.description == indicator {
        if breakdown(one.key) { sum += one.value?.coefficient ?? 0 }
      }
      return sum
    }
    func has(_ key: ObservationKey, _ names: String...) -> Bool {
      Set(key.breakdown.map(\.breakdown)) == Set(names)
    }
    let children = total("I:0301") { has($0) }
    #expect(children == Int64(lines))
    #expect(total("I:0301") { has($0, "sex") } == children)
    #expect(total("I:0301") { has($0, "age") } == children)
    #expect(total("I:0301") { has($0, "circumstance") } > children)
    #expect(total("I:0302") { has($0) } < children)
  }

  @Test func theOutputsAreTheSameForAnyNumberOfThreads() throws {
    let one = try run(workers: 1, rows: 5000)
    for workers in [2, 5] {
      let other = try run(workers: workers, rows: 5000)
      #expect(one.register == other.register)
      #expect(one.changes == other.changes)
      #expect(one.problems == other.problems)
      #expect(one.keys == other.keys)
      #expect(one.summary.rules == other.summary.rules)
      let figures = one.summary.observations(of: Self.source)
      #expect(figures == other.summary.observations(of: Self.source))
    }
  }

  @Test func noValueOfAChildEntersTheLogs() throws {
    let result = try run(workers: 2, rows: 5000)
    for index in 0..<5000 {
      let line = Self.register.line(index)
      guard !line.rules.isEmpty, line.name.count > 4 else { continue }
      #expect(!result.changes.contains(line.name) && !result.problems.contains(line.name))
    }
    // What is not personal stands there as it was.
    #expect(result.changes.contains(",ethnic-group,ethnic-spelling,Mèo,Mông\n"))
    // Of what is personal nothing at all: hashes of so few names and days are found by trying.
    let capitals = result.changes.split(separator: "\n").first { $0.contains("name-capitals") }
    #expect(capitals?.hasSuffix(",name,name-capitals,,") == true)
  }

  @Test func aFailureOfTheSheetEndsTheRun() throws {
    guard let form = Self.library.form("DS-01"), let columns = form.register?.columns,
      let migration = RegisterMigration(
        form, library: Self.library, vocabulary: Self.words, workers: 3)
    else { throw Missing() }
    let sink = MemorySink()
    var next = 0
    #expect(throws: WorkbookError(.truncated)) {
      _ = try migration.run(
        Self.source,
        into: RegisterMigration.Sinks(register: sink, changes: sink, problems: sink, keys: sink),
        units: { field, _ in field.text }
      ) { () throws(WorkbookError) -> LegacyRecord? in
        if next == 10_000 { throw WorkbookError(.truncated) }
        defer { next += 1 }
        return Self.record(next, columns)
      }
    }
  }
}
