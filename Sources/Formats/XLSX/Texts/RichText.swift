import SheetModel
import XML

/// Text that is made of runs with properties of their own (ECMA-376 Part 1, 18.4.8 and 18.3.1.53).
extension SharedStringsPart {
  /// After the start of `si` or `is`: appends the text of `t` and `r/t`, up to the element's end.
  ///
  /// The stretches in fonts of their own (18.4.4, 18.4.5) go into `runs` unless that is nil.
  /// - Throws: `limitExceeded` (textBytes) where the runs together are too long.
  static func appendText(
    of parser: XMLPullParser, to bytes: inout [UInt8], run: inout [UInt8],
    runs: inout [TextRun]?, limits: ReadLimits
  ) throws(WorkbookError) {
    var depth = 0
    let start = bytes.count
    while true {
      switch try parser.next() {
      case .start:
        switch parser.part {
        case .t:
          try appendRun(of: parser, to: &bytes, run: &run)
          guard bytes.count - start <= limits.textBytes else {
            throw WorkbookError.limit(.textBytes, of: limits, at: Place(line: parser.line))
          }
        case .r:
          depth += 1
          runs?.append(TextRun(start: bytes.count - start, font: ""))
        case .rPr where depth == 1 && runs != nil:
          let font = try Self.runFont(parser)
          if let font, let last = runs?.indices.last { runs?[last].font = font }
        default:
          try parser.skipElement()
        }
      case .end:
        if depth == 0 { return }
        depth -= 1
      case .text: continue
      case .endOfDocument: return
      }
    }
  }

  /// After the start of `t`: appends its text with escapes decoded.
  private static func appendRun(
    of parser: XMLPullParser, to bytes: inout [UInt8], run: inout [UInt8]
  ) throws(WorkbookError) {
    run.removeAll(keepingCapacity: true)
    while true {
      switch try parser.next() {
      case .text: parser.withText { run.append(contentsOf: $0) }
      case .start: try parser.skipElement()
      case .end, .endOfDocument:
        run.withUnsafeBytes { EscapedText.appendDecoded($0, to: &bytes) }
        return
      }
    }
  }

  /// After the start of `rPr`: the name of its font, up to the element's end.
  private static func runFont(_ parser: XMLPullParser) throws(WorkbookError) -> String? {
    var font: String?
    try parser.eachChild { name in
      if name == .rFont, let value = parser.value(.val), value.utf8.count <= 255 { font = value }
      return false
    }
    return font
  }
}

/// The stretches of shared strings that have fonts of their own, by the strings' indexes.
struct StringRuns {
  private var entries: [(string: UInt32, start: UInt32, font: UInt32)] = []
  private var fonts: [String] = []
  private var indexes: [String: UInt32] = [:]

  /// What the entries take while their block grows.
  var byteCount: Int { entries.count * 36 + fonts.count * 600 }

  /// Whether no string has any.
  var isEmpty: Bool { entries.isEmpty }

  /// Adds those of a string, whose index exceeds all before; neighbours in one font are one.
  mutating func add(_ runs: [TextRun], ofString index: Int) {
    var last = ""
    for run in runs where run.font != last {
      last = run.font
      let font = indexes[run.font] ?? UInt32(clamping: fonts.count)
      if Int(font) == fonts.count {
        fonts.append(run.font)
        indexes[run.font] = font
      }
      entries.append((UInt32(clamping: index), UInt32(clamping: run.start), font))
    }
  }

  /// Calls `body` for each of a string, in order.
  func each(ofString index: Int, _ body: (TextRun) -> Void) {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if Int(entries[middle].string) < index { low = middle + 1 } else { high = middle }
    }
    while low < entries.count, Int(entries[low].string) == index {
      body(TextRun(start: Int(entries[low].start), font: fonts[Int(entries[low].font)]))
      low += 1
    }
  }
}
