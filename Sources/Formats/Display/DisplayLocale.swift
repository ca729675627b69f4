import SheetModel

/// Whose conventions numbers and dates are shown by; format codes leave them to the reader.
public enum DisplayLocale: String, Sendable, CaseIterable {
  /// Vietnam: `1.234,5`, `31/01/2026`, `Thứ Hai`, `SA` and `CH`.
  case vi
  /// The United States: `1,234.5`, `1/31/2026`, `Monday`, `AM` and `PM`.
  case en

  var decimalMark: UInt8 { self == .vi ? UInt8(ascii: ",") : UInt8(ascii: ".") }
  var groupMark: UInt8 { self == .vi ? UInt8(ascii: ".") : UInt8(ascii: ",") }

  /// The code behind a format that follows the system's settings; nil for all others.
  func systemCode(_ code: String) -> String? {
    switch (self, code) {
    case (.vi, _): NumberFormat.vietnameseSystemCodes[code]
    case (.en, NumberFormat.systemDate): "m/d/yyyy"
    case (.en, NumberFormat.systemDateTime): "m/d/yyyy h:mm"
    default: nil
    }
  }

  /// What `[$-F800]` stands for, the system's long date.
  var longDate: String { self == .vi ? "dd mmmm yyyy" : "dddd, mmmm d, yyyy" }
  /// What `[$-F400]` stands for, the system's time.
  var longTime: String { self == .vi ? "hh:mm:ss" : "h:mm:ss AM/PM" }
}

/// Names of months, days and halves of the day in one language, as Windows and Excel have them.
struct CalendarNames: Sendable {
  let months: [String]
  let shortMonths: [String]
  /// From Sunday.
  let days: [String]
  let shortDays: [String]
  let morning: String
  let afternoon: String

  static func of(_ locale: DisplayLocale) -> CalendarNames {
    locale == .vi ? vietnamese : english
  }

  /// The language that `[$-42A]`, `[$-409]` or `[$-vi-VN]` asks for; English for all others.
  static func ofLanguage(_ tag: String) -> CalendarNames {
    if tag.lowercased().hasPrefix("vi") { return vietnamese }
    // The lower ten bits of a Windows language number are the language without its country.
    guard let number = UInt32(tag, radix: 16) else { return english }
    return number & 0x3FF == 0x2A ? vietnamese : english
  }

  static let english = CalendarNames(
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    shortMonths: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    shortDays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"], morning: "AM", afternoon: "PM")

  static let vietnamese = CalendarNames(
    months: [
      "Tháng Giêng", "Tháng Hai", "Tháng Ba", "Tháng Tư", "Tháng Năm", "Tháng Sáu", "Tháng Bảy",
      "Tháng Tám", "Tháng Chín", "Tháng Mười", "Tháng Mười Một", "Tháng Mười Hai",
    ],
    shortMonths: (1...12).map { "Thg\($0)" },
    days: ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
    shortDays: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"], morning: "SA", afternoon: "CH")
}
