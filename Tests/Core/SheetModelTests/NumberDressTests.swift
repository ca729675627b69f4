import SheetModel
import Testing

/// What formats show beside the digits, and by how much they divide.
@Suite struct NumberDressTests {
  @Test(arguments: [
    (#"0.00"‰""#, "‰", 0), (#"0.00\‰"#, "‰", 0), (#"0"%""#, "%", 0), (#"0\%"#, "%", 0),
    (#"#,##0.0" triệu đồng""#, "triệu đồng", 0), (#"0"/100.000""#, "/100.000", 0),
    (#"General"‰""#, "‰", 0), ("0,", "", 1), ("#,##0,", "", 1), ("#,##0.0,,", "", 2),
    ("0,.0", "", 1),
    (#"0,," triệu""#, "triệu", 2), (#"[$₫-42A] #,##0"#, "₫", 0), (#"0.0,"k";-0.0,"k""#, "k", 1),
    (#"[Red]0"‰";[Blue]-0"‰""#, "‰", 0), (#"_-* #,##0\ _₫_-;-* #,##0\ _₫_-"#, "", -1),
    (#"0;-0"‰""#, "- ‰", 0),
  ])
  func theDressIsRead(code: String, text: String, thousands: Int) {
    let dress = NumberFormat(code).dress
    guard thousands >= 0 else {
      #expect(dress == nil)
      return
    }
    #expect(dress?.text.trimmingBlanks == text)
    #expect(dress?.thousands == thousands)
  }

  @Test(arguments: [
    "", "General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "@", "dd/mm/yyyy", "h:mm:ss",
    #"dd" tháng "mm"#, "0.00E+00", "# ?/?", "#,##0;-#,##0", "0_)", #"[$-42A]0.0"#, "0;[Red]-0",
    "#,##0_);(#,##0)",
  ])
  func plainFormatsAndDatesHaveNone(code: String) {
    #expect(NumberFormat(code).dress == nil)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
