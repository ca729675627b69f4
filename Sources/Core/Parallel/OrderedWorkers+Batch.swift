extension OrderedWorkers where Input == Int {
  /// Runs `work` for 0 to `count` - 1 and calls `deliver` with each result in ascending order, on
  /// the caller's thread.
  ///
  /// `threads` pieces, 1 or more, are worked on at a time, and `waiters` more may have given their
  /// turn back. No more than four pieces a thread, and the waiters, have begun and are not
  /// delivered, so that memory does not grow with the batch. What is delivered does not depend on
  /// the number of threads; one piece at a time is done by the caller.
  ///
  /// An error that `deliver` throws ends the batch: no more pieces are begun, those that are begun
  /// are waited for, and it is thrown on.
  package static func run(
    count: Int, threads: Int, waiters: Int, work: @escaping @Sendable (Int, WorkTurn) -> Output,
    deliver: (Int, Output) throws -> Void
  ) throws {
    let threads = max(1, min(threads, count))
    let waiters = max(0, min(waiters, count - threads))
    guard threads + waiters > 1 else {
      for index in 0..<count { try deliver(index, work(index, WorkTurn {})) }
      return
    }
    let workers = OrderedWorkers(threads: threads, waiters: waiters, work: work)
    let window = threads * 4 + waiters
    for index in 0..<min(window, count) { workers.submit(index) }
    var delivered = 0
    while let result = workers.next() {
      try deliver(delivered, result)
      delivered += 1
      let following = delivered + window - 1
      if following < count { workers.submit(following) }
    }
  }

  /// The same for pieces that wait for nothing.
  package static func run(
    count: Int, threads: Int, work: @escaping @Sendable (Int) -> Output,
    deliver: (Int, Output) throws -> Void
  ) throws {
    try run(
      count: count, threads: threads, waiters: 0, work: { index, _ in work(index) },
      deliver: deliver)
  }
}
