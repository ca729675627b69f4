import Indicators

/// Finds reporting units by the names that officers write: with the rank, abbreviated or without.
struct UnitNames: Sendable {
  let registry: UnitRegistry
  private let byName: [[UInt8]: [Int]]

  init(_ registry: UnitRegistry) {
    self.registry = registry
    var byName: [[UInt8]: [Int]] = [:]
    for (index, unit) in registry.units.enumerated() {
      for name in [unit.name] + unit.aliases {
        let bare = Self.split(LabelKey(name)).name
        guard !bare.isEmpty, byName[bare]?.last != index else { continue }
        byName[bare, default: []].append(index)
      }
    }
    self.byName = byName
  }

  /// The code of the one unit of a name on a day, such as `UBND xã Bản Bo, huyện Tam Đường`.
  ///
  /// A unit of that name at another time is found only where its code was not given to a unit of
  /// another name since. Nil when no unit, or several, answer to the name.
  func code(of text: String, on day: CalendarDate?) -> String? {
    let parts = Self.parts(of: text)
    guard let first = parts.first else { return nil }
    let (rank, name) = Self.split(first)
    var found = (byName[name] ?? []).map { registry.units[$0] }
    if let rank {
      found = found.filter { LabelKey($0.level).bytes.starts(with: rank.bytes) }
    }
    if let day {
      let living = found.filter { $0.existed(on: day) }
      found = living.isEmpty ? found.filter { !isReused($0, name: name, on: day) } : living
    }
    if Set(found.map(\.code)).count > 1, parts.count > 1 {
      let above = Set(parts.dropFirst().map { Self.split($0).name })
      found = found.filter { unit in
        registry.units(code: unit.parentCode ?? "").contains {
          above.contains(Self.split(LabelKey($0.name)).name)
        }
      }
    }
    let codes = Set(found.map(\.code))
    return codes.count == 1 ? codes.first : nil
  }

  /// Whether a code's unit on a day, or on any day where none is given, answers to a name.
  func unit(code: String, on day: CalendarDate?, isCalled text: String) -> Bool {
    guard let first = Self.parts(of: text).first else { return false }
    let name = Self.split(first).name
    return registry.units(code: code).contains { unit in
      (day.map { unit.existed(on: $0) } ?? true)
        && ([unit.name] + unit.aliases).contains { Self.split(LabelKey($0)).name == name }
    }
  }

  /// Whether any unit, at any time, answers to a text; it may be several.
  func isName(_ text: String) -> Bool {
    guard let first = Self.parts(of: text).first else { return false }
    return byName[Self.split(first).name] != nil
  }

  private func isReused(_ unit: ReportingUnit, name: [UInt8], on day: CalendarDate) -> Bool {
    guard let present = registry.unit(code: unit.code, on: day) else { return false }
    return !([present.name] + present.aliases).contains {
      Self.split(LabelKey($0)).name == name
    }
  }

  // MARK: Names

  /// The unit's own name first, then the units above it.
  private static func parts(of text: String) -> [LabelKey] {
    text.split { $0 == "," || $0 == ";" || $0 == "–" || $0 == "(" }.flatMap { part in
      part.split(separator: " - ").map { LabelKey($0) }
    }.filter { !$0.isEmpty }
  }

  /// The rank that a name begins with, and the name without rank, blanks and apostrophes.
  private static func split(_ key: LabelKey) -> (rank: LabelKey?, name: [UInt8]) {
    var rest = key.bytes[...]
    for office in offices where rest.starts(with: office.bytes) {
      if let cut = rest.dropFirst(office.bytes.count).first, isSeparator(cut) {
        rest = rest.dropFirst(office.bytes.count + 1)
        break
      }
    }
    for (word, rank) in ranks where rest.starts(with: word.bytes) {
      let behind = rest.dropFirst(word.bytes.count)
      if let cut = behind.first, isSeparator(cut), behind.count > 1 {
        return (rank, bare(behind))
      }
    }
    return (nil, bare(rest))
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }

  private static func bare(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.filter { $0 != 0x20 && !LabelPunctuation.isPunctuation($0) }
  }

  private static let offices = ["Ủy ban nhân dân", "UBND", "HĐND"].map { LabelKey($0) }

  /// Longer words first: `thị trấn` before `t`.
  private static let ranks: [(word: LabelKey, rank: LabelKey)] = [
    ("thị trấn", "thị trấn"), ("thị xã", "thị xã"), ("thành phố", "thành phố"),
    ("đặc khu", "đặc khu"), ("phường", "phường"), ("huyện", "huyện"), ("quận", "quận"),
    ("tỉnh", "tỉnh"), ("xã", "xã"), ("tt", "thị trấn"), ("tp", "thành phố"), ("tx", "thị xã"),
    ("đk", "đặc khu"), ("p", "phường"), ("x", "xã"), ("h", "huyện"), ("q", "quận"),
    ("t", "tỉnh"),
  ].map { (LabelKey($0.0), LabelKey($0.1)) }
}
