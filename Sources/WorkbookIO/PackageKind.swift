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
    if let entry = archive.entry(named: "mimetype") {
      return try openDocument(String(decoding: try declaration(entry, of: archive), as: UTF8.self))
    }
    if let entry = archive.entry(named: "META-INF/manifest.xml") {
      let manifest = try declaration(entry, of: archive)
      if manifest.contains(spreadsheet) { return .ods }
    }
    // Without declarations, the parts that no other document has.
    if archive.entry(named: "xl/workbook.xml") != nil { return .xlsx }
    if archive.entry(named: "xl/workbook.bin") != nil { throw WorkbookError(.binaryXLSB) }
    if XLSXReader.isWorkbook(archive) { return .xlsx }
    throw WorkbookError(.unknownFormat, found: "zip")
  }

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

  private static func openDocument(_ type: String) throws(WorkbookError) -> WorkbookFormat {
    let type = String(type.prefix { $0.isASCII && !$0.isWhitespace })
    switch type {
    case spreadsheet, spreadsheet + "-template": return .ods
    case "application/vnd.oasis.opendocument.text",
      "application/vnd.oasis.opendocument.text-template":
      throw WorkbookError(.unknownFormat, found: "odt")
    case "application/vnd.oasis.opendocument.presentation",
      "application/vnd.oasis.opendocument.presentation-template":
      throw WorkbookError(.unknownFormat, found: "odp")
    default: throw WorkbookError(.unknownFormat, found: String(type.prefix(80)))
    }
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
