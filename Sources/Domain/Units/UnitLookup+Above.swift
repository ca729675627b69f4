import Indicators
import VietnameseText

/// The provinces and districts that people write beside a unit, held against those that it is in.
extension UnitLookup {
  /// What is stated of the units above one: names with a rank above communes, and names of provinces.
  ///
  /// Other pieces behind a unit's name (`Trạm y tế`, `năm 2024`) say nothing of where it is.
  func above(_ names: some Sequence<UnitNameText.Name>) -> [UnitNameText.Name] {
    names.filter { name in
      if name.bare.isEmpty { return false }
      if let rank = name.rank { return Self.ranksAbove.contains(rank) }
      return Provinces.names.contains(name.bare) || isAboveCommunes(name)
    }
  }

  /// Whether every one of the units stated above is one that a code's unit was in at some time.
  ///
  /// The time does not count: of a commune whose district ended in 2025 the letterhead may still say
  /// it, and a code stays in its place when it is given to another commune.
  func isCode(_ code: String, within above: [UnitNameText.Name]) -> Bool {
    if above.isEmpty { return true }
    guard let names = namesAbove(code) else { return true }
    return above.allSatisfy { name in
      // `Bà Rịa - Vũng Tàu` is two pieces of a text.
      names.contains(name.bare)
        || (name.bare.count > 5 && names.contains { $0.starts(with: name.bare) })
    }
  }

  /// The unit of the name of a text that the province or district beside it leaves out; nil where the
  /// text is in order or its name is that of no unit, or of several.
  package func misplaced(_ text: String, on day: CalendarDate?) -> ReportingUnit? {
    let names = UnitNameText(text).names
    guard let own = names.first, !above(names.dropFirst()).isEmpty, units(named: names).isEmpty
    else { return nil }
    let found = units(named: [own])
    guard Set(found.map(\.code)).count == 1 else { return nil }
    return day.flatMap { day in found.first { $0.mayHaveExisted(on: day) } } ?? found.last
  }

  /// Whether the provinces and districts in a text are ones that a code's unit was in; a first name
  /// without a rank is the unit's own.
  package func isCode(_ code: String, whereStatedIn text: String) -> Bool {
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
    let names = UnitNameText(text).names
    let stated = above(names.first?.rank == nil ? names.dropFirst() : names[...])
    return isCode(code, within: stated.filter { !isName($0, ofCode: code) })
  }

  /// The unit directly or indirectly above that a reader would name: the highest one on a day.
  package func province(of unit: ReportingUnit, on day: CalendarDate?) -> ReportingUnit? {
    var top: ReportingUnit?
    var code = unit.parentCode
    for _ in 0..<UnitRegistry.mostLevels {
      guard let parent = code else { break }
      let units = registry.units(code: parent)
      guard let found = day.flatMap({ registry.unit(code: parent, on: $0) }) ?? units.last else {
        break
      }
      top = found
      code = found.parentCode
    }
    return top
  }

  // MARK: Letterheads

  /// Whether the office in a letterhead (`UBND xã Bản Bo`) may stand over a form of a code's unit: it
  /// is that unit's within the days, or one that the unit is in.
  ///
  /// True where the text names no place for sure.
  package func mayHead(_ text: String, formOf code: String, in days: ClosedRange<CalendarDate>)
    -> Bool
  {
    let names = UnitNameText(text).names
    guard let name = names.first, !name.bare.isEmpty else { return true }
    if units(code: code, in: days).contains(where: { isCalled($0, name) }) {
      return isCode(code, within: above(names.dropFirst()))
    }
    guard let above = namesAbove(code) else { return true }
    if above.contains(name.bare), name.rank.map(Self.ranksAbove.contains) ?? true {
      return true
    }
    guard let rank = name.rank else { return !byName.has(name.bare) }
    if byName.has(name.bare) || Self.ranksAbove.contains(rank) { return false }
    // Behind the name of an office that is not known may stand anything: `UBND xã Bản Bo báo cáo`.
    let bares = registry.units(code: code).map { UnitNameText.name($0.name, level: $0.level).bare }
    return name.bare.count > Self.longestName || bares.contains { name.bare.starts(with: $0) }
  }

