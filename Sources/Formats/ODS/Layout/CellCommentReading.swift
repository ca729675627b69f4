import SheetModel
import XML

/// An `office:annotation` (ODF 1.3 part 3, 14.1): who wrote it, and its paragraphs, one line each.
struct CellCommentReading {
  private(set) var author: String?
  let text: String

  /// Reads the annotation that the parser stands at, to its end; paragraphs in lists count too.
  init(_ parser: XMLPullParser, limits: ReadLimits) throws(WorkbookError) {
    var text = ParagraphText(limits: limits)
    let outer = parser.depth
    reading: while true {
      switch try parser.next() {
      case .start:
        switch parser.tag {
        case .dcCreator:
          let name = try parser.elementText()
          author = name.isEmpty ? nil : name
        case .textP, .textH: try text.readParagraph(parser)
        case .drawing, .table: try parser.skipElement()
        default: continue
        }
      case .end: if parser.depth == outer { break reading }
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
    self.text = String(decoding: text.bytes, as: UTF8.self)
  }
}
