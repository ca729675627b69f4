import SheetModel
import XML
import Zip

/// Where the bytes of the document with the sheets come from.
enum ContentOrigin {
  /// An entry of a package, inflated anew for each pass.
  case entry(ZipArchive, ZipEntry)
  /// A flat file.
  case source(any ByteSource)
  /// A small entry, inflated once.
  case memory([UInt8])
  /// Any of them in an encoding other than UTF-8.
  indirect case decoded(ContentOrigin, TextEncoding)

  /// Entries up to this size are inflated once and kept.
  static let keptBytes = 4 << 20

  /// The document of an entry.
  init(_ entry: ZipEntry, of archive: ZipArchive) throws(WorkbookError) {
    if entry.uncompressedSize <= Self.keptBytes {
      self = .memory(try archive.bytes(of: entry))
    } else {
      self = .entry(archive, entry)
    }
  }

  /// The same document as UTF-8, whatever its encoding.
  ///
  /// - Throws: `invalidEncoding`.
  func inUTF8() throws(WorkbookError) -> ContentOrigin {
    let head = UnsafeMutableRawBufferPointer.allocate(byteCount: 512, alignment: 16)
    defer { head.deallocate() }
    let input = try ContentInput(self)
    var count = 0
    while count < head.count {
      let more = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: head[count...]))
      if more == 0 { break }
      count += more
    }
    let encoding = try TextEncoding(of: UnsafeRawBufferPointer(rebasing: head[..<count]))
    return encoding.map { .decoded(self, $0) } ?? self
  }
}

/// A stretch of the document between other bytes: a well-formed document of its own.
final class ContentInput: XMLInput {
  private enum Stream {
    case entry(ZipEntryReader)
    case source(any ByteSource)
    case memory([UInt8])
    case decoded(DecodedInput)
  }

  private let before: [UInt8]
  private let after: [UInt8]
  private let stream: Stream
  private var beforeAt = 0
  private var afterAt = 0
  private var offset = 0
  private let end: Int

  /// The bytes of `origin` from `start` to `end`, between `before` and `after`.
  init(
    _ origin: ContentOrigin, from start: Int = 0, to end: Int = .max, before: [UInt8] = [],
    after: [UInt8] = []
  ) throws(WorkbookError) {
    self.before = before
    self.after = after
    self.end = end
    switch origin {
    case .entry(let archive, let entry): stream = .entry(try archive.open(entry))
    case .source(let source): stream = .source(source)
    case .memory(let bytes): stream = .memory(bytes)
    case .decoded(let origin, let encoding):
      stream = .decoded(DecodedInput(try ContentInput(origin), encoding))
    }
    try skip(start)
  }

  /// Moves on without looking; a deflated entry and a decoded document must be read for it.
  private func skip(_ count: Int) throws(WorkbookError) {
    switch stream {
    case .entry, .decoded: break
    case .source, .memory:
      offset = count
      return
    }
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { scratch.deallocate() }
    while offset < count {
      let room = UnsafeMutableRawBufferPointer(
        rebasing: scratch[0..<min(scratch.count, count - offset)])
      let got = try readStream(into: room)
      guard got > 0 else { throw WorkbookError(.truncated) }
      offset += got
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    if beforeAt < before.count { return Self.copy(before, &beforeAt, into: buffer) }
    if offset < end {
      let wanted = min(buffer.count, end - offset)
      let count = try readStream(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[0..<wanted]))
      if count > 0 {
        offset += count
        return count
      }
      offset = end
    }
    return Self.copy(after, &afterAt, into: buffer)
  }

  private func readStream(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    switch stream {
    case .entry(let reader): return try reader.read(into: buffer)
    case .decoded(let input): return try input.read(into: buffer)
    case .source(let source): return try source.read(at: offset, into: buffer)
    case .memory(let bytes):
      var position = offset
      return Self.copy(bytes, &position, into: buffer)
    }
  }

  private static func copy(
    _ bytes: [UInt8], _ position: inout Int, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    let count = min(buffer.count, bytes.count - position)
    guard count > 0 else { return 0 }
    let start = position
    bytes.withUnsafeBytes { raw in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[start..<(start + count)]))
    }
    position += count
    return count
  }
}
