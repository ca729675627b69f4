import Foundation
import Text

/// A made-up nation with as many units as the real one, and the same fate: on 1 July 2025 its 63
/// provinces became 34, its 696 districts ended, and of 10,035 communes 3,321 were made.
///
/// 14,122 units and 11,297 successions; always the same bytes. Names, codes and borders are invented, and
/// every line says so: `placeholder`, with a source that is none. Codes are given as the real ones were:
/// a new commune takes that of one of its parts, and so most old codes mean another commune afterwards.
struct Nation {
  static let provinces = 63
  static let provincesAfter = 34
  static let districts = 696
  static let communes = 10_035
  static let communesAfter = 3_321
  /// Provinces that became cities in 2026, and so have two lines.
  static let risen = 7
  /// Communes that were divided in two, and communes of which land without people went elsewhere.
  static let divided = 337
  static let withoutLand = 193

  static let source = "GIẢ LẬP: tên, mã và địa giới đều bịa ra để thử, không phải đơn vị thật"
  static let decision = "0000/NQ-GIA-LAP"

  struct Unit {
    var code: String
    var name: String
    var level: String
    /// The number of the group of provinces that it is in after the change.
    var group: Int
  }

  private var units: [[[String]]] = Array(repeating: [], count: provincesAfter)
  private var successions: [[[String]]] = Array(repeating: [], count: provincesAfter)
  private var seats: [Unit] = []
  private var oldCommunes: [[Unit]] = Array(repeating: [], count: provincesAfter)
  /// How many communes of each group were divided, and how many lost land.
  private var spent = Array(repeating: (split: 0, land: 0), count: provincesAfter)

  /// The whole nation.
  init() {
    makeProvinces()
    makeDistrictsAndCommunes()
    for group in 0..<Self.provincesAfter { merge(group) }
  }

  /// How much of a number each of so many gets, as even as can be.
  private static func share(_ whole: Int, _ index: Int, of count: Int) -> Int {
    whole / count + (index < whole % count ? 1 : 0)
  }

  private static func group(of province: Int) -> Int { province % provincesAfter }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  // MARK: Before

  private mutating func makeProvinces() {
    var names = NationNames(of: "nation")
    for index in 0..<Self.provinces {
      let unit = Unit(
        code: Self.digits(index + 10, 2), name: names.next(), level: "tỉnh",
        group: Self.group(of: index))
      seats.append(unit)
      let isRisen = index < Self.risen
      let isLast = index >= Self.provincesAfter
      units[unit.group].append(
        record(unit, parent: "", to: isLast ? "2025-06-30" : isRisen ? "2026-04-29" : ""))
      if isRisen {
        var city = unit
        city.level = "thành phố trực thuộc trung ương"
        units[unit.group].append(record(city, parent: "", from: "2026-04-30", rank: "thành phố"))
        rise(unit)
      }
      if isLast { go(unit, to: seats[unit.group], "whole") }
    }
  }

  private mutating func rise(_ unit: Unit) {
    successions[unit.group].append([
      unit.code, title(unit), unit.code, "Thành phố \(unit.name)", "2026-04-30", "whole", "", "",
      Self.decision, "placeholder", Self.source,
    ])
  }

  private mutating func makeDistrictsAndCommunes() {
    var (district, commune) = (0, 0)
    for (index, province) in seats.enumerated() {
      var names = NationNames(of: province.code)
      var codes: [String] = []
      for place in 0..<Self.share(Self.districts, index, of: Self.provinces) {
        let level = place == 0 ? "thành phố" : place % 5 == 1 ? "thị xã" : "huyện"
        let unit = Unit(
          code: String(100 + district), name: names.next(), level: level, group: province.group)
        district += 1
        codes.append(unit.code)
        units[unit.group].append(record(unit, parent: province.code, to: "2025-06-30"))
        go(unit, to: nil, "ended")
      }
      let count = Self.share(Self.communes, index, of: Self.provinces)
      for place in 0..<count {
        let seat = place % codes.count
        let level =
          seat == 0 ? "phường" : place < codes.count ? "thị trấn" : "xã"
        let unit = Unit(
          code: Self.digits(13 + commune * 9, 5), name: names.next(), level: level,
          group: province.group)
        commune += 1
        oldCommunes[unit.group].append(unit)
        units[unit.group].append(record(unit, parent: codes[seat], to: "2025-06-30"))
      }
    }
  }

