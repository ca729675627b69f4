import FormModel
import Indicators

/// A made-up register: the very children that the commune's forms count, under made-up names.
extension SyntheticCommune {
  /// The rows of a register of all children in special circumstances.
  func records(
    of register: RegisterDefinition, period: ReportingPeriod, set: IndicatorSet
  ) -> [[Int: RegisterField.Value]] {
    specialChildren.enumerated().map { number, child in
      var record: [Int: RegisterField.Value] = [:]
      for (index, column) in register.columns.enumerated() {
        record[index] = value(of: column, child, number: number + 1, period: period, set: set)
      }
      return record
    }
  }

  private func value(
    of column: RegisterColumn, _ child: Member, number: Int, period: ReportingPeriod,
    set: IndicatorSet
  ) -> RegisterField.Value? {
    let birth = Self.birth(of: child, on: period.lastDay)
    switch column.id {
    case "name": return .text("Trẻ em mẫu số \(Self.digits(number, 3))")
    case "birth-date": return birth.map { .date($0) }
    case "sex": return .categories([child.isMale ? "male" : "female"])
    case "ethnic-group": return .text(Self.ethnicGroups[child.draw("ethnic group") % 4])
    case "personal-number":
      // Province 012, digit of sex and century (2 boy, 3 girl after 2000), year, six digits.
      let year = Self.digits((birth?.year ?? 2015) % 100, 2)
      return .text("012\(child.isMale ? 2 : 3)\(year)\(Self.digits(910_000 + number, 6))")
    case "hamlet": return .text("Bản Mẫu \(child.draw("hamlet") % 9 + 1)")
    case "circumstances":
      guard let groups = set.breakdown("circumstance")?.categories else { return nil }
      let own = child.categories(in: "circumstance", of: groups.count).sorted()
      return .categories(own.map { groups[$0].id })
    case "supported": return child.draw("helped") < 912 ? .flag(true) : nil
    default: return nil
    }
  }

  /// A birth date that makes the child exactly so many months old on a day.
  private static func birth(of child: Member, on day: CalendarDate) -> CalendarDate? {
    let months = day.year * 12 + day.month - 1 - child.months
    return CalendarDate(
      year: months / 12, month: months % 12 + 1, day: child.draw("birthday") % 28 + 1)
  }

  /// A number with zeros before it, to so many digits.
  static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  private static let ethnicGroups = ["Thái", "Mông", "Dao", "Kinh"]
}
