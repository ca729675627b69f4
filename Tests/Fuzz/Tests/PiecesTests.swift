import Foundation
import FuzzEntries
import SheetModel
import Testing

/// The same answers whether inflate, XML and text are fed 1 byte, 7 bytes or 64 KiB at a time, from
/// sources that return as little.
@Suite struct PiecesTests {
  static let samples = CorpusTests.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Samples")

  static func files(_ folder: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: samples.appending(path: folder), includingPropertiesForKeys: nil
    ).filter { $0.pathExtension != "png" }.sorted { $0.path < $1.path }
  }

  /// Reads bytes in pieces of each size and compares rows, surroundings and errors.
  static func compare(_ bytes: [UInt8], _ name: String, sizes: [Int] = [1, 7, 1000]) throws {
    let limits = ReadLimits()
    let whole = try FuzzTarget.workbook.outcome(of: bytes, chunkBytes: 1 << 16, limits: limits)
    for size in sizes {
      let pieces = try FuzzTarget.workbook.outcome(of: bytes, chunkBytes: size, limits: limits)
      #expect(pieces.errors == whole.errors, "\(name) in pieces of \(size)")
      #expect(pieces.count == whole.count, "\(name) in pieces of \(size)")
      try whole.mustAgree(with: pieces)
    }
  }

  /// Single bytes of large files are slow and say no more than those of small ones and of seeds.
  @Test(arguments: try files("clean"))
  func cleanSamplesReadTheSame(_ file: URL) throws {
    let bytes = [UInt8](try Data(contentsOf: file))
    try Self.compare(bytes, file.lastPathComponent, sizes: bytes.count < 11_000 ? [1, 7] : [7])
  }

  @Test(arguments: try files("messy").filter { try Data(contentsOf: $0).count < 11_000 })
  func messySamplesReadTheSame(_ file: URL) throws {
    try Self.compare([UInt8](try Data(contentsOf: file)), file.lastPathComponent, sizes: [7])
  }

  @Test(arguments: FuzzTarget.allCases)
  func seedsReadTheSameAsFilesOfTheirOwn(_ target: FuzzTarget) throws {
    for seed in try CorpusTests.inputs(of: target) where CorpusTests.isNamed(seed) {
      try Self.compare([UInt8](try Data(contentsOf: seed)), seed.lastPathComponent)
    }
  }

  static let odd: [(name: String, text: String)] = [
    ("flat, cut in a tag", "<office:document><office:bo"),
    ("flat, cut in a character", "<a>\u{1EA1}"),
    ("accents", "Đ,e\u{301},\u{1F600}\r\n\"a\r\nb\",\"\"\"\",\u{1EA1}\r\n"),
    ("carriage returns", "a,b\r1,2\r\r3,4"),
    ("quote left open", "a,b\n1,\"x\ny"),
    ("text behind a quote", "\"a\"b,c\n\"\"\"\"\"\",d"),
    ("blank lines", "\n\n\na;b\n\n"),
    ("one column", "a"),
  ]

  @Test(arguments: odd.map(\.name))
  func oddFilesReadTheSame(_ name: String) throws {
    let text = try #require(Self.odd.first { $0.name == name }?.text)
    try Self.compare(Array(text.utf8), name)
    try Self.compare(Array(text.utf8.dropLast()), name)
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf8])
  func encodingsReadTheSame(_ encoding: String.Encoding) throws {
    let text = "\u{FEFF}Mã;Đắk Lắk;\u{1F600}\r\n1;\"2\n3\";ệ\n"
    let bytes = [UInt8](try #require(text.data(using: encoding)))
    for count in bytes.count - 8...bytes.count { try Self.compare(Array(bytes[..<count]), "cắt") }
  }

  @Test func codePage1258ReadsTheSame() throws {
    // `â` with a dot below comes as two bytes.
    try Self.compare([0xD0, 0xE2, 0xF2, 0x2C, 0xE2, 0x0A, 0xE2, 0xF2, 0xF2, 0x2C, 0x78], "1258")
  }

  /// Every cut of a small file: the same refusal, whatever the pieces.
  @Test(arguments: ["workbook/xlsx-nho", "workbook/fods", "csv/phay"])
  func cutFilesAreRefusedTheSame(_ name: String) throws {
    let bytes = try MutatorTests.seed(name)
    for count in stride(from: 1, to: bytes.count, by: max(1, bytes.count / 97)) {
      try Self.compare(Array(bytes[..<count]), "\(name) cut at \(count)", sizes: [7])
    }
  }
}
