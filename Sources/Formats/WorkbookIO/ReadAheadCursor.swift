import Parallel
import SheetModel

/// Reads the rows of a cursor on a thread of its own, some batches ahead of who takes them.
///
/// What comes is what the cursor gives, errors and all, in its order. The cursor and its reader
/// belong to that thread until the rows have ended. A sheet that is one batch takes no thread.
final class ReadAheadCursor: RowCursor {
  private let workers: OrderedWorkers<RowBatch, RowBatch>
  private let source: RowSource
  private var batch = RowBatch()
  private var isAhead = false

  /// How many batches there are, that which is being taken included.
  private static let batches = 3

  init(_ cursor: any RowCursor) {
    let source = RowSource(cursor)
    self.source = source
    workers = OrderedWorkers(threads: 1) { batch in
      source.fill(batch)
      return batch
    }
    source.fill(batch)
  }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    while true {
      if batch.take(into: &row) { return true }
      switch batch.end {
      case .rows: break
      case .end:
        row.reset(index: max(0, batch.lastIndex))
        return false
      case .failure(let error): throw error
      }
      // The next rows wait until a very large one is gone, as memory is bounded for one of them.
      if row.bytes.capacity > RowBatch.heavyBytes { row = Row() }
      source.goOn()
      if !isAhead {
        isAhead = true
        for _ in 1..<Self.batches { workers.submit(RowBatch()) }
      } else {
        workers.submit(batch)
      }
      guard let next = workers.next() else { throw WorkbookError(.outOfResources) }
      batch = next
    }
  }
}

/// The cursor that is read ahead.
///
/// Unchecked: it is used by the thread that makes it, and then by the one thread of the workers.
private final class RowSource: @unchecked Sendable {
  private let cursor: any RowCursor
  private var isOver = false
  /// Whether a batch with a very large row is on its way.
  private let isWaiting = Flag()

  init(_ cursor: any RowCursor) { self.cursor = cursor }

  /// Lets rows follow a very large one.
  func goOn() { isWaiting.lower() }

  /// Fills a batch; with no row where a very large one has not been taken yet.
  func fill(_ batch: RowBatch) {
    batch.reset()
    guard !isOver, !isWaiting.isRaised else { return }
    defer { if batch.isHeavy { isWaiting.raise() } }
    do throws(WorkbookError) {
      while !batch.isFull {
        guard try batch.add({ row throws(WorkbookError) in try cursor.next(into: &row) }) else {
          batch.end = .end
          isOver = true
          return
        }
      }
    } catch {
      batch.end = .failure(error)
      isOver = true
    }
  }
}

/// Rows on their way from one thread to another, which keep their storage.
///
/// Unchecked: it has one owner at a time.
private final class RowBatch: @unchecked Sendable {
  enum End {
    case rows, end
    case failure(WorkbookError)
  }

  var end = End.rows
  private var rows: [Row] = []
  private var count = 0
  private var taken = 0
  private var byteCount = 0
  private(set) var lastIndex = 0

  private static let mostRows = 128
  private static let mostBytes = 256 << 10
  /// With more than this, a row makes the others wait.
  static let heavyBytes = 1 << 20

  var isFull: Bool { count == Self.mostRows || byteCount >= Self.mostBytes }
  var isHeavy: Bool { byteCount >= Self.heavyBytes }

  /// Forgets the rows; what they keep for the next ones is bounded for all of them together.
  func reset() {
    var kept = 0
    for index in rows.indices {
      kept += rows[index].bytes.capacity + rows[index].cells.capacity * MemoryLayout<Cell>.stride
      if kept > 2 * Self.mostBytes {
        rows.removeLast(rows.count - index)
        break
      }
    }
    count = 0
    taken = 0
    byteCount = 0
    end = .rows
  }

  /// Adds a row that `next` fills; false where it has none.
  func add(
    _ next: (inout Row) throws(WorkbookError) -> Bool
  ) throws(WorkbookError) -> Bool {
    if count == rows.count { rows.append(Row()) }
    let isRow = try next(&rows[count])
    lastIndex = rows[count].index
    guard isRow else { return false }
    byteCount += rows[count].bytes.count + rows[count].cells.count * MemoryLayout<Cell>.stride
    count += 1
    return true
  }

  /// Gives the next row for the storage of another one; false where there is none.
  func take(into row: inout Row) -> Bool {
    guard taken < count else { return false }
    swap(&row, &rows[taken])
    taken += 1
    return true
  }
}
