import SheetModel
import Testing

@testable import XLSX

/// What the bytes of a worksheet tell of its rows without being parsed.
struct RowNumberScanTests {
  private static let head = "<worksheet xmlns=\"m\"><sheetData>"
  private static let foot = "</sheetData></worksheet>"

  private static func ascends(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { RowNumberScan.ascends($0) }
  }

  private static let certain = [
    "", "<row r=\"1\"/>", "<row/><row/>", "<row r=\"5\"><c r=\"A5\"/></row><row r=\"9\"></row>",
    "<row spans='1:2' r='1' ht=\"12\">\n<c/></row><row\n\tr=\"1048576\"\n/>",
    "<row r=\"3\"/><row/><row r=\"5\"/>", "<rowBreaks r=\"9\"/><row r=\"1\"/>",
    "<row r=\"1\" x:r=\"0\" hr=\"0\"/><row r=\"2\" a=\"r='1'\"/>",
  ]

  private static let uncertain = [
    "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"2\"/><row r=\"1\"/>", "<row/><row r=\"1\"/>",
    "<row r=\"0\"/>", "<row r=\"&#49;\"/>", "<row r=\" 1\"/>", "<row r=\"-1\"/>", "<row r=\"\"/>",
    "<row r=\"99999999999\"/>", "<!-- <row r=\"1\"/> --><row r=\"1\"/>", "<row r = \"1\"/>",
    "<row r=1/>", "<row r=\"1", "<c><![CDATA[x]]></c>", "<row r=\"5\"/><row/><row r=\"6\"/>",
  ]

  @Test(arguments: certain)
  func rowsThatAscendInPlainMarkup(_ rows: String) {
    #expect(Self.ascends(Self.head + rows + Self.foot))
    #expect(Self.ascends("\u{FEFF}<?xml version=\"1.0\"?>\r\n" + Self.head + rows + Self.foot))
  }

  @Test(arguments: uncertain)
  func whatDescendsOrIsNotPlainIsLeftToTheParser(_ rows: String) {
    #expect(!Self.ascends(Self.head + rows + Self.foot))
  }

  @Test(arguments: [
    "", "<", "<x:worksheet><x:row r=\"1\"/></x:worksheet>", "<worksheets/>", "text",
    "<?xml version=\"1.0\"", "<!DOCTYPE worksheet><worksheet/>", "<worksheet",
  ])
  func whatDoesNotBeginAsAPlainWorksheetIsLeftToTheParser(_ text: String) {
    #expect(!Self.ascends(text))
    #expect(!Self.ascends(text + "\0"))
  }

  @Test func everyCutOfASheetEndsWithoutATrap() {
    let whole = Array((Self.head + Self.certain.joined() + Self.foot).utf8)
    for count in whole.indices {
      whole[..<count].withUnsafeBytes { _ = RowNumberScan.ascends($0) }
    }
  }
}
