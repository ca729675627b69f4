import SheetModel
import XLSX
import Zip

/// Which kind of document a zip archive is, by its own declarations.
enum PackageKind {
  /// The most bytes looked at of a part that only declares what the package is.
  private static let declarationBytes = 1 << 20

  static func format(of archive: ZipArchive) throws(WorkbookError) -> WorkbookFormat {
    if let entry = archive.entry(named: "[Content_Types].xml") {
      return try officeOpenXML(try declaration(entry, of: archive), archive)
    }
    var kind = "zip"
    if let entry = archive.entry(named: "mimetype") {
      let type = String(decoding: try declaration(entry, of: archive), as: UTF8.self)
      if let format = try openDocument(type) { return format }
      let word = type.prefix { $0.isASCII && !$0.isWhitespace }
      if !word.isEmpty { kind = String(word.prefix(80)) }
    }
    if let entry = archive.entry(named: "META-INF/manifest.xml") {
      let manifest = try declaration(entry, of: archive)
      if manifest.contains(spreadsheet) { return .ods }
    }
    if let entry = archive.entry(named: "content.xml") {
      // Whether it is a spreadsheet is found when it is read.
      if try declaration(entry, of: archive).contains(openDocument) { return .ods }
    }
    // Without declarations, the parts that no other document has.
    if archive.entry(named: "xl/workbook.xml") != nil { return .xlsx }
    if archive.entry(named: "xl/workbook.bin") != nil { throw WorkbookError(.binaryXLSB) }
    if XLSXReader.isWorkbook(archive) { return .xlsx }
    throw WorkbookError(.unknownFormat, found: .name(kind, of: .format))
  }

  /// What the namespaces of OpenDocument begin with.
  private static let openDocument = "urn:oasis:names:tc:opendocument"
  private static let spreadsheet = "application/vnd.oasis.opendocument.spreadsheet"

  private static func officeOpenXML(
    _ types: [UInt8], _ archive: ZipArchive
  ) throws(WorkbookError) -> WorkbookFormat {
    let workbooks = [
      "spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml",
      "ms-excel.sheet.macroEnabled.main+xml", "ms-excel.template.macroEnabled.main+xml",
      "ms-excel.addin.macroEnabled.main+xml",
    ]
    if workbooks.contains(where: { types.contains($0) }) { return .xlsx }
    if types.contains("ms-excel.sheet.binary.macroEnabled.main") {
      throw WorkbookError(.binaryXLSB)
    }
    if types.contains("wordprocessingml.") || types.contains("ms-word.") {
      throw WorkbookError(.unknownFormat, found: "docx")
    }
    if types.contains("presentationml.") || types.contains("ms-powerpoint.") {
      throw WorkbookError(.unknownFormat, found: "pptx")
    }
    if archive.entry(named: "xl/workbook.xml") != nil { return .xlsx }
    if XLSXReader.isWorkbook(archive) { return .xlsx }
    throw WorkbookError(.unknownFormat, found: "zip")
  }

  /// The documents of OpenDocument and of OpenOffice.org 1 that are no spreadsheets that are read,
  /// by what their media types end with.
  private static let documents = [
    ("opendocument.text", "odt"), ("opendocument.presentation", "odp"),
    ("opendocument.graphics", "odg"), ("opendocument.chart", "odc"),
    ("opendocument.formula", "odf"), ("opendocument.database", "odb"),
    ("opendocument.base", "odb"), ("opendocument.image", "odi"), ("sun.xml.calc", "sxc"),
    ("sun.xml.writer", "sxw"), ("sun.xml.impress", "sxi"), ("sun.xml.draw", "sxd"),
  ]

  /// `ods` for a spreadsheet; nil where the media type is no document's and the parts must tell.
  private static func openDocument(_ type: String) throws(WorkbookError) -> WorkbookFormat? {
    let type = type.prefix { $0.isASCII && !$0.isWhitespace }.lowercased()
    if type == spreadsheet || type == spreadsheet + "-template" { return .ods }
    for (name, suffix) in documents where type.hasPrefix("application/vnd.") {
      if type.dropFirst(16).hasPrefix(name) || type.hasPrefix("application/vnd.oasis." + name) {
        throw WorkbookError(.unknownFormat, found: .name(suffix, of: .format))
      }
    }
    return nil
  }

  /// The beginning of a part.
  private static func declaration(
    _ entry: ZipEntry, of archive: ZipArchive
  ) throws(WorkbookError) -> [UInt8] {
    let reader = try archive.open(entry)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 1)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while bytes.count < declarationBytes {
      let count = try reader.read(into: buffer)
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }
}
