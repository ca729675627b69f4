import Foundation
import SheetModel

/// A workbook whose texts come as Unicode in NFC, whatever old encoding they were typed in.
///
/// The encoding is told by the font of the cell or of the stretch of its text, and else by the
/// words: those of the text, of a sample of its column and of the file. Where that is not sure the
/// text stays as it is and is named in `report`. Texts that are Unicode are never changed but for
/// their normal form. Fonts of old encodings are replaced by fonts of Unicode.
public final class UnicodeWorkbook: WorkbookReader {
  /// The rows of each sheet that are looked at before any is handed out.
  static let sampleRows = 1_000

  /// The sheets, their names in Unicode.
  public let sheets: [SheetEntry]
  /// The styles, their fonts in Unicode.
  public let styles: StyleTable

  private let inner: any WorkbookReader
  private let decider: TextDecider
  private let told: LegacyEncoding?
  /// The old fonts of the styles, by index; empty where there are none.
  let fonts: [LegacyFont?]
  /// The sheets with another name now: that of before, and that of now.
  let renamed: [(old: String, new: String)]
  private var evidence: LegacyEvidence?
  private var tallies: [Int: LegacyTextTally] = [:]
  private var layoutReports: [Int: LegacyTextReport] = [:]
  private var ownReport = LegacyTextReport()

  /// Wraps a workbook.
  ///
  /// - Parameters:
  ///   - model: what is known of Vietnamese, from `Templates/legacy/`.
  ///   - encoding: the encoding of all texts that are not plainly Unicode; nil finds it text by
  ///     text. VIQR is never found.
  public init(
    _ reader: any WorkbookReader, model: LegacyTextModel, encoding: LegacyEncoding? = nil
  ) {
    inner = reader
    told = encoding
    decider = TextDecider(model)
    let styles = reader.styles
    var fonts: [LegacyFont?] = []
    if styles.styles.contains(where: { LegacyFont($0.font.name) != nil }) {
      fonts = styles.styles.map { LegacyFont($0.font.name) }
    }
    self.fonts = fonts
    self.styles = fonts.isEmpty ? styles : Self.withUnicodeFonts(styles)
    var report = LegacyTextReport()
    var converter = TextConverter(decider, told: encoding)
    if reader.sheets.contains(where: { converter.isOpen($0.name) }) {
      let found = LegacyEvidence(of: reader, decider, fonts: fonts)
      evidence = found
      converter.evidence = found.file
    }
    var sheets: [SheetEntry] = []
    var renamed: [(String, String)] = []
    for sheet in reader.sheets {
      let name = converter.text(sheet.name, font: nil) { report.take($0, sheet.name, nil) }
      if !name.utf8.elementsEqual(sheet.name.utf8) { renamed.append((sheet.name, name)) }
      sheets.append(SheetEntry(name: name, visibility: sheet.visibility))
    }
    self.sheets = sheets
    self.renamed = renamed
    ownReport = report
  }

  private static func withUnicodeFonts(_ old: StyleTable) -> StyleTable {
    var table = StyleTable()
    for (index, style) in old.styles.enumerated() {
      var style = style
      style.font.name = LegacyFont.replacement(of: style.font.name) ?? style.font.name
      if index == 0 { table.replaceDefault(style) } else { table.append(style) }
    }
    return table
  }

  /// What was found of the texts that were handed out so far; for rows, by the newest cursor of
  /// each sheet.
  public var report: LegacyTextReport {
    var sum = ownReport
    for index in sheets.indices {
      if let rows = tallies[index]?.sum { sum.add(rows) }
      if let layout = layoutReports[index] { sum.add(layout) }
    }
    return sum
  }

  /// The format that was found.
  public var format: WorkbookFormat { inner.format }
  /// How the workbook counts days.
  public var dateSystem: DateSystem { inner.dateSystem }
  /// How delimited text is put down.
  public var dialect: CSVDialect? { inner.dialect }
  /// The uneven lines of delimited text among those read so far.
  public var raggedLines: RaggedLines? { inner.raggedLines }

  /// A new cursor over the rows of a sheet, its texts in Unicode.
  ///
  /// The runs that it gives, where they are asked for, have fonts of Unicode.
  public func rows(
    ofSheet index: Int, options: RowOptions
  ) throws(WorkbookError) -> any RowCursor {
    let isText = inner.format == .csv || inner.format == .tsv
    // A reader on several threads is not to be asked for anything meanwhile, and one of delimited
    // text tells of its newest cursor.
    if isText || options.threads > 1 { _ = found() }
    var asked = options
    asked.includesRuns = !isText
    let cursor = try inner.rows(ofSheet: index, options: asked)
    let tally = LegacyTextTally()
    tallies[index] = tally
    return UnicodeCursor(
      cursor, of: self, sheet: index, TextConverter(decider, told: told), tally,
      keepsRuns: options.includesRuns)
  }

  /// What the workbook's texts tell of their encodings, found when it is first needed.
  func found() -> LegacyEvidence {
    if let evidence { return evidence }
    let found = LegacyEvidence(of: inner, decider, fonts: fonts)
    evidence = found
    return found
  }

  // MARK: Around the cells

