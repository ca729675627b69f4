import Glibc
import Parallel
import Synchronization
import Testing

@Suite struct OrderedWorkersTests {
  @Test(arguments: [1, 2, 4])
  func resultsComeInTheOrderOfTheInputsAtAnyNumberOfThreads(threads: Int) {
    let workers = OrderedWorkers<Int, Int>(threads: threads) { number in
      // Early pieces take longest, so that they finish out of order.
      var sum = 0
      for step in 0..<((300 - number) * 300) { sum &+= step }
      return sum &- sum &+ number * 3
    }
    var submitted = 0
    var results: [Int] = []
    while results.count < 300 {
      while submitted < 300, workers.pending < threads + 2 {
        workers.submit(submitted)
        submitted += 1
      }
      if let result = workers.next() { results.append(result) }
    }
    #expect(results == (0..<300).map { $0 * 3 })
    #expect(workers.pending == 0)
    #expect(workers.next() == nil)
  }

  @Test func nothingIsPendingBeforeTheFirstPiece() {
    let workers = OrderedWorkers<Int, Int>(threads: 2) { $0 }
    #expect(workers.next() == nil)
    workers.submit(1)
    workers.submit(2)
    #expect(workers.pending == 2)
    #expect(workers.next() == 1)
    #expect(workers.pending == 1)
    #expect(workers.next() == 2)
  }

  @Test(arguments: [1, 2, 4])
  func workThatHasNotBegunIsDroppedWithTheWorkers(threads: Int) {
    let done = Mutex(0)
    let inputs = (0..<50).map { Piece($0) }
    do {
      let workers = OrderedWorkers<Piece, Int>(threads: threads) { piece in
        usleep(2000)
        done.withLock { $0 += 1 }
        return piece.number
      }
      for input in inputs { workers.submit(input) }
      #expect(workers.next() == 0)
    }
    // All threads are joined, so nothing is done from here on.
    let count = done.withLock { $0 }
    #expect(count >= 1 && count <= 2 * threads + 1)
    usleep(10_000)
    #expect(done.withLock { $0 } == count)
  }

  @Test func inputsAndOutputsAreReleased() {
    weak var input: Piece?
    weak var output: Piece?
    do {
      let workers = OrderedWorkers<Piece, Piece>(threads: 2) { Piece($0.number + 1) }
      for number in 0..<10 {
        let piece = Piece(number)
        input = piece
        workers.submit(piece)
      }
      output = workers.next()
    }
    #expect(input == nil)
    #expect(output == nil)
  }

  @Test func workRunsOnOtherThreadsThatLeaveSignalsAlone() {
    let caller = pthread_self()
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &before)
    let workers = OrderedWorkers<Int, Bool>(threads: 1) { number in
      var mask = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &mask)
      return pthread_equal(pthread_self(), caller) == 0
        && sigismember(&mask, SIGINT) == 1 && sigismember(&mask, SIGTERM) == 1
        && sigismember(&mask, SIGHUP) == 1 && sigismember(&mask, SIGSEGV) == 0
    }
    workers.submit(0)
    #expect(workers.next() == true)
    var mask = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &mask)
    for number in [SIGHUP, SIGINT, SIGTERM, SIGUSR1] {
      #expect(sigismember(&mask, number) == sigismember(&before, number))
    }
  }
}

private final class Piece: Sendable {
  let number: Int
  init(_ number: Int) { self.number = number }
}
