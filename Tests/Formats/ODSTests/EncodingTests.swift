import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct EncodingTests {
  private let document = HandMadeODS(
    cells: """
      <table:table-cell office:value-type="string"><text:p>Đồng Tháp 𠀋</text:p></table:table-cell>\
      <table:table-cell office:value-type="float" office:value="12.5"/>
      """)
  private let cells = ["A1 text Đồng Tháp 𠀋", "B1 number 12.5"]

  private func read(_ bytes: [UInt8], chunkBytes: Int = 65_536) throws -> [String] {
    let reader = try ODSReader(
      flat: MemorySource(bytes), limits: ReadLimits(), chunkBytes: chunkBytes)
    #expect(reader.sheets.map(\.name) == ["Biểu 01"])
    _ = try reader.layout(ofSheet: 0)
    _ = try reader.properties()
    return try reader.cells()
  }

  private func utf16(_ text: String, littleEndian: Bool, mark: Bool) -> [UInt8] {
    (mark ? "\u{FEFF}" + text : text).utf16.flatMap { unit in
      let low = UInt8(unit & 0xFF)
      let high = UInt8(unit >> 8)
      return littleEndian ? [low, high] : [high, low]
    }
  }

  @Test(arguments: [true, false], [true, false])
  func utf16IsReadWithAndWithoutAMark(_ littleEndian: Bool, _ mark: Bool) throws {
    let xml = document.xml.replacing("UTF-8", with: "UTF-16")
    let bytes = utf16(xml, littleEndian: littleEndian, mark: mark)
    #expect(try read(bytes) == cells)
    #expect(try read(bytes, chunkBytes: 7) == cells)
  }

  @Test func contentOfAPackageMayBeUTF16() throws {
    let content = """
      <?xml version="1.0" encoding="UTF-16"?>
      <office:document-content \(HandMadeODS.namespaces)>\(document.body)\
      </office:document-content>
      """
    let bytes = utf16(content, littleEndian: true, mark: true)
    #expect(try HandMadeODS.open(archive(bytes: [("content.xml", bytes)])).cells() == cells)
  }

  @Test func byteOrderMarkOfUTF8IsNoText() throws {
    #expect(try read([0xEF, 0xBB, 0xBF] + Array(document.xml.utf8)) == cells)
  }

  @Test(
    arguments: [
      ("ISO-8859-1", [0xE9, 0xFC], "éü"), ("windows-1252", [0x80, 0xE9], "€é"),
    ] as [(String, [UInt8], String)])
  func declaredWesternEncodingsAreRead(
    _ name: String, _ letters: [UInt8], _ text: String
  ) throws {
    let xml = HandMadeODS(
      cells: "<table:table-cell office:value-type=\"string\"><text:p>?@</text:p></table:table-cell>"
    ).xml.replacing("UTF-8", with: name).replacing("Biểu 01", with: "B")
    var bytes = Array(xml.utf8)
    let at = try #require(bytes.firstRange(of: Array("?@<".utf8)))
    bytes.replaceSubrange(at.lowerBound..<(at.lowerBound + 2), with: letters)
    let reader = try ODSReader(flat: MemorySource(bytes), limits: ReadLimits())
    #expect(try reader.cells() == ["A1 text \(text)"])
  }

  @Test func encodingsThatAreNotReadAreNamed() throws {
    let xml = document.xml.replacing("UTF-8", with: "ISO-2022-JP")
    let error = failure { _ = try read(Array(xml.utf8)) }
    #expect(error?.code == .invalidEncoding)
    #expect(error?.found == "iso-2022-jp")
  }

  @Test func halfACharacterIsTruncatedOrInvalid() throws {
    let xml = document.xml.replacing("UTF-8", with: "UTF-16")
    var bytes = utf16(xml, littleEndian: true, mark: true)
    bytes.removeLast()
    #expect(failure { _ = try read(bytes) }?.code == .truncated)
    let lone = utf16(xml, littleEndian: true, mark: true)
    let surrogate: [UInt8] = [0x40, 0xD8]
    let at = try #require(lone.firstRange(of: surrogate)).upperBound
    let broken = Array(lone[..<at]) + Array(lone[(at + 2)...])
    #expect(failure { _ = try read(broken) }?.code == .invalidEncoding)
  }
}
