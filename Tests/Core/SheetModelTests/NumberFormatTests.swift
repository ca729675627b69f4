import SheetModel
import Testing

@Suite struct NumberFormatTests {
  private func expect(_ kind: NumberFormat.Kind, _ codes: [String]) {
    for code in codes { #expect(NumberFormat(code).kind == kind, "\(code)") }
  }

  @Test func numbers() {
    expect(
      .number,
      [
        "0", "0.00", "#,##0", "#,##0.00", "0.00E+00", "# ?/?", "# ??/??", "##0.0E+0", "???",
        "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", "_-* #,##0\\ \"₫\"_-",
        "#,##0\\ [$₫-42A]", "[$$-409]#,##0.00", "[>=1000]#,##0;0", ";;;",
      ])
  }

  @Test func numbersWithLettersAreNoDates() {
    expect(
      .number,
      [
        "[Red]0", "0;[Red]-0", "0 \"days\"", "0 days", "#,##0 đ", "0\\ \"đồng\"", "0 \"tháng\"",
        "#,##0.0,,\" M\"", "#,##0\\M", "0 \\d", "[Blue]#,##0 \"ngày\"", "[Color 10]0", "0_d",
        "*d0", "\"dd/mm/yyyy\"0", "#,##0 g", "0 \"h\"", "#\\-###",
      ])
  }

  @Test func dates() {
    expect(
      .date,
      [
        "dd/mm/yyyy", "yyyy-mm-dd", "d/m/yy", "DD/MM/YYYY", "mmm\\-yy", "mmmm", "m",
        "\"Ngày\" dd \"tháng\" mm \"năm\" yyyy", "[$-42A]dd mmmm yyyy",
        "[$-F800]dddd, mmmm dd, yyyy",
        "dd/mm/yyyy hh:mm", "yyyy\\-mm\\-dd\\ hh:mm:ss.000", "dd/mm/yyyy;@", "[Red]dd/mm", "yyyy",
        "dddd", "dd\\.mm\\.yyyy", "d/m/yy h:mm AM/PM", "[$-411]ge.m.d", "bbbb",
      ])
  }

  @Test func timesAndDurations() {
    expect(
      .time,
      [
        "h:mm", "hh:mm:ss", "mm:ss", "mm:ss.0", "h:mm AM/PM", "h AM/PM", "h:mm:ss A/P", "ss",
        "[$-F400]h:mm:ss AM/PM", "hh\"giờ\"mm",
      ])
    expect(.duration, ["[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[s]", "[H]:MM", "[h]:mm:ss.000"])
  }

  @Test func percentages() {
    expect(.percentage, ["0%", "0.00%", "#,##0.0%", "0\\ %", "0.0%;[Red]-0.0%", "%"])
    expect(.number, ["0\"%\"", "0\\%"])
  }

  @Test func generalAndText() {
    expect(
      .general,
      [
        "", "General", "GENERAL", "general", "General;[Red]-General", "General\\ \"đ\"",
        "\"SL: \"General",
      ])
    expect(.text, ["@", "\"Mã \"@", "@;@"])
  }

  @Test func localPrefixesAndEastAsianWordsAreUnderstood() {
    expect(
      .date,
      [
        "[$-42A]dd/mm/yyyy", "[$-1010000]d/m/yyyy;@", "[$-107041E]d mmm yy",
        "[DBNum1]yyyy\"年\"m\"月\"",
        "yyyy年m月d日", "[$-404]e/m/d", "[$-411]e", "aaaa", "[$-411]aaa", "[$-D07041E]bb",
        "[$-412]yyyy\"년\" m\"월\"",
      ])
    expect(.time, ["h\"时\"mm\"分\"", "[$-404]hh時mm分", "[DBNum1]h:mm"])
    expect(
      .general,
      ["G/標準", "G/通用格式", "[$-411]G/標準\"円\"", "[$-42A]General", "General\" m\"", "\\d General"])
    expect(.number, ["[DBNum1]0", "[Magenta]0", "[$-1010409]#,##0", "[$-42A]#,##0.00\\ \"đ\""])
  }

  @Test func onlyTheFirstSectionDecides() {
    expect(.number, ["0;dd/mm/yyyy"])
    expect(.date, ["dd/mm/yyyy;0"])
    expect(.number, ["0\";\"0;dd"])
  }

  @Test func codesThatAreCutOffDoNotTrap() {
    for code in ["\"abc", "[Red", "[", "\\", "_", "*", "0\\", "[]", "\"", "0\"", "[h", "đ", "\\đ"] {
      _ = NumberFormat(code).kind
    }
    expect(.number, ["0\"days", "0\\"])
  }

  @Test func temporalMeansDatesTimesAndDurations() {
    #expect(NumberFormat("dd/mm").isTemporal)
    #expect(NumberFormat("[h]").isTemporal)
    #expect(NumberFormat("h:mm").isTemporal)
    #expect(!NumberFormat("0%").isTemporal)
  }
}
