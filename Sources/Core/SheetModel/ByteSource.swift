/// Random access to the bytes of one input, wherever they live.
///
/// Zip archives are read from their end, so a plain sequential stream would not do.
public protocol ByteSource: AnyObject, Sendable {
  /// The number of bytes; fixed for the life of the source.
  var size: Int { get }

  /// Copies bytes from `offset` on into `buffer` and returns how many were copied.
  ///
  /// May return fewer than asked, but 0 only at the end of the source and beyond it.
  /// - Throws: `WorkbookError` with code `unreadable` when the system refuses.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int
}

extension ByteSource {
  /// Copies bytes from `offset` on until `buffer` is full or the source at its end.
  ///
  /// - Returns: how many were copied.
  /// - Throws: `WorkbookError` with code `unreadable` when the system refuses.
  package func fill(
    _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(WorkbookError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try read(at: offset &+ filled, into: rest)
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}

/// A place that takes bytes in order: a file being written, memory, standard output.
public protocol ByteSink: AnyObject {
  /// Takes all bytes of `bytes`, in order.
  /// - Throws: `WorkbookError` with code `unwritable` when the system refuses.
  func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError)
}

extension ByteSink {
  /// Takes all bytes of an array, in order.
  /// - Throws: `WorkbookError` with code `unwritable` when the system refuses.
  public func write(_ bytes: [UInt8]) throws(WorkbookError) {
    let outcome = bytes.withUnsafeBytes { raw -> Result<Void, WorkbookError> in
      Result { () throws(WorkbookError) in try self.write(raw) }
    }
    try outcome.get()
  }
}

/// Bytes held in memory: standard input after reading, and tests.
public final class MemorySource: ByteSource {
  /// The bytes themselves.
  public let bytes: [UInt8]

  /// Wraps bytes that are already in memory.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The number of bytes.
  public var size: Int { bytes.count }

  /// Copies bytes from `offset` on; never throws.
  public func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    guard offset >= 0, offset < bytes.count else { return 0 }
    let count = min(buffer.count, bytes.count - offset)
    bytes.withUnsafeBytes { raw in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[offset..<(offset + count)]))
    }
    return count
  }
}

/// Bytes gathered in memory.
public final class MemorySink: ByteSink {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []

  /// An empty sink.
  public init() {}

  /// Appends the bytes; never throws.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    self.bytes.append(contentsOf: bytes)
  }
}
