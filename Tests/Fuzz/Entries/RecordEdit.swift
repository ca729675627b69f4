/// The records of an old binary workbook's stream, to be changed one by one.
struct RecordEdit {
  private struct Record {
    var type: UInt16
    var body: [UInt8]
  }

  private var records: [Record] = []

  /// The records that bytes begin with; nil where the first is none that begins a stream.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, bytes[0] == 9, bytes[1] <= 8 else { return nil }
    var at = 0
    while at + 4 <= bytes.count, records.count < 4096 {
      let type = UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
      let length = Int(bytes[at + 2]) | Int(bytes[at + 3]) << 8
      let end = min(bytes.count, at + 4 + length)
      records.append(Record(type: type, body: Array(bytes[(at + 4)..<end])))
      at = end
    }
  }

  private static let types: [UInt16] = [
    0x0006, 0x000A, 0x0012, 0x0022, 0x002F, 0x0031, 0x003C, 0x0041, 0x0042, 0x007D, 0x0081, 0x0085,
    0x0092, 0x00BD, 0x00BE, 0x00D6, 0x00E0, 0x00E5, 0x00FC, 0x00FD, 0x0200, 0x0201, 0x0203, 0x0204,
    0x0205, 0x0207, 0x0208, 0x0221, 0x023E, 0x027E, 0x041E, 0x04BC, 0x0809,
  ]

  private static let values: [Int] = [
    0, 1, 2, 3, 4, 5, 8, 15, 16, 17, 60, 64, 127, 128, 255, 256, 1023, 8224, 16_383, 16_384, 32_767,
    32_768, 65_534, 65_535,
  ]

  /// Changes a record, or their order.
  mutating func change(_ random: inout MutationRandom) {
    guard !records.isEmpty else { return }
    let index = random.below(records.count)
    let other = random.below(records.count)
    let count = records[index].body.count
    switch random.below(12) {
    case 0: if records.count > 1 { records.remove(at: index) }
    case 1: records.insert(records[index], at: other)
    case 2: records.swapAt(index, other)
    case 3: records[index].type = Self.types[random.below(Self.types.count)]
    case 4: records[index].body = Array(records[index].body.prefix(random.below(count + 1)))
    case 5: records[index].body += records[other].body.prefix(random.below(64))
    case 6:
      // The rest goes on in a record of its own.
      let cut = random.below(count + 1)
      let rest = Array(records[index].body[cut...])
      let head: [UInt8] = random.oneIn(2) ? [UInt8(random.below(2))] : []
      records[index].body = Array(records[index].body[..<cut])
      records.insert(Record(type: 0x003C, body: head + rest), at: index + 1)
    case 7:
      if count > 0 { records[index].body[random.below(count)] = UInt8(random.below(256)) }
    default:
      guard count > 1 else { return }
      let value = Self.values[random.below(Self.values.count)]
      let at = random.below(count / 2) * 2
      records[index].body[at] = UInt8(truncatingIfNeeded: value)
      records[index].body[at + 1] = UInt8(truncatingIfNeeded: value >> 8)
    }
  }

  /// The stream; each announced sheet is placed where the next one begins, if that is asked for.
  func bytes(placingSheets: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    var places: [Int] = []
    var begins: [Int] = []
    for record in records {
      if record.type == 0x0085, record.body.count >= 4 { places.append(bytes.count + 4) }
      if record.type == 0x0809 { begins.append(bytes.count) }
      let length = min(record.body.count, 0xFFFF)
      bytes += [UInt8(record.type & 0xFF), UInt8(record.type >> 8)]
      bytes += [UInt8(length & 0xFF), UInt8(length >> 8)]
      bytes += record.body.prefix(length)
    }
    guard placingSheets else { return bytes }
    for (place, begin) in zip(places, begins.dropFirst()) {
      for shift in 0..<4 { bytes[place + shift] = UInt8(truncatingIfNeeded: begin >> (8 * shift)) }
    }
    return bytes
  }
}
