import CZlib
import Parallel
import SheetModel

/// Deflates one entry after another, each cut into blocks that are deflated side by side.
///
/// A block knows the end of the one before, so that cutting costs next to nothing, and ends at a
/// whole byte, so that the results need only be put one behind the other. With one thread the
/// caller does all the work; the bytes are the same for any number of threads.
final class Deflater {
  /// The most blocks there are at a time, about 0.8 MiB each, however many threads are asked for.
  private static let mostBlocks = 32

  private let level: Int32?
  private let threads: Int
  /// The block that is being filled.
  private var block: DeflateBlock?
  private var unused: [DeflateBlock] = []
  private var made = 0
  private var workers: OrderedWorkers<DeflateBlock, DeflateBlock>?
  /// The CRC-32 of the entry's bytes, once it is finished.
  private(set) var checksum: UInt32 = 0
  /// How many bytes of the entry went through, once it is finished.
  private(set) var taken = 0

  /// A deflater of zlib's level 0 to 9, or with nil of what suits sheets; fewer than one thread is
  /// one.
  init(level: Int32?, threads: Int) {
    self.level = level
    self.threads = max(1, min(threads, Self.mostBlocks - 2))
  }

  /// Begins an entry.
  /// - Throws: `outOfResources` where zlib gets no memory.
  func begin() throws(WorkbookError) {
    // An entry that was given up may have left some.
    while let late = workers?.next() { unused.append(late) }
    let first: DeflateBlock
    if let block { first = block } else { first = try freeBlock() }
    first.begin()
    block = first
    checksum = 0
    taken = 0
  }

  /// Takes bytes of the entry, and calls `drain` with compressed bytes as they come.
  func take(
    _ bytes: UnsafeRawBufferPointer, drain: (UnsafeRawBufferPointer) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    var rest = bytes
    while !rest.isEmpty {
      if block?.isFull ?? true { try advance(drain) }
      guard let count = block?.take(rest) else { return }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Ends the entry: calls `drain` with all compressed bytes but the last ones, and returns those.
  ///
  /// They are valid until the next entry begins. An entry of one block has no other bytes.
  func finish(
    drain: (UnsafeRawBufferPointer) throws(WorkbookError) -> Void
  ) throws(WorkbookError) -> UnsafeRawBufferPointer {
    guard let last = block else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    last.isLast = true
    if let workers, workers.pending > 0 {
      // It stays with the workers where an error ends the entry here.
      block = nil
      workers.submit(last)
      while workers.pending > 1 { try collect(drain) }
      _ = workers.next()
      block = last
    } else {
      last.deflate()
    }
    try count(last)
    return last.compressed
  }

  /// Has the full block deflated and begins the next one.
  private func advance(
    _ drain: (UnsafeRawBufferPointer) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    guard let full = block else { return }
    if threads == 1 {
      full.deflate()
      try count(full)
      try drain(full.compressed)
      full.begin(after: full)
      return
    }
    if unused.isEmpty, made == threads + 2 { try collect(drain) }
    let next = try freeBlock()
    next.begin(after: full)
    let workers = workers ?? OrderedWorkers(threads: threads, work: Self.deflated)
    self.workers = workers
    workers.submit(full)
    block = next
  }

  /// Waits for the oldest block and hands its bytes on.
  private func collect(
    _ drain: (UnsafeRawBufferPointer) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    guard let done = workers?.next() else { return }
    unused.append(done)
    try count(done)
    try drain(done.compressed)
  }

  /// Puts a block's checksum behind those of the blocks before.
  private func count(_ block: DeflateBlock) throws(WorkbookError) {
    if block.hasFailed { throw WorkbookError(.unwritable, found: "deflate stream") }
    let whole = crc32_combine(UInt(checksum), UInt(block.checksum), block.count)
    checksum = UInt32(truncatingIfNeeded: whole)
    taken += block.count
  }

  private func freeBlock() throws(WorkbookError) -> DeflateBlock {
    if let block = unused.popLast() { return block }
    let block = try DeflateBlock(level: level)
    made += 1
    return block
  }

  private static let deflated: @Sendable (DeflateBlock) -> DeflateBlock = { block in
    block.deflate()
    return block
  }
}
