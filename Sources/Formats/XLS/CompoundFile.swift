import SheetModel

/// An OLE compound file: streams in a tree of storages, cut into sectors ([MS-CFB] 2).
///
/// Only the tables are kept in memory, which take less than a hundredth of the file. Numbers of
/// sectors are checked where they are used, so that a damaged table costs what it belongs to only.
package final class CompoundFile {
  /// What every compound file begins with.
  package static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  let source: any ByteSource
  /// The size of a sector is 2 to this power: 9, or 12 in files of version 4.
  let sectorShift: Int
  private let miniShift: Int
  private let miniCutoff: Int
  private let firstMiniTable: UInt32
  /// The sector that follows each sector ([MS-CFB] 2.3).
  private var table: [UInt32] = []
  /// All directory entries by their ids; the first is the root.
  let entries: [DirectoryEntry]
  /// Whether the file ends within its directory.
  package let isDirectoryCut: Bool
  private var mini: MiniSectors?

  /// Numbers from here on are no sectors ([MS-CFB] 2.1).
  static let firstReserved: UInt32 = 0xFFFF_FFFA
  /// The most sectors of a file: streams of version 3 end at 2 GiB ([MS-CFB] 2.6.3).
  private static let mostSectors = 1 << 23
  /// The most bytes of the directory: 32,768 entries.
  private static let mostDirectoryBytes = 4 << 20

  /// Opens a compound file and reads its table of sectors and its directory.
  ///
  /// - Throws: `truncated` where the file ends before its directory, `malformedValue` where the
  ///   directory has no root.
  package init(_ source: any ByteSource) throws(WorkbookError) {
    let header = try source.bytes(at: 0, count: 512)
    guard header.count == 512 else { throw WorkbookError(.truncated, found: "ole") }
    let fields = header.withUnsafeBytes { Header($0) }
    self.source = source
    sectorShift = fields.sectorShift
    miniShift = fields.miniShift
    miniCutoff = fields.miniCutoff
    firstMiniTable = fields.firstMiniTable
    table = try Self.table(fields, header, source)
    let chain = SectorChain(
      from: fields.firstDirectory, in: table, shift: sectorShift, of: source,
      most: Self.mostDirectoryBytes)
    let directory = try chain.stream.bytes(at: 0, count: chain.stream.size)
    entries = DirectoryEntry.entries(of: directory)
    isDirectoryCut = chain.isCut
    guard entries.contains(where: { $0.kind != .unused }) else {
      throw WorkbookError(chain.isWhole ? .malformedValue : .truncated, found: "ole")
    }
  }

  /// The bytes of an entry's stream, as far as they are there.
  ///
  /// A short stream is in small sectors, unless `isLarge` has it looked for where long ones are:
  /// there are programs that do not keep to that.
  package func stream(
    of entry: DirectoryEntry, isLarge: Bool = false
  ) throws(WorkbookError) -> CompoundStream {
    if !isLarge, entry.size < miniCutoff, firstMiniTable < Self.firstReserved {
      let mini = try miniSectors()
      let chain = SectorChain(
        from: entry.start, in: mini.table, shift: miniShift, of: mini.stream, header: 0,
        most: entry.size)
      return chain.stream
    }
    return SectorChain(
      from: entry.start, in: table, shift: sectorShift, of: source, most: entry.size
    ).stream
  }

  /// The small sectors, in which streams under 4,096 bytes lie ([MS-CFB] 2.4).
  private struct MiniSectors {
    let table: [UInt32]
    let stream: CompoundStream
  }

  private func miniSectors() throws(WorkbookError) -> MiniSectors {
    if let mini { return mini }
    let root = entries.first ?? DirectoryEntry()
    let container = SectorChain(
      from: root.start, in: table, shift: sectorShift, of: source, most: root.size
    ).stream
    let most = (container.size >> miniShift &+ 1) &* 4
    let chain = SectorChain(
      from: firstMiniTable, in: table, shift: sectorShift, of: source, most: most
    ).stream
    let bytes = try chain.bytes(at: 0, count: chain.size)
    let made = MiniSectors(table: Self.numbers(bytes), stream: container)
    mini = made
    return made
  }

  // MARK: Tables

  /// The table of sectors, put together from the sectors that the header and the sectors it
  /// refers to name ([MS-CFB] 2.2, 2.5); as much of it as the file can need.
  private static func table(
    _ fields: Header, _ header: [UInt8], _ source: any ByteSource
  ) throws(WorkbookError) -> [UInt32] {
    let shift = fields.sectorShift
    let sectors = min(mostSectors, source.size >> shift)
    let perSector = 1 << (shift - 2)
    let needed = (sectors + perSector - 1) / perSector
    var places = numbers(Array(header[76..<512])).filter { $0 < firstReserved }
    var next = fields.firstDoubleTable
    // Writers without such sectors do not always say so.
    var rounds = places.count < 109 ? 0 : needed / (perSector - 1) + 1
    while rounds > 0, next < firstReserved, places.count < needed {
      rounds -= 1
      let bytes = try source.bytes(at: (Int(next) + 1) << shift, count: 1 << shift)
      let found = numbers(bytes)
      guard found.count == perSector, let link = found.last else { break }
      places += found.dropLast().filter { $0 < firstReserved }
      next = link
    }
    var table: [UInt32] = []
    table.reserveCapacity(needed * perSector)
    for place in places.prefix(needed) {
      let bytes = try source.bytes(at: (Int(place) + 1) << shift, count: 1 << shift)
      let found = numbers(bytes)
      table += found
      // What is not there ends the chains that need it.
      if found.count < perSector {
        table += repeatElement(SectorChain.missing, count: perSector - found.count)
      }
    }
    return table
  }

  private static func numbers(_ bytes: [UInt8]) -> [UInt32] {
    bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count - 3, by: 4).map { raw.u32($0) }
    }
  }

  /// The fields of the header that matter ([MS-CFB] 2.2).
  private struct Header {
    let sectorShift: Int
    let miniShift: Int
    let miniCutoff: Int
    let firstDirectory: UInt32
    let firstMiniTable: UInt32
    let firstDoubleTable: UInt32

    init(_ raw: UnsafeRawBufferPointer) {
      let shift = raw.u16(30)
      sectorShift = (7...16).contains(shift) ? shift : 9
      let small = raw.u16(32)
      miniShift = (4...12).contains(small) ? small : 6
      miniCutoff = Int(min(raw.u32(56), 1 << 20))
      firstDirectory = raw.u32(48)
      firstMiniTable = raw.u32(60)
      firstDoubleTable = raw.u32(68)
    }
  }
}

extension ByteSource {
  /// Bytes from an offset on, fewer at the end.
  func bytes(at offset: Int, count: Int) throws(WorkbookError) -> [UInt8] {
    guard offset >= 0, offset < size, count > 0 else { return [] }
    let count = min(count, size - offset)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer[..<(try fill(buffer, at: offset))])
  }
}
