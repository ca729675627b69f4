import SheetModel
import XML

/// The bytes of one sheet on their way to the parser, past which whole rows may be taken.
///
/// They go to the parser in pieces that end behind a row where they can, so that it comes to rest
/// there and what follows can be looked at. Runs of blank cells come to it folded; so the document
/// must have no CDATA sections.
final class RowFeed: XMLInput {
  private let source: ContentInput
  private let capacity: Int
  private let window: UnsafeMutableRawPointer
  private let scratch: UnsafeMutableRawPointer
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The line ends in what the parser has not seen.
  private(set) var lines = 0
  /// The bytes to go to the parser before rows are looked for again.
  private var owed = 0
  /// The rows one after another that were left to the parser.
  private var misses = 0
  /// The attributes of plain rows; nil once the parser got what can change how bytes are read.
  private(set) var names: PlainNames?

  /// A feed of a sheet's bytes, of which `windowBytes` are in memory.
  ///
  /// The first `tagBytes` are the tags around the sheet, which `names` are made for.
  init(_ source: ContentInput, names: PlainNames, tagBytes: Int, windowBytes: Int) {
    self.source = source
    self.names = names
    owed = tagBytes
    capacity = max(1, windowBytes)
    window = .allocate(byteCount: capacity + PlainMarkup.padding, alignment: 16)
    scratch = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    window.deallocate()
    scratch.deallocate()
  }

  // MARK: Rows

  /// Whether a row may be looked for at the next byte, if the parser is at rest.
  var isBeforeRow: Bool { names != nil && owed == 0 }

  /// A reader of the bytes from the next one on.
  func markup() -> PlainMarkup {
    PlainMarkup(window, from: start, to: end, scratch: scratch)
  }

  /// Takes the bytes up to where a reader has come to.
  func take(_ markup: PlainMarkup) {
    start = markup.index
    lines += markup.lines
    misses = 0
  }

  /// Leaves the next row to the parser, and more with each that follows it.
  func pass() throws(WorkbookError) {
    misses = min(misses + 1, 6)
    // Every look in vain costs something, so a sheet of other rows is soon read in large pieces.
    try owe(atLeast: misses < 3 ? 1 : 512 << misses)
  }

  /// Reads on; false where there is no more or no room for it.
  func fill() throws(WorkbookError) -> Bool {
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
    (window + end).initializeMemory(as: UInt8.self, repeating: 0, count: PlainMarkup.padding)
    return true
  }

  // MARK: The parser

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    if start == end, names == nil {
      let count = try source.read(into: buffer)
      return BlankCellFolding.fold(buffer, count: count)
    }
    if start == end { _ = try fill() }
    if owed == 0 { try owe(atLeast: 1) }
    let count = min(owed, end - start, buffer.count)
    guard count > 0 else { return 0 }
    buffer.copyMemory(from: UnsafeRawBufferPointer(start: window + start, count: count))
    start += count
    owed -= count
    return BlankCellFolding.fold(buffer, count: count)
  }

  /// Sets a piece of at least so many bytes aside for the parser, to the end of a row if one is near.
  private func owe(atLeast least: Int) throws(WorkbookError) {
    if end - start < max(least, capacity / 2) { _ = try fill() }
    let bytes = UnsafeRawBufferPointer(start: window + start, count: end - start)
    let piece = Self.pieceEnd(in: bytes, atLeast: min(least, bytes.count))
    owed = piece ?? bytes.count
    // A piece that ends anywhere may end within what is looked for.
    if piece == nil || Self.mayChangeReading(UnsafeRawBufferPointer(rebasing: bytes[..<owed])) {
      names = nil
    }
  }

  /// Behind the first end of a row, or else behind the last `>`.
  private static func pieceEnd(in bytes: UnsafeRawBufferPointer, atLeast least: Int) -> Int? {
    let tag: StaticString = "</table:table-row>"
    let count = tag.utf8CodeUnitCount
    var index = least
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: ">"), index + 1 >= count,
        UnsafeRawBufferPointer(rebasing: bytes[(index + 1 - count)...index]).equals(tag)
      {
        return index + 1
      }
      index += 1
    }
    return bytes.lastIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
  }

  /// Whether bytes may declare a namespace, or begin a comment, CDATA section or instruction.
  private static func mayChangeReading(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let declaration: StaticString = "xmlns"
    var index = 0
    while index < bytes.count {
      if index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        let marks =
          PlainMarkup.marks(of: UInt8(ascii: "<"), in: word)
          | PlainMarkup.marks(of: UInt8(ascii: "x"), in: word)
        if marks == 0 {
          index &+= 8
          continue
        }
        index &+= marks.trailingZeroBitCount / 8
      }
      if bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count {
        let next = bytes[index + 1]
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return true }
      } else if bytes[index] == UInt8(ascii: "x"), index + 5 <= bytes.count,
        bytes[index + 1] == UInt8(ascii: "m"),
        UnsafeRawBufferPointer(rebasing: bytes[index..<(index + 5)]).equals(declaration)
      {
        return true
      }
      index &+= 1
    }
    return false
  }
}
