import SheetModel
import Testing

@Suite struct SheetNameTests {
  @Test func sheetNamesBecomeValid() {
    #expect(SheetName.valid("Biểu 01") == "Biểu 01")
    #expect(SheetName.valid("a/b:c[d]*?\\\n") == "a_b_c_d_____")
    #expect(SheetName.valid("") == "Sheet1")
    #expect(SheetName.valid("'x'") == "x")
    #expect(SheetName.valid("Xã Ia H'Drai") == "Xã Ia H'Drai")
    #expect(SheetName.valid("   ") == "Sheet1")
    let long = SheetName.valid(String(repeating: "ệ", count: 50))
    #expect(long.utf16.count == 31)
    let pairs = SheetName.valid(String(repeating: "😀", count: 50))
    #expect(pairs.utf16.count == 30)
  }

  @Test func theNameOfExcelsOwnSheetIsNotGiven() {
    #expect(SheetName.valid("History", forExcel: true) == "History_")
    #expect(SheetName.valid("History") == "History")
    #expect(SheetName.valid("HISTORY", avoiding: ["history_"], forExcel: true) == "HISTORY_ (2)")
    #expect(SheetName.valid("History 2") == "History 2")
    #expect(!SheetName.isValid("history") && SheetName.isSound("history"))
  }

  @Test func sheetNamesAreUniqueWithoutRegardToCase() {
    #expect(SheetName.valid("Biểu", avoiding: ["BIỂU"]) == "Biểu (2)")
    #expect(SheetName.valid("a", avoiding: ["a", "a (2)"]) == "a (3)")
    let long = String(repeating: "x", count: 31)
    #expect(SheetName.valid(long, avoiding: [long]).utf16.count == 31)
    let gap = String(repeating: "x", count: 26) + " đuôi"
    #expect(SheetName.valid(gap, avoiding: [gap]) == String(repeating: "x", count: 26) + " (2)")
  }

  @Test func whatBecomesValidIsValidAndWhatIsValidStays() {
    let names = [
      "", "'", "a/b", "a\\b", "a?b", "a*b", "a[b", "a]b", "a:b", "'a", "a'", "a\u{1F}b", "History",
      String(repeating: "ộ", count: 32), String(repeating: "😀", count: 16),
    ]
    var taken = TakenNames()
    for name in names {
      #expect(!SheetName.isValid(name), "\(name)")
      let valid = SheetName.valid(name, avoiding: &taken, forExcel: true)
      #expect(SheetName.isValid(valid), "\(valid)")
      let isFree = taken.take(valid.uppercased())
      #expect(!isFree, "\(valid)")
      #expect(SheetName.valid(valid, forExcel: true) == valid)
    }
  }

  /// OpenDocument has no bound on names.
  @Test func aLongNameIsSoundAndNotValid() {
    let long = String(repeating: "Đ", count: 32)
    #expect(SheetName.isSound(long) && !SheetName.isValid(long))
    #expect(!SheetName.isSound("a'") && !SheetName.isSound("a\tb") && !SheetName.isSound(""))
  }
}
