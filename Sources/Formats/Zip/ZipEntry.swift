/// One entry of a zip archive, as its central directory states it (APPNOTE 4.3.12).
package struct ZipEntry: Sendable {
  /// The name in the archive, decoded; never to be used as a path on disk.
  package let name: String
  /// The bytes that the entry takes in the archive.
  package let compressedSize: Int
  /// The bytes that it inflates to, as stated; checked when it is read.
  package let uncompressedSize: Int
  /// The CRC-32 of the inflated bytes, as stated.
  package let crc32: UInt32
  /// The compression method: 0 stored, 8 deflated; others are listed but not read.
  package let method: UInt16
  /// Whether its bytes are under a password.
  package var isEncrypted: Bool { flags & 0x2041 != 0 }

  /// The name as people gave it, where nothing is looked up by it: UTF-8 where its bytes are that,
  /// though many programs do not say so, else code page 437.
  package var givenName: String {
    String(validating: rawName, as: UTF8.self) ?? ZipName.decode(rawName, isUTF8: false)
  }

  /// The general purpose bits (APPNOTE 4.4.4).
  let flags: UInt16
  /// The name as stored, which the local header must repeat.
  let rawName: [UInt8]
  /// Where its local header begins, any bytes before the archive counted in.
  let localOffset: Int
  /// Where the next entry or the directory begins: no byte of this entry lies beyond.
  var spanEnd: Int

  /// Whether the sizes follow the data, so that the local header need not know them.
  var hasDescriptor: Bool { flags & 8 != 0 }
}
