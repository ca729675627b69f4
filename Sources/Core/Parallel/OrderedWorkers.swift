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
  package init(threads: Int, work: @escaping @Sendable (Input) -> Output) {
    wanted = max(1, threads)
    line = WorkLine(work: work)
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

/// What a caller and its threads share: pieces by their number, from 0, and how far each side is.
///
/// Unchecked, as the compiler cannot see that every variable is only touched under the mutex.
private final class WorkLine<Input: Sendable, Output: Sendable>: @unchecked Sendable {
  private let work: @Sendable (Input) -> Output
  private let monitor = Monitor()
  private var inputs: [Int: Input] = [:]
  private var outputs: [Int: Output] = [:]
  private var submitted = 0
  private var begun = 0
  private var taken = 0
  private var isEnding = false

  init(work: @escaping @Sendable (Input) -> Output) { self.work = work }

  func add(_ input: Input) {
    monitor.lock()
    inputs[submitted] = input
    submitted += 1
    monitor.tellOneWorker()
    monitor.unlock()
  }

  /// Waits for the oldest output; nil only where nothing was submitted.
  func take() -> Output? {
    monitor.lock()
    defer { monitor.unlock() }
    guard taken < submitted else { return nil }
    while outputs[taken] == nil { monitor.waitAsCaller() }
    taken += 1
    return outputs.removeValue(forKey: taken - 1)
  }

  func end() {
    monitor.lock()
    isEnding = true
    inputs.removeAll()
    monitor.tellAllWorkers()
    monitor.unlock()
  }

  func workUntilEnd() {
    monitor.lock()
    while !isEnding {
      if begun < submitted { workOnOldest() } else { monitor.waitAsWorker() }
    }
    monitor.unlock()
  }

  /// Does one piece of work, if one is left, on the calling thread.
  func workOnce() {
    monitor.lock()
    if begun < submitted { workOnOldest() }
    monitor.unlock()
  }

  /// Called and left with the mutex locked; works without it.
  private func workOnOldest() {
    let number = begun
    begun += 1
    guard let input = inputs.removeValue(forKey: number) else { return }
    monitor.unlock()
    let output = work(input)
    monitor.lock()
    outputs[number] = output
    if number == taken { monitor.tellCaller() }
  }
}
