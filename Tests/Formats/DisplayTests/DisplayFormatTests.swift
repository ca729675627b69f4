import SheetModel
import Testing

@testable import Display

/// One line of the tables: what a code makes of a value, in both locales.
struct ShownFact: CustomTestStringConvertible {
  var code: String
  var value: String
  var english: String
  var vietnamese: String
  var testDescription: String { "\(code) of \(value)" }

  static func rows(_ table: String) -> [ShownFact] {
    table.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "¦", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5 else { return nil }
      return ShownFact(
        code: String(fields[0].dropLast()), value: String(fields[1].dropFirst().dropLast()),
        english: fields[2], vietnamese: fields[3])
    }
  }

  func shown(_ locale: DisplayLocale) throws -> String {
    let format = DisplayFormat(code, locale: locale)
    if value.hasPrefix("\"") { return format.text(of: String(value.dropFirst().dropLast())) }
    return format.text(of: try #require(Double(value)))
  }
}

/// Number formats as Excel shows them.
///
/// The tables were compared with LibreOffice, line by line; it differs by rule in General (15 digits), `-0`, `5.` under `0.##`, cut-off seconds, days before
/// March 1900 and the Vietnamese names of months.
struct DisplayFormatTests {
  static let tables = [ShownFact.numbers, ShownFact.dates, ShownFact.general]

  @Test func aTextIsMultipliedByNoFormat() {
    #expect(DisplayFormat("@@\"-\"@@").text(of: "biểu") == "biểubiểu-biểubiểu")
    #expect(DisplayFormat(String(repeating: "@", count: 1000)).text(of: "biểu") == "biểu")
  }

  @Test func everyCodeShowsWhatExcelShows() throws {
    let facts = Self.tables.flatMap { ShownFact.rows($0) }
    for fact in facts {
      #expect(try fact.shown(.en) == fact.english, "\(fact.testDescription)")
      #expect(try fact.shown(.vi) == fact.vietnamese, "\(fact.testDescription)")
    }
  }

  @Test func everyLineOfTheTablesIsAFact() {
    let lines = Self.tables.map { $0.split(separator: "\n").count }.reduce(0, +)
    #expect(Self.tables.map { ShownFact.rows($0).count }.reduce(0, +) == lines)
    #expect(lines >= 300)
  }

  @Test func aSectionOfSeveralKindsOfNumbersKeepsTheSign() {
    let format = DisplayFormat("[>=100]\"lớn \"0;\"nhỏ \"0")
    #expect(format.text(of: -5) == "-nhỏ 5")
  }

  @Test func datesThatAreNoDaysAreFilledWithSigns() {
    let day = DisplayFormat("dd/mm/yyyy")
    #expect(day.text(of: -1) == "########")
    #expect(day.text(of: 2_958_466) == "########")
    #expect(day.text(of: 1e300) == "########")
    #expect(day.text(of: 0) == "00/01/1900")
    #expect(day.text(of: 60) == "29/02/1900")
    #expect(day.text(of: 0, dateSystem: .excel1904) == "01/01/1904")
    #expect(DisplayFormat("[h]:mm").text(of: -1.5) == "-36:00")
    #expect(DisplayFormat("[h]").text(of: 1e9) == "24000000000")
  }

  @Test func midnightIsNeverTheSecondBefore() {
    #expect(DisplayFormat("hh:mm:ss").text(of: 0.9999999) == "00:00:00")
    #expect(DisplayFormat("dd/mm/yyyy hh:mm").text(of: 46053.9999999) == "01/02/2026 00:00")
    #expect(DisplayFormat("dd/mm/yyyy").text(of: 46053.9999999) == "31/01/2026")
  }

  @Test func theLanguageOfNamesIsThatOfTheCodeBeforeThatOfTheReader() {
    let code = "mmmm"
    #expect(DisplayFormat("[$-42A]" + code, locale: .en).text(of: 46053) == "Tháng Giêng")
    #expect(DisplayFormat("[$-vi-VN]" + code, locale: .en).text(of: 46053) == "Tháng Giêng")
    #expect(DisplayFormat("[$-409]" + code, locale: .vi).text(of: 46053) == "January")
    #expect(DisplayFormat(code, locale: .vi).text(of: 46053 + 320) == "Tháng Mười Hai")
  }

  @Test func builtInDatesFollowTheLocale() {
    #expect(DisplayFormat(NumberFormat.systemDate, locale: .vi).text(of: 46053) == "31/01/2026")
    #expect(DisplayFormat(NumberFormat.systemDate, locale: .en).text(of: 46053) == "1/31/2026")
    #expect(
      DisplayFormat(NumberFormat.systemDateTime, locale: .en).text(of: 46053.5)
        == "1/31/2026 12:00")
  }

  @Test func codesThatNobodyWouldWriteTrapNothing() {
    let codes = [
      "\"", "\\", "_", "*", "[", "[]", "[$", "[$-", "[>", "[>=", ";;;;;;", "0/", "/0", "?/0",
      "# ?/0", "E+", "0E+", "E+0", ".", ",", ",0", "0.0.0", "%%%0", "@@", "s.0", "[s].000000",
      "0,,,,,,,", "#/#", "0/0/0", "mmmmmm", "yyyyy", "[h][m]", "General General", "\u{0}", "[hm]",
      "0;[<x]0", "ạ\\ạ_ạ*ạ", String(repeating: "0", count: 900), "# ?/99999999999999999999",
      String(repeating: "%", count: 2000) + "0", "# ?????????????????????/???????????????????????",
      "?/999999999", "#/???????",
    ]
    for code in codes {
      for locale in DisplayLocale.allCases {
        let format = DisplayFormat(code, locale: locale)
        for value in [
          0, 1, -1.5, 0.3, 1e300, -1e300, Double.leastNonzeroMagnitude, 46053.75, 123_456_789_012.5,
          999_999_999_999,
        ] {
          #expect(format.text(of: value).utf8.count < 3000, "\(code)")
        }
        #expect(format.text(of: "chữ").utf8.count < 3000)
      }
    }
  }

  @Test func fractionsAreTheNearestOnes() {
    for numerator in 0..<97 {
      let value = Double(numerator) / 97
      let found = FractionLayout.nearest(value, 9)
      let error = abs(Double(found.over) / Double(found.under) - value)
      for under in 1...9 {
        let over = (value * Double(under)).rounded()
        #expect(error <= abs(over / Double(under) - value) + 1e-12, "\(numerator)/97")
      }
      #expect(FractionLayout.nearest(value, 99).under <= 97)
    }
  }
}
