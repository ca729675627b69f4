import FormModel
import Indicators
import SheetModel
import Text
import UnitLists
import Units
import WorkbookIO

/// Turns an office's list of units into a table for `Templates/units`.
public struct UnitsImportJob: Sendable {
  /// The list: a workbook of any format, or `-`.
  public var input: String
  /// The table, or `-`.
  public var output: String
  /// The first day of the units; nil where it is not known.
  public var validFrom: String?
  /// The last day of the units; nil while they last.
  public var validTo: String?
  /// Where the list is from; the name of the file unless told.
  public var source: String?
  /// Whether an output that is there is replaced.
  public var overwrites: Bool
  /// What all jobs are told.
  public var settings: JobSettings

  /// An import of a list.
  public init(
    input: String, output: String, validFrom: String? = nil, validTo: String? = nil,
    source: String? = nil, overwrites: Bool = false, settings: JobSettings
  ) {
    self.input = input
    self.output = output
    self.validFrom = validFrom
    self.validTo = validTo
    self.source = source
    self.overwrites = overwrites
    self.settings = settings
  }

  /// Writes the table and tells of columns and rows that were not understood; rows end with 1.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let library = try context.templatesWithAllUnits()
      let from = try validFrom.map { try DayArgument.day($0, context) }
      let to = try validTo.map { try DayArgument.day($0, context) }
      if let from, let to, to < from {
        throw JobFailure.notice(.units(.daysInDisorder(from: from, to: to)), .usage)
      }
      let loaded = try UnitListColumns.load(
        folder: context.templateFolder(), openTable: JobContext.openTable)
      let columns = try context.needed(loaded.columns, loaded.problems)
      var reading = UnitListReading(
        validFrom: from, validTo: to, known: library.units, columns: columns)
      let list = try InputSource(input, limits: settings.limits)
      let workbook = try WorkbookOpener.open(list.bytes, name: input, limits: settings.limits)
      if let notice = Notice.guess(of: workbook, file: input) { context.say(notice) }
      try list.wholeJob({
        for (index, sheet) in workbook.sheets.enumerated() {
          do {
            try reading.read(workbook.rows(ofSheet: index), sheet: sheet.name)
          } catch let error as WorkbookError {
            throw error.located(in: Place(file: list.name))
          }
        }
      })
      guard !reading.units.isEmpty else {
        throw JobFailure.notice(
          .units(.list(.noUnitsInList(input, hasHead: reading.hasHead))), .badData)
      }
      try write(reading.units)
      report(reading, context)
      return reading.strays.isEmpty ? .fine : .findings
    }
  }

  private func write(_ units: [ReportingUnit]) throws {
    let source = source ?? PathText.shown(PathText.lastName(of: input))
    let records = units.map { UnitRecord.fields(of: $0) + [source] }
    try UnitTableOutput(output, overwrites: overwrites, inputs: [input]).write(
      [UnitRecord.head + ["source"]] + records)
  }

  private static let mostShown = 20

  private func report(_ reading: UnitListReading, _ context: JobContext) {
    for stray in reading.strays.prefix(Self.mostShown) {
      context.say(.units(.list(.rowNotUnderstood(file: input, stray))))
    }
    if reading.strays.count > Self.mostShown {
      context.say(.units(.list(.moreRowsNotUnderstood(reading.strays.count - Self.mostShown))))
    }
    if !reading.unknownColumns.isEmpty {
      context.say(.units(.list(.columnsNotUnderstood(file: input, reading.unknownColumns))))
    }
    let counts = [2, 3, 5].map { digits in reading.units.count { $0.code.utf8.count == digits } }
    context.say(
      .units(
        .list(
          .unitsImported(
            provinces: counts[0], districts: counts[1], communes: counts[2], output: output))))
  }
}
