import SheetModel
import XML

/// Writes the properties parts, without dates: the bytes depend on the input alone.
enum PropertiesPartWriter {
  /// The core properties (ECMA-376 Part 2, 11).
  static func core(_ properties: DocumentProperties) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/")
    xml.raw("metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">")
    write("dc:title", properties.title, to: &xml)
    write("dc:subject", properties.subject, to: &xml)
    write("dc:creator", properties.creator, to: &xml)
    write("dc:description", properties.description, to: &xml)
    xml.raw("</cp:coreProperties>")
    return xml.bytes
  }

  /// The extended properties (ECMA-376 Part 1, 22.2).
  static func extended(_ properties: DocumentProperties) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/")
    xml.raw("extended-properties\">")
    write("Application", properties.application, to: &xml)
    xml.raw("</Properties>")
    return xml.bytes
  }

  /// The custom properties (ECMA-376 Part 1, 22.3): each a text.
  static func custom(_ properties: DocumentProperties) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/")
    xml.raw("custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/")
    xml.raw("officeDocument/2006/docPropsVTypes\">")
    for (index, property) in properties.custom.enumerated() {
      xml.raw("<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\"")
      xml.attribute("pid", index + 2)
      xml.attribute("name", property.name)
      xml.raw(">")
      write("vt:lpwstr", property.value, to: &xml)
      xml.raw("</property>")
    }
    xml.raw("</Properties>")
    return xml.bytes
  }

  private static func write(_ name: StaticString, _ value: String?, to xml: inout XMLWriter) {
    guard let value else { return }
    xml.raw("<")
    xml.raw(name)
    xml.raw(">")
    xml.escaped(value)
    xml.raw("</")
    xml.raw(name)
    xml.raw(">")
  }
}
