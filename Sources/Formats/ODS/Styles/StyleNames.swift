import Text

/// Style names and what they stand for, looked up by bytes: a lookup per cell makes no string.
struct StyleNames {
  private var slots: [Int32] = [Int32](repeating: -1, count: 64)
  private var entries: [(start: Int, count: Int, value: Int)] = []
  private var bytes: [UInt8] = []

  /// Adds a name; the last of two equal names counts.
  mutating func insert(_ name: String, _ value: Int) {
    if (entries.count + 1) * 2 > slots.count { grow() }
    let start = bytes.count
    bytes.append(contentsOf: name.utf8)
    let count = bytes.count - start
    let slot = bytes.withUnsafeBytes { raw in
      find(UnsafeRawBufferPointer(rebasing: raw[start..<(start + count)]), in: raw)
    }
    if slots[slot] < 0 {
      slots[slot] = Int32(truncatingIfNeeded: entries.count)
      entries.append((start, count, value))
    } else {
      entries[Int(slots[slot])].value = value
    }
  }

  /// What a name stands for.
  func value(of name: UnsafeRawBufferPointer) -> Int? {
    let entry = bytes.withUnsafeBytes { slots[find(name, in: $0)] }
    return entry < 0 ? nil : entries[Int(entry)].value
  }

  /// The slot that holds the name, or the free one where it belongs.
  private func find(_ name: UnsafeRawBufferPointer, in all: UnsafeRawBufferPointer) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(name)) & mask
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.count == name.count {
        var index = 0
        while index < entry.count, all[entry.start + index] == name[index] { index += 1 }
        if index == entry.count { break }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, entry) in entries.enumerated() {
      let slot = bytes.withUnsafeBytes { raw in
        find(
          UnsafeRawBufferPointer(rebasing: raw[entry.start..<(entry.start + entry.count)]),
          in: raw)
      }
      slots[slot] = Int32(truncatingIfNeeded: index)
    }
  }

  /// FNV-1a, its upper bits mixed into the lower ones that are looked at.
  private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    let hash = FNV1a.of(name)
    return hash ^ (hash >> 29)
  }
}
