import SheetModel
import XML
import Zip

/// Where the bytes of the document with the sheets come from.
enum ContentOrigin {
  /// An entry of a package, inflated anew for each pass.
  case entry(EntryStreams)
  /// A flat file.
  case source(any ByteSource)
  /// A small entry, inflated once, and anything that was not UTF-8.
  case memory([UInt8])

  /// Entries up to this size are inflated once and kept.
  static let keptBytes = 4 << 20
  /// Documents in other encodings are read up to this size.
  private static let decodedBytes = 32 << 20

  /// The document of an entry.
  init(_ entry: ZipEntry, of archive: ZipArchive) throws(WorkbookError) {
    if entry.uncompressedSize <= Self.keptBytes {
      self = .memory(try archive.bytes(of: entry))
    } else {
      self = .entry(EntryStreams(entry, of: archive))
    }
  }

  /// The same document as UTF-8, whatever its encoding.
  ///
  /// - Throws: `invalidEncoding`, also for documents of more than 32 MiB in another encoding.
  func inUTF8() throws(WorkbookError) -> ContentOrigin {
    let head = try Self.bytes(of: try ContentInput(self), atMost: 512)
    let encoding = try head.withUnsafeBytes { raw in
      Result { () throws(WorkbookError) in try TextEncoding(of: raw) }
    }.get()
    guard let encoding else { return self }
    let decoded = DecodedInput(try ContentInput(self), encoding)
    let bytes = try Self.bytes(of: decoded, atMost: Self.decodedBytes + 1)
    guard bytes.count <= Self.decodedBytes else {
      throw WorkbookError(.invalidEncoding, found: "more than 32 MiB that are not UTF-8")
    }
    return .memory(bytes)
  }

  private static func bytes(
    of input: any XMLInput, atMost most: Int
  ) throws(WorkbookError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while bytes.count < most {
      let room = UnsafeMutableRawBufferPointer(
        rebasing: buffer[..<min(buffer.count, most - bytes.count)])
      let count = try input.read(into: room)
      if count == 0 { break }
      bytes.append(contentsOf: room[..<count])
    }
    return bytes
  }
}

/// The inflating streams of one entry, those given back at the places where they had come to.
///
/// A sheet begins where the one before it ends, so that reading sheet after sheet inflates the
/// entry once and not once for every sheet.
final class EntryStreams {
  private let archive: ZipArchive
  private let entry: ZipEntry
  /// Whether the entry has been read to its end once and had the checksum that the archive states.
  ///
  /// What follows are parts of it, whose checksum nothing states.
  var isVerified = false
  private var parked: [(reader: ZipEntryReader, offset: Int)] = []

  /// The last sheet's beginning and end, and one more.
  private static let most = 3

  init(_ entry: ZipEntry, of archive: ZipArchive) {
    self.entry = entry
    self.archive = archive
  }

  /// A stream at the place nearest before an offset, and that place.
  func take(
    before offset: Int
  ) throws(WorkbookError) -> (reader: ZipEntryReader, offset: Int) {
    let nearest = parked.indices.filter { parked[$0].offset <= offset }
      .max { parked[$0].offset < parked[$1].offset }
    if let nearest { return parked.remove(at: nearest) }
    return (try archive.open(entry, isVerified: isVerified), 0)
  }

  /// Takes a stream back.
  func park(_ reader: ZipEntryReader, at offset: Int) {
    parked.removeAll { $0.offset == offset }
    if parked.count == Self.most { parked.removeFirst() }
    parked.append((reader, offset))
  }
}

/// A stretch of the document between other bytes: a well-formed document of its own.
final class ContentInput: XMLInput {
  private enum Stream {
    case entry(ZipEntryReader, EntryStreams)
    case source(any ByteSource)
    case memory([UInt8])
    case none
  }

  private let before: [UInt8]
  private let after: [UInt8]
  private var stream: Stream
  private var beforeAt = 0
  private var afterAt = 0
  private var offset = 0
  private let end: Int
  private let foldsBlanks: Bool

  /// The bytes of `origin` from `start` to `end`, between `before` and `after`.
  ///
  /// Runs of blank cells may come folded; offsets into them would mean nothing then.
  init(
    _ origin: ContentOrigin, from start: Int = 0, to end: Int = .max, before: [UInt8] = [],
    after: [UInt8] = [], foldingBlanks: Bool = false
  ) throws(WorkbookError) {
    foldsBlanks = foldingBlanks
    self.before = before
    self.after = after
    self.end = end
    switch origin {
    case .entry(let streams):
      let (reader, place) = try streams.take(before: start)
      stream = .entry(reader, streams)
      offset = place
      try skip(to: start)
      if start > 0 { streams.park(try reader.copy(), at: start) }
    case .source(let source):
      stream = .source(source)
      offset = start
    case .memory(let bytes):
      stream = .memory(bytes)
      offset = start
    }
  }

  private func skip(to count: Int) throws(WorkbookError) {
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
      offset += count
      if count > 0 {
        if offset == end { giveBack() }
        return foldsBlanks ? BlankCellFolding.fold(buffer, count: count) : count
      }
      stream = .none
    }
    return Self.copy(after, &afterAt, into: buffer)
  }

  private func giveBack() {
    if case .entry(let reader, let streams) = stream { streams.park(reader, at: offset) }
    stream = .none
  }

  private func readStream(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    switch stream {
    case .entry(let reader, _): return try reader.read(into: buffer)
    case .source(let source): return try source.read(at: offset, into: buffer)
    case .memory(let bytes):
      var position = offset
      return Self.copy(bytes, &position, into: buffer)
    case .none: return 0
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
