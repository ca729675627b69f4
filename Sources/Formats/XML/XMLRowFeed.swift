import SheetModel

/// The bytes of a sheet on their way to the parser, past which whole rows may be taken.
///
/// The parser gets them in pieces that end behind the start tag that rows stand in, and later behind
/// a row, so that it comes to rest there. A reader that finds it at rest may look at what follows,
/// take rows that are plain enough from the bytes, and leave all others to the parser.
package final class XMLRowFeed: XMLInput {
  private let source: any XMLInput
  private let opening: StaticString?
  private let fold: ((UnsafeMutableRawBufferPointer) -> Int)?
  private let rowEnd: StaticString
  private let capacity: Int
  private let window: UnsafeMutableRawPointer
  private let scratch: UnsafeMutableRawPointer
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private var state: State
  /// How deep the element lies that rows stand in, and how many namespaces were declared up to it.
  private var depth = 0
  private var namespaces = 0
  /// The bytes to go to the parser before rows are looked for again.
  private var owed = 0
  /// The rows one after another that were left to the parser.
  private var misses = 0

  private enum State {
    /// The start tag has not come yet; it has just gone to the parser.
    case opening, opened
    /// Rows may follow; all goes to the parser.
    case rows, closed
  }

  /// A feed of which `windowBytes` are in memory.
  ///
  /// - Parameter opening: the start tag that rows stand in, as it must be written, or its beginning;
  ///   nil where the caller knows of every row what its names stand for.
  /// - Parameter rowEnd: the end tag of rows.
  /// - Parameter fold: shortens the bytes for the parser in place, and returns how many are left.
  package init(
    _ source: any XMLInput, opening: StaticString?, rowEnd: StaticString, windowBytes: Int,
    fold: ((UnsafeMutableRawBufferPointer) -> Int)? = nil
  ) {
    self.source = source
    self.opening = opening
    self.fold = fold
    state = opening == nil ? .rows : .opening
    self.rowEnd = rowEnd
    capacity = max(256, windowBytes)
    window = .allocate(byteCount: capacity + PlainMarkup.padding, alignment: 16)
    (window + capacity).initializeMemory(as: UInt8.self, repeating: 0, count: PlainMarkup.padding)
    scratch = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    window.deallocate()
    scratch.deallocate()
  }

  // MARK: Rows

  /// Whether a row may be taken next from the bytes.
  ///
  /// For a parser over this feed, the id of the element that rows stand in, and how deep it may lie.
  /// That element must be the one whose start tag was looked for, or its like: then a name without a
  /// prefix is in its namespace.
  package func isBeforeRow(
    of name: UInt16, at depths: ClosedRange<Int>, _ parser: XMLPullParser
  ) -> Bool {
    switch state {
    case .opening, .closed: return false
    case .opened:
      guard owed == 0, parser.hasPulledAll else { return false }
      depth = parser.openDepth
      namespaces = parser.openNamespaceCount
      let isOpen = parser.isAtRest(in: name) && parser.isAtStart && depths.contains(depth)
      state = isOpen ? .rows : .closed
      return isOpen
    case .rows:
      return owed == 0 && parser.openDepth == depth && parser.openNamespaceCount == namespaces
        && parser.isAtRest(in: name)
    }
  }

  /// Whether a row may be taken next, where the parser is at rest.
  package var isBetweenRows: Bool { state == .rows && owed == 0 }

  /// A reader of the bytes from the next one on.
  package func markup() -> PlainMarkup {
    PlainMarkup(window, from: start, to: end, scratch: scratch)
  }

  /// Takes the bytes up to where a reader has come to, and returns how many they are.
  package func take(_ markup: PlainMarkup) -> Int {
    defer { start = markup.index }
    misses = 0
    return markup.index - start
  }

  /// Leaves the next row to the parser, and more with each that follows it.
  package func passRow() throws(WorkbookError) {
    misses = min(misses + 1, 6)
    // Every look in vain costs something, so a sheet of other rows is soon read in large pieces.
    try owe(atLeast: misses < 3 ? 1 : 512 << misses)
  }

  /// Reads on; false where there is no more or no room for it.
  package func fill() throws(WorkbookError) -> Bool {
    guard !isAtEnd, start > 0 || end < capacity else { return false }
    window.copyMemory(from: window + start, byteCount: end - start)
    end -= start
    start = 0
    while end < capacity {
      let room = UnsafeMutableRawBufferPointer(start: window + end, count: capacity - end)
      let count = try source.read(into: room)
      if count == 0 {
        isAtEnd = true
        break
      }
      end += count
    }
    return true
  }

  // MARK: The parser

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    if start == end {
      if state == .closed { return try source.read(into: buffer) }
      _ = try fill()
    }
    if owed == 0 {
      switch state {
      case .opening: try oweOpening()
      case .opened, .rows: try owe(atLeast: 1)
      case .closed: owed = end - start
      }
    }
    let count = min(owed, end - start, buffer.count)
    guard count > 0 else { return 0 }
    buffer.copyMemory(from: UnsafeRawBufferPointer(start: window + start, count: count))
    start += count
    owed -= count
    return fold?(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])) ?? count
  }

  /// Sets aside all up to and with the start tag, or what cannot be part of it.
  private func oweOpening() throws(WorkbookError) {
    guard let opening else { return }
    let most = opening.utf8CodeUnitCount
    if end - start < most { _ = try fill() }
    if let tag = find(opening, from: start) {
      owed = tagEnd(from: tag) - start
      state = .opened
    } else {
      owed = isAtEnd ? end - start : max(1, end - start - most)
    }
  }

  /// Behind the first `>` from the last byte of a tag's beginning on.
  ///
  /// That may stand in an attribute; then the parser does not come to rest, and gets all the rest.
  private func tagEnd(from start: Int) -> Int {
    var index = start - 1
    while index < end {
      if window.load(fromByteOffset: index, as: UInt8.self) == UInt8(ascii: ">") {
        return index + 1
      }
      index += 1
    }
    return end
  }

  /// Sets a piece of at least so many bytes aside, to the end of a row if one is near.
  private func owe(atLeast least: Int) throws(WorkbookError) {
    if end - start < max(least, capacity / 2) { _ = try fill() }
    let from = max(start, min(start + least, end) - rowEnd.utf8CodeUnitCount)
    owed = (find(rowEnd, from: from) ?? end) - start
  }

  /// Behind the first place of a tag in the window; nil where it is not there.
  private func find(_ tag: StaticString, from start: Int) -> Int? {
    let count = tag.utf8CodeUnitCount
    let first = tag.utf8Start[0]
    var index = start
    while index + count <= end {
      if window.load(fromByteOffset: index, as: UInt8.self) == first {
        var place = 1
        while place < count,
          window.load(fromByteOffset: index + place, as: UInt8.self) == tag.utf8Start[place]
        {
          place += 1
        }
        if place == count { return index + count }
      }
      index += 1
    }
    return nil
  }
}
