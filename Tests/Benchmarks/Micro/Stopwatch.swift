import Glibc

/// Times a piece of work in cpu of the whole process and prints one line of it.
///
/// Work is run once to warm up, then in batches of at least a tenth of a second; the line has the
/// median of the batches. Cpu instead of wall, so that it reads as the speed of one core.
struct Stopwatch {
  /// What a piece of work handles, and how its speed is printed.
  enum Unit {
    /// Bytes, as MB/s.
    case bytes
    /// Cells, as M cells/s.
    case cells
    /// Single calls, as ns/op.
    case calls
    /// Anything else, as so many a second.
    case items(String)

    func text(_ count: Double, in seconds: Double) -> String {
      switch self {
      case .bytes: "\(rounded(count / seconds / 1e6)) MB/s"
      case .cells: "\(rounded(count / seconds / 1e6)) M cells/s"
      case .calls: "\(rounded(seconds / count * 1e9)) ns/op"
      case .items(let name): "\(Int(count / seconds)) \(name)/s"
      }
    }

    private func rounded(_ number: Double) -> String {
      let digits = number < 10 ? 100.0 : number < 100 ? 10.0 : 1.0
      let value = (number * digits).rounded() / digits
      return value == value.rounded() && digits == 1 ? "\(Int(value))" : "\(value)"
    }
  }

  private static let batches = 5
  private static let shortestBatch = 0.1

  /// Runs the work and prints `name`, two spaces or more, and its speed.
  ///
  /// - Parameter count: how much one run of the work handles.
  func time(_ name: String, _ unit: Unit, _ count: Int, _ work: () throws -> Void) rethrows {
    try work()
    var seconds: [Double] = []
    for _ in 0..<Self.batches {
      let start = Self.cpu()
      var runs = 0.0
      repeat {
        try work()
        runs += 1
      } while Self.cpu() - start < Self.shortestBatch
      seconds.append((Self.cpu() - start) / runs)
    }
    seconds.sort()
    let gap = String(repeating: " ", count: max(2, 36 - name.count))
    print("\(name)\(gap)\(unit.text(Double(count), in: seconds[Self.batches / 2]))")
  }

  private static func cpu() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// A result that the optimizer cannot see is not needed.
@inline(never) func use<T>(_ value: T) {}
