import CSV
import SheetModel
import Testing

@Suite struct EncodingTests {
  private let text = "Xã,Trẻ em\nBản Lang,ưu tiên\nỶ Ỹ,😀\n"
  private let expected = ["1: A=Xã B=Trẻ em", "2: A=Bản Lang B=ưu tiên", "3: A=Ỷ Ỹ B=😀"]

  private func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for unit in (mark ? [0xFEFF] : []) + Array(text.utf16) {
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      bytes += bigEndian ? pair : pair.reversed()
    }
    return bytes
  }

  @Test func utf8WithAndWithoutMark() throws {
    let plain = try reader(text)
    #expect(plain.dialect?.encoding == .utf8 && plain.dialect?.hasBOM == false)
    #expect(try lines(of: plain) == expected)
    let marked = try reader("\u{FEFF}" + text)
    #expect(marked.dialect?.encoding == .utf8 && marked.dialect?.hasBOM == true)
    #expect(try lines(of: marked) == expected)
  }

  @Test func utf16InBothOrdersWithAndWithoutMark() throws {
    for (bigEndian, mark) in [(false, false), (false, true), (true, false), (true, true)] {
      let reader = try reader(utf16(text, bigEndian: bigEndian, mark: mark))
      #expect(reader.dialect?.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
      #expect(reader.dialect?.hasBOM == mark)
      #expect(try lines(of: reader) == expected)
    }
  }

  @Test func utf16DelimitersAreFound() throws {
    let reader = try reader(utf16("a\tb\nc\td\n", bigEndian: false, mark: true))
    #expect(reader.format == .tsv)
    #expect(try lines(of: reader) == ["1: A=a B=b", "2: A=c B=d"])
  }

  @Test func windows1258IsComposed() throws {
    let bytes: [[UInt8]] = [
      [0x74, 0x72, 0x65, 0xD2, 0x20, 0x65, 0x6D], [0xFD, 0x75, 0x20, 0x74, 0x69, 0xEA, 0x6E],
      [0x74, 0x79, 0xD2, 0x20, 0x6C, 0xEA, 0xF2],
      [0x53, 0xF4, 0xEC, 0x20, 0x6C, 0xFD, 0xF5, 0xF2, 0x6E, 0x67],
      [0xD0, 0xE3, 0xF2, 0x63, 0x20, 0x4C, 0x79, 0xEC],
    ]
    let reader = try reader(Array(bytes.joined(separator: [0x0A])))
    #expect(reader.dialect?.encoding == .windows1258)
    let found = try lines(of: reader)
    let words = ["trẻ em", "ưu tiên", "tỷ lệ", "Số lượng", "Đặc Lý"]
    #expect(found == words.enumerated().map { "\($0 + 1): A=\($1)" })
    for (line, word) in zip(found, words) {
      #expect(Array(line.utf8).suffix(word.utf8.count) == Array(word.utf8)[...])
    }
  }

  @Test func windows1252KeepsEveryByte() throws {
    var options = CSVReadOptions()
    options.encoding = .windows1252
    options.delimiter = UInt8(ascii: ",")
    let bytes = (1...255).map { UInt8($0) }.filter { ![0x0A, 0x0D, 0x22, 0x2C].contains($0) }
    let found = try lines(of: try reader(bytes + [0x0A], options))
    let text = found.first?.split(separator: "=", maxSplits: 1).last ?? ""
    #expect(text.unicodeScalars.count == bytes.count)
    #expect(text.unicodeScalars.contains("\u{AD}"))
    #expect(text.unicodeScalars.contains("\u{81}"))
    #expect(text.unicodeScalars.contains("€"))
  }

  @Test func legacyTextIsWindows1252WhereItIsNoUTF8() throws {
    var options = CSVReadOptions()
    options.isLegacy = true
    let number: [UInt8] = [0x53, 0xE8, 0x20, 0x6C, 0xAD, 0xEE, 0x6E, 0x67]
    let found = try reader(number, options)
    #expect(found.dialect?.encoding == .windows1252)
    #expect(try lines(of: found) == ["1: A=Sè l\u{AD}îng"])
    #expect(try reader(Array("Số lượng".utf8), options).dialect?.encoding == .utf8)
    // Codes and numbers come first, in more than what is looked at for the dialect.
    let codes = Array(String(repeating: "00040,1\n", count: 20_000).utf8)
    #expect(try reader(codes + number, options).dialect?.encoding == .windows1252)
    #expect(try reader(codes + Array("Số".utf8), options).dialect?.encoding == .utf8)
    #expect(try reader(codes, options).dialect?.encoding == .utf8)
  }

  @Test func toneAtTheEndOfAChunkIsStillComposed() throws {
    for count in 65_530...65_540 {
      let found = try lines(
        of: reader([0xFF] + [UInt8](repeating: 0x61, count: count) + [0xEA, 0xF2]))
      #expect(found.first?.hasSuffix("aệ") == true)
    }
  }

  @Test func oneDamagedByteDoesNotTurnUTF8IntoAnotherEncoding() throws {
    var bytes = Array("Xã,Trẻ em\nBản Lang,ưu tiên\n".utf8)
    bytes += [0xFF, 0x0A]
    let reader = try reader(bytes)
    #expect(reader.dialect?.encoding == .utf8)
    let error = failure(of: reader)
    #expect(error?.code == .invalidEncoding)
    #expect(error?.place.line == 3)
  }

  @Test func invalidBytesBehindThePrefixAreNamedByLine() throws {
    let rows = 20_000
    let bytes = Array(String(repeating: "Bản,\"a\nb\"\n", count: rows).utf8) + [0x61, 0xC3, 0x28]
    let cursor = try reader(bytes).rows(ofSheet: 0)
    var row = Row()
    for _ in 0..<rows { #expect(try cursor.next(into: &row)) }
    let error = #expect(throws: WorkbookError.self) { try cursor.next(into: &row) }
    #expect(error?.code == .invalidEncoding)
    #expect(error?.place.line == rows * 2 + 1)
  }

  @Test func overlongAndSurrogateBytesAreInvalid() throws {
    var options = CSVReadOptions()
    options.encoding = .utf8
    let cases: [[UInt8]] = [
      [0xC0, 0x80], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x8F, 0x80, 0x80], [0x80], [0xF5], [0xE1, 0xBB], [0xC3],
    ]
    for bytes in cases {
      #expect(failure(of: try reader([0x61, 0x0A] + bytes, options))?.code == .invalidEncoding)
      #expect(failure(of: try reader([0x61, 0x0A] + bytes, options))?.place.line == 2)
    }
  }

  @Test func nulBytesAreRefusedWithTheirLine() throws {
    var options = CSVReadOptions()
    for encoding in [CSVDialect.Encoding.utf8, .windows1258] {
      options.encoding = encoding
      let error = failure(of: try reader([0x61, 0x2C, 0x0D, 0x0A, 0x62, 0x00], options))
      #expect(error?.code == .invalidEncoding)
      #expect(error?.found == "NUL, byte 6")
      #expect(error?.place.line == 2)
    }
    let wide = failure(of: try reader(utf16("a\n\0\n", bigEndian: false, mark: true)))
    #expect(wide?.found == "NUL, byte 7")
  }

  @Test func brokenUTF16IsRefused() throws {
    let lone = failure(of: try reader([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00, 0x00, 0xD8]))
    #expect(lone?.code == .invalidEncoding)
    #expect(lone?.place.line == 2)
    let half = failure(of: try reader([0xFF, 0xFE, 0x61, 0x00, 0x0A]))
    #expect(half?.code == .truncated)
  }
}
