import Parallel
import SheetModel
import XML

/// Reads a part on a thread of its own, some blocks ahead of the parser.
///
/// The bytes are those of the part, and an error comes where it would come without a thread. The
/// part belongs to that thread until its end.
final class InflateAhead: XMLInput {
  private let workers: OrderedWorkers<InflatedBlock, InflatedBlock>
  private var block: InflatedBlock?
  private var isStarted = false

  /// How many blocks there are, that which is being parsed included.
  private static let blocks = 4

  init(_ part: PackagePartInput) {
    let source = InflateSource(part)
    workers = OrderedWorkers(threads: 1) { block in
      source.fill(block)
      return block
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    if !isStarted {
      isStarted = true
      for _ in 0..<Self.blocks { workers.submit(InflatedBlock()) }
      block = workers.next()
    }
    while let current = block {
      let count = current.take(into: buffer)
      if count > 0 { return count }
      if let failure = current.failure { throw failure }
      if current.isLast { return 0 }
      workers.submit(current)
      block = workers.next()
    }
    return 0
  }
}

/// The part that is read ahead, on the one thread of the workers alone.
private final class InflateSource: @unchecked Sendable {
  private let part: PackagePartInput
  private var isOver = false

  init(_ part: PackagePartInput) { self.part = part }

  func fill(_ block: InflatedBlock) {
    if !isOver { isOver = !block.fill(from: part) }
  }
}

/// Bytes on their way from one thread to another; it has one owner at a time.
private final class InflatedBlock: @unchecked Sendable {
  private let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var count = 0
  private var taken = 0
  private(set) var isLast = false
  private(set) var failure: WorkbookError?

  deinit { bytes.deallocate() }

  /// Fills the block; false where nothing follows it.
  func fill(from part: PackagePartInput) -> Bool {
    count = 0
    taken = 0
    do throws(WorkbookError) {
      while count < bytes.count {
        let read = try part.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[count...]))
        if read == 0 {
          isLast = true
          return false
        }
        count += read
      }
      return true
    } catch {
      failure = error
      return false
    }
  }

  func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let wanted = min(buffer.count, count - taken)
    guard wanted > 0 else { return 0 }
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[taken..<(taken + wanted)]))
    taken += wanted
    return wanted
  }
}
