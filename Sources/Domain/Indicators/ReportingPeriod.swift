/// A reporting period (kỳ): a year, a half year or a quarter.
public struct ReportingPeriod: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The part of the year that a period covers.
  public enum Part: Hashable, Sendable {
    /// The whole year.
    case year
    /// The first (1) or second (2) half.
    case half(Int)
    /// A quarter, 1 to 4.
    case quarter(Int)
  }

  /// The kind of period that a form is for.
  public enum Kind: String, Sendable, CaseIterable {
    /// Yearly.
    case year
    /// Half-yearly.
    case half
    /// Quarterly.
    case quarter
  }

  /// The year.
  public let year: Int
  /// The part of the year.
  public let part: Part

  /// A period; nil for a half or quarter that no year has, or a year outside 1900 to 2999.
  public init?(year: Int, part: Part = .year) {
    guard (1900...2999).contains(year) else { return nil }
    switch part {
    case .year: break
    case .half(let half): guard (1...2).contains(half) else { return nil }
    case .quarter(let quarter): guard (1...4).contains(quarter) else { return nil }
    }
    self.year = year
    self.part = part
  }

  /// Reads `2026`, `2026H1` or `2026Q3`.
  public init?(_ text: some StringProtocol) {
    let text = text.uppercased()
    guard let year = Int(text.prefix(4)), text.prefix(4).allSatisfy(\.isNumber) else { return nil }
    let rest = text.dropFirst(4)
    switch (rest.first, Int(rest.dropFirst())) {
    case (nil, _): self.init(year: year)
    case ("H", let half?) where rest.count == 2: self.init(year: year, part: .half(half))
    case ("Q", let quarter?) where rest.count == 2:
      self.init(year: year, part: .quarter(quarter))
    default: return nil
    }
  }

  /// The kind of period.
  public var kind: Kind {
    switch part {
    case .year: .year
    case .half: .half
    case .quarter: .quarter
    }
  }

  /// The first day.
  public var firstDay: CalendarDate {
    CalendarDate(checkedYear: year, month: firstMonth, day: 1)
  }

  /// The last day: the day on which units and ages are judged.
  public var lastDay: CalendarDate {
    let month = firstMonth + monthCount - 1
    return CalendarDate(
      checkedYear: year, month: month, day: CalendarDate.daysIn(month: month, of: year))
  }

  private var firstMonth: Int {
    switch part {
    case .year: 1
    case .half(let half): half * 6 - 5
    case .quarter(let quarter): quarter * 3 - 2
    }
  }

  private var monthCount: Int {
    switch part {
    case .year: 12
    case .half: 6
    case .quarter: 3
    }
  }

  /// `2026`, `2026H1`, `2026Q3`: the form that files and messages use.
  public var description: String {
    switch part {
    case .year: "\(year)"
    case .half(let half): "\(year)H\(half)"
    case .quarter(let quarter): "\(year)Q\(quarter)"
    }
  }

  /// `Năm 2026`, `6 tháng đầu năm 2026`, `Quý III năm 2026`: as a form's period line says it.
  public var title: String {
    switch part {
    case .year: "Năm \(year)"
    case .half(1): "6 tháng đầu năm \(year)"
    case .half: "6 tháng cuối năm \(year)"
    case .quarter(let quarter):
      "Quý \(["I", "II", "III", "IV"][min(max(quarter, 1), 4) - 1]) năm \(year)"
    }
  }

  /// By last day; of periods that end together the shorter first.
  public static func < (a: ReportingPeriod, b: ReportingPeriod) -> Bool {
    (a.lastDay, a.monthCount) < (b.lastDay, b.monthCount)
  }
}
