import CZlib
import SheetModel

/// A block of an entry's bytes with its buffers and its own deflate stream, used again and again.
///
/// Unchecked, as a block is only ever in one hand: the writer's that fills it, then a worker's,
/// then the writer's again.
final class DeflateBlock: @unchecked Sendable {
  /// The most content of a block.
  ///
  /// Fixed, so that the bytes of an archive do not depend on the number of threads. Measured on
  /// sheets: cutting every 256 KiB makes them 0.05 % larger, every 64 KiB 0.25 %.
  static let most = 1 << 18
  /// How hard sheets are searched for matches: `deflateTune`'s good, lazy, nice and chain.
  ///
  /// Markup is full of near matches. Never being content with one, but looking at 24 places only,
  /// comes to 98 to 102 % of the bytes of zlib's level 6 in 45 to 90 % of its time (registers with
  /// shared and inline strings, numbers, formulas, blanks; ODF content); levels 4 and 5, which stop
  /// at matches of 16 and 32 bytes, make ODF content a fifth larger.
  private static let sheetTuning: (good: Int32, lazy: Int32, nice: Int32, chain: Int32) =
    (258, 258, 258, 24)
  /// The level whose way of searching is tuned, and which short entries have as it is.
  private static let usualLevel: Int32 = 6

  /// How far back a match may reach (RFC 1951, 3.2.3): what a block knows of the one before.
  private static let reach = 1 << 15

  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool
  private let isTuned: Bool
  /// The end of the block before, and behind it the content.
  private let input: UnsafeMutableRawBufferPointer
  private let output: UnsafeMutableRawBufferPointer
  private var dictionaryCount = 0
  private var produced = 0
  /// How many bytes of content were taken.
  private(set) var count = 0
  /// Whether the entry ends with this block.
  var isLast = false
  /// The CRC-32 of the content, once it is deflated.
  private(set) var checksum: UInt32 = 0
  /// Whether the content could not be deflated.
  private(set) var hasFailed = false

  /// An empty block, of zlib's level 0 to 9; nil is level 6 for entries of one block, and what
  /// suits sheets for longer ones.
  /// - Throws: `outOfResources` where zlib gets no memory.
  init(level: Int32?) throws(WorkbookError) {
    isTuned = level == nil
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: Self.reach + Self.most, alignment: 16)
    // Bytes that cannot be deflated grow by 5 in 16 KiB; a flush adds a few.
    output = .allocate(byteCount: Self.most + Self.most >> 6 + 64, alignment: 16)
    // Negative window bits: a raw deflate stream (RFC 1951) without the zlib header.
    let size = Int32(MemoryLayout<z_stream>.size)
    isReady =
      deflateInit2_(
        stream, level ?? Self.usualLevel, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
        ZLIB_VERSION, size) == Z_OK
    guard isReady else { throw WorkbookError(.outOfResources, found: "memory for deflating") }
  }

  deinit {
    if isReady { deflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
    input.deallocate()
    output.deallocate()
  }

  /// Whether no more content fits.
  var isFull: Bool { count == Self.most }

  /// The compressed bytes, once they are there.
  var compressed: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: output[..<produced]) }

  /// Begins an entry.
  func begin() {
    dictionaryCount = 0
    count = 0
    isLast = false
  }

  /// Goes on behind a block, which may be this one.
  func begin(after block: DeflateBlock) {
    let end = block.dictionaryCount + block.count
    dictionaryCount = min(end, Self.reach)
    let tail = UnsafeRawBufferPointer(rebasing: block.input[(end - dictionaryCount)..<end])
    input.copyMemory(from: tail)
    count = 0
    isLast = false
  }

  /// Takes as many bytes as fit, and returns how many.
  func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    let taken = min(bytes.count, Self.most - count)
    let room = UnsafeMutableRawBufferPointer(rebasing: input[(dictionaryCount + count)...])
    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
    count += taken
    return taken
  }

  /// Deflates the content so that the next block can follow at a whole byte.
  func deflate() {
    produced = 0
    hasFailed = true
    guard let start = input.baseAddress?.assumingMemoryBound(to: UInt8.self),
      deflateReset(stream) == Z_OK
    else { return }
    if isTuned, dictionaryCount > 0 || !isLast {
      let tuning = Self.sheetTuning
      deflateTune(stream, tuning.good, tuning.lazy, tuning.nice, tuning.chain)
    }
    if dictionaryCount > 0 {
      guard deflateSetDictionary(stream, start, UInt32(dictionaryCount)) == Z_OK else { return }
    }
    let content = start + dictionaryCount
    checksum = UInt32(truncatingIfNeeded: crc32_z(0, content, count))
    stream.pointee.next_in = content
    stream.pointee.avail_in = UInt32(count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(output.count)
    let outcome = CZlib.deflate(stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
    // A flush that fills the buffer to the last byte may not be complete.
    guard outcome == (isLast ? Z_STREAM_END : Z_OK), stream.pointee.avail_in == 0,
      stream.pointee.avail_out > 0
    else { return }
    produced = output.count - Int(stream.pointee.avail_out)
    hasFailed = false
  }
}
