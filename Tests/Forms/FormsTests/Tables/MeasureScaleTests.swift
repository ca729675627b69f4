import FormModel
import Testing
import VietnameseText

@Suite struct MeasureScaleTests {
  private func scale(_ text: String) -> String? {
    MeasureScale(unit: text).map { "\($0.tens) \($0.base.map(String.init) ?? "-")" }
  }

  @Test(arguments: [
    ("nghìn đồng", 3), ("ngàn đồng", 3), ("1.000 đồng", 3), ("1000 đồng", 3), ("1.000đ", 3),
    ("1000đ", 3), ("1 000 đ", 3), ("1,000 VND", 3), ("'000 đồng", 3), ("000 VNĐ", 3), ("nghìn", 3),
    ("ĐVT: 1.000 đồng", 3), ("Đơn vị tính: nghìn người", 3), ("(nghìn đồng)", 3), ("Ngđ", 3),
    ("triệu đồng", 6), ("Triệu đồng", 6), ("TRIỆU ĐỒNG", 6), ("tr. đồng", 6), ("tr.đ", 6),
    ("trđ", 6),
    ("1.000.000 đ", 6), ("triệu VNĐ", 6), ("VNĐ (triệu)", 6), ("triệu đ\u{1ED3}ng", 6),
    ("million VND", 6),
    ("tỷ đồng", 9), ("tỉ đồng", 9), ("nghìn tỷ đồng", 12), ("chục người", 1), ("trăm người", 2),
    ("100 người", 2), ("vạn người", 4), ("nghìn trẻ em", 3), ("1000 trẻ", 3),
    ("nghìn lượt người", 3),
    ("triệu ðồng", 6), ("đồng", 0), ("đ", 0), ("VND", 0), ("VNĐ", 0), ("₫", 0),
    ("đồng Việt Nam", 0),
    ("người", 0), ("em", 0), ("trẻ", 0), ("trẻ em", 0), ("cháu", 0), ("vụ việc", 0), ("1 người", 0),
    ("đồng/trẻ", 0), ("nghìn đồng/trẻ", 3), ("x 1000 đồng", 3),
  ])
  func thousandsAreReadInAnySpelling(unit: String, tens: Int) {
    #expect(scale(unit) == "\(tens) -")
  }

  @Test(arguments: [
    ("%", 100), ("phần trăm", 100), ("% trẻ em", 100), ("Tỷ lệ %", 100), ("‰", 1000), ("%o", 1000),
    ("%0", 1000), ("phần nghìn", 1000), ("phần ngàn", 1000), ("1/1.000", 1000), ("/1000", 1000),
    ("trẻ/1.000 trẻ đẻ sống", 1000), ("‰ trẻ đẻ sống", 1000), ("trên 1.000 trẻ", 1000),
    ("phần vạn", 10_000), ("‱", 10_000), ("/10.000", 10_000), ("1/10 000", 10_000),
    ("/100.000", 100_000), ("1/100.000", 100_000), ("người/100.000 dân", 100_000),
    ("trên 100.000 trẻ em", 100_000), ("bé trai/100 bé gái", 100),
  ])
  func ratesAreReadInAnySpelling(unit: String, base: Int) {
    #expect(scale(unit) == "0 \(base)")
  }

  @Test(arguments: ["", "…", "xxx", "Ghi chú", "Tỷ lệ", "2025", "kg"])
  func whatNamesNoUnitHasNoScale(text: String) {
    #expect(scale(text) == nil)
  }

  @Test(arguments: [
    ("Đơn vị tính: nghìn đồng", "nghìn đồng"), ("ĐVT: Triệu đồng", "triệu đồng"),
    ("ĐVT 1000đ", "nghìn đồng"), ("Đơn vị tính (1.000 người)", "nghìn"), ("(nghìn người)", "nghìn"),
    ("Triệu đồng", "triệu đồng"), ("Đơn vị: tỷ đồng", "tỷ đồng"), ("Đvt: ‰", "‰"), ("(%)", "%"),
    ("Số tiền xử phạt (triệu đồng)", "triệu đồng"), ("Kinh phí, nghìn đồng", "nghìn đồng"),
    ("BÁO CÁO NĂM 2025 Đơn vị tính: nghìn đồng", "nghìn đồng"), ("nghìn", "nghìn"),
  ])
  func aRemarkStatesAScale(text: String, words: String) {
    #expect(MeasureScale(remark: LabelKey(text)).map { "\($0)" } == words)
  }

  @Test(arguments: [
    "Đơn vị báo cáo: Xã Vạn Thọ", "Xã Vạn", "Đơn vị: Xã Triệu Phước", "Xã Triệu Đồng", "TR", "k",
    "Triệu Văn Nghìn", "Tỷ lệ trẻ em", "Trăm năm", "Người lập biểu", "100", "1.000", "Trang 1/2",
    "Số trẻ em bị bạo lực", "Đơn vị: Phòng Y tế", "Ghi chú: số liệu đến 31/12", "Tỷ suất chết",
  ])
  func aNameOrTitleIsNoRemark(text: String) {
    #expect(MeasureScale(remark: LabelKey(text))?.isOnes ?? true)
  }

  @Test func unitsOfOneScaleInOtherWordsDoNotDiffer() throws {
    func differs(_ found: String, _ expected: String) throws -> Bool {
      try #require(MeasureScale(unit: found)).differs(
        from: try #require(MeasureScale(unit: expected)))
    }
    for (found, expected) in [
      ("VNĐ", "đồng"), ("đ", "đồng"), ("trẻ em", "người"), ("em", "người"), ("vụ việc", "vụ"),
      ("phần trăm", "%"), ("1/100.000", "/100.000"), ("%o", "‰"), ("trường hợp", "vụ"),
    ] { #expect(try !differs(found, expected), "\(found) \(expected)") }
    for (found, expected) in [
      ("triệu đồng", "đồng"), ("nghìn người", "người"), ("chục", "người"), ("%", "người"),
      ("‰", "%"), ("/10.000", "/100.000"), ("người", "%"), ("%", "‰"), ("/1.000", "/100.000"),
    ] { #expect(try differs(found, expected), "\(found) \(expected)") }
  }
}
