import SheetModel
import XML

/// `meta.xml`: what the workbook says of itself (ODF 1.3 part 3, 4.3).
enum MetaPart {
  /// Reads the properties up to the sheets or the document's end.
  static func read(
    _ parser: XMLPullParser, limits: ReadLimits
  ) throws(WorkbookError) -> DocumentProperties {
    var properties = DocumentProperties()
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
          if properties.custom.count == limits.entries { throw .limit(.entries, of: limits) }
          properties.custom.append(DocumentProperties.Custom(name: name, value: value))
        case .spreadsheet: return properties
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

extension MetaPart {
  /// Writes `office:meta`, without any date: the same input gives the same bytes.
  static func write(_ properties: DocumentProperties, to xml: inout XMLWriter) {
    xml.raw("<office:meta>")
    element("meta:generator", properties.application ?? "bieu", &xml)
    element("dc:title", properties.title, &xml)
    element("dc:subject", properties.subject, &xml)
    element("dc:description", properties.description, &xml)
    element("meta:initial-creator", properties.creator, &xml)
    element("dc:creator", properties.creator, &xml)
    for custom in properties.custom {
      xml.raw("<meta:user-defined")
      xml.attribute("meta:name", custom.name)
      xml.raw(" meta:value-type=\"string\">")
      xml.escaped(custom.value)
      xml.raw("</meta:user-defined>")
    }
    xml.raw("</office:meta>")
  }

  private static func element(_ name: String, _ text: String?, _ xml: inout XMLWriter) {
    guard let text else { return }
    xml.raw("<\(name)>")
    xml.escaped(text)
    xml.raw("</\(name)>")
  }
}
