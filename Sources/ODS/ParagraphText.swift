import SheetModel
import XML

/// The text of one cell: its own paragraphs, one line each (ODF 1.3 part 3, 6.1.1 and 6.1.2).
///
/// White space is folded as 6.1.2 says, with one exception: a single plain blank at a paragraph's
/// end is kept, because LibreOffice writes a trailing blank so and would lose it otherwise.
struct ParagraphText {
  private(set) var bytes: [UInt8] = []
  private(set) var paragraphs = 0
  private let limits: ReadLimits

  /// Whether a blank in the character data would be folded into what stands before it.
  private var folds = true
  /// Whether the last byte came from white space in the character data.
  private var endsFolded = false
  /// Whether that white space was anything but one plain blank.
  private var endsInRun = false

  init(limits: ReadLimits) { self.limits = limits }

  /// Forgets the text, keeping the storage.
  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    paragraphs = 0
  }

  /// Reads the `text:p` or `text:h` that the parser stands at, to its end.
  mutating func readParagraph(_ parser: XMLPullParser) throws(WorkbookError) {
    if paragraphs > 0 { bytes.append(0x0A) }
    paragraphs += 1
    folds = true
    endsFolded = false
    endsInRun = false
    let outer = parser.depth
    while true {
      switch try parser.next() {
      case .text: append(parser)
      case .end:
        if parser.depth == outer {
          if endsFolded, endsInRun { bytes.removeLast() }
          return
        }
      case .start: try readInline(parser)
      case .endOfDocument: throw WorkbookError(.truncated)
      }
      if bytes.count > limits.textBytes { throw .limit(.textBytes, of: limits) }
    }
  }

  /// Spans, links and fields are looked into; guides, notes, comments and drawings are not text.
  private mutating func readInline(_ parser: XMLPullParser) throws(WorkbookError) {
    switch parser.tag {
    case .textS:
      let count = try parser.count(.textC)
      if count > limits.textBytes { throw .limit(.textBytes, of: limits) }
      bytes.append(contentsOf: repeatElement(0x20, count: count))
      endFold()
    case .textTab:
      bytes.append(0x09)
      endFold()
    case .textLineBreak:
      bytes.append(0x0A)
      endFold()
    case .textRubyText, .textNote, .annotation, .drawFrame, .drawCustomShape, .drawRect,
      .drawLine, .drawG:
      try parser.skipElement()
    default: break
    }
  }

  private mutating func endFold() {
    folds = false
    endsFolded = false
    endsInRun = false
  }

  private mutating func append(_ parser: XMLPullParser) {
    parser.withText { raw in
      if Self.isPlain(raw, after: folds) {
        bytes.append(contentsOf: raw)
        let endsBlank = raw[raw.count - 1] == 0x20
        folds = endsBlank
        endsFolded = endsBlank
        endsInRun = false
      } else {
        appendFolded(raw)
      }
    }
  }

  private mutating func appendFolded(_ raw: UnsafeRawBufferPointer) {
    for byte in raw {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D:
        if folds {
          endsInRun = endsFolded
        } else {
          bytes.append(0x20)
          folds = true
          endsFolded = true
          endsInRun = byte != 0x20
        }
      default:
        bytes.append(byte)
        folds = false
        endsFolded = false
      }
    }
  }

  /// Whether the bytes need no folding: no white space but single plain blanks.
  private static func isPlain(_ raw: UnsafeRawBufferPointer, after folds: Bool) -> Bool {
    guard raw.count > 0 else { return false }
    var previousIsBlank = folds
    for byte in raw {
      if byte > 0x20 {
        previousIsBlank = false
      } else {
        guard byte == 0x20, !previousIsBlank else { return false }
        previousIsBlank = true
      }
    }
    return true
  }
}
