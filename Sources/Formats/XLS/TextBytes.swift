/// Text of files as UTF-8.
enum TextBytes {
  /// Appends characters of one byte each, as compressed Unicode has them: their code points.
  static func append(compressed raw: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    if isASCII(raw) { return bytes.append(contentsOf: raw) }
    for byte in raw { append(UInt32(byte), to: &bytes) }
  }

  static func isASCII(_ raw: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    while at &+ 8 <= raw.count {
      if raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
        return false
      }
      at &+= 8
    }
    while at < raw.count {
      if raw[at] >= 0x80 { return false }
      at &+= 1
    }
    return true
  }

  /// Appends a code point below 0x110000 that is no surrogate.
  @inline(__always)
  static func append(_ point: UInt32, to bytes: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 {
      UInt8(truncatingIfNeeded: 0x80 | (point >> shift) & 0x3F)
    }
    switch point {
    case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: point))
    case 0x80..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | point >> 6))
      bytes.append(tail(0))
    case 0x800..<0x10000:
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | point >> 12))
      bytes.append(tail(6))
      bytes.append(tail(0))
    default:
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | point >> 18))
      bytes.append(tail(12))
      bytes.append(tail(6))
      bytes.append(tail(0))
    }
  }
}

/// UTF-16 that comes in pieces, a pair of surrogates perhaps in two.
///
/// A surrogate without its other half becomes U+FFFD.
struct WideText {
  private var high: UInt32 = 0

  /// Appends whole units, the lower byte first.
  mutating func append(_ raw: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    var at = 0
    while at &+ 2 <= raw.count {
      append(unit: UInt32(raw.u16(at)), to: &bytes)
      at &+= 2
    }
  }

  @inline(__always)
  private mutating func append(unit: UInt32, to bytes: inout [UInt8]) {
    if high != 0 { return append(second: unit, to: &bytes) }
    if unit & 0xF800 != 0xD800 { return TextBytes.append(unit, to: &bytes) }
    if unit < 0xDC00 { high = unit } else { TextBytes.append(0xFFFD, to: &bytes) }
  }

  private mutating func append(second unit: UInt32, to bytes: inout [UInt8]) {
    let first = high
    high = 0
    if unit & 0xFC00 == 0xDC00 {
      TextBytes.append(0x10000 + (first & 0x3FF) << 10 + unit & 0x3FF, to: &bytes)
    } else {
      TextBytes.append(0xFFFD, to: &bytes)
      append(unit: unit, to: &bytes)
    }
  }

  /// Ends the text.
  mutating func end(_ bytes: inout [UInt8]) {
    if high != 0 { TextBytes.append(0xFFFD, to: &bytes) }
    high = 0
  }
}
