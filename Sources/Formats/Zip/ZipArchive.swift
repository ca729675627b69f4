import Parallel
import SheetModel

/// A zip archive open for reading, under absolute budgets on entries and bytes.
///
/// The central directory is read once and checked as a whole: no two entries share a name or a
/// byte. No name is ever used as a path. An archive has one owner and is not
/// sendable; each of its open entries may be read by one thread.
package final class ZipArchive {
  /// The entries in the order of the central directory.
  package let entries: [ZipEntry]

  let source: any ByteSource
  let limits: ReadLimits
  let inputBytes: Int
  /// The bytes that all entries have inflated to so far, of which one may be on another thread.
  private let inflated = Tally()
  private let exact: [String: Int]
  private let folded: [String: Int]
  /// Folded names that more than one entry has.
  private let ambiguous: Set<String>

  /// Reads the central directory.
  ///
  /// - Parameter inputBytes: how many compressed bytes are inflated at a time, 1 to 16 MiB.
  /// - Throws: `truncated` when the archive's end is missing, `damagedArchive` when its records
  ///   contradict each other, `limitExceeded` for `entries`.
  package convenience init(
    _ source: any ByteSource, limits: ReadLimits, inputBytes: Int = ZipFormat.streamBufferSize
  ) throws(WorkbookError) {
    let entries = try ZipDirectory(source, limits: limits).entries()
    self.init(source, entries: entries, limits: limits, inputBytes: inputBytes)
  }

  /// An archive whose directory was read before, with some of its entries.
  package init(
    _ source: any ByteSource, entries: [ZipEntry], limits: ReadLimits,
    inputBytes: Int = ZipFormat.streamBufferSize
  ) {
    self.source = source
    self.limits = limits
    self.inputBytes = max(1, min(inputBytes, 1 << 24))
    var exact: [String: Int] = [:]
    var folded: [String: Int] = [:]
    var ambiguous = Set<String>()
    for (index, entry) in entries.enumerated() {
      exact[entry.name] = index
      let key = ZipName.key(entry.name)
      if folded[key] == nil { folded[key] = index } else { ambiguous.insert(key) }
    }
    self.entries = entries
    self.exact = exact
    self.folded = folded
    self.ambiguous = ambiguous
  }

  /// The entry of a name, exact, or else without regard to ASCII case, a leading `/`, and `\`.
  package func entry(named name: String) -> ZipEntry? {
    if let index = exact[name] ?? folded[ZipName.key(name)] { return entries[index] }
    return nil
  }

  /// Begins to read an entry; one whose checksum `isVerified` already is read without comparing it.
  ///
  /// - Throws: `unsupportedCompression` for methods other than stored and deflated and for
  ///   encrypted entries, `damagedArchive` when the local header contradicts the directory or when
  ///   another entry differs from this one by ASCII case, a leading `/` or `\` alone, so that
  ///   programs disagree on which is meant; `limitExceeded` for `entryBytes`.
  package func open(
    _ entry: ZipEntry, isVerified: Bool = false
  ) throws(WorkbookError) -> ZipEntryReader {
    let place = Place(part: entry.name)
    guard !ambiguous.contains(ZipName.key(entry.name)) else {
      throw WorkbookError(.damagedArchive, at: place, found: "duplicate entry name")
    }
    guard !entry.isEncrypted else {
      throw WorkbookError(.unsupportedCompression, at: place, found: "encrypted entry")
    }
    guard entry.method == ZipFormat.stored || entry.method == ZipFormat.deflated else {
      throw WorkbookError(.unsupportedCompression, at: place, found: "method \(entry.method)")
    }
    guard entry.uncompressedSize <= limits.entryBytes else {
      throw WorkbookError.limit(.entryBytes, of: limits, at: place)
    }
    do throws(WorkbookError) {
      return try ZipEntryReader(
        entry, at: dataStart(of: entry), in: self, checksSum: !isVerified)
    } catch { throw error.located(in: place) }
  }

  /// The whole of a small entry.
  ///
  /// - Throws: what `open` and `ZipEntryReader.read` throw.
  package func bytes(of entry: ZipEntry) throws(WorkbookError) -> [UInt8] {
    let reader = try open(entry)
    var bytes: [UInt8] = []
    var room = min(entry.uncompressedSize, 1 << 20) + 1
    while true {
      var failure: WorkbookError?
      let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        do throws(WorkbookError) {
          while count < room {
            let rest = UnsafeMutableRawBufferPointer(
              rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<room])
            let read = try reader.read(into: rest)
            if read == 0 { break }
            count += read
          }
        } catch { failure = error }
      }
      if let failure { throw failure }
      if bytes.isEmpty { bytes = more } else { bytes += more }
      if more.count < room { return bytes }
      room = 1 << 20
    }
  }

  /// Counts bytes against the budget of the whole archive.
  func spend(_ count: Int) throws(WorkbookError) {
    guard inflated.add(count) <= limits.totalBytes else {
      throw WorkbookError.limit(.totalBytes, of: limits)
    }
  }

  /// Where an entry's data begins, once its local header agrees with the directory.
  ///
  /// A header whose checksum and sizes are all zero leaves them to the directory, which the data
  /// must match in any case; some programs write it so without saying that a descriptor follows.
  func dataStart(of entry: ZipEntry) throws(WorkbookError) -> Int {
    let head = try source.bytes(at: entry.localOffset, count: ZipFormat.localSize)
    let nameStart = entry.localOffset + ZipFormat.localSize
    guard head.u32(0) == ZipFormat.localSignature, Int(head.u16(26)) == entry.rawName.count,
      try source.bytes(at: nameStart, count: entry.rawName.count) == entry.rawName,
      head.u16(8) == entry.method, head.u16(6) & 0x2041 == entry.flags & 0x2041
    else { throw WorkbookError(.damagedArchive, found: "local header") }
    let extraStart = nameStart + entry.rawName.count
    let extraSize = Int(head.u16(28))
    let start = extraStart + extraSize
    guard start + entry.compressedSize <= entry.spanEnd else {
      throw WorkbookError(.damagedArchive, found: "overlapping entries")
    }
    if !entry.hasDescriptor && head.u16(6) & 8 == 0 {
      let extra = try source.bytes(at: extraStart, count: extraSize)
      var extents = ZipExtents(
        uncompressed: UInt64(head.u32(22)), compressed: UInt64(head.u32(18)), offset: 0)
      let isSilent = head.u32(14) == 0 && head.u32(18) == 0 && head.u32(22) == 0
      guard isSilent || extents.widen(from: extra[...]),
        isSilent || extents.compressed == UInt64(entry.compressedSize),
        isSilent || extents.uncompressed == UInt64(entry.uncompressedSize),
        isSilent || head.u32(14) == entry.crc32
      else { throw WorkbookError(.damagedArchive, found: "local header") }
    }
    if entry.hasDescriptor { try checkDescriptor(of: entry, at: start + entry.compressedSize) }
    return start
  }

  /// Checks the descriptor after an entry's data (APPNOTE 4.3.9) where its signature shows it.
  ///
  /// The signature is optional and some programs leave the whole out. Its sizes have four bytes or
  /// eight, and what tells which is elsewhere, so either will do.
  private func checkDescriptor(of entry: ZipEntry, at offset: Int) throws(WorkbookError) {
    let count = min(24, source.size - offset, entry.spanEnd - offset)
    guard count >= 16 else { return }
    let bytes = try source.bytes(at: offset, count: count)
    guard bytes.u32(0) == ZipFormat.descriptorSignature else { return }
    let narrow = (UInt64(bytes.u32(8)), UInt64(bytes.u32(12)))
    let wide = count == 24 ? (bytes.u64(8), bytes.u64(16)) : narrow
    let stated = (UInt64(entry.compressedSize), UInt64(entry.uncompressedSize))
    let lowest = (stated.0 & 0xFFFF_FFFF, stated.1 & 0xFFFF_FFFF)
    guard bytes.u32(4) == entry.crc32, narrow == lowest || wide == stated else {
      throw WorkbookError(.damagedArchive, found: "data descriptor")
    }
  }
}
