import SheetModel
import XML

extension ManifestPart {
  /// Writes the manifest of a workbook.
  static func write(_ xml: inout XMLWriter) {
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    xml.raw(text: "<manifest:manifest xmlns:manifest=\"\(ODSNamespace.manifest.rawValue)\"")
    xml.raw(" manifest:version=\"1.3\">")
    entry("/", ODSPackage.mimetype, &xml)
    for part in ["content.xml", "styles.xml", "meta.xml", "settings.xml"] {
      entry(part, "text/xml", &xml)
    }
    xml.raw("</manifest:manifest>")
  }

  private static func entry(_ path: String, _ type: String, _ xml: inout XMLWriter) {
    xml.raw(text: "<manifest:file-entry manifest:full-path=\"\(path)\"")
    if path == "/" { xml.raw(" manifest:version=\"1.3\"") }
    xml.raw(text: " manifest:media-type=\"\(type)\"/>")
  }
}
