/// Finds how far bytes are UTF-8 without NUL (RFC 3629).
enum UTF8Check {
  /// Why the valid bytes end.
  enum End {
    /// All bytes are valid.
    case whole
    /// The bytes end inside a character that is valid so far.
    case cut
    /// A byte that is no UTF-8.
    case invalid
    /// A NUL byte.
    case nul
  }

  /// The count of valid bytes, and why they end there.
  static func check(_ bytes: UnsafeRawBufferPointer) -> (count: Int, end: End) {
    let highBits: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    while index < bytes.count {
      if index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let high = word & highBits
        if (word &- ones) & ~word & highBits == 0 {
          if high == 0 {
            index += 8
            continue
          }
          index += high.trailingZeroBitCount / 8
        }
      }
      let byte = bytes[index]
      if byte < 0x80 {
        if byte == 0 { return (index, .nul) }
        index += 1
        continue
      }
      if byte >= 0xE1, byte <= 0xEC, index + 4 <= bytes.count {
        // Most letters with marks: any two further bytes of a character will do.
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
        if word & 0xC0_C000 == 0x80_8000 {
          index += 3
          continue
        }
      }
      let length = sequenceLength(bytes, at: index)
      if length <= 0 { return (index, length == 0 ? .invalid : .cut) }
      index += length
    }
    return (index, .whole)
  }

  /// The length of the character that begins with a byte of 0x80 or more; 0 where it is none, and
  /// -1 where the bytes end before it does.
  @inline(__always)
  static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let lead = bytes[index]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { low = 0xA0 }
      if lead == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { low = 0x90 }
      if lead == 0xF4 { high = 0x8F }
    default: return 0
    }
    guard index + 1 < bytes.count else { return -1 }
    guard bytes[index + 1] >= low, bytes[index + 1] <= high else { return 0 }
    var next = index + 2
    while next < index + length {
      guard next < bytes.count else { return -1 }
      guard bytes[next] & 0xC0 == 0x80 else { return 0 }
      next += 1
    }
    return length
  }

  /// How many characters beyond ASCII are valid, and how many bytes are not.
  ///
  /// Text of an eight-bit code page has hardly a valid one; UTF-8 with a broken byte has many.
  static func census(_ bytes: UnsafeRawBufferPointer) -> (valid: Int, invalid: Int) {
    var index = 0
    var valid = 0
    var invalid = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let length = sequenceLength(bytes, at: index)
      if length < 0 { break }
      if length == 0 { invalid += 1 } else { valid += 1 }
      index += max(1, length)
    }
    return (valid, invalid)
  }
}
