import FormModel
import Indicators
import SheetModel
import Text
import Validation

/// Findings for people: grouped by file and sheet, broken at the width of the terminal.
///
/// Each finding has a head with severity, cell, row code, column and stable code, then what is
/// wrong, then how to mend it; the same advice is given once a file, and findings in a row that
/// differ in nothing but the cell are one entry with all the cells. Files that passed have one line. Colours only where the caller asks, who knows the terminal and `NO_COLOR`.
public final class TextReport: FindingReport {
  private let language: Language
  private let width: Int
  private let usesColour: Bool
  private let listsPassed: Bool
  private let writesSummary: Bool
  private var tally = ReportTally()
  private var buffer: ReportBuffer
  private var sheet: String?
  private var hasHead = false
  private var advice: Set<String> = []
  private var isFirst = true
  /// The files without findings of their own; findings across files may still speak of them.
  private var passed: [Passed] = []
  private var comments: [Place] = []
  private var pending: Entry?
  private var untaken: [String] = []

  /// A report into a sink; `width` below 40 counts as 40.
  ///
  /// `listsPassed` gives files that passed a line each, `writesSummary` the counts at the end.
  public init(
    _ sink: any ByteSink, language: Language, width: Int = 80, usesColour: Bool = false,
    listsPassed: Bool = true, writesSummary: Bool = true
  ) {
    self.language = language
    self.width = max(40, width)
    self.usesColour = usesColour
    self.listsPassed = listsPassed
    self.writesSummary = writesSummary
    buffer = ReportBuffer(sink)
  }

  /// Opens a file; its name is written with its first finding.
  public func begin(file: String) throws(WorkbookError) {
    tally.begin(file)
    (sheet, hasHead) = (nil, false)
    advice.removeAll(keepingCapacity: true)
  }

  /// Writes one finding under its file and sheet, or holds it back until one that differs comes.
  public func add(_ finding: Finding) throws(WorkbookError) {
    tally.add(finding)
    let text = finding.text(in: language)
    if pending?.takes(finding, text) == true { return }
    try writePending()
    pending = Entry(finding, text)
    if tally.file == nil { try writePending() }
  }

  /// A file without findings, and what is told of its remarks.
  private struct Passed {
    var file: String
    var comments: String
  }

  /// Takes the cells with remarks.
  public func addComments(_ places: [Place]) {
    tally.addComments(places.count)
    comments += places
  }

  /// Where the remarks of a file are, in words; empty for none.
  private var commentsLine: String {
    guard !comments.isEmpty else { return "" }
    let shown = comments.prefix(Entry.listed).map { $0.text(in: language) }.joined(separator: ", ")
    let rest = comments.count - Entry.listed
    let more =
      rest > 0
      ? language.say(" và \(language.number(rest)) ô nữa", " and \(rest) more") : ""
    return language.say(
      "\(language.number(comments.count)) ghi chú ở ô, hãy đọc: \(shown)\(more)",
      "\(comments.count) comments at cells, to be read: \(shown)\(more)")
  }

  /// Findings that differ in nothing but the cell.
  private struct Entry {
    /// The most cells that an entry names.
    static let listed = 12

    let finding: Finding
    let text: FindingText
    var cells: [CellAddress] = []
    var count = 1

    init(_ finding: Finding, _ text: FindingText) {
      self.finding = finding
      self.text = text
    }

    mutating func takes(_ other: Finding, _ text: FindingText) -> Bool {
      guard let cell = other.place.cell, finding.place.cell != nil, other.code == finding.code,
        other.severity == finding.severity, other.place.sheet == finding.place.sheet,
        other.row == finding.row, other.column == finding.column, text == self.text
      else { return false }
      count += 1
      if count <= Self.listed { cells.append(cell) }
      return true
    }

    /// The further cells, such as `, C8, C9`.
    func others(_ language: Language) -> String {
      let rest = count - 1 - cells.count
      let more = rest > 0 ? language.say(" và \(rest) ô nữa", " and \(rest) more cells") : ""
      return cells.map { ", \($0)" }.joined() + more
    }
  }

  /// The code of a row with the name of its indicator, cut at a word after some fifty characters.
  private static func rowName(_ finding: Finding) -> String {
    let code = Printable.name(finding.row)
    guard !finding.indicator.isEmpty, finding.indicator != finding.row else { return code }
    return code + " " + Printable.name(finding.indicator.shortened(to: 50))
  }

  private func writePending() throws(WorkbookError) {
    guard let entry = pending else { return }
    pending = nil
    let finding = entry.finding
    openHead()
    openSheet(finding)
    let (word, colour) =
      switch finding.severity {
      case .error: (language.say("LỖI", "ERROR"), Colour.red)
      case .warning: (language.say("CẢNH BÁO", "WARNING"), Colour.yellow)
      }
    var place = finding.place
    if tally.file != nil { (place.file, place.sheet) = (nil, nil) }
    let names = [
      place.text(in: language) + entry.others(language), Self.rowName(finding),
      Printable.name(finding.column),
    ]
    .filter { !$0.isEmpty }.joined(separator: " · ")
    writeHead(word, colour, names, code: finding.code.rawValue)
    writeBody(entry.text.message)
    if advice.insert(entry.text.hint).inserted { writeAdvice(entry.text.hint) }
    try buffer.spill()
  }

