import Foundation
import Parallel
import Synchronization

/// Runs independent pieces of work on all cores and hands out their results in order.
///
/// Only a window of results is ever waiting, so memory does not grow with the batch, and what is
/// delivered does not depend on the number of workers.
public struct OrderedBatch: Sendable {
  /// How many pieces are worked on at a time, at least 1.
  public var workers: Int
  /// How many pieces more may wait for a disk at the same time, having given their turn back.
  public var waiters: Int

  /// The turn of a piece to use a core.
  public struct Turn: Sendable {
    fileprivate let turns: DispatchSemaphore?
    private let isOver = Flag()

    /// Gives the turn back before the piece is done, because the rest of it is waiting.
    public func end() {
      if isOver.set() { turns?.signal() }
    }
  }

  /// A batch runner; fewer than one worker means one.
  public init(workers: Int, waiters: Int = 0) {
    self.workers = max(1, workers)
    self.waiters = max(0, waiters)
  }

  /// Runs `work` for 0 to `count` - 1 and calls `deliver` with each result in ascending order, on
  /// the caller's thread.
  ///
  /// An error that `deliver` throws ends the batch and is thrown on.
  public func run<Result: Sendable>(
    count: Int, work: @escaping @Sendable (Int, Turn) -> Result,
    deliver: (Int, Result) throws -> Void
  ) throws {
    let workers = min(workers, count)
    let waiters = min(waiters, count - workers)
    let line = Line(
      count: count, turns: workers, window: workers * 4 + max(0, waiters), work: work)
    let threads = workers + max(0, waiters)
    // One piece at a time needs no thread beside the caller's, nor does a system that gives none.
    guard threads > 1, line.start(threads: threads) > 0 else {
      for index in 0..<count { try deliver(index, work(index, Turn(turns: nil))) }
      return
    }
    defer { line.stop() }
    for index in 0..<count {
      try deliver(index, line.take(index))
      line.freePlace()
    }
  }

  /// The same for pieces that wait for nothing.
  public func run<Result: Sendable>(
    count: Int, work: @escaping @Sendable (Int) -> Result,
    deliver: (Int, Result) throws -> Void
  ) throws {
    try run(count: count, work: { index, _ in work(index) }, deliver: deliver)
  }
}

/// Something that happens once.
private final class Flag: Sendable {
  private let isSet = Atomic(false)

  /// Sets it; whether this call was the first.
  func set() -> Bool { !isSet.exchange(true, ordering: .relaxed) }
}

/// The pieces of a batch with the threads that work on them.
private final class Line<Result: Sendable>: Sendable {
  private struct State: Sendable {
    var next = 0
    var ready: [Int: Result] = [:]
    var threads = 0
  }

  private let count: Int
  private let window: Int
  private let work: @Sendable (Int, OrderedBatch.Turn) -> Result
  private let state = Locked(State())
  // Made with 0 and raised, since a semaphore may not end below the number it was made with.
  private let turns = DispatchSemaphore(value: 0)
  private let places = DispatchSemaphore(value: 0)
  private let arrivals = DispatchSemaphore(value: 0)
  private let ends = DispatchSemaphore(value: 0)

  init(
    count: Int, turns: Int, window: Int,
    work: @escaping @Sendable (Int, OrderedBatch.Turn) -> Result
  ) {
    self.count = count
    self.window = window
    self.work = work
    for _ in 0..<turns { self.turns.signal() }
    for _ in 0..<window { places.signal() }
  }

  /// Starts threads, fewer where the system gives no more; returns how many there are.
  func start(threads: Int) -> Int {
    var started = 0
    while started < threads, WorkerThread.startAlone({ [self] in runPieces() }) { started += 1 }
    let final = started
    state.withLock { $0.threads = final }
    return started
  }

  /// Waits for the result of a piece.
  func take(_ index: Int) -> Result {
    while true {
      if let result = state.withLock({ $0.ready.removeValue(forKey: index) }) { return result }
      arrivals.wait()
    }
  }

  /// Frees the place in the window of a piece that is delivered, for a later one.
  func freePlace() { places.signal() }

  /// Begins no more pieces and waits for the end of those that are begun.
  func stop() {
    let threads = state.withLock { state in
      state.next = count
      return state.threads
    }
    for _ in 0..<threads { places.signal() }
    for _ in 0..<threads { ends.wait() }
  }

  private func runPieces() {
    while true {
      places.wait()
      let index = state.withLock { state in
        defer { state.next = min(count, state.next + 1) }
        return state.next
      }
      guard index < count else { break }
      turns.wait()
      let turn = OrderedBatch.Turn(turns: turns)
      let result = work(index, turn)
      turn.end()
      state.withLock { $0.ready[index] = result }
      arrivals.signal()
    }
    ends.signal()
  }
}
