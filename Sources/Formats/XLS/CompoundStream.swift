import SheetModel

/// A chain of sectors as one stream of bytes.
package final class CompoundStream: ByteSource {
  /// A stretch of the file that is a stretch of the stream.
  struct Extent: Sendable {
    /// Where it begins in the stream, and in the file.
    var start: Int
    var offset: Int
    var count: Int
  }

  /// The bytes that are there.
  package let size: Int
  /// Whether that is all the bytes that the directory states.
  package let isWhole: Bool
  private let source: any ByteSource
  private let extents: [Extent]

  init(_ source: any ByteSource, _ extents: [Extent], size: Int, isWhole: Bool) {
    self.source = source
    self.extents = extents
    self.size = size
    self.isWhole = isWhole
  }

  /// Copies bytes from `offset` on, of one extent at a time.
  package func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    guard offset >= 0, offset < size, buffer.count > 0 else { return 0 }
    // The last extent that begins at or before the offset.
    var low = 0
    var high = extents.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if extents[middle].start <= offset { low = middle } else { high = middle }
    }
    let extent = extents[low]
    let skipped = offset - extent.start
    let count = min(buffer.count, extent.count - skipped, size - offset)
    guard count > 0 else { return 0 }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    return try source.read(at: extent.offset + skipped, into: part)
  }
}

/// The sectors of one stream, followed through the table until they are enough.
struct SectorChain {
  /// The entry of a part of the table that the file does not have.
  static let missing: UInt32 = 0xFFFF_FFFB

  let stream: CompoundStream
  /// Whether all that was wanted, or the end of the chain, was reached within the file.
  let isWhole: Bool
  /// Whether it ended at the end of the file.
  let isCut: Bool

  /// Follows a chain for at most `most` bytes.
  ///
  /// It ends early, and is then not whole, at a sector that is not in the file or the table and
  /// where it comes back to a sector it had. `header` is what lies before sector 0.
  init(
    from first: UInt32, in table: [UInt32], shift: Int, of source: any ByteSource,
    header: Int? = nil, most: Int
  ) {
    let header = header ?? 1 << shift
    var extents: [CompoundStream.Extent] = []
    var total = 0
    var isBroken = false
    var isCut = false
    var seen = [UInt64](repeating: 0, count: table.count / 64 + 1)
    var sector = first
    while total < most, sector < CompoundFile.firstReserved {
      let index = Int(sector)
      let offset = index << shift + header
      let count = min(1 << shift, source.size - offset)
      guard index < table.count, count > 0, seen[index >> 6] & 1 << UInt64(index & 63) == 0 else {
        isBroken = true
        isCut = count <= 0
        break
      }
      seen[index >> 6] |= 1 << UInt64(index & 63)
      if let last = extents.last, last.offset + last.count == offset {
        extents[extents.count - 1].count += count
      } else {
        extents.append(CompoundStream.Extent(start: total, offset: offset, count: count))
      }
      total += count
      sector = table[index]
      // Behind a sector that the file does not have to its end nothing would be in its place.
      if count < 1 << shift, total < most {
        isBroken = true
        isCut = true
        break
      }
    }
    if sector == Self.missing, total < most { isBroken = true }
    isWhole = !isBroken
    self.isCut = isCut
    stream = CompoundStream(
      source, extents, size: min(total, most), isWhole: !isBroken && total >= most)
  }
}
