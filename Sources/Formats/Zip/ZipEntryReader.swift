import CZlib
import SheetModel

/// The inflated bytes of one entry, a stretch at a time.
///
/// Its memory does not depend on the entry's size. The end is only reported once size and
/// CRC-32 have proved right, so a reader that has come to 0 has had the whole entry.
package final class ZipEntryReader {
  private let entry: ZipEntry
  private let archive: ZipArchive
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private let isDeflated: Bool
  /// Where the next compressed bytes are, and how many are left.
  private var offset: Int
  private var left: Int
  private var produced = 0
  private var checksum: UInt32 = 0
  /// Whether the checksum is computed and compared.
  private let checksSum: Bool
  private var isFinished = false
  private var failure: WorkbookError?

  init(
    _ entry: ZipEntry, at offset: Int, in archive: ZipArchive, checksSum: Bool
  ) throws(WorkbookError) {
    self.entry = entry
    self.checksSum = checksSum
    self.archive = archive
    self.offset = offset
    left = entry.compressedSize
    isDeflated = entry.method == ZipFormat.deflated
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(
      byteCount: max(1, min(archive.inputBytes, entry.compressedSize)), alignment: 16)
    if isDeflated {
      // Negative window bits: a raw deflate stream (RFC 1951) without the zlib header.
      let size = Int32(MemoryLayout<z_stream>.size)
      guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
        throw WorkbookError(.outOfResources, found: "memory for inflating")
      }
    }
  }

  deinit {
    if isDeflated { inflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
    input.deallocate()
  }

  /// Puts the next inflated bytes into the buffer and returns how many; 0 at the end.
  ///
  /// - Throws: `truncated` when the archive's bytes end early, `damagedArchive` when they are no
  ///   deflate stream or their size is wrong, `checksumMismatch`, `limitExceeded` for
  ///   `totalBytes`; after an error always the same one.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    if let failure { throw failure }
    guard !isFinished, !buffer.isEmpty else { return 0 }
    do throws(WorkbookError) {
      let count = isDeflated ? try inflate(into: buffer) : try copy(into: buffer)
      return count
    } catch {
      let located = error.located(in: Place(part: entry.name))
      failure = located
      throw located
    }
  }

  private func copy(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    guard left > 0 else {
      try finish()
      return 0
    }
    let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(min(buffer.count, left)))
    let count = try archive.source.read(at: offset, into: wanted)
    guard count > 0 else { throw WorkbookError(.truncated) }
    offset += count
    left -= count
    try account(UnsafeRawBufferPointer(rebasing: wanted.prefix(count)))
    if left == 0 { try finish() }
    return count
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    let room = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    var isAtEnd = false
    while stream.pointee.avail_out > 0, !isAtEnd {
      if stream.pointee.avail_in == 0, left > 0 { try refill() }
      switch CZlib.inflate(stream, Z_NO_FLUSH) {
      case Z_OK: break
      case Z_STREAM_END: isAtEnd = true
      case Z_BUF_ERROR where left == 0:
        throw WorkbookError(.damagedArchive, found: "deflate stream without an end")
      case Z_MEM_ERROR: throw WorkbookError(.outOfResources, found: "memory for inflating")
      default: throw WorkbookError(.damagedArchive, found: "deflate stream")
      }
    }
    let count = room - Int(stream.pointee.avail_out)
    try account(UnsafeRawBufferPointer(rebasing: buffer.prefix(count)))
    if isAtEnd {
      guard left == 0, stream.pointee.avail_in == 0 else {
        throw WorkbookError(.damagedArchive, found: "bytes after the deflate stream")
      }
      try finish()
    }
    return count
  }

  private func refill() throws(WorkbookError) {
    let wanted = UnsafeMutableRawBufferPointer(rebasing: input.prefix(min(input.count, left)))
    let count = try archive.source.read(at: offset, into: wanted)
    guard count > 0 else { throw WorkbookError(.truncated) }
    offset += count
    left -= count
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  /// Counts inflated bytes against the stated size and the budgets, and into the checksum.
  private func account(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    produced += bytes.count
    // `open` has held the stated size against `entryBytes`.
    guard produced <= entry.uncompressedSize else {
      throw WorkbookError(.damagedArchive, found: "more bytes than stated")
    }
    try archive.spend(bytes.count)
    guard checksSum else { return }
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    checksum = UInt32(truncatingIfNeeded: crc32_z(UInt(checksum), start, bytes.count))
  }

  private func finish() throws(WorkbookError) {
    guard produced == entry.uncompressedSize else {
      throw WorkbookError(.damagedArchive, found: "fewer bytes than stated")
    }
    guard !checksSum || checksum == entry.crc32 else { throw WorkbookError(.checksumMismatch) }
    isFinished = true
  }

  /// Another reader at the same place, so that a stretch can be read again without what is before.
  ///
  /// - Throws: the failure that this reader has come to, and `outOfResources` without memory.
  package func copy() throws(WorkbookError) -> ZipEntryReader {
    if let failure { throw failure }
    return try ZipEntryReader(copying: self)
  }

  private init(copying other: ZipEntryReader) throws(WorkbookError) {
    entry = other.entry
    archive = other.archive
    isDeflated = other.isDeflated
    offset = other.offset
    left = other.left
    produced = other.produced
    checksum = other.checksum
    checksSum = other.checksSum
    isFinished = other.isFinished
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: other.input.count, alignment: 16)
    guard isDeflated else { return }
    input.copyMemory(from: UnsafeRawBufferPointer(other.input))
    guard inflateCopy(stream, other.stream) == Z_OK else {
      throw WorkbookError(.outOfResources, found: "memory for inflating")
    }
    // What is left to inflate now stands in this reader's own buffer.
    if let next = other.stream.pointee.next_in, let start = other.input.baseAddress,
      let own = input.baseAddress
    {
      let distance = UnsafeRawPointer(next) - UnsafeRawPointer(start)
      stream.pointee.next_in = (own + distance).assumingMemoryBound(to: UInt8.self)
    }
  }
}
