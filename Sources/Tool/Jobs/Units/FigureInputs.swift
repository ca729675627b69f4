import Indicators
import Observations
import SheetModel
import WorkbookIO

/// The figures of all inputs of a mapping in canonical order, in bounded memory.
struct FigureInputs {
  /// The earliest of all periods whose last day is after a day.
  private(set) var firstPeriodBeyond: ReportingPeriod?
  /// Whether figures were put to the units of another day before.
  var hasMapped: Bool { days.values.contains { $0.contains { $0 != nil } } }
  private let figures: SpooledSorter<GivenFigure>
  /// The days of the units, by period: as few as there were mappings.
  private var days: [ReportingPeriod: Set<CalendarDate?>] = [:]

  /// Reads all inputs.
  /// - Throws: what reading them throws; `JobFailure` for a key that comes twice in one.
  init(_ paths: [String], beyond day: CalendarDate, spool: SpoolFile, limits: ReadLimits) throws {
    figures = SpooledSorter(spool, GivenFigure.precedes)
    for (number, path) in paths.enumerated() {
      try figures.adopt(
        Self.read(path, number, spool, limits) { period, unitsAt in
          days[period, default: []].insert(unitsAt)
          if unitsAt == nil, day < period.lastDay {
            firstPeriodBeyond = min(firstPeriodBeyond ?? period, period)
          }
        })
    }
  }

  /// Of the first period whose codes are to be read on several days two of these; with a day given for
  /// all codes, what was mapped to another one is of several.
  func severalDays(
    codesOf given: CalendarDate?
  ) -> CodesOfSeveralDays? {
    for (period, days) in days.sorted(by: { $0.key < $1.key }) {
      let all = Set(days.map { $0 ?? given ?? period.lastDay } + [given].compactMap(\.self))
        .sorted()
      if let one = all.first, let other = all.dropFirst().first {
        return CodesOfSeveralDays(period: period, one: one, other: other)
      }
    }
    return nil
  }

  /// All figures in canonical order, of equal keys in the order of the inputs.
  func merge() throws(WorkbookError) -> SpoolMerge<GivenFigure> { try figures.merge() }

  private static func read(
    _ path: String, _ number: Int, _ spool: SpoolFile, _ limits: ReadLimits,
    period: (ReportingPeriod, CalendarDate?) -> Void
  ) throws -> SpooledSorter<GivenFigure> {
    let figures = SpooledSorter<GivenFigure>(spool, GivenFigure.precedes)
    var last: ObservationKey?
    var isAscending = true
    var failure: (any Error)?
    do {
      try ObservationFile.read(path, limits: limits, remembersKeys: false) { observation, line in
        if isAscending, let last { isAscending = last < observation.key }
        if last?.period != observation.key.period || last?.unitsAt != observation.key.unitsAt {
          period(observation.key.period, observation.key.unitsAt)
        }
        last = observation.key
        try figures.add(GivenFigure(observation: observation, file: number, line: line))
      }
    } catch {
      failure = error
    }
    // A second record of a key comes before what is wrong behind it, but for what is wrong with the
    // file itself: one in motion has no records.
    if !isAscending, !(failure is WorkbookError),
      let error = try firstDuplicate(try figures.merge())
    {
      failure = JobFailure.notice(.observationsUnreadable(file: path, error), .badData)
    }
    if let failure { throw failure }
    return figures
  }

  /// Of all records whose key another has before it, the first in the file.
  private static func firstDuplicate(
    _ merge: SpoolMerge<GivenFigure>
  ) throws(WorkbookError) -> ObservationTableError? {
    var group: (first: GivenFigure, count: Int)?
    var found: (second: GivenFigure, first: Int)?
    while let figure = try merge.next() {
      guard let open = group, open.first.observation.key == figure.observation.key else {
        group = (figure, 1)
        continue
      }
      if open.count == 1, figure.line < found?.second.line ?? .max {
        found = (figure, open.first.line)
      }
      group?.count += 1
    }
    return found.map {
      .duplicate($0.second.observation.key, line: $0.second.line, firstLine: $0.first)
    }
  }
}
