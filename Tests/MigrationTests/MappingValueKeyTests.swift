import Migration
import Testing

struct MappingValueKeyTests {
  @Test func twoCodesAreNotOneOfBothDigits() {
    var values = MappingValues()
    #expect(values.add("14", to: "tị nạn"))
    #expect(values.add("Trai", to: "Nam"))
    #expect(values.translation(of: "1,4") == nil)
    #expect(values.translation(of: " 14. ") == "tị nạn")
    #expect(values.translation(of: "TRAI") == "Nam")
  }
}
