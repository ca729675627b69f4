import Glibc
import Parallel
import Testing

/// What threads share without waiting for each other.
struct SharedValueTests {
  /// They cannot be copied, so that they live in a class.
  private final class Shared: Sendable {
    private let flag = Flag()
    private let tally = Tally()
    private let first = FirstSignal()

    var isRaised: Bool { flag.isRaised }
    var hasCome: Bool { first.hasCome }
    func raise() -> Bool { flag.raise() }
    func lower() { flag.lower() }
    func add(_ number: Int) -> Int { tally.add(number) }
    func leave(_ signal: Int32) { first.leave(signal) }
    func wait() -> Int32 { first.wait() }
  }

  @Test func aFlagIsRaisedByOneThreadAlone() throws {
    let shared = Shared()
    var first = 0
    try OrderedWorkers.run(count: 200, threads: 4) { _ in
      shared.raise()
    } deliver: { _, isFirst in
      if isFirst { first += 1 }
    }
    #expect(first == 1)
    #expect(shared.isRaised)
    shared.lower()
    #expect(!shared.isRaised)
    #expect(shared.raise())
  }

  @Test func aTallyMissesNothing() throws {
    let shared = Shared()
    try OrderedWorkers.run(count: 200, threads: 4) { index in
      shared.add(index)
    } deliver: { _, _ in
    }
    #expect(shared.add(0) == 199 * 100)
  }

  @Test func theSignalThatCameFirstIsTheOneThatIsWaitedFor() {
    let shared = Shared()
    #expect(!shared.hasCome)
    shared.leave(SIGTERM)
    shared.leave(SIGINT)
    #expect(shared.hasCome)
    #expect(shared.wait() == SIGTERM)
  }
}
