import SheetModel

/// The records of a stream, one after another: a number, a length, and so many bytes.
///
/// One buffer is used again and again; `data` holds until the next call.
final class RecordReader {
  /// The number of the current record, and its bytes.
  private(set) var type: UInt16 = 0
  private(set) var data = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Where the current record begins in the stream, and where the next one does.
  private(set) var offset = 0
  private(set) var nextOffset = 0

  private let source: any ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  private let chunkBytes: Int
  /// Where the buffer begins in the stream, and how much of it is filled.
  private var base = 0
  private var filled = 0

  /// A record's head and the most bytes that it may state.
  private static let mostRecordBytes = 4 + 65_535

  /// A reader from the beginning of a stream on.
  ///
  /// - Parameters:
  ///   - chunkBytes: How much is asked for at a time.
  ///   - capacity: How much is held; more than a record may have where one goes back and forth.
  init(_ source: any ByteSource, chunkBytes: Int, capacity: Int = 0) {
    self.source = source
    self.chunkBytes = max(16, chunkBytes)
    let room = max(capacity, Self.mostRecordBytes + min(self.chunkBytes, 1 << 17))
    buffer = .allocate(byteCount: max(16, min(room, source.size)), alignment: 8)
  }

  deinit { buffer.deallocate() }

  /// Goes to a place in the stream; the next record begins there.
  func seek(to offset: Int) { nextOffset = max(0, offset) }

  /// Takes the next record; false at the end of the stream.
  ///
  /// Zeros, with which some programs fill their last sector, are no record.
  /// - Throws: `truncated` where the stream ends within a record.
  func advance() throws(WorkbookError) -> Bool {
    while true {
      let available = try require(4)
      guard available >= 4 else {
        guard available == 0 || isZero(available) else { throw truncated() }
        return false
      }
      let at = nextOffset &- base
      let raw = UnsafeRawBufferPointer(buffer)
      type = UInt16(truncatingIfNeeded: raw.u16(at))
      let length = raw.u16(at &+ 2)
      offset = nextOffset
      if length > 0, filled &- at < 4 &+ length, try require(4 &+ length) < 4 &+ length {
        throw truncated()
      }
      let start = nextOffset &- base &+ 4
      nextOffset = nextOffset &+ 4 &+ length
      if type == 0, length == 0 { continue }
      data = UnsafeRawBufferPointer(
        rebasing: UnsafeRawBufferPointer(buffer)[start..<(start &+ length)])
      return true
    }
  }

  /// The number of the record after the current one; nil at the end of the stream.
  func peek() throws(WorkbookError) -> UInt16? {
    // What is read may move the bytes of the current record.
    let ahead = nextOffset &- base
    if ahead >= 0, ahead &+ 4 <= filled {
      return UInt16(truncatingIfNeeded: UnsafeRawBufferPointer(buffer).u16(ahead))
    }
    let bytes = try source.bytes(at: nextOffset, count: 4)
    return bytes.count == 4 ? bytes.withUnsafeBytes { UInt16($0.u16(0)) } : nil
  }

  func truncated() -> WorkbookError {
    WorkbookError(.truncated, found: "record \(hex(type), of: .element)")
  }

  private func hex(_ type: UInt16) -> String {
    "0x" + String(0x10000 + Int(type), radix: 16, uppercase: true).dropFirst()
  }

  private func isZero(_ count: Int) -> Bool {
    let start = nextOffset - base
    return buffer[start..<(start + count)].allSatisfy { $0 == 0 }
  }

  /// Has bytes from `nextOffset` on in the buffer and says how many, fewer only at the end.
  @inline(__always)
  private func require(_ count: Int) throws(WorkbookError) -> Int {
    let at = nextOffset &- base
    if at >= 0, at &+ count <= filled { return filled &- at }
    return try refill(count)
  }

  private func refill(_ count: Int) throws(WorkbookError) -> Int {
    var at = nextOffset - base
    if at < 0 || at > filled {
      (base, filled, at) = (nextOffset, 0, 0)
    } else if at + count > buffer.count {
      let moved = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[at..<filled])
      // The two may overlap; memmove is what this comes to.
      buffer.copyMemory(from: moved)
      (base, filled, at) = (nextOffset, filled - at, 0)
    }
    while filled < at + count {
      let wanted = min(buffer.count - filled, max(chunkBytes, at + count - filled))
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + wanted)])
      let got = try source.fill(room, at: base + filled)
      if got == 0 { break }
      filled += got
    }
    return filled - at
  }
}
