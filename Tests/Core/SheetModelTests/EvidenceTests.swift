import SheetModel
import Testing

/// What of a cell or its markup a message may repeat.
@Suite struct EvidenceTests {
  @Test(arguments: [
    "12", "12o", "1.234", "12,5 %", "1/2", "1.234.567", "4,9‰", "-", "…", "x", "TRUE", "#REF!",
    "Err:502", "2018",
  ])
  func figuresAndSignsAreShown(_ text: String) {
    #expect(Evidence(figure: text).text == text)
  }

  @Test(arguments: [
    "Lò Văn An", "An 12", "An", "12 Mỷ", "05/09/2018", "5-9-18", "2018-09-05", "05.09.2018",
    "001215012345", "0912 345 678", "Bản Mẫu 2", "e\u{302}\u{301}1", "#NGUYỄN!", "Err:An",
    "123456789", "chưa có số",
  ])
  func whatMayBeAChildsIsToldByItsLength(_ text: String) {
    let evidence = Evidence(figure: text)
    #expect(evidence.text.isEmpty && !evidence.isEmpty)
    #expect(evidence.withheld == Withheld(expected: .anything, characters: text.count))
  }

  private func reference(_ text: String) -> Evidence {
    Array(text.utf8).withUnsafeBytes { Evidence(reference: $0, expected: .sharedText) }
  }

  @Test func indexesAndAddressesAreShownAndNothingElseInTheirPlace() {
    for text in ["0", "17", "1048577", "-1", "B5", "XFE1048577", "$A$1"] {
      #expect(reference(text).text == text)
    }
    for text in [
      "Lò Văn An", "An", "001215012345", "0912345678", "05/03/2015", "20150305", "03", "A-1",
      "B5:C6",
      "",
    ] {
      #expect(reference(text).text.isEmpty, "\(text)")
    }
    #expect(
      reference("An").withheld == Withheld(expected: .sharedText, characters: 2))
  }

  @Test func codesAreShownAndDaysAndNumbersOfPersonsAreNot() {
    for text in ["0399", "TE-01", "0601.TS", "2026H1", "tt13-2021", "I:0301"] {
      #expect(Evidence(code: text).text == text)
    }
    for text in ["Lò", "An", "001215012345", "05/03/2015", "2015-03-05", "xoèng1"] {
      #expect(Evidence(code: text).withheld != nil, "\(text)")
    }
  }

  @Test func oneWithheldPieceWithholdsTheWholeAndFactsAreSpelled() {
    let hidden = Evidence(figure: "Lò Văn An")
    #expect(("row \(5): \(hidden)" as Evidence).text.isEmpty)
    #expect(("row \(5): \(hidden)" as Evidence).withheld == hidden.withheld)
    let range = CellRange(CellAddress(row: 0, column: 1), CellAddress(row: 2, column: 3))
    #expect(("\(range), \(12) > \("S", of: .sheet)" as Evidence).text == "B1:D3, 12 > S")
  }

  @Test func namesOfMarkupAreASCIIOrWithheld() {
    #expect(Evidence.name("iso-2022-jp", of: .encoding).text == "iso-2022-jp")
    #expect(Evidence.name("Lò_Văn_An", of: .element).text.isEmpty)
    #expect(Evidence.name("a b", of: .format).text.isEmpty)
  }
}
