import SheetModel
import XML
import Zip

/// `META-INF/manifest.xml`: the package's list of its files (ODF 1.3 part 2, 4).
enum ManifestPart {
  static let name = "META-INF/manifest.xml"

  /// Refuses a package whose parts are under a password.
  ///
  /// Manifests of OpenOffice's time have a document type that is nowhere to be found.
  /// - Throws: `encryptedODS`, and what the parser throws.
  static func refuseEncryption(
    _ archive: ZipArchive, limits: ReadLimits
  ) throws(WorkbookError) {
    guard let entry = archive.entry(named: name) else { return }
    try located(Place(part: entry.name)) { () throws(WorkbookError) in
      let input = try ContentInput(try ContentOrigin(entry, of: archive))
      let parser = XMLPullParser(
        input, names: ODSVocabulary.packages, limits: limits, doctype: .ignored)
      if try parser.advance(to: .encryptionData) { throw WorkbookError(.encryptedODS) }
    }
  }
}