  /// What surrounds the cells of a sheet, its texts in Unicode.
  public func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    var layout = try inner.layout(ofSheet: index)
    guard sheets.indices.contains(index) else { return layout }
    let name = sheets[index].name
    var report = LegacyTextReport()
    var converter = TextConverter(decider, told: told)
    func unicode(_ text: String, _ cell: CellAddress? = nil) -> String {
      prepare(&converter, for: text)
      return converter.text(text, font: nil) { report.take($0, name, cell) }
    }
    layout.name = name
    layout.print.footer = layout.print.footer.map { unicode($0) }
    for place in layout.comments.indices {
      let cell = layout.comments[place].cell
      layout.comments[place].text = unicode(layout.comments[place].text, cell)
      layout.comments[place].author = layout.comments[place].author.map { unicode($0, cell) }
    }
    for place in layout.hyperlinks.indices {
      let cell = layout.hyperlinks[place].range.first
      layout.hyperlinks[place].tooltip = layout.hyperlinks[place].tooltip.map { unicode($0, cell) }
      if layout.hyperlinks[place].target.hasPrefix("#") {
        layout.hyperlinks[place].target = renamedSheets(in: layout.hyperlinks[place].target)
      }
    }
    for place in layout.validations.indices {
      let cell = layout.validations[place].ranges.first?.first
      var validation = layout.validations[place]
      validation.promptTitle = unicode(validation.promptTitle, cell)
      validation.prompt = unicode(validation.prompt, cell)
      validation.errorTitle = unicode(validation.errorTitle, cell)
      validation.error = unicode(validation.error, cell)
      switch validation.rule {
      case .list(let texts): validation.rule = .list(texts.map { unicode($0, cell) })
      case .listRange(let range): validation.rule = .listRange(renamedSheets(in: range))
      case .formula(let formula): validation.rule = .formula(renamedSheets(in: formula))
      case .whole, .decimal, .date, .textLength: break
      }
      layout.validations[place] = validation
    }
    layoutReports[index] = report
    return layout
  }

  private func prepare(_ converter: inout TextConverter, for text: String) {
    guard converter.isOpen(text) else { return }
    converter.evidence = found().file
  }

  /// The names given to ranges, in NFC, with the sheets' names as they are handed out.
  public func definedNames() throws(WorkbookError) -> [DefinedName] {
    try inner.definedNames().map { name in
      var name = name
      name.name = name.name.precomposedStringWithCanonicalMapping
      name.formula = renamedSheets(in: name.formula)
      return name
    }
  }

  /// A formula with the sheets' names as they are handed out, in NFC.
  func renamedSheets(in formula: String) -> String {
    guard formula.utf8.contains(where: { $0 >= 0x80 }) else { return formula }
    var formula = formula
    for (old, new) in renamed {
      let quoted = (old, new)
      func inQuotes(_ name: String) -> String {
        "'" + name.replacingOccurrences(of: "'", with: "''") + "'!"
      }
      formula = formula.replacingOccurrences(
        of: inQuotes(quoted.0), with: inQuotes(quoted.1), options: .literal)
      formula = formula.replacingOccurrences(
        of: old + "!", with: new + "!", options: .literal)
    }
    return formula.precomposedStringWithCanonicalMapping
  }

  /// What the workbook says of itself, in Unicode.
  public func properties() throws(WorkbookError) -> DocumentProperties {
    var properties = try inner.properties()
    var converter = TextConverter(decider, told: told)
    func unicode(_ text: String?) -> String? {
      guard let text else { return nil }
      prepare(&converter, for: text)
      return converter.text(text, font: nil) { _ in }
    }
    properties.title = unicode(properties.title)
    properties.subject = unicode(properties.subject)
    properties.creator = unicode(properties.creator)
    properties.description = unicode(properties.description)
    for index in properties.custom.indices {
      properties.custom[index].value =
        unicode(properties.custom[index].value) ?? properties.custom[index].value
    }
    return properties
  }
}

extension TextConverter {
  /// Whether what is known of the file matters to a text.
  func isOpen(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      let raw = UnsafeRawBufferPointer(utf8)
      return isOpen(raw, TextScan(raw))
    }
  }

  /// A text in Unicode; `note` is told what became of it.
  mutating func text(_ text: String, font: LegacyFont?, _ note: (Outcome) -> Void) -> String {
    var text = text
    var out: [UInt8] = []
    let outcome = text.withUTF8 { utf8 in
      let raw = UnsafeRawBufferPointer(utf8)
      let stretch = FontStretch(end: raw.count, font: font)
      return append(raw, TextScan(raw), [stretch], votes: EncodingVotes(), to: &out)
    }
    note(outcome)
    return outcome.isChanged ? String(decoding: out, as: UTF8.self) : text
  }
}

extension LegacyTextReport {
  /// Counts what became of a text.
  mutating func take(_ outcome: TextConverter.Outcome, _ sheet: String, _ cell: CellAddress?) {
    if let encoding = outcome.encoding {
      count(encoding)
      if encoding == .unicode, outcome.isChanged { countNormalized() }
    }
    if let review = outcome.review {
      add(
        Uncertain(
          sheet: sheet, cell: cell, reason: review.reason, encoding: review.encoding,
          confidence: review.confidence))
    }
  }
}
