import LegacyText
import SampleMaker
import SheetModel
import Testing

@Suite struct LegacyEncoderTests {
  /// The vectors of the field's facts, section 9, which iconv and other converters agree on.
  private static let vectors: [(text: String, tcvn3: String, vni: String, cp1258: String)] = [
    ("trẻ em", "74 72 CE 20 65 6D", "74 72 65 FB 20 65 6D", "74 72 65 D2 20 65 6D"),
    ("ưu tiên", "AD 75 20 74 69 AA 6E", "F6 75 20 74 69 65 E2 6E", "FD 75 20 74 69 EA 6E"),
    ("tỷ lệ", "74 FB 20 6C D6", "74 79 FB 20 6C 65 E4", "74 79 D2 20 6C EA F2"),
    (
      "Số lượng", "53 E8 20 6C AD EE 6E 67", "53 6F E1 20 6C F6 F4 EF 6E 67",
      "53 F4 EC 20 6C FD F5 F2 6E 67"
    ),
    (
      "Đặc khu Lý Sơn", "A7 C6 63 20 6B 68 75 20 4C FD 20 53 AC 6E",
      "D1 61 EB 63 20 6B 68 75 20 4C 79 F9 20 53 F4 6E",
      "D0 E3 F2 63 20 6B 68 75 20 4C 79 EC 20 53 F5 6E"
    ),
    ("TRẺ EM", "54 52 CE 20 45 4D", "54 52 45 DB 20 45 4D", "54 52 45 D2 20 45 4D"),
  ]

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }

  @Test func bytesAreThoseOfOtherConverters() {
    for vector in Self.vectors {
      #expect(hex(LegacyEncoder.bytes(of: vector.text, as: .tcvn3)) == vector.tcvn3)
      #expect(hex(LegacyEncoder.bytes(of: vector.text, as: .vni)) == vector.vni)
      #expect(hex(LegacyEncoder.bytes(of: vector.text, as: .windows1258)) == vector.cp1258)
    }
  }

  @Test func textsLookAsPeopleSeeThem() {
    #expect(LegacyEncoder.encode("trẻ em", as: .tcvn3) == "trÎ em")
    #expect(LegacyEncoder.encode("Số lượng", as: .tcvn3) == "Sè l\u{AD}îng")
    #expect(LegacyEncoder.encode("trẻ em", as: .vni) == "treû em")
    #expect(LegacyEncoder.encode("Số lượng", as: .vni) == "Soá löôïng")
    #expect(LegacyEncoder.encode("Đặc", as: .vni) == "Ñaëc")
    #expect(LegacyEncoder.encode("trẻ em", as: .utf8) == "tráº» em")
    #expect(LegacyEncoder.encode("Số lượng, tỷ lệ", as: .viqr) == "So^' lu+o+.ng, ty? le^.")
    #expect(LegacyEncoder.encode("Đỗ", as: .viqr) == "DDo^~")
    #expect(LegacyEncoder.encode("Á Ấ", as: .tcvn3, capitals: .twoCharacters) == "A¸ ¢Ê")
  }

  @Test func capitalsWithTonesHaveARunOfTheirOwn() {
    let (text, runs) = LegacyEncoder.tcvn3Runs(of: "Ủy ban Ấp")
    #expect(text == "ñy ban Êp")
    #expect(
      runs == [
        TextRun(start: 0, font: ".VnTimeH"), TextRun(start: 2, font: ".VnTime"),
        TextRun(start: 8, font: ".VnTimeH"), TextRun(start: 10, font: ".VnTime"),
      ])
  }
}
