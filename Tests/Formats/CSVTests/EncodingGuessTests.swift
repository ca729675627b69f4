import CSV
import SheetModel
import Testing

/// What is said of text whose eight-bit encoding nobody told.
@Suite struct EncodingGuessTests {
  private func dialect(
    _ bytes: [UInt8], _ change: (inout CSVReadOptions) -> Void = { _ in }
  ) throws -> CSVDialect? {
    var options = CSVReadOptions()
    change(&options)
    return try CSVReader(MemorySource(bytes), name: "a", options: options).dialect
  }

  /// "Số lượng, tỷ lệ" and "Đặc khu Lý Sơn" as the field's facts have their bytes.
  private static let tcvn3: [UInt8] =
    [0x53, 0xE8, 0x20, 0x6C, 0xAD, 0xEE, 0x6E, 0x67, 0x2C, 0x74, 0xFB, 0x20, 0x6C, 0xD6, 0x0A]
    + [0xA7, 0xC6, 0x63, 0x20, 0x6B, 0x68, 0x75, 0x20, 0x4C, 0xFD, 0x20, 0x53, 0xAC, 0x6E, 0x0A]
  private static let vni: [UInt8] =
    [
      0x53, 0x6F, 0xE1, 0x20, 0x6C, 0xF6, 0xF4, 0xEF, 0x6E, 0x67, 0x2C, 0x74, 0x79, 0xFB, 0x20,
      0x6C,
    ]
    + [0x65, 0xE4, 0x0A, 0xD1, 0x61, 0xEB, 0x63, 0x20, 0x6B, 0x68, 0x75, 0x20, 0x4C, 0x79, 0xF9]
  private static let windows1258: [UInt8] =
    [
      0x53, 0xF4, 0xEC, 0x20, 0x6C, 0xFD, 0xF5, 0xF2, 0x6E, 0x67, 0x2C, 0x74, 0x79, 0xD2, 0x20,
      0x6C,
    ]
    + [0xEA, 0xF2, 0x0A, 0xD0, 0xE3, 0xF2, 0x63, 0x20, 0x6B, 0x68, 0x75, 0x20, 0x4C, 0x79, 0xEC]

  @Test(arguments: [
    (tcvn3, EncodingGuess.Candidate.tcvn3), (vni, .vni), (windows1258, .windows1258),
  ])
  func theEncodingIsGuessedByHowItsBytesStandTogether(
    bytes: [UInt8], candidate: EncodingGuess.Candidate
  ) throws {
    let found = try dialect(bytes)
    #expect(found?.encoding == .windows1258)
    #expect(found?.guess?.likeliest == candidate)
    #expect((found?.guess?.percent ?? 0) >= 95)
    // Who keeps all bytes is told the same.
    let legacy = try dialect(bytes) { $0.isLegacy = true }
    #expect(legacy?.encoding == .windows1252)
    #expect(legacy?.guess == found?.guess)
  }

  @Test func oneWordIsNoSureGuess() throws {
    let guess = try dialect([0x53, 0xE8, 0x0A])?.guess
    #expect((guess?.percent ?? 100) < 90)
  }

  @Test func whatIsToldOrASCIIOrUTF8IsNoGuess() throws {
    #expect(try dialect(Array("a,b\n1,2\n".utf8))?.guess == nil)
    #expect(try dialect(Array("Xã,Số\n".utf8))?.guess == nil)
    #expect(try dialect(Self.windows1258) { $0.encoding = .windows1258 }?.guess == nil)
  }

  @Test func textThatBeginsInASCIIForLongIsGuessedByItsRest() throws {
    let bytes = Array(repeating: UInt8(ascii: "1"), count: 70_000) + [0x0A] + Self.tcvn3
    let guess = try dialect(bytes) { $0.isLegacy = true }?.guess
    #expect(guess?.likeliest == .tcvn3)
  }
}
