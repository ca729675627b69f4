import CSV
import SheetModel
import XLS
import Zip

/// The format of a source, found from its bytes alone: names and suffixes lie.
struct FormatDetection {
  /// The format.
  let format: WorkbookFormat
  /// The archive that the source is, for those formats that are one.
  private(set) var archive: ZipArchive?
  /// The compound file that the source is, for old binary workbooks in one.
  private(set) var compound: CompoundFile?

  /// Finds the format, or refuses what is none.
  ///
  /// - Throws: `emptyFile`, `truncated`, `passwordProtected`, `legacyXLS`, `binaryXLSB`,
  ///   `htmlPage`, `foreignXML`, `unknownFormat` with what it is in `found`, and what reading
  ///   an archive's directory throws.
  init(
    of source: any ByteSource, limits: ReadLimits, chunkBytes: Int = 65_536
  ) throws(WorkbookError) {
    guard source.size > 0 else { throw WorkbookError(.emptyFile) }
    let head = try source.prefix(65_536)
    if Self.isArchive(head) {
      let archive = try ZipArchive(source, limits: limits, inputBytes: chunkBytes)
      format = try Self.format(of: archive)
      self.archive = archive
      return
    }
    if head.starts(with: CompoundFile.signature) {
      let compound = try CompoundFile(source)
      if let refusal = CompoundKind.refusal(of: compound) { throw refusal }
      format = .xls
      self.compound = compound
      return
    }
    if let version = Self.bareBIFF(head) {
      guard version >= 8 else { throw WorkbookError(.legacyXLS) }
      format = .xls
      return
    }
    if let name = Self.knownBinary(head) {
      throw WorkbookError(.unknownFormat, found: .name(name, of: .format))
    }
    if let markup = Markup(head) {
      format = try markup.format()
      return
    }
    // Bytes before an archive, such as a loader's, are no part of it if its directory says so.
    if let archive = try Self.archive(behindJunk: source, limits, chunkBytes) {
      format = try Self.format(of: archive)
      self.archive = archive
      return
    }
    guard Self.isText(head) else {
      let isBlank = head.allSatisfy { $0 == 0 }
      throw WorkbookError(.unknownFormat, found: isBlank ? "zeros" : "binary")
    }
    format = try CSVReader(source, name: "", limits: limits).format
  }

  /// The format of a package; what is none is named for what it is.
  private static func format(of archive: ZipArchive) throws(WorkbookError) -> WorkbookFormat {
    do {
      return try PackageKind.format(of: archive)
    } catch {
      guard error.code == .unknownFormat, error.found == "zip" else { throw error }
      throw WorkbookError(.unknownFormat, found: .name(OtherPackage.name(of: archive), of: .format))
    }
  }

  /// A local entry, an empty archive, or a volume of several; `PK` alone may begin a text.
  static func isArchive(_ head: [UInt8]) -> Bool {
    guard head.count >= 4, head.starts(with: "PK".utf8) else { return false }
    return [[3, 4], [5, 6], [7, 8]].contains(Array(head[2..<4]))
  }

  /// An archive whose end is in order though the file begins with something else.
  private static func archive(
    behindJunk source: any ByteSource, _ limits: ReadLimits, _ chunkBytes: Int
  ) throws(WorkbookError) -> ZipArchive? {
    let endSize = 22
    let tail = try source.bytes(at: source.size - endSize, count: endSize)
    guard tail.count == endSize, tail.starts(with: [0x50, 0x4B, 5, 6]), tail[20] == 0,
      tail[21] == 0
    else { return nil }
    do { return try ZipArchive(source, limits: limits, inputBytes: chunkBytes) } catch {
      return nil
    }
  }

  /// Excel 2 to 4, and 5 to 2003 without their container: the upper byte of the record that begins
  /// a stream, which is 8 from Excel 5 on; nil for anything else.
  private static func bareBIFF(_ head: [UInt8]) -> UInt8? {
    guard head.count >= 8, head[0] == 0x09, [0x00, 0x02, 0x04, 0x08].contains(head[1]) else {
      return nil
    }
    return [4, 6, 8, 16].contains(head[2]) && head[3] == 0 ? head[1] : nil
  }

  private static let binaries: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "pdf"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "png"),
    ([0xFF, 0xD8, 0xFF], "jpeg"), (Array("GIF8".utf8), "gif"), ([0x49, 0x49, 0x2A, 0x00], "tiff"),
    ([0x4D, 0x4D, 0x00, 0x2A], "tiff"), ([0x1F, 0x8B, 0x08], "gzip"),
    (Array("{\\rtf".utf8), "rtf"), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"),
    (Array("Rar!\u{1A}\u{07}".utf8), "rar"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
    (Array("BZh".utf8), "bzip2"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
    ([0x7F, 0x45, 0x4C, 0x46], "elf"), (Array("PAR1".utf8), "parquet"),
    (Array("RIFF".utf8), "riff"), ([0x00, 0x00, 0x02, 0x00], "lotus"),
    ([0x00, 0x00, 0x1A, 0x00], "lotus"), (Array("SQLite format 3\0".utf8), "sqlite"),
  ]

  private static func knownBinary(_ head: [UInt8]) -> String? {
    binaries.first { head.starts(with: $0.bytes) }?.name
  }

  /// Whether bytes look like text: control characters are under two in a hundred.
  ///
  /// Two zeros in four bytes are UTF-16, in which Latin letters have one each.
  private static func isText(_ head: [UInt8]) -> Bool {
    var controls = 0
    var zeros = (even: 0, odd: 0)
    for (index, byte) in head.enumerated() where byte < 0x20 {
      switch byte {
      case 0: if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
      case 0x09, 0x0A, 0x0C, 0x0D, 0x1A: break
      default: controls += 1
      }
    }
    let isWide =
      head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
      || max(zeros.even, zeros.odd) * 10 >= head.count
        && max(zeros.even, zeros.odd) > 10 * min(zeros.even, zeros.odd)
    if !isWide { controls += zeros.even + zeros.odd }
    // In UTF-16 half of a Vietnamese letter may look like a control character.
    return controls * (isWide ? 4 : 50) <= head.count
  }
}

extension ByteSource {
  /// The first bytes, at most so many.
  func prefix(_ count: Int) throws(WorkbookError) -> [UInt8] {
    try bytes(at: 0, count: count)
  }

  /// Bytes from an offset on, fewer at the end.
  func bytes(at offset: Int, count: Int) throws(WorkbookError) -> [UInt8] {
    let count = max(0, min(count, size - offset))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer[..<(try fill(buffer, at: offset))])
  }
}

extension Sequence<UInt8> {
  /// Whether a text occurs in these bytes.
  func contains(_ text: String) -> Bool {
    let bytes = Array(self)
    let wanted = Array(text.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return wanted.isEmpty }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start] == first && bytes[start...].starts(with: wanted)
    }
  }
}
