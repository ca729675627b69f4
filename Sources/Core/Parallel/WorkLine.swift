/// What a caller and its threads share: pieces by their number, from 0, and how far each side is.
///
/// Unchecked, as the compiler cannot see that every variable is only touched under the mutex.
final class WorkLine<Input: Sendable, Output: Sendable>: @unchecked Sendable {
  private let work: @Sendable (Input, WorkTurn) -> Output
  private let monitor = Monitor()
  private var inputs: [Int: Input] = [:]
  private var outputs: [Int: Output] = [:]
  private var submitted = 0
  private var begun = 0
  private var taken = 0
  /// How many pieces more may begin now.
  private var turns: Int
  private var isEnding = false

  init(turns: Int, work: @escaping @Sendable (Input, WorkTurn) -> Output) {
    self.turns = turns
    self.work = work
  }

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
      if canBegin { workOnOldest() } else { monitor.waitAsWorker() }
    }
    monitor.unlock()
  }

  /// Does one piece of work, if one is left, on the calling thread.
  func workOnce() {
    monitor.lock()
    if canBegin { workOnOldest() }
    monitor.unlock()
  }

  private var canBegin: Bool { begun < submitted && turns > 0 }

  /// Called and left with the mutex locked; works without it.
  private func workOnOldest() {
    let number = begun
    begun += 1
    guard let input = inputs.removeValue(forKey: number) else { return }
    turns -= 1
    monitor.unlock()
    let turn = WorkTurn { [self] in giveTurnBack() }
    let output = work(input, turn)
    monitor.lock()
    // Whoever calls this looks for work itself, so nobody need be told.
    if turn.expire() { turns += 1 }
    outputs[number] = output
    if number == taken { monitor.tellCaller() }
  }

  private func giveTurnBack() {
    monitor.lock()
    turns += 1
    monitor.tellOneWorker()
    monitor.unlock()
  }
}
