import SampleMaker
import SheetModel
import TestSupport
import Testing
import WorkbookIO

@Suite struct DetectionTests {
  private func format(_ bytes: [UInt8]) throws -> WorkbookFormat {
    try InputFile(MemorySource(bytes), name: "tệp.xlsx").format
  }

  private func format(_ text: String) throws -> WorkbookFormat { try format(Array(text.utf8)) }

  private func refusal(_ bytes: [UInt8]) -> String {
    guard let error = failure({ try format(bytes) }) else { return "" }
    #expect(error.place.file == "tệp.xlsx")
    return error.found.isEmpty ? error.code.rawValue : "\(error.code.rawValue) \(error.found)"
  }

  private func refusal(_ text: String) -> String { refusal(Array(text.utf8)) }

  private func office(_ type: String, _ part: String) throws -> [UInt8] {
    try archive([
      ("[Content_Types].xml", "<Types><Override ContentType=\"\(type)\"/></Types>"), (part, "x"),
    ])
  }

  @Test func workbooksOfOfficeOpenXML() throws {
    let types = [
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
      "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ]
    for type in types { #expect(try format(office(type, "xl/workbook.xml")) == .xlsx) }
    #expect(try format(archive([("xl/workbook.xml", "x")])) == .xlsx)
  }

  @Test func bytesBeforeAnArchiveAreNoPartOfIt() throws {
    let bytes = try archive([("xl/workbook.xml", "x")])
    for junk in [[0x4A, 0x00, 0xFF, 0x01], Array("#!/bin/sh\n".utf8), Array("a,b\n1,2\n".utf8)] {
      #expect(try format(junk + bytes) == .xlsx)
    }
  }

  @Test func otherPackagesAreNamed() throws {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    #expect(try refusal(office(word, "word/document.xml")) == "unknownFormat docx")
    let slides = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
    #expect(try refusal(office(slides, "ppt/a.xml")) == "unknownFormat pptx")
    let binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    #expect(try refusal(office(binary, "xl/workbook.bin")) == "binaryXLSB")
    #expect(try refusal(archive([("ảnh.txt", "x")])) == "unknownFormat zip")
    #expect(try refusal(archive([])) == "unknownFormat zip")
    let text = "application/vnd.oasis.opendocument.text"
    #expect(try refusal(archive([("mimetype", text)])) == "unknownFormat odt")
    for (type, name) in [
      ("application/vnd.oasis.opendocument.chart", "odc"), ("application/vnd.sun.xml.calc", "sxc"),
      ("application/vnd.oasis.opendocument.graphics-template", "odg"),
    ] {
      #expect(try refusal(archive([("mimetype", type)])) == "unknownFormat \(name)")
    }
    let book = "application/epub+zip"
    #expect(try refusal(archive([("mimetype", book)])) == "unknownFormat \(book)")
  }

  @Test func openDocumentSpreadsheets() throws {
    let type = "application/vnd.oasis.opendocument.spreadsheet"
    #expect(try format(archive([("mimetype", type)])) == .ods)
    #expect(try format(archive([("mimetype", type + "-template\n")])) == .ods)
    // A media type that is wrong or absent is no obstacle where the parts tell.
    let content = "<a xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>"
    #expect(try format(archive([("content.xml", content)])) == .ods)
    #expect(try format(archive([("mimetype", "text/plain"), ("content.xml", content)])) == .ods)
    let manifest = "<manifest:file-entry manifest:media-type=\"\(type)\"/>"
    #expect(try format(archive([("META-INF/manifest.xml", manifest)])) == .ods)
    let flat = """
      <?xml version="1.0"?><!-- > --><office:document
      xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="\(type)">
      """
    #expect(try format(flat) == .fods)
    #expect(try format("\u{FEFF}\n" + flat) == .fods)
    let letter = flat.replacing("opendocument.spreadsheet", with: "opendocument.text")
    #expect(refusal(letter) == "foreignXML flat OpenDocument")
  }

  @Test func anArchiveThatIsCutOffIsTruncated() throws {
    let whole = try office(
      "spreadsheetml.sheet.main+xml", "xl/workbook.xml")
    for count in [4, 30, 100, whole.count / 2, whole.count - 30] {
      #expect(refusal(Array(whole.prefix(count))).hasPrefix("truncated"), "\(count)")
    }
  }

  @Test func compoundFilesAreToldApart() throws {
    #expect(refusal(compound(["EncryptionInfo", "EncryptedPackage"])) == "passwordProtected")
    #expect(try format(compound(["Workbook"])) == .xls)
    #expect(try format(compound(["Book"])) == .xls)
    #expect(refusal(compound(["WordDocument"])) == "unknownFormat doc")
    #expect(refusal(compound(["PowerPoint Document"])) == "unknownFormat ppt")
    #expect(refusal(compound(["Other"])) == "unknownFormat ole")
    #expect(refusal(Array(compound(["Workbook"]).prefix(600))) == "truncated ole")
    #expect(refusal(Array(compound(["Workbook"]).prefix(8))) == "truncated ole")
  }

  @Test func aLoopInACompoundFileEnds() {
    var bytes = compound(["Other"])
    // The directory's sector follows itself.
    bytes[512 + 4] = 1
    bytes[512 + 5] = 0
    bytes[512 + 6] = 0
    bytes[512 + 7] = 0
    #expect(refusal(bytes) == "unknownFormat ole")
  }

  @Test func workbooksOlderThanCompoundFiles() throws {
    #expect(refusal([0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00]) == "legacyXLS")
    #expect(refusal([0x09, 0x02, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00]) == "legacyXLS")
    #expect(refusal([0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00]) == "legacyXLS")
    #expect(try format([0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x05, 0x00]) == .xls)
    #expect(try format([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]) == .xls)
  }

  @Test func pagesAndForeignXML() {
    let pages = [
      "<html><body>", "<!DOCTYPE html>\n<html>", "  <HTML xmlns:x=\"urn:x\">", "<table><tr>",
      "<meta charset=utf-8>", "<?xml version=\"1.0\"?><html>", "<!-- x --><body>",
    ]
    for page in pages { #expect(refusal(page) == "htmlPage", "\(page)") }
    let archived = "MIME-Version: 1.0\nContent-Type: multipart/related"
    #expect(refusal(archived) == "htmlPage MHTML")
    #expect(refusal("From: <Saved by Blink>\n\(archived)") == "htmlPage MHTML")
    let old = """
      <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
      """
    #expect(refusal(old) == "foreignXML SpreadsheetML 2003")
    #expect(refusal("<?xml version=\"1.0\"?><data/>") == "foreignXML data")
    #expect(refusal("<bao xmlns=\"x\">") == "foreignXML bao")
    #expect(refusal("<?xml version=\"1.0\"?>") == "foreignXML")
    #expect(refusal("<?xml") == "foreignXML")
    #expect(refusal("<?xml <!-- ") == "foreignXML")
  }

  @Test func aTextMayBeginWithALessThanSign() throws {
    #expect(try format("<5 tuổi,12\n5-<11 tuổi,13\n") == .csv)
    #expect(try format("<\n") == .csv)
  }

  @Test func knownBinariesAreNamed() {
    #expect(refusal("%PDF-1.7\n") == "unknownFormat pdf")
    #expect(refusal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == "unknownFormat png")
    #expect(refusal([0x1F, 0x8B, 0x08, 0x00]) == "unknownFormat gzip")
    #expect(refusal("{\\rtf1\\ansi") == "unknownFormat rtf")
  }

  @Test func rubbishIsNoText() {
    var state: UInt64 = 3
    let bytes = (0..<5000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 56)
    }
    #expect(refusal(bytes) == "unknownFormat binary")
    #expect(refusal([0, 0, 0, 0, 1, 2]) == "unknownFormat binary")
  }

  @Test func textIsDelimitedText() throws {
    #expect(try format("Xã,Số trẻ\nBản Lang,12\n") == .csv)
    #expect(try format("Xã\tSố trẻ\nBản Lang\t12\n") == .tsv)
    #expect(try format("một dòng") == .csv)
    #expect(try format("PK,12\n") == .csv)
    #expect(try format([0x74, 0x72, 0x65, 0xD2, 0x20, 0x65, 0x6D]) == .csv)
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in "Xã,Trẻ em\nBản Lang,ệ\n".utf16 {
      wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    #expect(try format(wide) == .csv)
    #expect(try format(Array(wide.dropFirst(2))) == .csv)
  }

  @Test func nothingIsAnEmptyFile() {
    #expect(refusal([]) == "emptyFile")
  }

  @Test func noBytesMakeDetectionTrapOrHang() throws {
    var state: UInt64 = 5
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
    let seeds = [
      compound(["Workbook"]), try office("spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
      Array(
        "<?xml version=\"1.0\"?><!-- x --><!DOCTYPE a [<!ENTITY b \"c\">]><a:b xmlns=\"\">".utf8),
      Array("sep=;\n\"a\";b\n".utf8), [0xFF, 0xFE, 0x61, 0x00, 0x2C, 0x00],
    ]
    var formats: Set<WorkbookFormat> = []
    for _ in 0..<4000 {
      var bytes = seeds[next(seeds.count)]
      for _ in 0..<next(6) { bytes[next(bytes.count)] = UInt8(next(256)) }
      if next(3) == 0 { bytes = Array(bytes.prefix(next(bytes.count))) }
      if let found = try? format(bytes) { formats.insert(found) }
    }
    #expect(formats.contains(.csv) && formats.contains(.xlsx))
  }

  /// A compound file of one table sector and one directory sector with these streams.
  private func compound(_ names: [String]) -> [UInt8] {
    CompoundFileWriter.bytes(of: names.map { ($0, []) })
  }
}
