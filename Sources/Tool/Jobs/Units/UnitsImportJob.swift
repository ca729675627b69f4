import FormModel
import Indicators
import SheetModel
import Text
import UnitLists
import Units
import WorkbookIO

/// Turns an office's list of units into a table for `Templates/units`, and its table of conversion from
/// old to new units into one for `Templates/units/successions`.
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
      let list = try InputSource(input, limits: settings.limits)
      let workbook = try WorkbookOpener.open(list.bytes, name: input, limits: settings.limits)
      if let notice = Notice.guess(of: workbook, file: input) { context.say(notice) }
      var conversion = ConversionReading(
        date: from, known: library.units, columns: columns,
        words: try words(context))
      var reading = UnitListReading(
        validFrom: from, validTo: to, known: library.units, columns: columns)
      try read(list, workbook) { rows, sheet throws(WorkbookError) in
        try conversion.read(rows, sheet: sheet)
      }
      if conversion.hasHead {
        guard let from else {
          throw JobFailure.notice(.units(.list(.conversionNeedsDay(input))), .usage)
        }
        return try finish(ConversionResult(conversion, on: from), of: conversion, context)
      }
      try read(list, workbook) { rows, sheet throws(WorkbookError) in
        try reading.read(rows, sheet: sheet)
      }
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

  private func words(_ context: JobContext) throws -> ConversionWords {
    let loaded = try ConversionWords.load(
      folder: context.templateFolder(), openTable: JobContext.openTable)
    return try context.needed(loaded.words, loaded.problems)
  }

  /// Hands out the rows of every sheet of a list that is one and the same file all along.
  private func read(
    _ list: InputSource, _ workbook: any WorkbookReader,
    _ take: (any RowCursor, String) throws(WorkbookError) -> Void
  ) throws {
    try list.wholeJob({
      for (index, sheet) in workbook.sheets.enumerated() {
        do {
          try take(workbook.rows(ofSheet: index), sheet.name)
        } catch let error as WorkbookError {
          throw error.located(in: Place(file: list.name))
        }
      }
    })
  }

  // MARK: Conversions

  /// Writes the successions and tells what of the table is not established, which ends with 1.
  private func finish(
    _ result: ConversionResult, of reading: ConversionReading, _ context: JobContext
  ) throws -> ExitStatus {
    guard !result.entries.isEmpty else {
      throw JobFailure.notice(.units(.list(.noUnitsInList(input, hasHead: true))), .badData)
    }
    let source = source ?? PathText.shown(PathText.lastName(of: input))
    try UnitTableOutput(output, overwrites: overwrites, inputs: [input]).write(
      [SuccessionRecord.head + ["source"]]
        + result.entries.map { SuccessionRecord.fields(of: $0) + [source] })
    report(reading.strays, reading.unknownColumns, context)
    for open in result.open.prefix(Self.mostShown) {
      context.say(.units(.list(.fateNotEstablished(file: input, open))))
    }
    if result.open.count > Self.mostShown {
      context.say(.units(.list(.moreRowsNotUnderstood(result.open.count - Self.mostShown))))
    }
    context.say(
      .units(.list(.conversionImported(ConversionCounts(result), output: output))))
    return reading.strays.isEmpty && result.open.isEmpty ? .fine : .findings
  }

  // MARK: Notices

  private static let mostShown = 20

  private func report(
    _ strays: [UnitListReading.Stray], _ unknownColumns: [Evidence], _ context: JobContext
  ) {
    for stray in strays.prefix(Self.mostShown) {
      context.say(.units(.list(.rowNotUnderstood(file: input, stray))))
    }
    if strays.count > Self.mostShown {
      context.say(.units(.list(.moreRowsNotUnderstood(strays.count - Self.mostShown))))
    }
    if !unknownColumns.isEmpty {
      context.say(.units(.list(.columnsNotUnderstood(file: input, unknownColumns))))
    }
  }

  private func report(_ reading: UnitListReading, _ context: JobContext) {
    report(reading.strays, reading.unknownColumns, context)
    let counts = [2, 3, 5].map { digits in reading.units.count { $0.code.utf8.count == digits } }
    context.say(
      .units(
        .list(
          .unitsImported(
            provinces: counts[0], districts: counts[1], communes: counts[2], output: output))))
  }
}
