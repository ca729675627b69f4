import Glibc

/// What changes of a file whenever its bytes do: size, and the times of the last change of the
/// bytes and of the entry, of which the latter cannot be set.
struct FileVersion: Equatable {
  private let size: Int
  private let written: Instant
  private let changed: Instant

  init(_ status: stat) {
    size = Int(status.st_size)
    written = Instant(status.st_mtim)
    changed = Instant(status.st_ctim)
  }

  /// A moment of a file system's clock.
  private struct Instant: Comparable {
    var seconds: Int
    var nanoseconds: Int

    init(_ time: timespec) {
      seconds = Int(time.tv_sec)
      nanoseconds = Int(time.tv_nsec)
    }

    static func < (a: Instant, b: Instant) -> Bool {
      (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
    }
  }

  /// The status of an open file at a moment from which on every change shows in its times.
  ///
  /// File systems stamp changes by a clock that goes in steps: a file written to a moment ago could
  /// be written to again within the same step. Such a file is waited for, some milliseconds; on a
  /// disk that counts whole seconds (FAT: two) up to two seconds. Nil, with `errno` set, when the
  /// system refuses.
  static func settledStatus(of descriptor: Int32) -> stat? {
    var status = stat()
    for _ in 0..<mostWaits {
      guard fstat(descriptor, &status) == 0 else { return nil }
      guard FileVersion(status).mayChangeUnseen else { break }
      usleep(1_000)
    }
    return status
  }

  /// A little more than two seconds of waiting.
  private static let mostWaits = 2_100

  /// Whether the clock still shows the moment of the last change.
  private var mayChangeUnseen: Bool {
    var time = timespec()
    guard clock_gettime(CLOCK_REALTIME_COARSE, &time) == 0 else { return false }
    let now = Instant(time)
    let last = max(written, changed)
    let isCoarse = written.nanoseconds == 0 && changed.nanoseconds == 0
    // A moment far to come is no stamp of this clock, and the next stamp will differ from it.
    if isCoarse { return last.seconds <= now.seconds && now.seconds - last.seconds < 2 }
    return last >= now && last.seconds <= now.seconds + 1
  }
}
