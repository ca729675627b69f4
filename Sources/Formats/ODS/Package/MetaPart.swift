import SheetModel
import XML

/// `meta.xml`: what the workbook says of itself (ODF 1.3 part 3, 4.3).
enum MetaPart {
  /// Reads the properties up to the sheets or the document's end.
  static func read(
    _ parser: XMLPullParser, limits: ReadLimits
  ) throws(WorkbookError) -> DocumentProperties {
    var properties = DocumentProperties()
    var kept = 0
    while true {
      switch try parser.next() {
      case .start:
        switch parser.tag {
        case .dcTitle: properties.title = try text(parser)
        case .dcSubject: properties.subject = try text(parser)
        case .dcDescription: properties.description = try text(parser)
        case .initialCreator: properties.creator = try text(parser) ?? properties.creator
        case .dcCreator:
          let editor = try text(parser)
          properties.creator = properties.creator ?? editor
        case .generator: properties.application = try text(parser)
        case .userDefined:
          guard let name = parser.string(.metaName) else { continue }
          let value = try parser.elementText()
          kept += name.utf8.count + value.utf8.count
          if kept / 16 > limits.textBytes { throw .limit(.textBytes, of: limits) }
          if properties.custom.count == limits.entries { throw .limit(.entries, of: limits) }
          properties.custom.append(DocumentProperties.Custom(name: name, value: value))
        case .spreadsheet: return properties
        case .binaryData: try parser.skipElement()
        default: continue
        }
      case .text, .end: continue
      case .endOfDocument: return properties
      }
    }
  }

  private static func text(_ parser: XMLPullParser) throws(WorkbookError) -> String? {
    let text = try parser.elementText()
    return text.isEmpty ? nil : text
  }
}
