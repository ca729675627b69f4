import CZlib
import SheetModel

/// One deflate stream, used for one entry after another, with fixed buffers.
final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableRawBufferPointer
  private let isReady: Bool
  /// The CRC-32 of the bytes taken since `reset`.
  private(set) var checksum: UInt32 = 0
  /// How many bytes were taken since `reset`.
  private(set) var taken = 0

  init(level: Int32) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = .allocate(byteCount: ZipFormat.streamBufferSize, alignment: 16)
    let size = Int32(MemoryLayout<z_stream>.size)
    isReady =
      deflateInit2_(
        stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
    rewind()
  }

  deinit {
    if isReady { deflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
    output.deallocate()
  }

  /// The compressed bytes that wait in the buffer.
  var waiting: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: output[..<(output.count - Int(stream.pointee.avail_out))])
  }

  /// Begins an entry.
  func reset() throws(WorkbookError) {
    guard isReady, deflateReset(stream) == Z_OK else {
      throw WorkbookError(.outOfResources, found: "memory for deflating")
    }
    checksum = 0
    taken = 0
    rewind()
  }

  /// Takes bytes, and calls `drain` whenever the buffer is full of `waiting` bytes.
  func take(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, drain: () throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    var rest = bytes
    repeat {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
      let start = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
      if piece.count > 0 {
        checksum = UInt32(truncatingIfNeeded: crc32_z(UInt(checksum), start, piece.count))
      }
      taken += piece.count
      stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
      stream.pointee.avail_in = UInt32(piece.count)
      try run(rest.isEmpty && isLast ? Z_FINISH : Z_NO_FLUSH, drain: drain)
    } while !rest.isEmpty
  }

  /// Empties the buffer once its bytes are written.
  func rewind() {
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(output.count)
  }

  private func run(
    _ flush: Int32, drain: () throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    while true {
      if stream.pointee.avail_out == 0 {
        try drain()
        rewind()
      }
      let outcome = deflate(stream, flush)
      guard outcome == Z_OK || outcome == Z_STREAM_END || outcome == Z_BUF_ERROR else {
        throw WorkbookError(.unwritable, found: "deflate stream")
      }
      if flush == Z_FINISH ? outcome == Z_STREAM_END : stream.pointee.avail_in == 0 { return }
    }
  }
}
