import Fingerprint
import FormModel
import Indicators
import Migration
import SheetModel
import Text
import WorkbookIO

extension MigrationReport.Provenance {
  /// What is known before the work: the program, the inputs, and the day.
  ///
  /// The day is the given one, else that of the newest change of an input's bytes, in UTC; of a file in
  /// an archive the archive's. The clock is never asked, so that the same inputs give the same report.
  /// - Throws: `JobFailure` for a day that is none.
  init(of arguments: [String], _ list: InputList, date: String?) throws {
    self.init()
    program = "bieu \(Version.text)"
    inputs = zip(arguments, list.counts).map { argument, files in
      let name = PathText.lastName(of: PathText.place(argument))
      return MigrationReport.Provenance.Input(
        name: PathText.shown(name.isEmpty ? argument : name), files: files)
    }.sorted { ($0.name, $0.files) < ($1.name, $1.files) }
    if let date {
      guard let day = DayArgument(date), !day.isYear else {
        throw JobFailure.notice(.units(.notADay(date)), .usage)
      }
      self.date = day.day
      isDateGiven = true
    } else {
      self.date = Self.newest(list)
    }
  }

  /// The day of the newest input that is a file.
  private static func newest(_ list: InputList) -> CalendarDate? {
    var looked: Set<PathKey> = []
    var newest: CalendarDate?
    for input in list.inputs where input.path != "-" {
      guard looked.insert(PathKey(input.path)).inserted, let status = PathStatus(input.path),
        status.isFile, let time = status.modified,
        let day = CalendarDate(year: time.year, month: time.month, day: time.day)
      else { continue }
      newest = newest.map { max($0, day) } ?? day
    }
    return newest
  }
}

extension MigrationReport {
  /// Names what made the report: templates, and the mappings that read something; and the digest of
  /// all inputs, of sorted digests with a line end each, so that other programs can make it too.
  mutating func nameSources(_ tools: MigrationTools) {
    provenance.sets = tools.library.sets.map(\.id).sorted()
    provenance.templateDigest = tools.templateDigest
    nameMappings(of: tools.mappings.matcher.mappings)
    let digests = files.map(\.sha256).filter { !$0.isEmpty }.sorted()
    guard !digests.isEmpty else { return }
    var fingerprint = Fingerprint()
    for digest in digests {
      let line = Array("\(digest)\n".utf8)
      line.withUnsafeBytes { fingerprint.update($0) }
    }
    provenance.inputDigest = fingerprint.hexadecimal()
  }
}
