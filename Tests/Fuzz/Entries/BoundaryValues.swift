/// Values at the limits of what attributes and cells may say.
enum BoundaryValues {
  static let all = [numbers, decimals, references, words, formats, times, formulas]

  private static let numbers = [
    "", "0", "-0", "-1", "1", "2", "9", "10", "60", "61", "255", "256", "1023", "16383", "16384",
    "16385", "32767", "32768", "65535", "65536", "1048575", "1048576", "1048577", "2147483647",
    "2147483648", "4294967295", "4294967296", "9007199254740993", "9223372036854775807",
    "9223372036854775808", "18446744073709551616", "-2147483649", "-9223372036854775808", "+1",
    "00001", " 1", "1 ", "0x10", "١",
  ]

  private static let decimals = [
    "0.1", "1e400", "-1e400", "1e-400", "NaN", "INF", "-INF", "1E+15", "1.7976931348623157E+308",
    "4.9E-324", "2958465.99999999", "2958466", "59.99999999999", "1.", ".5", "1e", "1e+", "--1",
    "123456789012345678", "0.30000000000000004", "1,5", "999999999999999999999999999999",
  ]

  private static let references = [
    "A1", "A0", "XFD1", "XFE1", "A1048576", "A1048577", "XFD1048576", "ZZZZZZZZZZ9", "A", "1A",
    "a1", "$A$1", "R1C1", "A1:XFD1048576", "A1:A1", "B2:A1", "A:A", "1:1", "A1 B2",
    "A99999999999999999999", "#REF!", "'Biểu'!A1",
  ]

  private static let words = [
    "s", "n", "b", "e", "str", "inlineStr", "d", "shared", "array", "dataTable", "true", "false",
    "float", "percentage", "currency", "date", "time", "string", "boolean", "preserve", "hidden",
    "veryHidden", "_x0041_", "_x000D_", "_xD83D__xDE00_", "_x005F_x0041_", "&amp;", "&#9;",
    "&#x10FFFF;", "đ", "e\u{301}", "\u{1F600}",
  ]

  private static let formats = [
    "General", "0%", "dd/mm/yyyy", "[Red]0", "[h]:mm:ss", "\"ngày\" d", "#,##0.00;[Red]-0;;@",
    "[$-42A]dd mmmm yyyy", "\\d", "_(* #,##0_)", "0.00E+00", "# ?/?", "[>=100]0;0", "@", "\"",
    "[", "mm:ss.000", "yyyy\\-mm\\-dd\\Thh:mm", "[s]", "[DBNum1]General",
  ]

  private static let times = [
    "2025-07-01", "2025-02-29", "1899-12-30", "0000-00-00", "9999-12-31T23:59:59.9999999",
    "10000-01-01", "-0001-01-01", "PT00H00M00S", "PT25H61M61.999S", "-PT1H", "P1DT1H",
    "PT99999999999999H", "2025-07-01T24:00:00", "2025-07-01T10:00:00Z", "2025-7-1",
  ]

  private static let formulas = [
    "of:=SUM([.A1:.B2])", "of:=[.XFE1]", "msoxl:=A1", "=1", "SUM(A1:B2)", "A1+\"x", "((((",
    "of:=[$Biểu.A1]", "of:={1;2|3}", "SUM(", "'a''b'!A1", "A1048577",
  ]
}
