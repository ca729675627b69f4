import SheetModel
import XML

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
    xml.raw(text: "<\(name)>")
    xml.escaped(text)
    xml.raw(text: "</\(name)>")
  }
}
