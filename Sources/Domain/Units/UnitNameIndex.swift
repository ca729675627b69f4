import VietnameseText

/// Which units of a registry answer to a name: a number of each name's letters, so that the names of a
/// country need not be kept once more; whoever is found is asked for its name again.
struct UnitNameIndex: Sendable {
  private struct Entry {
    var letters: UInt64
    var unit: Int32
    var next: Int32
  }

  private let registry: UnitRegistry
  private var entries: [Entry] = []
  /// The first entry of each slot, by the low bits of the letters; -1 for none.
  private var slots: [Int32]

  init(_ registry: UnitRegistry) {
    self.registry = registry
    let units = registry.units
    entries.reserveCapacity(units.count * 2)
    var size = 64
    while size < units.count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    var level = ""
    var rank = LabelKey(level)
    // From the last to the first, so that each slot has its units in their order.
    for index in units.indices.reversed() {
      if units[index].level != level {
        level = units[index].level
        rank = LabelKey(level)
      }
      let start = entries.count
      add(units[index].name, rank, of: index, from: start)
      for alias in units[index].aliases { add(alias, rank, of: index, from: start) }
    }
  }

  private mutating func add(_ name: String, _ rank: LabelKey, of unit: Int, from start: Int) {
    let name = UnitNameText.name(LabelKey(name), rank: rank)
    for bare in [name.bare, name.whole] where !bare.isEmpty {
      let letters = LooseKey.fingerprint(of: bare)
      if entries[start...].contains(where: { $0.letters == letters }) { continue }
      let slot = Int(truncatingIfNeeded: letters) & (slots.count - 1)
      entries.append(
        Entry(letters: letters, unit: Int32(truncatingIfNeeded: unit), next: slots[slot]))
      slots[slot] = Int32(truncatingIfNeeded: entries.count - 1)
    }
  }

  /// The places in the registry of the units that a name, with or without its rank, is one of.
  subscript(bare: [UInt8]) -> [Int] {
    let letters = LooseKey.fingerprint(of: bare)
    var found: [Int] = []
    var index = slots[Int(truncatingIfNeeded: letters) & (slots.count - 1)]
    while index >= 0 {
      let entry = entries[Int(index)]
      if entry.letters == letters, isCalled(registry.units[Int(entry.unit)], bare) {
        found.append(Int(entry.unit))
      }
      index = entry.next
    }
    return found
  }

  /// Whether any unit answers to a name.
  func has(_ bare: [UInt8]) -> Bool { !self[bare].isEmpty }

  private func isCalled(_ unit: ReportingUnit, _ bare: [UInt8]) -> Bool {
    guard !bare.isEmpty else { return false }
    return ([unit.name] + unit.aliases).contains {
      let name = UnitNameText.name($0, level: unit.level)
      return name.bare == bare || name.whole == bare
    }
  }
}