  /// Writes that a file was not processed.
  public func fail(_ error: WorkbookError) throws(WorkbookError) {
    try writePending()
    if tally.file == nil, let file = error.place.file { title(file) } else { openHead() }
    tally.fail()
    var place = error.place
    place.file = nil
    let word = language.say("KHÔNG XỬ LÝ ĐƯỢC", "NOT PROCESSED")
    writeHead(word, .red, place.text(in: language), code: error.reportCode)
    let text = error.text(in: language)
    writeBody(text.message)
    writeAdvice(text.hint)
    try buffer.spill()
  }

  /// Closes the file; whether it has passed is known when all files have been seen.
  public func end() throws(WorkbookError) {
    guard let file = tally.file else { return }
    try writePending()
    let note = commentsLine
    comments = []
    if tally.end() == .passed {
      // Of a file that is not listed its remarks are told all the same.
      if listsPassed || !note.isEmpty { passed.append(Passed(file: file, comments: note)) }
    } else if !note.isEmpty {
      buffer.bytes.append(contentsOf: "    ".utf8)
      DisplayWidth.append(note + ".", to: &buffer.bytes, column: 4, indent: 6, width: width)
      newline()
    }
    hasHead = false
    try buffer.flush()
  }

  /// Takes the names of files that are no workbooks.
  public func leaveAlone(_ files: [String]) {
    tally.leaveAlone(files.count)
    untaken += files
  }

  /// Writes the files that passed, then the counts, as far as they are wanted; returns the counts.
  public func finish() throws(WorkbookError) -> ReportSummary {
    try writePending()
    let told = passed.filter { tally.hasPassed($0.file) || !$0.comments.isEmpty }
    for (index, file) in told.enumerated() {
      if index == 0, !isFirst { newline() }
      isFirst = false
      buffer.bytes.append(contentsOf: Printable.line(file.file).utf8)
      buffer.bytes.append(contentsOf: ": ".utf8)
      let hasPassed = tally.hasPassed(file.file)
      if hasPassed { write(language.say("đạt", "passed"), .green) }
      if !file.comments.isEmpty {
        buffer.bytes.append(contentsOf: "\(hasPassed ? "; " : "")\(file.comments).".utf8)
      }
      newline()
      try buffer.spill()
    }
    if writesSummary {
      if !isFirst { newline() }
      if !untaken.isEmpty {
        DisplayWidth.append(
          UntakenFiles.line(untaken, in: language), to: &buffer.bytes, column: 0, indent: 2,
          width: width)
        newline()
      }
      DisplayWidth.append(
        tally.summary.line(in: language), to: &buffer.bytes, column: 0, indent: 0, width: width)
      newline()
    }
    try buffer.flush()
    return tally.summary
  }

  private enum Colour: String {
    case red = "\u{1B}[1;31m"
    case yellow = "\u{1B}[1;33m"
    case green = "\u{1B}[32m"
    case bold = "\u{1B}[1m"
    case dim = "\u{1B}[2m"
  }

  private func openHead() {
    guard !hasHead else { return }
    hasHead = true
    title(tally.file ?? language.say("Đối chiếu giữa các tệp", "Across the files"))
  }

  private func title(_ text: String) {
    if !isFirst { newline() }
    isFirst = false
    write(Printable.line(text), .bold)
    newline()
  }

  private func openSheet(_ finding: Finding) {
    guard tally.file != nil, let name = finding.place.sheet, name != sheet else { return }
    sheet = name
    buffer.bytes.append(contentsOf: "  ".utf8)
    write(Printable.name(name), .bold)
    newline()
  }

  private func writeHead(_ word: String, _ colour: Colour, _ names: String, code: String) {
    buffer.bytes.append(contentsOf: "    ".utf8)
    write(word, colour)
    let column = 4 + DisplayWidth.of(word)
    if !names.isEmpty { buffer.bytes.append(UInt8(ascii: " ")) }
    let start = column + (names.isEmpty ? 0 : 1)
    let tag = "[\(code)]"
    let end = DisplayWidth.append(
      names, to: &buffer.bytes, column: start, indent: 6, width: width)
    let fits = end + 1 + tag.utf8.count <= width
    buffer.bytes.append(contentsOf: (fits ? " " : "\n      ").utf8)
    write(tag, .dim)
    newline()
  }

  private func writeBody(_ text: String) {
    buffer.bytes.append(contentsOf: "      ".utf8)
    DisplayWidth.append(text, to: &buffer.bytes, column: 6, indent: 6, width: width)
    newline()
  }

  private func writeAdvice(_ text: String) {
    buffer.bytes.append(contentsOf: "      → ".utf8)
    DisplayWidth.append(text, to: &buffer.bytes, column: 8, indent: 8, width: width)
    newline()
  }

  private func write(_ text: String, _ colour: Colour) {
    if usesColour { buffer.bytes.append(contentsOf: colour.rawValue.utf8) }
    buffer.bytes.append(contentsOf: text.utf8)
    if usesColour { buffer.bytes.append(contentsOf: "\u{1B}[0m".utf8) }
  }

  private func newline() { buffer.bytes.append(UInt8(ascii: "\n")) }
}
