/// The fixed numbers of the zip format (APPNOTE 6.3.10, section 4.3).
enum ZipFormat {
  static let localSignature: UInt32 = 0x0403_4b50
  static let descriptorSignature: UInt32 = 0x0807_4b50
  static let directorySignature: UInt32 = 0x0201_4b50
  static let endSignature: UInt32 = 0x0605_4b50
  static let end64Signature: UInt32 = 0x0606_4b50
  static let locatorSignature: UInt32 = 0x0706_4b50
  static let localSize = 30
  static let directorySize = 46
  static let endSize = 22
  static let end64Size = 56
  static let locatorSize = 20
  static let stored: UInt16 = 0
  static let deflated: UInt16 = 8
  /// Midnight of 1980-01-01 as MS-DOS date: every archive of the same content has the same bytes.
  static let date: UInt16 = 0x0021
  static let zip64Extra: UInt16 = 0x0001
  static let streamBufferSize = 65_536
}

/// Little-endian numbers at offsets that the caller has checked against the count.
extension [UInt8] {
  func u16(_ at: Int) -> UInt16 { UInt16(self[at]) | UInt16(self[at + 1]) << 8 }

  func u32(_ at: Int) -> UInt32 { UInt32(u16(at)) | UInt32(u16(at + 2)) << 16 }

  func u64(_ at: Int) -> UInt64 { UInt64(u32(at)) | UInt64(u32(at + 4)) << 32 }

  mutating func append16(_ value: UInt16) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  mutating func append32(_ value: UInt32) {
    append16(UInt16(truncatingIfNeeded: value))
    append16(UInt16(truncatingIfNeeded: value >> 16))
  }

  mutating func append64(_ value: UInt64) {
    append32(UInt32(truncatingIfNeeded: value))
    append32(UInt32(truncatingIfNeeded: value >> 32))
  }
}

/// The sizes and offset of an entry, which a ZIP64 extra field widens (APPNOTE 4.5.3).
struct ZipExtents {
  var uncompressed: UInt64
  var compressed: UInt64
  var offset: UInt64

  /// Takes the wide values from an extra field, for each narrow one that is all ones.
  ///
  /// False when a wide value is called for and the field is cut short.
  mutating func widen(from extra: ArraySlice<UInt8>) -> Bool {
    let all: UInt64 = 0xFFFF_FFFF
    guard uncompressed == all || compressed == all || offset == all else { return true }
    guard var field = Self.field(ZipFormat.zip64Extra, in: extra) else { return true }
    func take(_ value: inout UInt64) -> Bool {
      guard value == all else { return true }
      guard field.count >= 8 else { return false }
      value = Array(field.prefix(8)).u64(0)
      field = field.dropFirst(8)
      return true
    }
    return take(&uncompressed) && take(&compressed) && take(&offset)
  }

  private static func field(_ id: UInt16, in extra: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = extra
    while rest.count >= 4 {
      let head = Array(rest.prefix(4))
      let count = Int(head.u16(2))
      rest = rest.dropFirst(4)
      guard count <= rest.count else { return nil }
      if head.u16(0) == id { return rest.prefix(count) }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
