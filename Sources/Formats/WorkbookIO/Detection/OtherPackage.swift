import Zip

/// What a zip archive is that is no workbook, by the parts that only such a document has.
enum OtherPackage {
  /// A short name, such as `docx`; `zip` for an archive of anything.
  static func name(of archive: ZipArchive) -> String {
    for (part, name) in parts where archive.entry(named: part) != nil { return name }
    if archive.entries.contains(where: { $0.name.hasSuffix(".iwa") }) { return "iwork" }
    return "zip"
  }

  private static let parts = [
    ("word/document.xml", "docx"), ("ppt/presentation.xml", "pptx"),
    ("visio/document.xml", "vsdx"), ("Index.zip", "iwork"), ("Index/Document.iwa", "iwork"),
    ("AndroidManifest.xml", "apk"), ("META-INF/MANIFEST.MF", "jar"),
  ]
}
