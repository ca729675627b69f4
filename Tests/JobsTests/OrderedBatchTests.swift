import Jobs
import Synchronization
import Testing

struct OrderedBatchTests {
  @Test(arguments: [1, 2, 7])
  func resultsComeInTheOrderOfTheInputsAtAnyNumberOfWorkers(workers: Int) async throws {
    var delivered: [Int] = []
    try await OrderedBatch(workers: workers).run(count: 200) { index in
      // Early pieces take longest, so that they finish out of order.
      var sum = 0
      for step in 0..<((200 - index) * 500) { sum &+= step }
      return sum &- sum &+ index * 3
    } deliver: { index, result in
      #expect(result == index * 3)
      delivered.append(index)
    }
    #expect(delivered == Array(0..<200))
  }

  @Test func onlyAWindowOfResultsWaits() async throws {
    let running = Mutex((started: 0, delivered: 0, most: 0))
    try await OrderedBatch(workers: 3).run(count: 500) { index in
      running.withLock {
        $0.started += 1
        $0.most = max($0.most, $0.started - $0.delivered)
      }
    } deliver: { _, _ in
      running.withLock { $0.delivered += 1 }
    }
    #expect(running.withLock { $0.most } <= 3 * 4)
  }

  @Test func anErrorOfTheReceiverEndsTheBatch() async {
    struct Full: Error {}
    await #expect(throws: Full.self) {
      try await OrderedBatch(workers: 2).run(count: 50) {
        $0
      } deliver: { index, _ in
        if index == 5 { throw Full() }
      }
    }
  }
}
