import SheetModel
import XML

/// Moves from tag to tag of a document without parsing what lies between.
///
/// A literal `<` can stand in no attribute and no text (XML 1.0, 2.4), so looking for it finds
/// every tag; comments, CDATA and processing instructions are stepped over.
final class TagScanner {
  /// The elements that the outline is made of.
  enum SheetLevelName { case table, names, links }

  private let input: any XMLInput
  private let limits: ReadLimits
  private let chunkBytes: Int
  private var buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var position = 0
  private var base = 0

  /// A scanner before the first byte; a tag longer than `attributeBytes` is refused.
  init(_ input: any XMLInput, limits: ReadLimits, chunkBytes: Int) {
    self.input = input
    self.limits = limits
    self.chunkBytes = max(1, chunkBytes)
    buffer = .allocate(byteCount: max(256, chunkBytes) * 2, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The offset in the document of the tag it stands at, or just after the last whole one.
  var offset: Int { base + position }

  /// Moves to the next tag; false at the end of the document.
  func advance() throws(WorkbookError) -> Bool {
    if offset == 0, filled == 0 {
      try need(2)
      // The byte order marks of UTF-16.
      if filled >= 2, min(buffer[0], buffer[1]) == 0xFE, max(buffer[0], buffer[1]) == 0xFF {
        throw WorkbookError(.invalidEncoding, found: "UTF-16")
      }
    }
    while true {
      position = Self.index(of: 0x3C, in: buffer, from: position, to: filled)
      if position == filled {
        if try refill() == 0 { return false }
        continue
      }
      try need(Self.lookahead)
      guard position + 1 < filled else { throw WorkbookError(.truncated) }
      switch buffer[position + 1] {
      case UInt8(ascii: "?"):
        if offset == 0 || offset == 3 { try checkEncoding() }
        try skip("<?", past: "?>")
      case UInt8(ascii: "!"):
        if starts(with: "<!--") {
          try skip("<!--", past: "-->")
        } else if starts(with: "<![CDATA[") {
          try skip("<![CDATA[", past: "]]>")
        } else {
          throw WorkbookError(.malformedXML, found: "DOCTYPE")
        }
      default: return true
      }
    }
  }

  /// Whether the tag is an end tag.
  var isEndTag: Bool { position + 1 < filled && buffer[position + 1] == UInt8(ascii: "/") }

  /// Moves past the `<` of a tag that is of no interest.
  func step() { position += 1 }

  /// The bytes of the tag from `<` to `>`, valid until the next call; moves past it.
  func wholeTag() throws(WorkbookError) -> UnsafeRawBufferPointer {
    var index = position + 1
    var quote: UInt8 = 0
    while true {
      if index == filled {
        let scanned = index - position
        if scanned > limits.attributeBytes { throw .limit(.attributeBytes, of: limits) }
        if try refill() == 0 { throw WorkbookError(.truncated) }
        index = position + scanned
      }
      let byte = buffer[index]
      index += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    let tag = UnsafeRawBufferPointer(rebasing: buffer[position..<index])
    position = index
    return tag
  }

  /// Whether a whole tag is an element without content.
  static func isEmptyElement(_ tag: UnsafeRawBufferPointer) -> Bool {
    tag.count > 2 && tag[tag.count - 2] == UInt8(ascii: "/")
  }

  /// Which element of the outline the tag belongs to; nil for all others.
  func sheetLevelName(prefixes: [[UInt8]]) -> SheetLevelName? {
    for prefix in prefixes {
      let first = position + (isEndTag ? 2 : 1) + prefix.count
      guard first < filled else { continue }
      switch buffer[first] {
      case UInt8(ascii: "t"): if isAt(prefix: prefix, local: "table") { return .table }
      case UInt8(ascii: "n"):
        if isAt(prefix: prefix, local: "named-expressions") { return .names }
      case UInt8(ascii: "d"): if isAt(prefix: prefix, local: "dde-links") { return .links }
      default: continue
      }
    }
    return nil
  }

  /// Whether the tag's name is `prefix` and `local` together.
  func isAt(prefix: [UInt8], local: StaticString) -> Bool {
    let first = position + (isEndTag ? 2 : 1)
    let end = first + prefix.count + local.utf8CodeUnitCount
    guard end < filled else { return false }
    let after = buffer[end]
    guard after <= 0x20 || after == UInt8(ascii: ">") || after == UInt8(ascii: "/")
    else { return false }
    for index in 0..<prefix.count where buffer[first + index] != prefix[index] { return false }
    for index in 0..<local.utf8CodeUnitCount {
      guard buffer[first + prefix.count + index] == local.utf8Start[index] else { return false }
    }
    return true
  }

  // MARK: Bytes

  /// Enough bytes to tell any tag of the outline, whatever its prefix.
  private static let lookahead = 128

  private func starts(with text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= filled else { return false }
    return UnsafeRawBufferPointer(
      rebasing: buffer[position..<(position + text.utf8CodeUnitCount)]
    ).equals(text)
  }

  /// Makes so many bytes from the position on available, as far as the document has them.
  private func need(_ count: Int) throws(WorkbookError) {
    while filled - position < count { if try refill() == 0 { return } }
  }

  private func skip(
    _ opening: StaticString, past terminator: StaticString
  ) throws(WorkbookError) {
    let length = terminator.utf8CodeUnitCount
    position += opening.utf8CodeUnitCount
    // The opening's own bytes end nothing: a comment that begins `<!-->` goes on.
    var passed = 0
    while true {
      let start = position
      position = Self.index(of: 0x3E, in: buffer, from: position, to: filled)
      passed += position - start
      if position == filled {
        if try refill() == 0 { throw WorkbookError(.truncated) }
        continue
      }
      position += 1
      passed += 1
      guard passed >= length else { continue }
      let tail = UnsafeRawBufferPointer(rebasing: buffer[(position - length)..<position])
      if tail.equals(terminator) { return }
    }
  }

  /// Refuses a declared encoding in which `<` might not be one byte of its own.
  private func checkEncoding() throws(WorkbookError) {
    let head = buffer[position..<min(filled, position + Self.lookahead)]
    let declaration = head.prefix { $0 != UInt8(ascii: ">") }
    let words = declaration.split { $0 <= 0x20 || $0 == UInt8(ascii: "?") }
    for word in words where word.starts(with: "encoding".utf8) {
      let value = word.drop { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
      let name = String(decoding: value.dropFirst().dropLast(), as: UTF8.self).lowercased()
      guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) else {
        throw WorkbookError(.invalidEncoding, found: name)
      }
    }
  }

  /// Reads on, keeping two bytes before the position; 0 at the end.
  private func refill() throws(WorkbookError) -> Int {
    let kept = max(0, position - 2)
    if kept > 0 {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[kept..<filled]))
      base += kept
      position -= kept
      filled -= kept
    }
    if buffer.count - filled < chunkBytes {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: buffer.count * 2, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[0..<filled]))
      buffer.deallocate()
      buffer = larger
    }
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + chunkBytes)])
    let count = try input.read(into: room)
    filled += count
    return count
  }

  /// The first place of a byte, eight at a time; `end` where there is none.
  private static func index(
    of byte: UInt8, in buffer: UnsafeMutableRawBufferPointer, from start: Int, to end: Int
  ) -> Int {
    let pattern = 0x0101_0101_0101_0101 &* UInt64(byte)
    var index = start
    while index &+ 8 <= end {
      let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let difference = word ^ pattern
      let zeros = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
      if zeros != 0 { return index &+ zeros.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end, buffer[index] != byte { index &+= 1 }
    return index
  }
}
