import Glibc
import SheetModel

/// What a program that writes workbooks does before anything else, so that no end of it leaves
/// half a file or a hang: not a signal, not a closed stream, not a lack of memory.
///
/// For programs alone, once and before any thread: it changes the whole process.
public enum ProcessSetup {
  /// Opens what is closed of standard input, output and error, ignores SIGPIPE and SIGXFSZ, whose
  /// causes are errors of writing, and lets SIGHUP, SIGINT, SIGTERM and SIGXCPU end the process only
  /// after unfinished outputs are gone.
  ///
  /// A lack of memory, which the language answers with a trap, becomes a line on standard error
  /// and status 71.
  /// - Throws: `outOfResources` where there are too few descriptors or too little address space
  ///   for any work.
  public static func begin() throws(WorkbookError) {
    openStandardStreams()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    try checkStack()
    try checkDescriptors()
    try checkAddressSpace()
    keepFreedMemory()
    ExhaustedMemory.endsWithStatus()
    Interruption.cleansUp()
  }

  /// Occupies 0, 1 and 2, so that no file that is opened later is taken for a stream.
  ///
  /// What was closed cannot be read, or written: an output that goes nowhere is an error. Messages
  /// to a closed standard error go nowhere in silence, as was asked for.
  private static func openStandardStreams() {
    for (descriptor, flags) in [(Int32(0), O_WRONLY), (1, O_RDONLY), (2, O_WRONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is this one.
      _ = open("/dev/null", flags)
    }
  }

  /// The stack of the first thread that any job needs; beyond its end there is only a trap.
  private static let leastStack: rlim_t = 512 << 10

  private static func checkStack() throws(WorkbookError) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0,
      limit.rlim_cur < leastStack
    else { return }
    throw WorkbookError(.outOfResources, found: "RLIMIT_STACK")
  }

  /// The descriptors that the smallest job needs: input, output, and four of the
  /// runtime's own, whose lack it answers with a trap.
  private static let fewestDescriptors = 6

  private static func checkDescriptors() throws(WorkbookError) {
    var taken: [Int32] = []
    defer { for descriptor in taken { close(descriptor) } }
    for _ in 0..<fewestDescriptors {
      let descriptor = fcntl(2, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else {
        throw WorkbookError(.outOfResources, found: .name(SystemError.last.text, of: .systemError))
      }
      taken.append(descriptor)
    }
  }

  /// Address space in which every thread may have a heap of its own, of 128 MiB set aside.
  private static let roomyAddressSpace = 1 << 30

  /// Address space for the runtime's threads (it waits for ever where it gets none) and a small
  /// workbook.
  private static let leastAddressSpace = 40 << 20

  private static func checkAddressSpace() throws(WorkbookError) {
    guard hasAddressSpace(leastAddressSpace) else {
      let text = SystemError(number: ENOMEM).text
      throw WorkbookError(.outOfResources, found: .name(text, of: .systemError))
    }
    // A thread whose heap gets no room asks for it anew with every allocation.
    if !hasAddressSpace(roomyAddressSpace) { shareOneHeap() }
  }

  /// Lets all threads have one heap (`M_ARENA_MAX`).
  private static func shareOneHeap() { setHeap(-8, 1) }

  /// Gives little freed memory back to the system.
  ///
  /// It is asked for again with the next file of a batch, a hundred pages each. A heap keeps up to
  /// 16 MiB (`M_TRIM_THRESHOLD`); blocks from 1 MiB on (`M_MMAP_THRESHOLD`) go back at once.
  private static func keepFreedMemory() {
    setHeap(-1, 16 << 20)
    setHeap(-3, 1 << 20)
  }

  /// `mallopt`, which the language does not import.
  private static func setHeap(_ parameter: Int32, _ value: Int32) {
    typealias Mallopt = @convention(c) (Int32, Int32) -> Int32
    guard let mallopt = dlsym(nil, "mallopt") else { return }
    _ = unsafeBitCast(mallopt, to: Mallopt.self)(parameter, value)
  }

  /// Whether the system would give so many bytes more.
  static func hasAddressSpace(_ bytes: Int) -> Bool {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let space = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), space != MAP_FAILED
    else { return false }
    munmap(space, bytes)
    return true
  }
}
