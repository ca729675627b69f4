/// Little-endian fields of a record or header; what lies beyond its end is 0, for records of old or
/// careless writers are often shorter than the specification has them.
extension UnsafeRawBufferPointer {
  /// One byte.
  @inline(__always)
  func u8(_ at: Int) -> Int { at >= 0 && at < count ? Int(self[at]) : 0 }

  /// Two bytes, unsigned.
  @inline(__always)
  func u16(_ at: Int) -> Int {
    guard at >= 0, at <= count &- 2 else { return 0 }
    return Int(UInt16(littleEndian: loadUnaligned(fromByteOffset: at, as: UInt16.self)))
  }

  /// Four bytes, unsigned.
  @inline(__always)
  func u32(_ at: Int) -> UInt32 {
    guard at >= 0, at <= count &- 4 else { return 0 }
    return UInt32(littleEndian: loadUnaligned(fromByteOffset: at, as: UInt32.self))
  }

  /// Eight bytes, an IEEE double.
  @inline(__always)
  func double(_ at: Int) -> Double {
    guard at >= 0, at <= count &- 8 else { return 0 }
    let bits = UInt64(littleEndian: loadUnaligned(fromByteOffset: at, as: UInt64.self))
    return Double(bitPattern: bits)
  }

  /// The bytes from `start` on, at most so many; none beyond the end.
  func stretch(_ start: Int, _ length: Int = .max) -> UnsafeRawBufferPointer {
    let start = Swift.max(0, Swift.min(start, count))
    let end = start &+ Swift.max(0, Swift.min(length, count &- start))
    return UnsafeRawBufferPointer(rebasing: self[start..<end])
  }
}
