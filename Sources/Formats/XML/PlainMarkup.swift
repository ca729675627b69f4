/// Steps through markup of the plainest kind.
///
/// That is: names that the caller knows, double quotes, characters that need no work. Whatever else
/// it meets it refuses, and an XML parser reads it instead. What it accepts is well-formed, and means
/// what a parser would say. All of it must lie before `end`, behind which `PlainMarkup.padding`
/// bytes may be looked at, whatever they are.
package struct PlainMarkup {
  /// The bytes behind the end that must be there.
  package static let padding = 64
  /// No attribute's name is longer.
  package static let mostNameBytes = 48

  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let end: Int
  /// Where it stands.
  package var index: Int
  /// The line ends passed so far.
  package var lines = 0
  /// Whether it was refused because the bytes gave out.
  package var isCutOff = false
  /// Where values and texts go that have references in them; it has as much room as the markup.
  @usableFromInline let scratch: UnsafeMutableRawPointer
  @usableFromInline var scratchCount = 0

  /// A reader of the bytes of `base` from an index to another.
  package init(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, scratch: UnsafeMutableRawPointer
  ) {
    self.base = base
    index = start
    self.end = end
    self.scratch = scratch
  }

  @inlinable @inline(__always) func word(at index: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  @inlinable @inline(__always) func byte(at index: Int) -> UInt8 {
    base.load(fromByteOffset: index, as: UInt8.self)
  }

  /// Whether it stands at this text of at most 64 bytes.
  @inlinable @inline(__always) package mutating func isAt(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    let other = UnsafeRawPointer(text.utf8Start)
    var offset = 0
    while offset &+ 8 <= count {
      let wanted = other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if base.loadUnaligned(fromByteOffset: index &+ offset, as: UInt64.self) != wanted {
        if end &- index < count { isCutOff = true }
        return false
      }
      offset &+= 8
    }
    while offset < count {
      if byte(at: index &+ offset) != other.load(fromByteOffset: offset, as: UInt8.self) {
        if end &- index < count { isCutOff = true }
        return false
      }
      offset &+= 1
    }
    guard end &- index >= count else {
      isCutOff = true
      return false
    }
    return true
  }

  /// Passes this text of at most 64 bytes; false where something else stands.
  @inlinable @inline(__always) package mutating func pass(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    index &+= text.utf8CodeUnitCount
    return true
  }

  /// Passes blanks, tabs and line ends.
  @inlinable @inline(__always) package mutating func passBlanks() {
    while index < end, byte(at: index) <= 0x20 {
      switch byte(at: index) {
      case 0x20, 0x09, 0x0D: break
      case 0x0A: lines &+= 1
      default: return
      }
      index &+= 1
    }
  }

  /// What comes after a tag's name or an attribute.
  package enum TagEvent {
    /// A name, as it is written, and its value.
    case attribute(UnsafeRawBufferPointer, UnsafeRawBufferPointer)
    case end, emptyEnd, refused
  }

  /// Passes one attribute, whose name the caller must know, or the tag's end.
  @inlinable @inline(__always) package mutating func nextInTag() -> TagEvent {
    let first = byte(at: index)
    if first == UInt8(ascii: ">") {
      index &+= 1
      return index <= end ? .end : refuse()
    }
    if first == UInt8(ascii: "/") { return pass("/>") ? .emptyEnd : .refused }
    guard first == 0x20, index < end else { return index < end ? .refused : refuse() }
    while byte(at: index) == 0x20, index < end { index &+= 1 }
    // Some programs leave a blank before the end.
    if byte(at: index) == UInt8(ascii: "/") || byte(at: index) == UInt8(ascii: ">") {
      return .refused
    }
    let start = index
    var stop = start
    while true {
      let marks = Self.marks(of: UInt8(ascii: "="), in: word(at: stop))
      if marks != 0 {
        stop &+= marks.trailingZeroBitCount / 8
        break
      }
      stop &+= 8
      if stop &- start > Self.mostNameBytes || stop >= end {
        return stop >= end ? refuse() : .refused
      }
    }
    guard stop &+ 1 < end else { return refuse() }
    guard byte(at: stop &+ 1) == UInt8(ascii: "\"") else { return .refused }
    let name = UnsafeRawBufferPointer(start: base + start, count: stop &- start)
    index = stop &+ 2
    guard let value = run(to: UInt8(ascii: "\""), isText: false) else { return .refused }
    return .attribute(name, value)
  }

  @usableFromInline mutating func refuse() -> TagEvent {
    isCutOff = true
    return .refused
  }

  /// Passes text up to the next tag.
  ///
  /// Nil for text with line ends, which a format may fold.
  @inlinable @inline(__always) package mutating func text() -> UnsafeRawBufferPointer? {
    guard let text = run(to: UInt8(ascii: "<"), isText: true) else { return nil }
    index &-= 1
    return text
  }

  /// Passes characters and the byte that ends them; nil for what is not plain.
  @inlinable @inline(__always) mutating func run(
    to stop: UInt8, isText: Bool
  ) -> UnsafeRawBufferPointer? {
    let start = index
    var at = index
    while true {
      let bytes = word(at: at)
      var marks = Self.marks(of: stop, in: bytes) | Self.marks(of: UInt8(ascii: "&"), in: bytes)
      marks |= Self.marks(of: isText ? UInt8(ascii: ">") : UInt8(ascii: "<"), in: bytes)
      // Control characters, and all that is not ASCII.
      marks |= ((bytes &- 0x2020_2020_2020_2020) & ~bytes | bytes) & 0x8080_8080_8080_8080
      guard marks != 0 else {
        at &+= 8
        if at >= end { break }
        continue
      }
      at &+= marks.trailingZeroBitCount / 8
      if at >= end { break }
      let byte = byte(at: at)
      if byte == stop {
        index = at &+ 1
        return UnsafeRawBufferPointer(start: base + start, count: at &- start)
      }
      if byte >= 0x80 {
        // Letters of one word mostly follow one another.
        repeat {
          let count = characterSize(at: at)
          guard count > 0 else { return nil }
          at &+= count
        } while self.byte(at: at) >= 0x80 && at < end
      } else if isText, byte == UInt8(ascii: ">") {
        // `]]>` must not stand in text (XML 1.0, 2.4).
        if at >= start &+ 2, self.byte(at: at &- 1) == UInt8(ascii: "]") { return nil }
        at &+= 1
      } else if isText, byte == 0x09 {
        at &+= 1
      } else if byte == UInt8(ascii: "&") {
        return decodedRun(from: start, at: at, to: stop, isText: isText)
      } else {
        return nil
      }
      if at >= end { break }
    }
    isCutOff = true
    return nil
  }

  /// Goes on with a run whose first reference has been met.
  @usableFromInline @inline(never) mutating func decodedRun(
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
  @inlinable @inline(__always) mutating func characterSize(at index: Int) -> Int {
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

  @usableFromInline mutating func cutOff() -> Int {
    isCutOff = true
    return 0
  }

  /// The highest bit of each byte that is this one; exact up to and with the first.
  @inlinable @inline(__always) package static func marks(of byte: UInt8, in word: UInt64) -> UInt64
  {
    let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }
}
