import SheetModel
import Zip

/// The smallest packages around one part, stored without compression.
enum SeedPackage {
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  private static let parts: [(name: String, text: String)] = [
    (
      "_rels/.rels",
      """
      <Relationships xmlns="\(package)"><Relationship Id="rId1" Type="\(office)/officeDocument" \
      Target="xl/workbook.xml"/></Relationships>
      """
    ),
    (
      "xl/workbook.xml",
      """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\
      <sheet name="Biểu 01" sheetId="1" r:id="rId1"/></sheets></workbook>
      """
    ),
    (
      "xl/_rels/workbook.xml.rels",
      """
      <Relationships xmlns="\(package)">\
      <Relationship Id="rId1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>\
      <Relationship Id="rId2" Type="\(office)/sharedStrings" Target="sharedStrings.xml"/>\
      <Relationship Id="rId3" Type="\(office)/styles" Target="styles.xml"/></Relationships>
      """
    ),
    (
      "xl/worksheets/sheet1.xml",
      """
      <worksheet xmlns="\(main)"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>\
      <c r="B1" s="1"><v>45000.5</v></c><c r="C1" s="2"><v>60</v></c>\
      <c r="D1" t="s" s="3"><v>1</v></c><c r="E1" t="s"><v>2</v></c></row></sheetData></worksheet>
      """
    ),
    (
      "xl/sharedStrings.xml",
      """
      <sst xmlns="\(main)"><si><t>Chỉ tiêu</t></si><si><r><t xml:space="preserve">Tổng </t></r>\
      <r><t>số</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t/></si></sst>
      """
    ),
    (
      "xl/styles.xml",
      """
      <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>\
      </numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/>\
      <xf numFmtId="10"/></cellXfs></styleSheet>
      """
    ),
  ]

  /// A workbook of one sheet in which one part is replaced.
  static func xlsx(
    replacing name: String, with bytes: [UInt8]
  ) throws(WorkbookError) -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    for part in parts {
      try writer.addStored(part.name, part.name == name ? bytes : Array(part.text.utf8))
    }
    try writer.finish()
    return sink.bytes
  }

  /// An OpenDocument package of a content part.
  static func ods(content: [UInt8]) throws(WorkbookError) -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    try writer.addStored(
      "mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    try writer.addStored("content.xml", content)
    try writer.finish()
    return sink.bytes
  }
}
