/// A small OLE compound file ([MS-CFB]) with empty-looking streams of given names.
///
/// Old binary workbooks and password-protected OOXML workbooks are such containers; what tells them
/// apart is the names of their streams.
enum CompoundFile {
  /// The bytes of a container with one sector of zeros for each named stream.
  static func bytes(streams: [String]) -> [UInt8] {
    let sector = 512
    let miniCutoff = 4096
    let streamSectors = miniCutoff / sector
    var header = [UInt8](repeating: 0, count: sector)
    header.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    put(0x3E, at: 24, size: 2, in: &header)  // minor version
    put(3, at: 26, size: 2, in: &header)  // major version: 512-byte sectors
    put(0xFFFE, at: 28, size: 2, in: &header)  // little endian
    put(9, at: 30, size: 2, in: &header)  // sector shift
    put(6, at: 32, size: 2, in: &header)  // mini sector shift
    put(1, at: 44, size: 4, in: &header)  // one FAT sector
    put(1, at: 48, size: 4, in: &header)  // the directory begins at sector 1
    put(miniCutoff, at: 56, size: 4, in: &header)
    put(0xFFFF_FFFE, at: 60, size: 4, in: &header)  // no mini FAT
    put(0xFFFF_FFFE, at: 68, size: 4, in: &header)  // no further DIFAT
    for index in 0..<109 {
      put(index == 0 ? 0 : 0xFFFF_FFFF, at: 76 + index * 4, size: 4, in: &header)
    }

    var table = [UInt8](repeating: 0xFF, count: sector)
    put(0xFFFF_FFFD, at: 0, size: 4, in: &table)
    put(0xFFFF_FFFE, at: 4, size: 4, in: &table)
    var directory: [UInt8] = entry("Root Entry", kind: 5, child: streams.isEmpty ? nil : 1)
    for (index, name) in streams.prefix(3).enumerated() {
      let first = 2 + index * streamSectors
      for step in 0..<streamSectors {
        let next = step == streamSectors - 1 ? 0xFFFF_FFFE : first + step + 1
        put(next, at: (first + step) * 4, size: 4, in: &table)
      }
      let right = index + 1 < min(3, streams.count) ? index + 2 : nil
      directory += entry(name, kind: 2, right: right, start: first, size: miniCutoff)
    }
    directory += [UInt8](repeating: 0, count: max(0, sector - directory.count))
    let content = [UInt8](repeating: 0, count: min(3, streams.count) * miniCutoff)
    return header + table + directory + content
  }

  private static func entry(
    _ name: String, kind: UInt8, child: Int? = nil, right: Int? = nil, start: Int = 0xFFFF_FFFE,
    size: Int = 0
  ) -> [UInt8] {
    var entry = [UInt8](repeating: 0, count: 128)
    let units = Array(name.utf16).prefix(31)
    for (index, unit) in units.enumerated() { put(Int(unit), at: index * 2, size: 2, in: &entry) }
    put((units.count + 1) * 2, at: 64, size: 2, in: &entry)
    entry[66] = kind
    entry[67] = 1
    put(0xFFFF_FFFF, at: 68, size: 4, in: &entry)
    put(right ?? 0xFFFF_FFFF, at: 72, size: 4, in: &entry)
    put(child ?? 0xFFFF_FFFF, at: 76, size: 4, in: &entry)
    put(start, at: 116, size: 4, in: &entry)
    put(size, at: 120, size: 4, in: &entry)
    return entry
  }

  private static func put(_ value: Int, at offset: Int, size: Int, in bytes: inout [UInt8]) {
    for index in 0..<size { bytes[offset + index] = UInt8((value >> (8 * index)) & 0xFF) }
  }
}
