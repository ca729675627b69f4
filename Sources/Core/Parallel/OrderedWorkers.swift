import Glibc

/// Runs pieces of work on threads of its own and hands their results back in order.
///
/// For one caller, who bounds `pending`: nothing here limits how much is waiting. The results do
/// not depend on the number of threads. Where the system gives no thread at all, the work is done
/// by the caller in `next`.
package final class OrderedWorkers<Input: Sendable, Output: Sendable> {
  private let line: WorkLine<Input, Output>
  private let wanted: Int
  /// The threads that run; nil before the first `submit`.
  private var threads: [pthread_t]?
  /// How many pieces were submitted and not yet taken.
  package private(set) var pending = 0

  /// Workers that do `work`, on `threads` threads, 1 or more; they are started with the first
  /// `submit`.
  package convenience init(threads: Int, work: @escaping @Sendable (Input) -> Output) {
    self.init(threads: threads, waiters: 0) { input, _ in work(input) }
  }

  /// Workers for pieces that end in waiting, for a disk as a rule: `threads` of them, 1 or more,
  /// have a turn at a time, and `waiters` more, 0 or more, may have given theirs back.
  package init(
    threads: Int, waiters: Int, work: @escaping @Sendable (Input, WorkTurn) -> Output
  ) {
    let turns = max(1, threads)
    wanted = turns + max(0, waiters)
    line = WorkLine(turns: turns, work: work)
  }

  /// Drops work that has not begun, and waits for what has.
  deinit {
    line.end()
    for thread in threads ?? [] { pthread_join(thread, nil) }
  }

  /// Adds a piece of work; never waits for it.
  package func submit(_ input: Input) {
    if threads == nil { threads = startThreads() }
    line.add(input)
    pending += 1
  }

  /// The result of the oldest piece not yet taken, waited for; nil when nothing is pending.
  package func next() -> Output? {
    guard pending > 0 else { return nil }
    pending -= 1
    if threads?.isEmpty ?? true { line.workOnce() }
    return line.take()
  }

  private func startThreads() -> [pthread_t] {
    let line = line
    var started: [pthread_t] = []
    while started.count < wanted, let thread = WorkerThread.start({ line.workUntilEnd() }) {
      started.append(thread)
    }
    return started
  }
}
