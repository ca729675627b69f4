import Glibc

/// The code pages of East Asia, which have one or two bytes a character.
///
/// Their tables are the system's (iconv), asked once for every pair; where it has none, the page is
/// not known.
struct EastAsianPage {
  /// The code points of single bytes, and of pairs by the first byte from 0x80 on and the second.
  let points: [UInt16]
  let pairs: [UInt16]

  private static let names = [
    932: "CP932", 936: "CP936", 949: "CP949", 950: "CP950", 1361: "JOHAB", 10_001: "CP932",
    10_002: "CP950", 10_003: "CP949", 10_008: "CP936",
  ]

  /// The tables of a page; nil for any other, and without the system's help.
  init?(_ number: Int) {
    guard let name = Self.names[number] else { return nil }
    let converter = iconv_open("UTF-16LE", name)
    guard converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var points = (0..<256).map { UInt16($0) }
    var pairs = [UInt16](repeating: 0, count: 128 << 8)
    for first in 0x80..<0x100 {
      if let point = Self.point([UInt8(first)], converter) { points[first] = point }
      for second in 0x31..<0xFF {
        if let point = Self.point([UInt8(first), UInt8(second)], converter) {
          pairs[(first - 0x80) << 8 | second] = point
        }
      }
    }
    self.points = points
    self.pairs = pairs
  }

  /// The one character that bytes are; nil where they are none, or more.
  private static func point(_ bytes: [UInt8], _ converter: iconv_t?) -> UInt16? {
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: 8)
    var left = input.count
    var room = output.count
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress
        var to = output.baseAddress
        return iconv(converter, &from, &left, &to, &room)
      }
    }
    // Back to the beginning, whatever was left over.
    _ = iconv(converter, nil, nil, nil, nil)
    guard status == 0, left == 0, room == 6 else { return nil }
    let point = UInt16(UInt8(bitPattern: output[0])) | UInt16(UInt8(bitPattern: output[1])) << 8
    return point & 0xF800 == 0xD800 ? nil : point
  }
}
