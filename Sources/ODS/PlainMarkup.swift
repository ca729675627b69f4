/// Steps through markup of the plainest kind, and refuses any other.
///
/// Known names, double quotes, no reference but the five of XML; what is refused a parser reads.
/// What it accepts is well-formed, and means what a parser would say. All of it must lie before
/// `end`, behind which `PlainMarkup.padding` bytes may be looked at, whatever they are.
struct PlainMarkup {
  /// The bytes behind the end that must be there.
  static let padding = 64

  let base: UnsafeRawPointer
  let end: Int
  /// Where it stands.
  var index: Int
  /// The line ends passed so far.
  private(set) var lines = 0
  /// Whether it was refused because the bytes gave out.
  var isCutOff = false
  /// Where values and texts go that have references in them; it has as much room as the markup.
  let scratch: UnsafeMutableRawPointer
  var scratchCount = 0

  /// A reader of the bytes of `base` from an index to another.
  init(_ base: UnsafeRawPointer, from start: Int, to end: Int, scratch: UnsafeMutableRawPointer) {
    self.base = base
    index = start
    self.end = end
    self.scratch = scratch
  }

  @inline(__always) private func word(at index: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  @inline(__always) func byte(at index: Int) -> UInt8 {
    base.load(fromByteOffset: index, as: UInt8.self)
  }

  /// Whether it stands at this text of at most 64 bytes.
  @inline(__always) mutating func isAt(_ text: StaticString) -> Bool {
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
  @inline(__always) mutating func pass(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    index &+= text.utf8CodeUnitCount
    return true
  }

  /// Goes back by a byte that has been passed.
  mutating func stepBack() { index &-= 1 }

  /// Passes blanks, tabs and line ends.
  @inline(__always) mutating func passBlanks() {
    while index < end, byte(at: index) <= 0x20 {
      switch byte(at: index) {
      case 0x20, 0x09: break
      case 0x0A: lines &+= 1
      default: return
      }
      index &+= 1
    }
  }

  /// What comes after a tag's name or an attribute.
  enum TagEvent { case attribute(PlainNames.Entry, UnsafeRawBufferPointer), end, emptyEnd, refused }

  /// Passes one attribute, or the tag's end.
  @inline(__always) mutating func nextInTag(_ names: PlainNames) -> TagEvent {
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
      if stop &- start > PlainNames.mostBytes || stop >= end {
        return stop >= end ? refuse() : .refused
      }
    }
    guard stop &+ 1 < end else { return refuse() }
    guard byte(at: stop &+ 1) == UInt8(ascii: "\""),
      let name = names.entry(base + start, count: stop &- start)
    else { return .refused }
    index = stop &+ 2
    guard let value = run(to: UInt8(ascii: "\""), isText: false) else { return .refused }
    return .attribute(name, value)
  }

  /// Passes the attributes of a tag, whose values say nothing; false where it is refused or empty or
  /// a value has too many bytes.
  mutating func passStartTag(_ names: PlainNames, mostBytes: Int) -> Bool {
    var seen: UInt64 = 0
    while true {
      switch nextInTag(names) {
      case .attribute(let entry, let value):
        guard seen & entry.bit == 0, value.count <= mostBytes else { return false }
        seen |= entry.bit
      case .end: return true
      case .emptyEnd, .refused: return false
      }
    }
  }

  private mutating func refuse() -> TagEvent {
    isCutOff = true
    return .refused
  }

  /// Passes a whole number of at most six digits without needless zeros; nil for anything else.
  mutating func number() -> Int? {
    var at = index
    var number = 0
    while at < end, at - index < 7, byte(at: at) >= 0x30, byte(at: at) <= 0x39 {
      number = number * 10 + Int(byte(at: at) - 0x30)
      at += 1
    }
    guard at > index, at - index < 7, byte(at: index) != 0x30 || at - index == 1 else { return nil }
    index = at
    return number
  }

  /// Passes text up to the next tag.
  ///
  /// Nil for text with line ends, which a format may fold.
  @inline(__always) mutating func text() -> UnsafeRawBufferPointer? {
    guard let text = run(to: UInt8(ascii: "<"), isText: true) else { return nil }
    index &-= 1
    return text
  }

  /// Passes characters and the byte that ends them; nil for what is not plain.
  @inline(__always) private mutating func run(
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

  /// The highest bit of each byte that is this one; exact up to and with the first.
  @inline(__always) static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
    let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }
}
