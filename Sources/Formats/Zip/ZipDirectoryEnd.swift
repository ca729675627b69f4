import SheetModel

/// The record at the end of an archive that says where its directory is (APPNOTE 4.3.14 to 4.3.16).
struct ZipDirectoryEnd {
  /// Where the record begins that follows the directory.
  private(set) var position: Int
  /// The number of entries.
  private(set) var count: Int
  /// The directory's bytes.
  private(set) var size: Int
  /// The directory's offset as stated, bytes before the archive not counted.
  private(set) var offset: Int

  /// Finds the record within the last 65,557 bytes: its own 22 and the longest comment.
  init(_ source: any ByteSource) throws(WorkbookError) {
    let tailSize = min(source.size, ZipFormat.endSize + 65_535)
    let tail = try source.bytes(at: source.size - tailSize, count: tailSize)
    guard let at = Self.find(in: tail) else { throw try Self.absence(in: source) }
    let disks = (tail.u16(at + 4), tail.u16(at + 6))
    position = source.size - tailSize + at
    count = Int(tail.u16(at + 10))
    size = Int(tail.u32(at + 12))
    offset = Int(tail.u32(at + 16))
    let isWide = try widen(source)
    guard isWide || disks == (0, 0) || disks == (0xFFFF, 0xFFFF) else {
      throw WorkbookError(.damagedArchive, found: "archive in several volumes")
    }
    guard size <= position, offset <= position else {
      throw WorkbookError(.damagedArchive, found: "central directory offset")
    }
  }

  /// The last record whose comment ends with the file, or else within it: some transports pad.
  private static func find(in tail: [UInt8]) -> Int? {
    var loose: Int?
    var at = tail.count - ZipFormat.endSize
    while at >= 0 {
      if tail[at] == 0x50, tail.u32(at) == ZipFormat.endSignature {
        let end = at + ZipFormat.endSize + Int(tail.u16(at + 20))
        if end == tail.count { return at }
        if end < tail.count, loose == nil { loose = at }
      }
      at -= 1
    }
    return loose
  }

  /// What a file without the record is: an archive that was cut, or none.
  private static func absence(in source: any ByteSource) throws(WorkbookError) -> WorkbookError {
    let start = try source.bytes(at: 0, count: min(4, source.size))
    let isCut = [0x50, 0x4B, 0x03, 0x04].starts(with: start)
    return WorkbookError(isCut ? .truncated : .damagedArchive, found: "end of central directory")
  }

  /// Takes the ZIP64 record where there is one; false where there is none.
  private mutating func widen(_ source: any ByteSource) throws(WorkbookError) -> Bool {
    let locatorAt = position - ZipFormat.locatorSize
    guard locatorAt >= ZipFormat.end64Size,
      try source.signature(at: locatorAt) == ZipFormat.locatorSignature
    else { return false }
    let locator = try source.bytes(at: locatorAt, count: ZipFormat.locatorSize)
    // The stated offset does not count bytes before the archive; then the record stands right
    // before its locator.
    var recordAt = Int(clamping: locator.u64(8))
    let last = locatorAt - ZipFormat.end64Size
    let found = recordAt > last ? 0 : try source.signature(at: recordAt)
    if found != ZipFormat.end64Signature { recordAt = last }
    let record = try source.bytes(at: recordAt, count: ZipFormat.end64Size)
    guard record.u32(0) == ZipFormat.end64Signature, locator.u32(4) == 0, record.u32(16) == 0,
      record.u32(20) == 0, let wideCount = Int(exactly: record.u64(32)),
      let wideSize = Int(exactly: record.u64(40)), let wideOffset = Int(exactly: record.u64(48)),
      count == wideCount || count == 0xFFFF, size == wideSize || size == 0xFFFF_FFFF,
      offset == wideOffset || offset == 0xFFFF_FFFF
    else { throw WorkbookError(.damagedArchive, found: "ZIP64 end of central directory") }
    position = recordAt
    count = wideCount
    size = wideSize
    offset = wideOffset
    return true
  }
}

extension ByteSource {
  /// Exactly `count` bytes from `offset` on; `truncated` when the source ends before.
  func bytes(at offset: Int, count: Int) throws(WorkbookError) -> [UInt8] {
    // An array of no capacity is one that all threads share, and its count would be written.
    guard count > 0 else { return [] }
    var failure: WorkbookError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(WorkbookError) {
        let room = UnsafeMutableRawBufferPointer(buffer)
        filled = try fill(
          UnsafeMutableRawBufferPointer(rebasing: room[..<count]), at: offset)
      } catch { failure = error }
    }
    if let failure { throw failure }
    guard bytes.count == count else { throw WorkbookError(.truncated) }
    return bytes
  }

  /// The four bytes at an offset as a number; 0 where the source ends before.
  func signature(at offset: Int) throws(WorkbookError) -> UInt32 {
    guard offset >= 0, offset <= size - 4 else { return 0 }
    return try bytes(at: offset, count: 4).u32(0)
  }
}
