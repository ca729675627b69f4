/// Characters that take more than one byte, or are written as references.
extension PlainMarkup {
  /// Goes on with a run whose first reference has been met.
  @inline(never) mutating func decodedRun(
    from start: Int, at first: Int, to stop: UInt8, isText: Bool
  ) -> UnsafeRawBufferPointer? {
    let target = scratchCount
    func put(_ from: Int, _ to: Int) {
      (scratch + scratchCount).copyMemory(from: base + from, byteCount: to - from)
    }
    put(start, first)
    scratchCount += first - start
    var at = first
    while at < end {
      let byte = byte(at: at)
      if byte == stop {
        index = at + 1
        return UnsafeRawBufferPointer(start: scratch + target, count: scratchCount - target)
      }
      var count = 1
      switch byte {
      case UInt8(ascii: "&"):
        index = at
        guard let character = passReference() else { return nil }
        scratch.storeBytes(of: character, toByteOffset: scratchCount, as: UInt8.self)
        scratchCount += 1
        at = index
        continue
      case 0x80...:
        count = characterSize(at: at)
        guard count > 0 else { return nil }
      case UInt8(ascii: "<"): return nil
      case UInt8(ascii: ">"):
        if isText, at >= start + 2, self.byte(at: at - 1) == UInt8(ascii: "]") { return nil }
      case 0x09: guard isText else { return nil }
      case ..<0x20: return nil
      default: break
      }
      put(at, at + count)
      scratchCount += count
      at += count
    }
    isCutOff = true
    return nil
  }

  /// Passes one of the five references of XML; nil for others.
  private mutating func passReference() -> UInt8? {
    if pass("&amp;") { return UInt8(ascii: "&") }
    if pass("&lt;") { return UInt8(ascii: "<") }
    if pass("&gt;") { return UInt8(ascii: ">") }
    if pass("&quot;") { return UInt8(ascii: "\"") }
    if pass("&apos;") { return UInt8(ascii: "'") }
    return nil
  }

  /// The bytes of the character that begins with a byte from 0x80 on; 0 where it is none of XML's
  /// (XML 1.0, 2.2) or is not written as UTF-8 (RFC 3629).
  @inline(__always) mutating func characterSize(at index: Int) -> Int {
    let first = byte(at: index)
    let second = byte(at: index &+ 1)
    if first < 0xE0 {
      guard index &+ 2 <= end else { return cutOff() }
      return first >= 0xC2 && second & 0xC0 == 0x80 ? 2 : 0
    }
    guard index &+ 4 <= end else { return cutOff() }
    let third = byte(at: index &+ 2)
    guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return 0 }
    if first < 0xF0 {
      if first == 0xE0, second < 0xA0 { return 0 }
      if first == 0xED, second >= 0xA0 { return 0 }
      // U+FFFE and U+FFFF.
      if first == 0xEF, second == 0xBF, third >= 0xBE { return 0 }
      return 3
    }
    guard first <= 0xF4, byte(at: index &+ 3) & 0xC0 == 0x80 else { return 0 }
    if first == 0xF0, second < 0x90 { return 0 }
    if first == 0xF4, second >= 0x90 { return 0 }
    return 4
  }

  private mutating func cutOff() -> Int {
    isCutOff = true
    return 0
  }
}
