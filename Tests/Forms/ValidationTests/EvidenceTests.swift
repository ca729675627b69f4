import FormModel
import SheetModel
import Testing

/// What of a form's cells and statements findings may repeat.
@Suite struct FormEvidenceTests {
  @Test(arguments: [
    "Xã Bản Bo", "Xã Vàng Ma Chải (mã 03562)", "Xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu", "03424",
    "03424 - Xã Bản Bo", "UBND xã Bản Bo", "THỊ TRẤN NÔNG TRƯỜNG MỘC CHÂU",
  ])
  func unitsAreShown(_ text: String) {
    #expect(Evidence(unit: text).text == text)
  }

  @Test(arguments: [
    "Lò Văn An", "Xã Bản Bo, cháu Lò Văn An", "Xã", "An", "Trẻ em xã Bản Bo",
    "Xã Bản Bo của cháu Lò Văn An", "Xã Bản Bo - Lò Văn An", "012345678901",
  ])
  func whatNamesMoreThanUnitsIsNot(_ text: String) {
    #expect(Evidence(unit: text).text.isEmpty)
  }

  private func claim(
    _ field: IdentityField, _ value: String, _ text: String
  ) -> Evidence {
    Evidence(IdentityClaim(field: field, value: value, text: text, source: .title))
  }

  @Test func aStatementIsShownAsFarAsItSaysNothingElse() {
    #expect(claim(.period, "2025H1", "6 tháng đầu năm 2025").text == "6 tháng đầu năm 2025")
    #expect(claim(.period, "2025", "Lý lịch cháu Lò Văn An năm 2025").text == "2025")
    #expect(claim(.period, "05/03/2015", "ngày 05/03/2015").text.isEmpty)
    #expect(claim(.form, "TE-01", "Biểu số 01/TE").text == "Biểu số 01/TE")
    #expect(claim(.form, "TE-01", "Biểu số 01/TE của Lò Văn An").text == "TE-01")
    #expect(claim(.unit, "03424", "Bản Bo").text == "03424")
    #expect(claim(.unit, "Lò Văn An", "Lò Văn An").withheld?.characters == 9)
    #expect(claim(.set, "Lò Văn An", "Lò Văn An").text.isEmpty)
  }

  @Test func aRegistersFieldIsAnErrorsNameOrNothing() {
    for text in ["Lò Văn An", "12", "#LÒ!"] {
      #expect(Evidence(signOf: RegisterField(value: .unreadable, typed: text)).isEmpty)
      #expect(Evidence(signOf: RegisterField(value: .errorValue, typed: text)).text.isEmpty)
    }
    let sign = RegisterField(value: .errorValue, typed: "#REF!")
    #expect(Evidence(signOf: sign).text == "#REF!")
  }
}
