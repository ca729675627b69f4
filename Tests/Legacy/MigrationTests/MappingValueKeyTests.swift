import Migration
import Testing

struct MappingValueKeyTests {
  @Test func twoCodesAreNotOneOfBothDigits() {
    var values = MappingValues()
    for (text, value) in [("14", "tị nạn"), ("Trai", "Nam")] {
      let isAdded = values.add(text, to: value)
      #expect(isAdded)
    }
    #expect(values.translation(of: "1,4") == nil)
    #expect(values.translation(of: " 14. ") == "tị nạn")
    #expect(values.translation(of: "TRAI") == "Nam")
  }
}
