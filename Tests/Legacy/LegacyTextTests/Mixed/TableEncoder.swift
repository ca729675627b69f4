import Foundation
import SheetModel

/// Puts Unicode into the old encodings by the tables of the field's facts (`Fixtures/tcvn3.csv` and
/// `vni.csv`, checked there against other converters), and by nothing of ours.
struct TableEncoder {
  /// The ways in which the words of a cell are given.
  enum Coding: String, CaseIterable {
    case nfc = "Unicode NFC"
    case nfd = "Unicode NFD"
    case tcvn3 = "TCVN3"
    case vni = "VNI"
    case cp1258 = "CP1258"
    case misread = "UTF-8 misread"
  }

  private let tcvn3: [Character: String]
  private let vni: [Character: String]

  init() {
    tcvn3 = Self.table("tcvn3.csv")
    vni = Self.table("vni.csv")
  }

  private static func table(_ name: String) -> [Character: String] {
    let text = String(decoding: LegacyFixtures.fixture(name), as: UTF8.self)
    var table: [Character: String] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      guard fields.count == 3, let letter = fields[0].first else { continue }
      var bytes: [UInt8] = []
      var hex = fields[2].trimmingCharacters(in: .whitespacesAndNewlines)[...]
      while hex.count >= 2 {
        bytes.append(UInt8(hex.prefix(2), radix: 16) ?? 0)
        hex = hex.dropFirst(2)
      }
      table[letter] = windows1252(bytes)
    }
    return table
  }

  /// The text of bytes as a program for western languages reads them.
  static func windows1252(_ bytes: [UInt8]) -> String {
    let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    return bytes.map { byte in
      undefined.contains(byte)
        ? String(Unicode.Scalar(byte))
        : String(data: Data([byte]), encoding: .windowsCP1252) ?? ""
    }.joined()
  }

  /// A text as it stands in a cell; capitals that TCVN3 has no code for get the small letter's.
  func encode(_ text: String, as coding: Coding) -> String {
    let composed = text.precomposedStringWithCanonicalMapping
    switch coding {
    case .nfc: return composed
    case .nfd: return text.decomposedStringWithCanonicalMapping
    case .tcvn3: return composed.map { tcvn3[$0] ?? String($0) }.joined()
    case .vni: return composed.map { vni[$0] ?? String($0) }.joined()
    case .cp1258: return composed.map(Self.cp1258).joined()
    case .misread: return Self.windows1252(Array(composed.utf8))
    }
  }

  /// Letters with tones that windows-1258 has whole, and what it has in other places.
  private static let whole = Set("àáèéíóùúÀÁÈÉÍÓÙÚ")
  private static let shapes: [Character: String] = [
    "ă": "\u{E3}", "Ă": "\u{C3}", "ơ": "\u{F5}", "Ơ": "\u{D5}", "ư": "\u{FD}", "Ư": "\u{DD}",
    "đ": "\u{F0}", "Đ": "\u{D0}",
  ]
  private static let tones: [Unicode.Scalar: String] = [
    "\u{300}": "\u{CC}", "\u{309}": "\u{D2}", "\u{303}": "\u{DE}", "\u{301}": "\u{EC}",
    "\u{323}": "\u{F2}",
  ]

  private static func cp1258(_ letter: Character) -> String {
    if whole.contains(letter) { return String(letter) }
    let parts = String(letter).decomposedStringWithCanonicalMapping.unicodeScalars
    let tone = parts.compactMap { tones[$0] }.first ?? ""
    let rest = String(String.UnicodeScalarView(parts.filter { tones[$0] == nil }))
    let base = rest.precomposedStringWithCanonicalMapping
    return base.map { shapes[$0] ?? String($0) }.joined() + tone
  }
}