  // MARK: What they became

  private mutating func merge(_ group: Int) {
    let old = oldCommunes[group]
    let count = Self.share(Self.communesAfter, group, of: Self.provincesAfter)
    let split = Self.share(Self.divided, group, of: Self.provincesAfter)
    let land = Self.share(Self.withoutLand, group, of: Self.provincesAfter)
    let province = seats[group]
    var names = NationNames(of: "new \(province.code)")
    var made: [Unit] = []
    for index in 0..<count {
      let parts = old[(index * old.count / count)..<((index + 1) * old.count / count)]
      let first = parts[parts.startIndex + index % parts.count]
      let level = first.level == "phường" ? "phường" : index % 997 == 13 ? "đặc khu" : "xã"
      let unit = Unit(
        code: first.code, name: names.next(), level: level, group: group)
      made.append(unit)
      units[group].append(record(unit, parent: province.code, from: "2025-07-01"))
      for part in parts.indices { send(old[part], at: part, to: index, made: made, split, land) }
    }
  }

  /// Sends a commune into the one that is being made; some to the one before too.
  private mutating func send(
    _ old: Unit, at place: Int, to index: Int, made: [Unit], _ split: Int, _ land: Int
  ) {
    // Every seventh may be divided, every seventh next to it lose land, until there are enough.
    let turn = place / 7
    let hasOther = index > 0 && made[index - 1].code != old.code
    let other = hasOther ? made[index - 1] : made[index]
    if hasOther, place % 7 == 3, spent[old.group].split < split {
      spent[old.group].split += 1
      let people = Int(SyntheticCommune.mix(UInt64(turn), old.code) % 4_000)
      // Of every third it is not known how many live in each part.
      let isCounted = turn % 3 > 0
      go(old, to: made[index], "part", people: isCounted ? 1_200 + people : nil)
      go(old, to: other, "part", people: isCounted ? 300 + people / 5 : nil)
    } else {
      go(old, to: made[index], "whole")
      if hasOther, place % 7 == 5, spent[old.group].land < land {
        spent[old.group].land += 1
        go(old, to: other, "territory")
      }
    }
  }

  // MARK: Records

  private static func capital(_ level: String) -> String {
    level.prefix(1).uppercased() + level.dropFirst()
  }

  private func title(_ unit: Unit) -> String { Self.capital(unit.level) + " " + unit.name }

  private func record(
    _ unit: Unit, parent: String, from: String = "", to: String = "", rank: String? = nil
  ) -> [String] {
    let name = Self.capital(rank ?? unit.level) + " " + unit.name
    return [unit.code, name, "", parent, unit.level, from, to, "placeholder", Self.source]
  }

  private mutating func go(_ old: Unit, to new: Unit?, _ extent: String, people: Int? = nil) {
    successions[old.group].append([
      old.code, title(old), new?.code ?? "", new.map(title) ?? "", "2025-07-01", extent,
      people.map(String.init) ?? "", "", Self.decision, "placeholder", Self.source,
    ])
  }

  // MARK: Files

  /// Writes a folder of templates with these units in the place of the real ones.
  func write(to folder: String, templates: String) throws {
    let files = FileManager.default
    try? files.removeItem(atPath: folder)
    try files.createDirectory(
      atPath: folder + "/units/successions", withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: templates).sorted() where name != "units" {
      try files.copyItem(atPath: "\(templates)/\(name)", toPath: "\(folder)/\(name)")
    }
    try files.copyItem(
      atPath: templates + "/units/import", toPath: folder + "/units/import")
    for group in 0..<Self.provincesAfter {
      let name = "gia-lap-\(seats[group].code).csv"
      try write(
        [
          "code", "name", "aliases", "parent_code", "level", "valid_from", "valid_to", "confidence",
          "source",
        ], units[group], to: "\(folder)/units/\(name)")
      try write(
        [
          "old_code", "old_name", "new_code", "new_name", "date", "extent", "weight_population",
          "weight_children", "legal_basis", "confidence", "source",
        ], successions[group], to: "\(folder)/units/successions/\(name)")
    }
  }

  private func write(_ head: [String], _ records: [[String]], to path: String) throws {
    var bytes: [UInt8] = []
    for record in [head] + records { CSVLine.append(record, to: &bytes) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}
