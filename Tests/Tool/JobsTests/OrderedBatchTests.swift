import Foundation
import Jobs
import Parallel
import Testing

struct OrderedBatchTests {
  @Test(arguments: [1, 2, 7])
  func resultsComeInTheOrderOfTheInputsAtAnyNumberOfWorkers(workers: Int) throws {
    var delivered: [Int] = []
    try OrderedBatch(workers: workers).run(count: 200) { index in
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

  @Test func onlyAWindowOfResultsWaits() throws {
    let running = Locked((started: 0, delivered: 0, most: 0))
    try OrderedBatch(workers: 3).run(count: 500) { index in
      running.withLock {
        $0.started += 1
        $0.most = max($0.most, $0.started - $0.delivered)
      }
    } deliver: { _, _ in
      running.withLock { $0.delivered += 1 }
    }
    #expect(running.withLock { $0.most } <= 3 * 4)
  }

  @Test func anErrorOfTheReceiverEndsTheBatch() {
    struct Full: Error {}
    #expect(throws: Full.self) {
      try OrderedBatch(workers: 2).run(count: 50) {
        $0
      } deliver: { index, _ in
        if index == 5 { throw Full() }
      }
    }
  }

  @Test func noMoreThanTheWorkersHaveATurnHoweverManyWait() throws {
    let busy = Locked((now: 0, most: 0, waiting: 0, mostWaiting: 0))
    var delivered: [Int] = []
    try OrderedBatch(workers: 2, waiters: 4).run(count: 100) { index, turn in
      busy.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      usleep(200)
      busy.withLock {
        $0.now -= 1
        $0.waiting += 1
        $0.mostWaiting = max($0.mostWaiting, $0.waiting)
      }
      turn.end()
      usleep(2000)
      busy.withLock { $0.waiting -= 1 }
      return index
    } deliver: { _, index in
      delivered.append(index)
    }
    #expect(delivered == Array(0..<100))
    #expect(busy.withLock { $0.most } <= 2)
    #expect((3...6).contains(busy.withLock { $0.mostWaiting }))
  }
}
