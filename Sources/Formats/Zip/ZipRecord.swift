/// What the headers of one written entry say (APPNOTE 4.3.7, 4.3.9, 4.3.12).
package struct ZipRecord {
  var name: [UInt8]
  var method: UInt16
  var offset: Int
  var checksum: UInt32 = 0
  package var compressed = 0
  package var uncompressed = 0
  package var hasDescriptor = false

  package init(name: [UInt8], method: UInt16, offset: Int) {
    self.name = name
    self.method = method
    self.offset = offset
  }

  private static let widest = 0xFFFF_FFFF

  private var flags: UInt16 {
    (hasDescriptor ? 8 : 0) | (name.allSatisfy { $0 < 0x80 } ? 0 : 0x800)
  }

  private var hasWideSizes: Bool { compressed >= Self.widest || uncompressed >= Self.widest }

  /// The local header; its sizes are zero where a descriptor follows the data.
  package var localHeader: [UInt8] {
    let isWide = hasWideSizes && !hasDescriptor
    var bytes: [UInt8] = []
    bytes.append32(ZipFormat.localSignature)
    bytes.append16(isWide ? 45 : 20)
    bytes.append16(flags)
    bytes.append16(method)
    bytes.append16(0)
    bytes.append16(ZipFormat.date)
    bytes.append32(hasDescriptor ? 0 : checksum)
    bytes.append32(hasDescriptor ? 0 : isWide ? .max : UInt32(clamping: compressed))
    bytes.append32(hasDescriptor ? 0 : isWide ? .max : UInt32(clamping: uncompressed))
    bytes.append16(UInt16(clamping: name.count))
    bytes.append16(isWide ? 20 : 0)
    bytes += name
    if isWide {
      bytes.append16(ZipFormat.zip64Extra)
      bytes.append16(16)
      bytes.append64(UInt64(uncompressed))
      bytes.append64(UInt64(compressed))
    }
    return bytes
  }

  /// The checksum and sizes after the data; eight bytes a size where four are too few.
  package var descriptor: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append32(ZipFormat.descriptorSignature)
    bytes.append32(checksum)
    if hasWideSizes {
      bytes.append64(UInt64(compressed))
      bytes.append64(UInt64(uncompressed))
    } else {
      bytes.append32(UInt32(clamping: compressed))
      bytes.append32(UInt32(clamping: uncompressed))
    }
    return bytes
  }

  /// Appends the entry's record in the central directory.
  package func appendDirectoryRecord(to bytes: inout [UInt8]) {
    var extra: [UInt8] = []
    for value in [uncompressed, compressed, offset] where value >= Self.widest {
      extra.append64(UInt64(value))
    }
    let version: UInt16 = extra.isEmpty ? 20 : 45
    bytes.append32(ZipFormat.directorySignature)
    bytes.append16(version)
    bytes.append16(version)
    bytes.append16(flags)
    bytes.append16(method)
    bytes.append16(0)
    bytes.append16(ZipFormat.date)
    bytes.append32(checksum)
    bytes.append32(UInt32(clamping: compressed))
    bytes.append32(UInt32(clamping: uncompressed))
    bytes.append16(UInt16(clamping: name.count))
    bytes.append16(extra.isEmpty ? 0 : UInt16(clamping: extra.count + 4))
    // No comment, first disk, no attributes.
    bytes += [UInt8](repeating: 0, count: 10)
    bytes.append32(UInt32(clamping: offset))
    bytes += name
    if !extra.isEmpty {
      bytes.append16(ZipFormat.zip64Extra)
      bytes.append16(UInt16(clamping: extra.count))
      bytes += extra
    }
  }

  /// The records that end an archive (APPNOTE 4.3.14 to 4.3.16).
  package static func end(count: Int, start: Int, size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    if count >= 0xFFFF || start >= widest || size >= widest {
      bytes.append32(ZipFormat.end64Signature)
      bytes.append64(UInt64(ZipFormat.end64Size - 12))
      bytes.append16(45)
      bytes.append16(45)
      bytes.append64(0)
      bytes.append64(UInt64(count))
      bytes.append64(UInt64(count))
      bytes.append64(UInt64(size))
      bytes.append64(UInt64(start))
      bytes.append32(ZipFormat.locatorSignature)
      bytes.append32(0)
      bytes.append64(UInt64(start + size))
      bytes.append32(1)
    }
    bytes.append32(ZipFormat.endSignature)
    bytes.append32(0)
    bytes.append16(UInt16(clamping: count))
    bytes.append16(UInt16(clamping: count))
    bytes.append32(UInt32(clamping: size))
    bytes.append32(UInt32(clamping: start))
    bytes.append16(0)
    return bytes
  }
}
