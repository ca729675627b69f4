import SheetModel

/// Reads the central directory of an archive (APPNOTE 4.3.12 to 4.3.16).
struct ZipDirectory {
  private let source: any ByteSource
  private let limits: ReadLimits

  init(_ source: any ByteSource, limits: ReadLimits) {
    self.source = source
    self.limits = limits
  }

  /// The entries in the directory's order, checked against each other.
  func entries() throws(WorkbookError) -> [ZipEntry] {
    let end = try ZipDirectoryEnd(source)
    guard end.count <= limits.entries else { throw WorkbookError.limit(.entries, of: limits) }
    let (start, shift) = try position(end)
    // Names and extra fields may be 64 KiB each, so the count alone does not bound the bytes.
    guard end.size <= max(limits.entries, 256).clampedProduct(4096) else {
      throw WorkbookError.limit(.entries, of: limits)
    }
    let bytes = try source.bytes(at: start, count: end.size)
    var entries: [ZipEntry] = []
    entries.reserveCapacity(end.count)
    // By bytes: of one letter's spellings each is a name of its own.
    var names = Set<[UInt8]>()
    var at = 0
    for _ in 0..<end.count {
      let entry = try parse(bytes, &at, shift: shift)
      guard names.insert(Array(entry.name.utf8)).inserted else {
        throw WorkbookError(
          .damagedArchive, at: Place(part: entry.name), found: "duplicate entry name")
      }
      entries.append(entry)
    }
    guard at == bytes.count else {
      throw WorkbookError(.damagedArchive, found: "central directory size")
    }
    try separate(&entries, before: start)
    return entries
  }

  /// Where the directory begins, and how many bytes stand before the archive.
  private func position(_ end: ZipDirectoryEnd) throws(WorkbookError) -> (Int, Int) {
    let start = end.position - end.size
    guard start >= end.offset else {
      throw WorkbookError(.damagedArchive, found: "central directory offset")
    }
    guard end.count > 0 else { return (start, 0) }
    let shift = start - end.offset
    if try source.signature(at: start) == ZipFormat.directorySignature {
      // A directory that ignores a local header at the file's start belongs to an archive stored
      // inside this one, whose own end is cut off.
      if shift > 0, try source.signature(at: 0) == ZipFormat.localSignature {
        throw WorkbookError(.truncated, found: "central directory")
      }
      return (start, shift)
    }
    if try source.signature(at: end.offset) == ZipFormat.directorySignature {
      return (end.offset, 0)
    }
    throw WorkbookError(.damagedArchive, found: "central directory signature")
  }

  private func parse(
    _ bytes: [UInt8], _ at: inout Int, shift: Int
  ) throws(WorkbookError) -> ZipEntry {
    let head = at
    guard head + ZipFormat.directorySize <= bytes.count,
      bytes.u32(head) == ZipFormat.directorySignature
    else { throw WorkbookError(.damagedArchive, found: "central directory record") }
    let nameStart = head + ZipFormat.directorySize
    let extraStart = nameStart + Int(bytes.u16(head + 28))
    let extraEnd = extraStart + Int(bytes.u16(head + 30))
    at = extraEnd + Int(bytes.u16(head + 32))
    guard at <= bytes.count else {
      throw WorkbookError(.damagedArchive, found: "central directory record")
    }
    let flags = bytes.u16(head + 8)
    let rawName = Array(bytes[nameStart..<extraStart])
    let name = ZipName.decode(rawName, isUTF8: flags & 0x800 != 0)
    var extents = ZipExtents(
      uncompressed: UInt64(bytes.u32(head + 24)), compressed: UInt64(bytes.u32(head + 20)),
      offset: UInt64(bytes.u32(head + 42)))
    guard extents.widen(from: bytes[extraStart..<extraEnd]),
      let uncompressed = Int(exactly: extents.uncompressed),
      let compressed = Int(exactly: extents.compressed),
      let offset = Int(exactly: extents.offset), offset <= source.size - shift,
      compressed <= source.size, !rawName.isEmpty, !rawName.contains(0)
    else {
      throw WorkbookError(.damagedArchive, at: Place(part: name), found: "sizes or name")
    }
    return ZipEntry(
      name: name, compressedSize: compressed, uncompressedSize: uncompressed,
      crc32: bytes.u32(head + 16), method: bytes.u16(head + 10), flags: flags, rawName: rawName,
      localOffset: offset + shift, spanEnd: 0)
  }

  /// Gives each entry the span up to its neighbour, and refuses entries that share bytes.
  private func separate(_ entries: inout [ZipEntry], before end: Int) throws(WorkbookError) {
    let order = entries.indices.sorted { entries[$0].localOffset < entries[$1].localOffset }
    for (rank, index) in order.enumerated() {
      let entry = entries[index]
      let next = rank + 1 < order.count ? entries[order[rank + 1]].localOffset : end
      // Offsets and sizes are at most the source's size, so their sum does not overflow.
      let least = entry.localOffset + ZipFormat.localSize + entry.rawName.count
      guard least + entry.compressedSize <= next else {
        throw WorkbookError(
          .damagedArchive, at: Place(part: entry.name), found: "overlapping entries")
      }
      entries[index].spanEnd = next
    }
  }
}

extension Int {
  /// The product, or the largest number where it does not fit.
  fileprivate func clampedProduct(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
