import SheetModel
import XML
import Zip

/// `META-INF/manifest.xml`: the package's list of its files (ODF 1.3 part 2, 4).
enum ManifestPart {
  static let name = "META-INF/manifest.xml"

  /// Refuses a package whose parts are under a password.
  ///
  /// Most manifests name no encryption at all and are not even parsed: old ones have a DTD.
  /// - Throws: `encryptedODS`.
  static func refuseEncryption(
    _ archive: ZipArchive, limits: ReadLimits
  ) throws(WorkbookError) {
    guard let entry = archive.entry(named: name) else { return }
    let origin = try ContentOrigin(entry, of: archive)
    if case .memory(let bytes) = origin, !holds("encryption-data", bytes) { return }
    let parser = XMLPullParser(
      try ContentInput(origin), names: ODSVocabulary.packages, limits: limits)
    var isEncrypted = false
    do throws(WorkbookError) {
      isEncrypted = try parser.advance(to: .encryptionData)
    } catch {
      isEncrypted = true
    }
    if isEncrypted { throw WorkbookError(.encryptedODS, at: Place(part: name)) }
  }

  private static func holds(_ text: StaticString, _ bytes: [UInt8]) -> Bool {
    let count = text.utf8CodeUnitCount
    return bytes.withUnsafeBytes { raw in
      var index = 0
      while index + count <= raw.count {
        if raw[index] == text.utf8Start[0],
          UnsafeRawBufferPointer(rebasing: raw[index..<(index + count)]).equals(text)
        {
          return true
        }
        index += 1
      }
      return false
    }
  }

  /// Writes the manifest of a workbook.
  static func write(_ xml: inout XMLWriter) {
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    xml.raw("<manifest:manifest xmlns:manifest=\"\(ODSNamespace.manifest.rawValue)\"")
    xml.raw(" manifest:version=\"1.3\">")
    entry("/", ODSPackage.mimetype, &xml)
    for part in ["content.xml", "styles.xml", "meta.xml", "settings.xml"] {
      entry(part, "text/xml", &xml)
    }
    xml.raw("</manifest:manifest>")
  }

  private static func entry(_ path: String, _ type: String, _ xml: inout XMLWriter) {
    xml.raw("<manifest:file-entry manifest:full-path=\"\(path)\"")
    if path == "/" { xml.raw(" manifest:version=\"1.3\"") }
    xml.raw(" manifest:media-type=\"\(type)\"/>")
  }
}

/// What the package says of itself.
enum ODSPackage {
  static let mimetype = "application/vnd.oasis.opendocument.spreadsheet"
}
