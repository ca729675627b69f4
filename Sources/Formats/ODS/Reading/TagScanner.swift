import SheetModel
import XML

/// Moves from tag to tag of a document without parsing what lies between.
///
/// A literal `<` can stand in no attribute and no text (XML 1.0, 2.4), so looking for it finds
/// every tag; comments, CDATA and processing instructions are stepped over.
final class TagScanner {
  private let input: any XMLInput
  private let limits: ReadLimits
  private let chunkBytes: Int
  private var buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var position = 0
  private var base = 0
  /// Whether a CDATA section has been met.
  private(set) var hasCDATA = false
  /// Whether the name of a remark at a cell (ODF 1.3 part 3, 14.1) has been met, in a tag or a text.
  private(set) var hasAnnotations = false
  /// How many letters of that name the bytes so far end with.
  private var annotationMatched = 0
  private static let annotation = Array("annotation".utf8)

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
    while true {
      position = Self.index(of: 0x3C, in: buffer, from: position, to: filled)
      if position == filled {
        if try refill() == 0 { return false }
        continue
      }
      try need(Self.lookahead)
      guard position + 1 < filled else { throw WorkbookError(.truncated) }
      switch buffer[position + 1] {
      case UInt8(ascii: "?"): try skip("<?", past: "?>")
      case UInt8(ascii: "!"):
        if starts(with: "<!--") {
          try skip("<!--", past: "-->")
        } else if starts(with: "<![CDATA[") {
          hasCDATA = true
          try skip("<![CDATA[", past: "]]>")
        } else {
          throw WorkbookError(.malformedXML, found: "DOCTYPE")
        }
      default: return true
      }
    }
  }

  /// Moves to the next tag with one of these names; nil at the end of the document.
  func advance(toAnyOf names: SheetLevelNames) throws(WorkbookError) -> SheetLevelNames.Name? {
    while true {
      // Most tags of a document pass here, so what is of no interest is passed without a call.
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[0..<filled])
      let end = filled - Self.lookahead
      while true {
        guard let index = Self.candidate(of: names.heads, in: bytes, from: position, to: end)
        else {
          position = max(position, end)
          break
        }
        position = index
        let next = bytes[index + 1]
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { break }
        if let name = names.name(in: bytes, at: index + (next == UInt8(ascii: "/") ? 2 : 1)) {
          return name
        }
        position += 1
      }
      guard try advance() else { return nil }
      let found = names.name(
        in: UnsafeRawBufferPointer(rebasing: buffer[0..<filled]), at: position + (isEndTag ? 2 : 1))
      if let found { return found }
      step()
    }
  }

  /// The first markup from an index on that is no tag or begins like one of some names; nil where
  /// there is none before `end`, behind which as much as a name's beginning can be looked at.
  private static func candidate(
    of heads: [SheetLevelNames.Head], in bytes: UnsafeRawBufferPointer, from start: Int,
    to end: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, end &+ 16 <= bytes.count else { return nil }
    return heads.withUnsafeBufferPointer { heads in
      var index = start
      while index < end {
        var word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        let difference = word ^ 0x3C3C_3C3C_3C3C_3C3C
        let zeros =
          (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
        if zeros == 0 {
          index &+= 8
          continue
        }
        index &+= zeros.trailingZeroBitCount / 8
        guard index < end else { return nil }
        word = base.loadUnaligned(fromByteOffset: index &+ 1, as: UInt64.self).littleEndian
        switch UInt8(truncatingIfNeeded: word) {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return index
        case UInt8(ascii: "/"):
          word = base.loadUnaligned(fromByteOffset: index &+ 2, as: UInt64.self).littleEndian
        default: break
        }
        for head in heads where word & head.mask == head.word { return index }
        index &+= 1
      }
      return nil
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
    // `<!-->` does not end a comment: its hyphens are the opening's own.
    position += opening.utf8CodeUnitCount
    let least = offset + length
    while true {
      position = Self.index(of: 0x3E, in: buffer, from: position, to: filled)
      if position == filled {
        if try refill() == 0 { throw WorkbookError(.truncated) }
        continue
      }
      position += 1
      guard offset >= least else { continue }
      let tail = UnsafeRawBufferPointer(rebasing: buffer[(position - length)..<position])
      if tail.equals(terminator) { return }
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
    if !hasAnnotations { look(at: UnsafeRawBufferPointer(rebasing: room[..<count])) }
    return count
  }

  /// Looks for `annotation`, which may lie across two stretches.
  private func look(at bytes: UnsafeRawBufferPointer) {
    var matched = annotationMatched
    for byte in bytes {
      if byte == Self.annotation[matched] {
        matched += 1
        if matched == Self.annotation.count {
          hasAnnotations = true
          return
        }
      } else {
        matched = byte == UInt8(ascii: "a") ? 1 : 0
      }
    }
    annotationMatched = matched
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
