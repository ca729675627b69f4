/// Runs independent pieces of work on all cores and hands out their results in order.
///
/// Only a window of results is ever waiting, so memory does not grow with the batch, and what is
/// delivered does not depend on the number of workers.
public struct OrderedBatch: Sendable {
  /// How many pieces run at a time, at least 1.
  public var workers: Int

  /// A batch runner; fewer than one worker means one.
  public init(workers: Int) { self.workers = max(1, workers) }

  /// Runs `work` for 0 to `count` - 1 and calls `deliver` with each result in ascending order.
  ///
  /// An error that `deliver` throws ends the batch and is thrown on.
  public func run<Result: Sendable>(
    count: Int, work: @escaping @Sendable (Int) -> Result,
    deliver: (Int, Result) throws -> Void
  ) async throws {
    let window = workers * 4
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var started = 0
      var delivered = 0
      var running = 0
      var waiting: [Int: Result] = [:]
      while delivered < count {
        while running < workers, started < count, started < delivered + window {
          let index = started
          group.addTask { (index, work(index)) }
          started += 1
          running += 1
        }
        guard let (index, result) = try await group.next() else { return }
        running -= 1
        waiting[index] = result
        while let ready = waiting.removeValue(forKey: delivered) {
          try deliver(delivered, ready)
          delivered += 1
        }
      }
    }
  }
}
