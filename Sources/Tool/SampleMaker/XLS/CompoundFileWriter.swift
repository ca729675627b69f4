/// Writes OLE compound files ([MS-CFB]) of version 3: a few streams in the root storage.
///
/// Old binary workbooks and password-protected OOXML workbooks are such containers; what tells them
/// apart is the names of their streams.
package enum CompoundFileWriter {
  /// A stream of the root storage.
  package typealias Stream = (name: String, content: [UInt8])

  private static let sector = 512
  private static let miniCutoff = 4096
  private static let endOfChain = 0xFFFF_FFFE
  private static let unused = 0xFFFF_FFFF

  /// The bytes of a container with one stream of zeros for each name.
  static func bytes(streams: [String]) -> [UInt8] {
    bytes(of: streams.map { ($0, []) })
  }

  /// The bytes of a container with streams in the order of their names; a stream under 4,096 bytes
  /// is filled with zeros to that length, so that no small sectors are needed.
  package static func bytes(of streams: [Stream]) -> [UInt8] {
    let streams = streams.sorted {
      ($0.name.utf16.count, $0.name.uppercased()) < ($1.name.utf16.count, $1.name.uppercased())
    }
    let lengths = streams.map { max(miniCutoff, $0.content.count) }
    let directorySectors = (streams.count + 1 + 3) / 4
    let contentSectors = lengths.reduce(0) { $0 + ($1 + sector - 1) / sector }
    let (tableSectors, outerSectors) = sectorsOfTable(for: directorySectors + contentSectors)
    let firstDirectory = tableSectors + outerSectors

    var table = Little(repeating: 0xFF, count: tableSectors * sector)
    for index in 0..<tableSectors { table.put(0xFFFF_FFFD, at: index * 4, size: 4) }
    for index in 0..<outerSectors {
      table.put(0xFFFF_FFFC, at: (tableSectors + index) * 4, size: 4)
    }
    func chain(_ first: Int, _ count: Int) {
      for step in 0..<count {
        table.put(
          step == count - 1 ? endOfChain : first + step + 1, at: (first + step) * 4, size: 4)
      }
    }
    chain(firstDirectory, directorySectors)
    var directory = entry("Root Entry", kind: 5, child: streams.isEmpty ? nil : 1)
    var content: [UInt8] = []
    var next = firstDirectory + directorySectors
    for (index, stream) in streams.enumerated() {
      let sectors = (lengths[index] + sector - 1) / sector
      chain(next, sectors)
      let right = index + 1 < streams.count ? index + 2 : nil
      directory += entry(stream.name, kind: 2, right: right, start: next, size: lengths[index])
      content += stream.content
      content += [UInt8](repeating: 0, count: sectors * sector - stream.content.count)
      next += sectors
    }
    while directory.count % sector != 0 { directory += emptyEntry }
    return header(tableSectors, outerSectors) + table.bytes + outer(tableSectors, outerSectors)
      + directory + content
  }

  /// How many sectors the table of sectors takes beside so many others: it tells of itself too, and
  /// of the sectors that tell where it is.
  private static func sectorsOfTable(for others: Int) -> (table: Int, outer: Int) {
    var tableSectors = 1
    var outerSectors = 0
    while true {
      let all = tableSectors + outerSectors + others
      outerSectors = max(0, tableSectors - 109 + 126) / 127
      guard all > tableSectors * 128 || all + 1 > tableSectors * 128 else { break }
      tableSectors += 1
    }
    return (tableSectors, outerSectors)
  }

  /// The first sector ([MS-CFB] 2.2).
  private static func header(_ tableSectors: Int, _ outerSectors: Int) -> [UInt8] {
    var header = Little(count: sector)
    header.replace(at: 0, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    header.put(0x3E, at: 24, size: 2)  // minor version
    header.put(3, at: 26, size: 2)  // major version: 512-byte sectors
    header.put(0xFFFE, at: 28, size: 2)  // little endian
    header.put(9, at: 30, size: 2)  // sector shift
    header.put(6, at: 32, size: 2)  // mini sector shift
    header.put(tableSectors, at: 44, size: 4)
    header.put(tableSectors + outerSectors, at: 48, size: 4)
    header.put(miniCutoff, at: 56, size: 4)
    header.put(endOfChain, at: 60, size: 4)  // no mini FAT
    header.put(outerSectors == 0 ? endOfChain : tableSectors, at: 68, size: 4)
    header.put(outerSectors, at: 72, size: 4)
    for index in 0..<109 {
      header.put(index < tableSectors ? index : unused, at: 76 + index * 4, size: 4)
    }
    return header.bytes
  }

  /// The sectors that tell where the table's sectors beyond the 109th are ([MS-CFB] 2.5).
  private static func outer(_ tableSectors: Int, _ outerSectors: Int) -> [UInt8] {
    var outer = Little(repeating: 0xFF, count: outerSectors * sector)
    for index in 109..<max(109, tableSectors) {
      let place = index - 109
      outer.put(index, at: (place / 127) * sector + (place % 127) * 4, size: 4)
    }
    for index in 0..<outerSectors {
      let following = index == outerSectors - 1 ? endOfChain : tableSectors + index + 1
      outer.put(following, at: index * sector + 127 * 4, size: 4)
    }
    return outer.bytes
  }

  private static let emptyEntry: [UInt8] = {
    var entry = Little(count: 128)
    for at in [68, 72, 76] { entry.put(unused, at: at, size: 4) }
    return entry.bytes
  }()

  private static func entry(
    _ name: String, kind: UInt8, child: Int? = nil, right: Int? = nil, start: Int = endOfChain,
    size: Int = 0
  ) -> [UInt8] {
    var entry = Little(count: 128)
    let units = Array(name.utf16).prefix(31)
    for (index, unit) in units.enumerated() { entry.put(Int(unit), at: index * 2, size: 2) }
    entry.put((units.count + 1) * 2, at: 64, size: 2)
    entry.put(Int(kind), at: 66, size: 1)
    entry.put(1, at: 67, size: 1)
    entry.put(unused, at: 68, size: 4)
    entry.put(right ?? unused, at: 72, size: 4)
    entry.put(child ?? unused, at: 76, size: 4)
    entry.put(start, at: 116, size: 4)
    entry.put(size, at: 120, size: 4)
    return entry.bytes
  }
}

/// Bytes with little-endian numbers at places and at the end.
struct Little {
  private(set) var bytes: [UInt8]

  init(repeating byte: UInt8 = 0, count: Int = 0) {
    bytes = [UInt8](repeating: byte, count: count)
  }

  mutating func put(_ value: Int, at offset: Int, size: Int) {
    for index in 0..<size {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
  }

  mutating func replace(at offset: Int, with new: [UInt8]) {
    bytes.replaceSubrange(offset..<(offset + new.count), with: new)
  }

  mutating func append8(_ value: Int) { bytes.append(UInt8(truncatingIfNeeded: value)) }

  mutating func append16(_ value: Int) {
    append8(value)
    append8(value >> 8)
  }

  mutating func append32(_ value: Int) {
    append16(value)
    append16(value >> 16)
  }

  mutating func append(_ number: Double) {
    let bits = number.bitPattern
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
  }

  mutating func append(_ more: [UInt8]) { bytes += more }
}
