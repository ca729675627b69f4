import SheetModel
import XML

/// The text of one cell: its own paragraphs, one line each (ODF 1.3 part 3, 6.1.1 and 6.1.2).
///
/// Line ends with blanks or tabs around them come from laying out the XML: they are folded to one
/// blank, and at a paragraph's ends all are to nothing, as 6.1.2 says. Blanks and tabs of one line,
/// and line ends alone, stay as they are, though 6.1.2 would fold them too: odfpy and what is built
/// on it write texts so, LibreOffice its trailing blank, and spreadsheet programs show them.
struct ParagraphText {
  private(set) var bytes: [UInt8] = []
  private(set) var paragraphs = 0
  /// How many blanks came from counts instead of being written out.
  private(set) var countedBlanks = 0
  private let limits: ReadLimits
  /// The fonts of spans; nil where stretches in fonts of their own are not asked for.
  private let fonts: SpanFonts?
  /// The stretches in fonts of their own.
  private(set) var runs: [TextRun] = []
  /// The spans that are open, with the font that is left at their end.
  private var spans: [(depth: Int, outer: String)] = []
  private var font = ""

  /// Where the paragraph begins in `bytes`.
  private var start = 0
  /// Where the white space that ends `bytes` and came as character data begins.
  private var run = 0
  /// Whether that white space has a line end in it.
  private var runHasLineEnd = false

  init(limits: ReadLimits, fonts: SpanFonts? = nil) {
    self.limits = limits
    self.fonts = fonts
  }

  /// Forgets the text, keeping the storage.
  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    paragraphs = 0
    countedBlanks = 0
    forgetRuns()
  }

  /// Forgets the stretches in fonts of their own.
  mutating func forgetRuns() { if !runs.isEmpty { runs.removeAll(keepingCapacity: true) } }

  /// Whether stretches in fonts of their own are asked for.
  var includesRuns: Bool { fonts != nil }

  /// Begins a paragraph that a caller puts together.
  mutating func begin() {
    if paragraphs > 0 { bytes.append(0x0A) }
    paragraphs += 1
    start = bytes.count
    run = start
    runHasLineEnd = false
  }

  /// Ends the paragraph; white space that comes from laying out the XML is no part of it.
  mutating func end() { if runHasLineEnd { bytes.removeLast(bytes.count - run) } }

  /// Sets the text to one paragraph of characters without line ends.
  mutating func set(_ raw: UnsafeRawBufferPointer) {
    reset()
    bytes.append(contentsOf: raw)
    paragraphs = 1
  }

  /// Reads the `text:p` or `text:h` that the parser stands at, to its end.
  mutating func readParagraph(_ parser: XMLPullParser) throws(WorkbookError) {
    begin()
    let outer = parser.depth
    while true {
      if bytes.count > limits.textBytes { throw .limit(.textBytes, of: limits) }
      switch try parser.next() {
      case .text: append(parser)
      case .end:
        endSpan(parser)
        guard parser.depth == outer else { continue }
        end()
        return
      case .start: try readInline(parser)
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
  }

  /// Spans, links and fields are looked into; guides, notes, comments, scripts and drawings are
  /// not text.
  private mutating func readInline(_ parser: XMLPullParser) throws(WorkbookError) {
    switch parser.tag {
    case .textS:
      // A count of 0 is allowed (ODF 1.3 part 3, 19.763).
      try append(blanks: parser.has(.textC, "0") ? 0 : try parser.count(.textC))
    case .textTab: append(mark: 0x09)
    case .textLineBreak: append(mark: 0x0A)
    case .textSpan: beginSpan(parser)
    case .textRubyText, .textNote, .textScript, .annotation, .drawing: try parser.skipElement()
    default: break
    }
  }

  private mutating func beginSpan(_ parser: XMLPullParser) {
    guard let fonts, spans.count < limits.nesting else { return }
    spans.append((parser.depth, font))
    if let own = parser.value(.textStyleName).flatMap({ fonts.font(of: $0) }) { change(to: own) }
  }

  private mutating func endSpan(_ parser: XMLPullParser) {
    guard let span = spans.last, span.depth == parser.depth else { return }
    spans.removeLast()
    change(to: span.outer)
  }

  private mutating func change(to font: String) {
    guard font != self.font else { return }
    self.font = font
    runs.append(TextRun(start: bytes.count, font: font))
  }

  /// Appends counted blanks, which are never folded.
  mutating func append(blanks count: Int) throws(WorkbookError) {
    if count > limits.textBytes { throw .limit(.textBytes, of: limits) }
    endRun()
    bytes.append(contentsOf: repeatElement(0x20, count: count))
    countedBlanks += max(0, count - 1)
    run = bytes.count
  }

  private mutating func append(mark: UInt8) {
    endRun()
    bytes.append(mark)
    run = bytes.count
  }

  /// Folds the white space before what comes next if it is a line end with its indentation.
  private mutating func endRun() {
    guard runHasLineEnd else { return }
    runHasLineEnd = false
    if run > start, bytes[run...].allSatisfy({ $0 == 0x0A }) { return }
    bytes.removeLast(bytes.count - run)
    if run > start { bytes.append(0x20) }
    // A stretch that began within the white space begins behind it.
    for index in runs.indices.reversed() {
      guard runs[index].start > bytes.count else { break }
      runs[index].start = bytes.count
    }
  }

  private mutating func append(_ parser: XMLPullParser) {
    parser.withText { append($0) }
  }

  /// Appends characters to the paragraph.
  mutating func append(_ raw: UnsafeRawBufferPointer) {
    if !runHasLineEnd, !Self.hasLineEnd(raw) {
      let before = bytes.count
      bytes.append(contentsOf: raw)
      var trailing = raw.count
      while trailing > 0, raw[trailing - 1] == 0x20 || raw[trailing - 1] == 0x09 { trailing -= 1 }
      if trailing > 0 { run = before + trailing }
    } else {
      appendFolding(raw)
    }
  }

  private mutating func appendFolding(_ raw: UnsafeRawBufferPointer) {
    for byte in raw {
      switch byte {
      case 0x0A, 0x0D: runHasLineEnd = true
      case 0x20, 0x09: break
      default:
        endRun()
        bytes.append(byte)
        run = bytes.count
        continue
      }
      bytes.append(byte)
    }
  }

  private static func hasLineEnd(_ raw: UnsafeRawBufferPointer) -> Bool {
    for byte in raw where byte < 0x20 && byte != 0x09 { return true }
    return false
  }
}
