import SheetModel
import Zip

/// An archive put together field by field, so that any field can be wrong.
struct HandMadeArchive {
  struct Entry {
    var name: [UInt8]
    var data: [UInt8]
    var flags: UInt16 = 0
    var method: UInt16 = 0
    var checksum: UInt32
    var size: UInt32
    var compressed: UInt32
    var localName: [UInt8]?
    var localMethod: UInt16?
    var localSize: UInt32?
    var localExtra: [UInt8] = []
    var extra: [UInt8] = []
    var offset: UInt32?
    var hasDescriptor = false
    /// What stands in the descriptor's place.
    var descriptor: [UInt8]?
    /// Whether the local header has zeros for checksum and sizes, without a descriptor.
    var isSilent = false

    init(_ name: String, _ text: String, checksum: UInt32 = 0) {
      self.name = Array(name.utf8)
      data = Array(text.utf8)
      self.checksum = checksum
      size = UInt32(data.count)
      compressed = UInt32(data.count)
    }
  }

  var entries: [Entry] = []
  var prefix: [UInt8] = []
  var comment: [UInt8] = []
  var suffix: [UInt8] = []
  /// Whether the end is told by the ZIP64 records, all narrow fields being ones.
  var isWide = false
  var disk: UInt16 = 0

  static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }

  private static func fields(_ pairs: [(UInt64, Int)]) -> [UInt8] {
    pairs.flatMap { number($0.0, $0.1) }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let start = UInt32(bytes.count)
      let flags = entry.flags | (entry.hasDescriptor ? 8 : 0)
      let local = entry.localName ?? entry.name
      let isLate = entry.hasDescriptor
      let isSilent = isLate || entry.isSilent
      bytes += Self.fields([
        (0x0403_4b50, 4), (20, 2), (UInt64(flags), 2),
        (UInt64(entry.localMethod ?? entry.method), 2), (0x21_0000, 4),
        (isSilent ? 0 : UInt64(entry.checksum), 4),
        (isSilent ? 0 : UInt64(entry.localSize ?? entry.compressed), 4),
        (isSilent ? 0 : UInt64(entry.localSize ?? entry.size), 4), (UInt64(local.count), 2),
        (UInt64(entry.localExtra.count), 2),
      ])
      bytes += local + entry.localExtra + entry.data
      if let descriptor = entry.descriptor {
        bytes += descriptor
      } else if isLate {
        bytes += Self.fields([
          (0x0807_4b50, 4), (UInt64(entry.checksum), 4), (UInt64(entry.compressed), 4),
          (UInt64(entry.size), 4),
        ])
      }
      directory += Self.fields([
        (0x0201_4b50, 4), (20, 2), (20, 2), (UInt64(flags), 2), (UInt64(entry.method), 2),
        (0x21_0000, 4), (UInt64(entry.checksum), 4), (UInt64(entry.compressed), 4),
        (UInt64(entry.size), 4), (UInt64(entry.name.count), 2), (UInt64(entry.extra.count), 2),
        (0, 2), (0, 2), (0, 2), (0, 4), (UInt64(entry.offset ?? start), 4),
      ])
      directory += entry.name + entry.extra
    }
    let start = UInt64(bytes.count)
    bytes += directory
    if isWide {
      let record = UInt64(bytes.count)
      bytes += Self.fields([
        (0x0606_4b50, 4), (44, 8), (45, 2), (45, 2), (0, 4), (0, 4), (UInt64(entries.count), 8),
        (UInt64(entries.count), 8), (UInt64(directory.count), 8), (start, 8),
        (0x0706_4b50, 4), (0, 4), (record, 8), (1, 4),
      ])
    }
    let ones = UInt64.max
    bytes += Self.fields([
      (0x0605_4b50, 4), (UInt64(disk), 2), (UInt64(disk), 2),
      (isWide ? ones : UInt64(entries.count), 2), (isWide ? ones : UInt64(entries.count), 2),
      (isWide ? ones : UInt64(directory.count), 4), (isWide ? ones : start, 4),
      (UInt64(comment.count), 2),
    ])
    return prefix + bytes + comment + suffix
  }
}

/// What a whole archive holds, or the first error met.
func contents(
  _ bytes: [UInt8], limits: ReadLimits = ReadLimits()
) -> Result<[String: [UInt8]], WorkbookError> {
  Result { () throws(WorkbookError) in
    let archive = try ZipArchive(MemorySource(bytes), limits: limits)
    var contents: [String: [UInt8]] = [:]
    for entry in archive.entries { contents[entry.name] = try archive.bytes(of: entry) }
    return contents
  }
}

extension Result where Failure == WorkbookError {
  var code: WorkbookError.Code? { error?.code }

  var error: WorkbookError? {
    if case .failure(let error) = self { return error }
    return nil
  }

  var success: Success? {
    if case .success(let value) = self { return value }
    return nil
  }
}

/// The CRC-32 of `abc`, which hand-made entries hold.
let abcChecksum: UInt32 = 0x3524_41C2
