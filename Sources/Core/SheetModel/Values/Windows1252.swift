/// The code page windows-1252.
package enum Windows1252 {
  /// What the bytes 80 to 9F stand for; the five undefined ones stand for themselves.
  @usableFromInline
  static let upperControls: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// The character of a byte; a control character for an undefined one.
  @inlinable
  package static func scalar(of byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80, byte < 0xA0 else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upperControls[Int(byte - 0x80)]) ?? "?"
  }

  /// The byte of a character; C1 controls are taken too, nil for all that the code page lacks.
  @inlinable
  package static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x100 { return UInt8(scalar.value) }
    guard scalar.value < 0x2123,
      let index = upperControls.firstIndex(of: UInt16(scalar.value))
    else { return nil }
    return 0x80 + UInt8(index)
  }
}