  // MARK: Names above

  private static let longestName = 24

  private static let ranksAbove = Set(
    ["huyện", "quận", "thị xã", "thành phố", "tỉnh"].map { LabelKey($0) })

  private func isAboveCommunes(_ name: UnitNameText.Name) -> Bool {
    byName[name.bare].contains { Self.isAbove(registry.units[$0]) }
  }

  private static func isAbove(_ unit: ReportingUnit) -> Bool {
    let level = LabelKey(unit.level)
    return ranksAbove.contains { level.hasPrefix($0) }
  }

  private func isName(_ name: UnitNameText.Name, ofCode code: String) -> Bool {
    registry.units(code: code).contains { Self.isAbove($0) && isCalled($0, name) }
  }

  /// The names of all units that a code's units were in at any time; nil where one of them is not
  /// known, for then nothing is to be said of it.
  private func namesAbove(_ code: String) -> Set<[UInt8]>? {
    var names: Set<[UInt8]> = []
    var open = [code]
    var seen: Set<String> = [code]
    while let next = open.popLast() {
      let units = registry.units(code: next)
      if units.isEmpty { return nil }
      for unit in units {
        if next != code {
          for name in [unit.name] + unit.aliases {
            names.insert(UnitNameText.name(name, level: unit.level).bare)
          }
        }
        if let parent = unit.parentCode, seen.insert(parent).inserted { open.append(parent) }
      }
    }
    return names
  }
}

extension ReportingUnit {
  /// Whether the unit existed, as far as is established, on one of some days.
  package func mayHaveExisted(in days: ClosedRange<CalendarDate>) -> Bool {
    ((earliestFrom ?? validFrom).map { $0 <= days.upperBound } ?? true)
      && (validTo.map { days.lowerBound <= $0 } ?? true)
  }
}

/// The names of all provinces and central cities since 2004, whether a list of units has them or not:
/// `Xã Tân Hưng, Cà Mau` names a province without its rank.
///
/// Quyết định 124/2004/QĐ-TTg with Nghị quyết 15/2008/QH12; those of Nghị quyết 202/2025/QH15 are
/// among them but for Huế.
enum Provinces {
  static let names: Set<[UInt8]> = Set(
    """
    Hà Nội,Hà Giang,Cao Bằng,Bắc Kạn,Tuyên Quang,Lào Cai,Điện Biên,Lai Châu,Sơn La,Yên Bái,Hòa Bình,\
    Thái Nguyên,Lạng Sơn,Quảng Ninh,Bắc Giang,Phú Thọ,Vĩnh Phúc,Bắc Ninh,Hải Dương,Hải Phòng,Hưng Yên,\
    Thái Bình,Hà Nam,Nam Định,Ninh Bình,Thanh Hóa,Nghệ An,Hà Tĩnh,Quảng Bình,Quảng Trị,Thừa Thiên Huế,\
    Huế,Đà Nẵng,Quảng Nam,Quảng Ngãi,Bình Định,Phú Yên,Khánh Hòa,Ninh Thuận,Bình Thuận,Kon Tum,Gia Lai,\
    Đắk Lắk,Đắk Nông,Lâm Đồng,Bình Phước,Tây Ninh,Bình Dương,Đồng Nai,Bà Rịa - Vũng Tàu,Hồ Chí Minh,\
    Long An,Tiền Giang,Bến Tre,Trà Vinh,Vĩnh Long,Đồng Tháp,An Giang,Kiên Giang,Cần Thơ,Hậu Giang,\
    Sóc Trăng,Bạc Liêu,Cà Mau,Hà Tây
    """.split(separator: ",").map { LooseKey($0).bytes })
}
