import CZlib
import SheetModel

/// Writes a zip archive in one pass into a sink that cannot seek.
///
/// The bytes depend on the content alone, not on the number of threads: every time stamp is
/// 1980-01-01. An entry of up to 64 KiB of compressed bytes gets a plain local header; a longer one
/// is followed by a data descriptor. ZIP64 records are written only where a number needs them.
package final class ZipWriter {
  private let sink: any ByteSink
  private let deflater: Deflater
  private var written = 0
  private var records: [ZipRecord] = []
  private var names = Set<String>()
  private var open: OpenEntry?
  private var isFinished = false
  /// What the sink has thrown: it is not called again, and what would call it throws the same.
  private var failure: WorkbookError?

  /// An entry between its beginning and its end.
  private struct OpenEntry {
    var record: ZipRecord
    var isStored: Bool
    var hasHeader = false
    /// What waits for the header: stored content, or the first compressed bytes.
    var content: [UInt8] = []
  }

  /// An archive into `sink`, with a deflate level of 0 to 9.
  ///
  /// Without a level, entries of up to 256 KiB have level 6, and longer ones are searched in a way
  /// that makes sheets as small in less time.
  /// With 2 threads and more, that many deflate the blocks of long entries; the sink is only
  /// called by the caller's.
  package init(_ sink: any ByteSink, level: Int32? = nil, threads: Int = 1) {
    self.sink = sink
    deflater = Deflater(level: level, threads: threads)
  }

  /// Begins an entry; the one before must have ended.
  ///
  /// A stored entry is kept in memory until its end: it is for small parts such as the
  /// `mimetype` of ODF, whose header must be plain (ODF 1.3 part 2, 3.3).
  /// - Throws: `notRepresentable` for a name that is taken, empty or beyond 65,535 bytes.
  package func beginEntry(_ name: String, stored: Bool = false) throws(WorkbookError) {
    guard open == nil, !isFinished else { throw misuse("an entry is open") }
    let record = try newRecord(name, method: stored ? ZipFormat.stored : ZipFormat.deflated)
    if !stored { try deflater.begin() }
    open = OpenEntry(record: record, isStored: stored)
  }

  /// Writes bytes of the open entry.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    guard let isStored = open?.isStored else { throw misuse("no entry is open") }
    if isStored {
      open?.content.append(contentsOf: bytes)
      return
    }
    try deflater.take(bytes) { done throws(WorkbookError) in try drain(done) }
  }

  /// Writes bytes of the open entry.
  package func write(_ bytes: [UInt8]) throws(WorkbookError) {
    let outcome = bytes.withUnsafeBytes { raw in
      Result { () throws(WorkbookError) in try self.write(raw) }
    }
    try outcome.get()
  }

  /// Ends the open entry.
  package func endEntry() throws(WorkbookError) {
    guard let isStored = open?.isStored else { throw misuse("no entry is open") }
    let rest =
      isStored ? nil : try deflater.finish { done throws(WorkbookError) in try drain(done) }
    guard var entry = open else { throw misuse("no entry is open") }
    open = nil
    guard let rest else {
      try put(stored: entry.content, as: entry.record)
      return
    }
    entry.record.checksum = deflater.checksum
    entry.record.uncompressed = deflater.taken
    entry.record.compressed += rest.count
    if !entry.hasHeader {
      entry.record.hasDescriptor = entry.record.compressed > Self.mostHeld
      try emit(entry.record.localHeader)
      try emit(entry.content)
    }
    try emit(rest)
    if entry.record.hasDescriptor { try emit(entry.record.descriptor) }
    records.append(entry.record)
  }

  /// Writes a whole entry without compression and with a plain header.
  package func addStored(_ name: String, _ bytes: [UInt8]) throws(WorkbookError) {
    guard open == nil, !isFinished else { throw misuse("an entry is open") }
    try put(stored: bytes, as: newRecord(name, method: ZipFormat.stored))
  }

  /// Writes an entry of another archive with its compressed bytes as they are.
  ///
  /// Its bytes are not inflated, so its checksum is handed on unchecked.
  package func copy(
    _ entry: ZipEntry, from archive: ZipArchive
  ) throws(WorkbookError) {
    guard open == nil, !isFinished else { throw misuse("an entry is open") }
    guard !entry.isEncrypted else {
      throw WorkbookError(.unsupportedCompression, at: Place(part: entry.name))
    }
    var record = try newRecord(entry.name, method: entry.method)
    record.checksum = entry.crc32
    record.compressed = entry.compressedSize
    record.uncompressed = entry.uncompressedSize
    var offset = try archive.dataStart(of: entry)
    try emit(record.localHeader)
    var left = entry.compressedSize
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: ZipFormat.streamBufferSize, alignment: 16)
    defer { buffer.deallocate() }
    while left > 0 {
      let piece = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(min(left, buffer.count)))
      let count = try archive.source.read(at: offset, into: piece)
      guard count > 0 else { throw WorkbookError(.truncated, at: Place(part: entry.name)) }
      try emit(UnsafeRawBufferPointer(rebasing: piece.prefix(count)))
      offset += count
      left -= count
    }
    records.append(record)
  }

  /// Writes the central directory; nothing can be written after it.
  package func finish() throws(WorkbookError) {
    guard open == nil, !isFinished else { throw misuse("an entry is open") }
    isFinished = true
    let start = written
    var directory: [UInt8] = []
    for record in records {
      record.appendDirectoryRecord(to: &directory)
      if directory.count >= ZipFormat.streamBufferSize {
        try emit(directory)
        directory.removeAll(keepingCapacity: true)
      }
    }
    try emit(directory)
    try emit(ZipRecord.end(count: records.count, start: start, size: written - start))
  }

  // MARK: Pieces

  private func misuse(_ what: Evidence) -> WorkbookError {
    failure ?? WorkbookError(.unwritable, found: what)
  }

  private func newRecord(_ name: String, method: UInt16) throws(WorkbookError) -> ZipRecord {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, bytes.count <= 65_535, names.insert(name).inserted else {
      throw WorkbookError(.notRepresentable, at: Place(part: name), found: "entry name")
    }
    return ZipRecord(name: bytes, method: method, offset: written)
  }

  private func put(stored bytes: [UInt8], as record: ZipRecord) throws(WorkbookError) {
    var record = record
    record.checksum = UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count))
    record.compressed = bytes.count
    record.uncompressed = bytes.count
    try emit(record.localHeader)
    try emit(bytes)
    records.append(record)
  }

  /// The most compressed bytes that wait for an entry's end, so that its header can be plain.
  private static let mostHeld = 1 << 16

  /// Takes compressed bytes that are not the entry's last.
  private func drain(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    guard var entry = open else { return }
    open = nil
    entry.record.compressed += bytes.count
    if !entry.hasHeader, entry.record.compressed <= Self.mostHeld {
      entry.content.append(contentsOf: bytes)
    } else {
      if !entry.hasHeader {
        entry.hasHeader = true
        entry.record.hasDescriptor = true
        try emit(entry.record.localHeader)
        try emit(entry.content)
        entry.content = []
      }
      try emit(bytes)
    }
    open = entry
  }

  private func emit(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    guard !bytes.isEmpty else { return }
    if let failure { throw failure }
    do {
      try sink.write(bytes)
    } catch {
      failure = error
      throw error
    }
    written += bytes.count
  }

  private func emit(_ bytes: [UInt8]) throws(WorkbookError) {
    let outcome = bytes.withUnsafeBytes { raw in
      Result { () throws(WorkbookError) in try emit(raw) }
    }
    try outcome.get()
  }
}
