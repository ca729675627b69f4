import Glibc
import SheetModel

/// An open descriptor that takes bytes as they come, such as standard output.
///
/// The descriptor stays the caller's. The process must ignore SIGPIPE, or a reader that goes away
/// ends it before the error can be told.
public final class StreamSink: ByteSink {
  /// Whether the reader at the other end has gone, which is no fault of the output.
  public private(set) var isPipeBroken = false
  private let descriptor: Int32

  /// A sink on a descriptor; standard output unless told.
  public init(descriptor: Int32 = 1) { self.descriptor = descriptor }

  /// Takes all bytes, in order, at once.
  /// - Throws: `unwritable` when the system refuses, also for a broken pipe.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    guard !writeAll(bytes, to: descriptor) else { return }
    let error = SystemError.last
    isPipeBroken = error.number == EPIPE
    throw error.writing(descriptor == 1 ? "stdout" : nil)
  }
}

extension WorkbookError {
  /// Whether the reader at the other end of a pipe has gone, as `| head` does: no fault to tell.
  package var isBrokenPipe: Bool {
    code == .unwritable && found.text == SystemError(number: EPIPE).text
  }
}

/// Standard input, which must be read whole: packages are read from their end.
public enum StandardInput {
  /// Reads a descriptor to its end.
  ///
  /// - Throws: `limitExceeded` for more than `inputBytes`, `unreadable` when the system refuses.
  public static func read(
    descriptor: Int32 = 0, limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) -> MemorySource {
    var bytes: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
      if count == 0 { return MemorySource(bytes) }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError.last.reading(nil)
      }
      guard bytes.count + count <= limits.inputBytes else {
        throw .limit(.inputBytes, of: limits)
      }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
  }

  /// Reads a descriptor to its end, into memory as long as it is small and into a spool file beyond: for
  /// inputs that are read from their beginning, however long.
  ///
  /// - Throws: `limitExceeded` for more than `inputBytes`, `unreadable` when the system refuses, and what
  ///   writing to the spool throws.
  package static func spooled(
    descriptor: Int32 = 0, limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) -> any ByteSource {
    var spool: SpoolFile?
    var bytes: [UInt8] = []
    var size = 0
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError.last.reading(nil)
      }
      size += max(count, 0)
      guard size <= limits.inputBytes else { throw .limit(.inputBytes, of: limits) }
      if count == 0 {
        guard let spool else { return MemorySource(bytes) }
        try spool.append(bytes)
        return try spool.source()
      }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
      guard bytes.count >= mostInMemory else { continue }
      let file = spool ?? SpoolFile(beside: nil)
      spool = file
      try file.append(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }

  private static let mostInMemory = 4 << 20
}
