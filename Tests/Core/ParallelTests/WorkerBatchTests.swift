import Glibc
import Parallel
import Testing

struct WorkerBatchTests {
  @Test(arguments: [1, 2, 7])
  func resultsComeInTheOrderOfTheInputsAtAnyNumberOfWorkers(workers: Int) throws {
    var delivered: [Int] = []
    try OrderedWorkers.run(count: 200, threads: workers) { index in
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
    try OrderedWorkers.run(count: 500, threads: 3) { index in
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
      try OrderedWorkers.run(count: 50, threads: 2) {
        $0
      } deliver: { index, _ in
        if index == 5 { throw Full() }
      }
    }
  }

  @Test func noMoreThanTheWorkersHaveATurnHoweverManyWait() throws {
    let busy = Locked((now: 0, most: 0, waiting: 0, mostWaiting: 0))
    var delivered: [Int] = []
    try OrderedWorkers.run(count: 100, threads: 2, waiters: 4) { index, turn in
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

  @Test func aTurnIsGivenBackOnce() throws {
    let busy = Locked((now: 0, most: 0))
    try OrderedWorkers.run(count: 60, threads: 1, waiters: 3) { index, turn in
      busy.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      usleep(200)
      busy.withLock { $0.now -= 1 }
      turn.end()
      turn.end()
      return index
    } deliver: { place, index in
      #expect(place == index)
    }
    #expect(busy.withLock { $0.most } == 1)
  }

  @Test func aBatchThatEndsEarlyBeginsNoMorePiecesAndWaitsForThoseThatAreBegun() {
    struct Full: Error {}
    let pieces = Locked((begun: 0, done: 0))
    #expect(throws: Full.self) {
      try OrderedWorkers.run(count: 500, threads: 2, waiters: 2) { _, turn in
        pieces.withLock { $0.begun += 1 }
        turn.end()
        usleep(1000)
        pieces.withLock { $0.done += 1 }
      } deliver: { index, _ in
        if index == 5 { throw Full() }
      }
    }
    let after = pieces.withLock { $0 }
    #expect(after.begun == after.done)
    // Those delivered, and a window of four a thread and the waiters.
    #expect(after.begun <= 5 + 2 * 4 + 2)
  }

  @Test func onePieceAtATimeIsDoneByTheCaller() throws {
    let caller = pthread_self()
    for (count, workers) in [(3, 1), (1, 4)] {
      try OrderedWorkers.run(count: count, threads: workers, waiters: 0) { _, _ in
        pthread_equal(pthread_self(), caller) != 0
      } deliver: { _, isCaller in
        #expect(isCaller)
      }
    }
  }

  @Test func nothingIsDoneForABatchOfNothing() throws {
    try OrderedWorkers.run(count: 0, threads: 4, waiters: 8) { index, _ in
      index
    } deliver: { _, _ in
      Issue.record("nothing was to be delivered")
    }
  }
}
