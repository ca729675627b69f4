import SheetModel

extension UnsafeRawBufferPointer {
  /// Whether the bytes are this text.
  package func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    let other = text.utf8Start
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }
}

/// The current event; what is lent here is valid until the next call of `next`.
extension XMLPullParser {
  @inlinable @inline(__always) var token: XMLTape.Token { tape.pointee.tokens[tape.pointee.cursor] }

  /// The id of the element that starts or ends, or that holds the text; 0 is any other name.
  @inlinable @inline(__always) package var name: UInt16 { token.name }

  /// The depth of that element; the root's is 1.
  @inlinable @inline(__always) package var depth: Int { Int(token.depth) }

  /// The line of the event, counted from 1.
  @inlinable @inline(__always) package var line: Int { Int(token.line) &+ passedLines }

  /// Lends the bytes of a text event: UTF-8, whole characters.
  @inlinable @inline(__always) package func withText<T, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> T
  ) throws(E) -> T {
    let token = token
    let count = token.event == .text ? Int(token.count) : 0
    return try body(
      UnsafeRawBufferPointer(start: tape.pointee.bytes + Int(token.start), count: count))
  }

  /// The text of a text event.
  package func text() -> String { withText { String(decoding: $0, as: UTF8.self) } }

  /// How many attributes with known names the start tag has.
  @inlinable @inline(__always) package var attributeCount: Int {
    let token = token
    return token.event == .start ? Int(token.count) : 0
  }

  /// Whether the element that starts has nothing in it.
  ///
  /// False also where that is not known yet.
  @inlinable @inline(__always) package var isEmptyElement: Bool {
    let next = tape.pointee.cursor + 1
    return next < tape.pointee.tokenCount && tape.pointee.tokens[next].event == .end
      && token.event == .start
  }

  /// An attribute of the start tag by its position, which must be below `attributeCount`.
  @inlinable package func attributeAt(
    _ index: Int
  ) -> (name: UInt16, value: UnsafeRawBufferPointer) {
    let attribute = tape.pointee.attributes[Int(token.start) + index]
    return (
      attribute.name,
      UnsafeRawBufferPointer(
        start: tape.pointee.bytes + Int(attribute.start), count: Int(attribute.count))
    )
  }

  /// The value of an attribute of the start tag: UTF-8, references replaced; nil without it.
  @inlinable package func attribute(_ name: UInt16) -> UnsafeRawBufferPointer? {
    let token = token
    guard token.event == .start else { return nil }
    var attribute = tape.pointee.attributes + Int(token.start)
    let end = attribute + Int(token.count)
    while attribute < end {
      if attribute.pointee.name == name {
        return UnsafeRawBufferPointer(
          start: tape.pointee.bytes + Int(attribute.pointee.start),
          count: Int(attribute.pointee.count))
      }
      attribute += 1
    }
    return nil
  }

  /// After a start event: the text of the element's one child, where that is named `name` and has
  /// nothing but text; goes on to the element's end.
  ///
  /// For elements such as `<c><v>1</v></c>`, of which a sheet is made. Nil, and nothing has moved,
  /// where the element is otherwise, or where not all of it is on the tape yet.
  @inlinable @inline(__always)
  package func takeOnlyChild(_ name: UInt16) -> UnsafeRawBufferPointer? {
    let tokens = tape.pointee.tokens + tape.pointee.cursor
    guard tape.pointee.tokenCount &- tape.pointee.cursor > 4, tokens[1].event == .start,
      tokens[1].name == name, tokens[2].event == .text, tokens[3].event == .end,
      tokens[4].event == .end
    else { return nil }
    tape.pointee.cursor &+= 4
    return UnsafeRawBufferPointer(
      start: tape.pointee.bytes + Int(tokens[2].start), count: Int(tokens[2].count))
  }

  /// The same where the one child has in turn one child, as in `<c><is><t>Tên</t></is></c>`.
  @inlinable @inline(__always)
  package func takeOnlyChild(_ outer: UInt16, _ inner: UInt16) -> UnsafeRawBufferPointer? {
    let tokens = tape.pointee.tokens + tape.pointee.cursor
    guard tape.pointee.tokenCount &- tape.pointee.cursor > 6, tokens[1].event == .start,
      tokens[1].name == outer, tokens[2].event == .start, tokens[2].name == inner,
      tokens[3].event == .text, tokens[4].event == .end, tokens[5].event == .end,
      tokens[6].event == .end
    else { return nil }
    tape.pointee.cursor &+= 6
    return UnsafeRawBufferPointer(
      start: tape.pointee.bytes + Int(tokens[3].start), count: Int(tokens[3].count))
  }

  /// The value of an attribute of the start tag as text; nil without it.
  package func attributeString(_ name: UInt16) -> String? {
    attribute(name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// After a start event: goes on to the end of its element.
  ///
  /// What is inside is parsed and checked for well-formedness, but neither kept nor counted
  /// against `attributeBytes` and `textBytes`.
  /// - Throws: what `next` throws.
  package func skipElement() throws(WorkbookError) {
    let start = token
    guard start.event == .start else { return }
    var index = tape.pointee.cursor + 1
    while index < tape.pointee.tokenCount {
      let token = tape.pointee.tokens[index]
      if token.event == .end, token.depth == start.depth {
        tape.pointee.cursor = index
        return
      }
      index += 1
    }
    // The end is not on the tape yet: the callbacks record nothing before it.
    tape.pointee.skipDepth = Int(start.depth)
    _ = try refill()
  }

  /// After a start event: goes on to the end of its element and returns all text inside.
  ///
  /// - Throws: what `next` throws, and `limitExceeded` for `textBytes` in all.
  package func elementText() throws(WorkbookError) -> String {
    let start = token
    guard start.event == .start else { return "" }
    var bytes: [UInt8] = []
    while true {
      switch try next() {
      case .start: break
      case .text: withText { bytes.append(contentsOf: $0) }
      case .end where depth == Int(start.depth): return String(decoding: bytes, as: UTF8.self)
      case .end: break
      case .endOfDocument: throw WorkbookError(.truncated)
      }
      guard bytes.count <= limits.textBytes else {
        throw WorkbookError.limit(.textBytes, of: limits, at: Place(line: line))
      }
    }
  }
}
