import ODS
import Testing

@Suite struct FormulaDialectTests {
  /// Pairs that mean the same and translate both ways.
  static let pairs = [
    ("SUM([.A1:.B2];1)", "SUM(A1:B2,1)", "SUM([.A1:.B2];1)"),
    ("[.$A$1]+[.B$2]", "$A$1+B$2", "[.$A$1]+[.B$2]"),
    ("[$'Biểu 01'.$A$1]", "'Biểu 01'!$A$1", "[$'Biểu 01'.$A$1]"),
    ("[$Sheet1.A1:.B2]", "Sheet1!A1:B2", "[$'Sheet1'.A1:.B2]"),
    ("[$'2024'.A1]", "'2024'!A1", "[$'2024'.A1]"),
    ("[$'Năm ''24'.A1]", "'Năm ''24'!A1", "[$'Năm ''24'.A1]"),
    ("[$Xa.A1:$Xc.B2]", "Xa:Xc!A1:B2", "[$'Xa'.A1:$'Xc'.B2]"),
    ("SUM([.A:.A]![.1:.1])", "SUM(A:A 1:1)", "SUM([.A:.A]![.1:.1])"),
    ("SUM(([.A1]~[.B1]))", "SUM((A1,B1))", "SUM(([.A1]~[.B1]))"),
    ("SUM({1;2|3;4})", "SUM({1,2;3,4})", "SUM({1;2|3;4})"),
    (
      "IF([.A1]=\"a;b [.C1] \"\"x\"\"\";1;2)", "IF(A1=\"a;b [.C1] \"\"x\"\"\",1,2)",
      "IF([.A1]=\"a;b [.C1] \"\"x\"\"\";1;2)"
    ),
    ("LOG10(100)+[.LOG10]", "LOG10(100)+LOG10", "LOG10(100)+[.LOG10]"),
    ("COM.MICROSOFT.IFS([.A1];1)", "_xlfn.IFS(A1,1)", "COM.MICROSOFT.IFS([.A1];1)"),
    ("IF(TRUE();#N/A;1.5E+3%)", "IF(TRUE(),#N/A,1.5E+3%)", "IF(TRUE();#N/A;1.5E+3%)"),
    ("Tổng_số*-[.B2]", "Tổng_số*-B2", "Tổng_số*-[.B2]"),
  ]

  @Test(arguments: pairs) func openFormulaBecomesExcel(
    _ source: String, _ excel: String, _ back: String
  ) {
    #expect(FormulaDialect.toExcel("of:=" + source) == excel)
    #expect(FormulaDialect.toOpenFormula(excel) == "of:=" + back)
  }

  @Test func prefixesAreSetAside() {
    #expect(FormulaDialect.toExcel("oooc:=[.A1]") == "A1")
    #expect(FormulaDialect.toExcel("=[.A1]") == "A1")
    #expect(FormulaDialect.toExcel("msoxl:=A1+B1,2") == "A1+B1,2")
  }

  @Test func brokenReferencesAreTheError() {
    #expect(FormulaDialect.toExcel("of:=[.#REF!]+1") == "#REF!+1")
    #expect(FormulaDialect.toExcel("of:=[.$A#REF!]") == "#REF!")
    #expect(FormulaDialect.toExcel("of:=[") == "#REF!")
  }

  @Test func otherFilesStandInBrackets() {
    #expect(
      FormulaDialect.toExcel("of:=['file:///a.ods'#$'Trang 1'.A1]") == "'[file:///a.ods]Trang 1'!A1"
    )
  }

  @Test func constantsOfExcelAreFunctionsOfOpenFormula() {
    #expect(FormulaDialect.toOpenFormula("IF(TRUE,FALSE,1)") == "of:=IF(TRUE();FALSE();1)")
  }

  @Test func anythingIsCopiedAndNothingTraps() {
    for text in [
      "", "'", "\"", "[", "{", "}", ")", "$", "A1:", "'x'!", "!", "A1:B", "::", "#", "[#",
    ] {
      _ = FormulaDialect.toExcel("of:=" + text)
      _ = FormulaDialect.toExcel(text)
      _ = FormulaDialect.toOpenFormula(text)
      _ = FormulaDialect.referenceToExcel(text)
    }
  }

  @Test func rangesBecomeAddresses() {
    #expect(FormulaDialect.rangeAddress("'Biểu 01'!$A$1:$D$9") == "$'Biểu 01'.$A$1:.$D$9")
    #expect(FormulaDialect.rangeAddress("A1*2") == nil)
    #expect(FormulaDialect.referenceToExcel("$'Biểu 01'.$A$1:.$D$9") == "'Biểu 01'!$A$1:$D$9")
  }
}
