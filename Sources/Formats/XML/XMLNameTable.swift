/// Finds the id of a name by the addresses at which the parser's dictionary keeps it.
///
/// Open addressing, at most half full. An address is enough because the dictionary keeps each
/// string once.
struct XMLNameTable {
  private struct Slot {
    var local: UnsafeRawPointer?
    var namespace: UnsafeRawPointer?
    var id: UInt16
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int

  /// A table without names.
  init() { self.init(count: 0) }

  /// A table with room for a number of names.
  init(count: Int) {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(local: nil, namespace: nil, id: 0), count: capacity)
  }

  func deallocate() { slots.deallocate() }

  /// Adds a name; one that is there already keeps its id.
  mutating func insert(_ id: UInt16, _ local: UnsafeRawPointer, _ namespace: UnsafeRawPointer?) {
    var index = place(local, namespace)
    while slots[index].local != nil {
      if slots[index].local == local, slots[index].namespace == namespace { return }
      index = (index + 1) & mask
    }
    slots[index] = Slot(local: local, namespace: namespace, id: id)
  }

  /// The id of a name; 0 for one that was not added.
  @inline(__always)
  func id(_ local: UnsafeRawPointer?, _ namespace: UnsafeRawPointer?) -> UInt16 {
    var index = place(local, namespace)
    while let known = slots[index].local {
      if known == local, slots[index].namespace == namespace { return slots[index].id }
      index = (index + 1) & mask
    }
    return 0
  }

  /// Dictionary strings stand side by side, unaligned, so all bits of an address count.
  @inline(__always)
  private func place(_ local: UnsafeRawPointer?, _ namespace: UnsafeRawPointer?) -> Int {
    let mixed = UInt(bitPattern: local) ^ (UInt(bitPattern: namespace) &* 31)
    return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
  }
}
