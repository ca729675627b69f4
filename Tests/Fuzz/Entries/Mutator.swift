import SheetModel
import Zip

/// Changes inputs so that they stay what the readers look at: XML by its elements, archives by
/// their parts with sizes and checksums made good again.
package struct Mutator {
  /// Changes bytes blindly, within a size: what libFuzzer does of itself.
  package typealias Blind = (_ bytes: [UInt8], _ mostBytes: Int) -> [UInt8]

  private let target: FuzzTarget
  private let blind: Blind
  private var random: MutationRandom

  /// A mutator of one target's inputs; a seed always gives the same changes.
  package init(_ target: FuzzTarget, seed: UInt32, blind: @escaping Blind) {
    self.target = target
    self.blind = blind
    random = MutationRandom(seed: UInt64(seed))
  }

  /// The bytes after one change, at most so many.
  package mutating func mutate(_ bytes: [UInt8], mostBytes: Int) -> [UInt8] {
    var changed: [UInt8]
    switch target {
    case .csv, .legacyText, .numberFormat: changed = blind(bytes, mostBytes)
    case .sheet, .sharedStrings, .styles, .odsContent:
      changed = mutatePart(bytes, mostBytes: mostBytes)
    case .xls:
      changed = mutateRecords(bytes) ?? blind(bytes, mostBytes)
    case .zip, .workbook:
      let isRaw = random.oneIn(target == .zip ? 2 : 6)
      let repacked = isRaw ? nil : mutateArchive(bytes, mostBytes: mostBytes)
      changed = repacked ?? mutatePart(bytes, mostBytes: mostBytes)
    }
    if changed.count > mostBytes || changed.isEmpty { changed = blind(bytes, mostBytes) }
    return changed
  }

  /// A change of XML by its elements, or of any bytes blindly.
  private mutating func mutatePart(_ bytes: [UInt8], mostBytes: Int) -> [UInt8] {
    guard !random.oneIn(2), var edit = XMLEdit(bytes) else { return blind(bytes, mostBytes) }
    for _ in 0...random.below(3) { edit.change(&random) }
    return edit.bytes
  }

  /// A change of the records of a bare stream; nil for what is to be changed blindly.
  private mutating func mutateRecords(_ bytes: [UInt8]) -> [UInt8]? {
    guard !random.oneIn(4), var edit = RecordEdit(bytes) else { return nil }
    for _ in 0...random.below(3) { edit.change(&random) }
    return edit.bytes(placingSheets: !random.oneIn(4))
  }

  /// A change of one part of an archive; nil for bytes that are none.
  private mutating func mutateArchive(_ bytes: [UInt8], mostBytes: Int) -> [UInt8]? {
    guard
      let archive = try? ZipArchive(MemorySource(bytes), limits: FuzzTarget.limits),
      !archive.entries.isEmpty
    else { return nil }
    var parts: [(name: String, bytes: [UInt8])] = []
    for entry in archive.entries {
      guard let bytes = try? archive.bytes(of: entry) else { continue }
      parts.append((entry.name, bytes))
    }
    guard !parts.isEmpty else { return nil }
    let index = random.below(parts.count)
    switch random.below(24) {
    case 0: parts.remove(at: index)
    case 1: parts.swapAt(index, random.below(parts.count))
    case 2: parts[index].bytes = parts[random.below(parts.count)].bytes
    case 3: parts[index].name = parts[index].name.uppercased()
    default: parts[index].bytes = mutatePart(parts[index].bytes, mostBytes: mostBytes)
    }
    return try? packed(parts)
  }

  /// An archive of parts, some stored and some deflated.
  private mutating func packed(_ parts: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(sink, level: 1)
    let isStored = random.oneIn(4)
    for part in parts {
      if isStored || part.name == "mimetype" {
        try writer.addStored(part.name, part.bytes)
      } else {
        try writer.beginEntry(part.name)
        try writer.write(part.bytes)
        try writer.endEntry()
      }
    }
    try writer.finish()
    return sink.bytes
  }
}
