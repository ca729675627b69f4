import SheetModel

/// The names in an OLE compound file, as far as they tell what it is ([MS-CFB] 2.6).
enum OLEDirectory {
  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// The most directory sectors that are followed.
  private static let mostSectors = 1024

  /// Why a compound file is not read: it is under a password, old, or something else.
  static func refusal(of source: any ByteSource) throws(WorkbookError) -> WorkbookError {
    let names = try names(in: source)
    if names.contains("ENCRYPTEDPACKAGE") { return WorkbookError(.passwordProtected) }
    if names.contains("WORKBOOK") || names.contains("BOOK") { return WorkbookError(.legacyXLS) }
    if names.contains("WORDDOCUMENT") { return WorkbookError(.unknownFormat, found: "doc") }
    if names.contains("POWERPOINT DOCUMENT") {
      return WorkbookError(.unknownFormat, found: "ppt")
    }
    return WorkbookError(names.isEmpty ? .truncated : .unknownFormat, found: "ole")
  }

  /// The names of all directory entries that can be reached, in capitals, without which they
  /// are compared ([MS-CFB] 2.6.4); none of a file that is cut off.
  private static func names(in source: any ByteSource) throws(WorkbookError) -> Set<String> {
    let header = try source.bytes(at: 0, count: 512)
    guard header.count == 512 else { return [] }
    let shift = Int(header[30])
    guard shift == 9 || shift == 12 else { return [] }
    let sectorSize = 1 << shift
    var names: Set<String> = []
    var sector = u32(header, 48)
    for _ in 0..<mostSectors {
      guard sector < 0xFFFF_FFFA else { break }
      let bytes = try source.bytes(at: (sector + 1) << shift, count: sectorSize)
      for entry in stride(from: 0, to: bytes.count - 127, by: 128) {
        if let name = name(bytes, at: entry) { names.insert(name) }
      }
      guard let next = try next(after: sector, header, shift, in: source) else { break }
      sector = next
    }
    return names
  }

  /// The sector that follows in a chain; nil where the table of sectors cannot be read, which
  /// for the first 109 of its sectors means a damaged file.
  private static func next(
    after sector: Int, _ header: [UInt8], _ shift: Int, in source: any ByteSource
  ) throws(WorkbookError) -> Int? {
    let entriesInSector = 1 << (shift - 2)
    let tableIndex = sector / entriesInSector
    guard tableIndex < 109 else { return nil }
    let table = u32(header, 76 + 4 * tableIndex)
    guard table < 0xFFFF_FFFA else { return nil }
    let at = (table + 1) << shift + 4 * (sector % entriesInSector)
    let bytes = try source.bytes(at: at, count: 4)
    return bytes.count == 4 ? u32(bytes, 0) : nil
  }

  private static func name(_ bytes: [UInt8], at entry: Int) -> String? {
    // The length counts bytes of UTF-16 with the final zero; type 0 is an unused entry.
    let length = Int(bytes[entry + 64]) | Int(bytes[entry + 65]) << 8
    guard length >= 4, length <= 64, bytes[entry + 66] != 0 else { return nil }
    let units = stride(from: entry, to: entry + length - 2, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
    return String(decoding: units, as: UTF16.self).uppercased()
  }

  private static func u32(_ bytes: [UInt8], _ at: Int) -> Int {
    Int(bytes[at]) | Int(bytes[at + 1]) << 8 | Int(bytes[at + 2]) << 16
      | Int(bytes[at + 3]) << 24
  }
}
