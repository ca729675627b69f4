import FormModel
import Indicators
import Reports
import SheetModel
import Testing
import Validation

@Suite struct ReportTests {
  private func batch(_ report: any FindingReport) throws -> ReportSummary {
    try report.begin(file: "Samples/sach.xlsx")
    try report.end()
    try report.begin(file: "Samples/ban-lang.ods")
    for finding in FindingSamples.comparisons[3...4] + FindingSamples.structure[0...1] {
      try report.add(finding)
    }
    try report.end()
    try report.begin(file: "Samples/cut.xlsx")
    try report.fail(
      WorkbookError(.truncated, at: Place(file: "Samples/cut.xlsx", part: "xl/workbook.xml")))
    try report.end()
    var across = FindingSamples.comparisons[14]
    across.place.file = "Samples/sach.xlsx"
    try report.add(across)
    return try report.finish()
  }

  private func text(_ make: (any ByteSink) -> any FindingReport) throws -> String {
    let sink = MemorySink()
    _ = try batch(make(sink))
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  @Test func theTextReportGroupsByFileAndSheetAndEndsWithCounts() throws {
    let text = try text { TextReport($0, language: .vi) }
    #expect(
      text == """
        Samples/ban-lang.ods
          Biểu 03
            LỖI D17 · 0301 · Tổng số [sum-mismatch]
              Tổng ghi 1.118, nhưng cộng các thành phần được 1.234: Nam 600 (E17) + Nữ
              634 (F17).
              → Hãy đối chiếu các ô này với sổ gốc rồi sửa ô sai.
            LỖI D17 · 0301 · Tổng số [sum-mismatch]
              Tổng ghi 15, nhưng cộng các thành phần được 14: 03011: 1 (D21) + 03012: 1
              (D22) + 03013: 1 (D23) + 03014: 1 (D24) + 10 ô nữa.
            CẢNH BÁO K40 [text-outside-form]
              Nội dung “xem lại số này” nằm ngoài biểu nên không được đọc.
              → Nếu là giải trình, hãy chuyển vào cột Giải trình; nếu là số liệu, hãy
                ghi vào ô của biểu; nếu không cần thì xóa.
            LỖI C21 [unknown-code]
              Mã “0399” không có trong Biểu số 03/TE, nên số liệu của dòng này chưa được
              nhận.
              → Hãy sửa mã theo cột Mã số của biểu mẫu, hoặc xóa dòng thừa.

        Samples/cut.xlsx
            KHÔNG XỬ LÝ ĐƯỢC xl/workbook.xml [truncated]
              Tệp bị cắt cụt, thiếu phần cuối.
              → Hãy xin lại bản gốc; nếu vẫn mở được bằng Excel hoặc LibreOffice thì lưu
                lại rồi thử lại.

        Đối chiếu giữa các tệp
            LỖI Samples/sach.xlsx: Biểu 03!D17 · 0301 · Tổng số [same-quantity-differs]
              Ô này ghi 1.180, trong khi cùng số liệu đó ở b.xlsx: Biểu 01!D9 (0101) lại
              là 1.200.
              → Hãy đối chiếu với sổ gốc và ghi cùng một con số ở cả hai nơi.

        4 lỗi, 1 cảnh báo. 3 tệp: 0 đạt, 2 có phát hiện, 1 không xử lý được.

        """)
  }

  @Test func findingsThatDifferOnlyInTheCellAreOneEntry() throws {
    let sink = MemorySink()
    let report = TextReport(sink, language: .vi)
    try report.begin(file: "a.ods")
    for row in 8..<28 {
      try report.add(
        Finding(
          .dateAsText, severity: .warning,
          at: Place(sheet: "DS", cell: CellAddress(row: row, column: 2)), column: "Ngày sinh"))
    }
    try report.add(FindingSamples.records[3])
    try report.end()
    let summary = try report.finish()
    #expect(summary.warnings == 20)
    let lines = String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.dropFirst(2).prefix(2) == [
        "    CẢNH BÁO C9, C10, C11, C12, C13, C14, C15, C16, C17, C18, C19, C20 và 8 ô",
        "      nữa · Ngày sinh [date-as-text]",
      ])
    #expect(lines.filter { $0.contains("CẢNH BÁO") || $0.contains("LỖI") }.count == 2)
  }

  @Test func theJSONReportHasOneObjectALineInAStableOrder() throws {
    let sink = MemorySink()
    let report = JSONReport(sink, language: .en)
    try report.begin(file: "a.xlsx")
    try report.add(FindingSamples.comparisons[6])
    try report.end()
    _ = try report.finish()
    #expect(
      String(decoding: sink.bytes, as: UTF8.self) == """
        {"type":"finding","file":"a.xlsx","sheet":"Biểu 03","cell":"D17","line":null,\
        "code":"part-above-whole","severity":"error","rule":"thu","row":"0301",\
        "column":"Tổng số","found":"","expected":"at most 60","message":"This part is 70, more \
        than the whole, 60, in cell D17 (Tổng số).","hint":"Compare these cells with your records \
        and correct the wrong one.","related":[{"file":"a.xlsx","sheet":"Biểu 03","cell":"D17",\
        "label":"Tổng số","value":"60"}],"cause":null}
        {"type":"file","file":"a.xlsx","outcome":"findings","errors":1,"warnings":0,"comments":0}
        {"type":"summary","errors":1,"warnings":0,"files":1,"passed":0,"findings":1,"failed":0,\
        "untaken":0,"comments":0}

        """)
  }

  @Test func bothReportsCountAlike() throws {
    let summary = try batch(TextReport(MemorySink(), language: .en))
    #expect(summary == (try batch(JSONReport(MemorySink(), language: .vi))))
    #expect(
      summary.line(in: .en)
        == "4 errors, 1 warning. 3 files: 0 passed, 2 with findings, 1 not processed.")
  }

  @Test func noLineIsWiderThanTheTerminalButForLongWords() throws {
    for width in [40, 80] {
      let text = try text { TextReport($0, language: .vi, width: width) }
      for line in text.split(separator: "\n") where !line.contains("Samples/") {
        #expect(DisplayWidth.of(line) <= width, "\(line)")
      }
    }
  }

  @Test func coloursComeOnlyWhenAskedFor() throws {
    #expect(try !text { TextReport($0, language: .vi) }.contains("\u{1B}"))
    #expect(
      try text { TextReport($0, language: .vi, usesColour: true) }.contains("\u{1B}[1;31mLỖI"))
  }

  @Test func textsFromFilesCannotSteerTheTerminal() throws {
    let sink = MemorySink()
    let report = TextReport(sink, language: .vi)
    try report.begin(file: "a\u{1B}[2J.xlsx")
    var finding = FindingSamples.structure[0]
    let text = "x\u{1B}]0;y\u{07}\n" + String(repeating: "ộ", count: 200)
    finding.found = .name(text, of: .unit)
    try report.add(finding)
    let written = String(decoding: sink.bytes, as: UTF8.self)
    _ = try report.finish()
    #expect(!written.contains("\u{1B}") && !written.contains("\u{07}"))
    #expect(String(decoding: sink.bytes, as: UTF8.self).contains("ộ…”"))
  }

  @Test func placesReadFromFileToCell() {
    let place = Place(file: "ban-lang.ods", sheet: "Biểu 03", cell: CellAddress("D17"))
    #expect(place.text(in: .vi) == "ban-lang.ods: Biểu 03!D17")
    #expect(
      Place(file: "a.xlsx", part: "xl/styles.xml", line: 3).text(in: .vi)
        == "a.xlsx: xl/styles.xml: dòng 3")
    #expect(Place(file: "a.csv", line: 12).text(in: .en) == "a.csv: line 12")
  }
}

@Suite struct TextMeasureTests {
  @Test func combiningMarksTakeNoColumnAndWideCharactersTwo() {
    #expect(DisplayWidth.of("hoà") == 3)
    #expect(DisplayWidth.of("hoa\u{300}") == 3)
    #expect(DisplayWidth.of("nga\u{302}\u{301}y") == 4)
    #expect(DisplayWidth.of("中文 → x") == 8)
    #expect(DisplayWidth.of("a\u{200B}b") == 2)
  }

  @Test func numbersAreWrittenAsTheLanguageDoes() {
    let samples = ["0", "12", "123", "1234", "-1234567.50", "0.5", "-999"]
    #expect(
      samples.compactMap { ExactDecimal($0).map(Language.vi.number) } == [
        "0", "12", "123", "1.234", "-1.234.567,50", "0,5", "-999",
      ])
    #expect(samples.compactMap { ExactDecimal($0).map(Language.en.number) } == samples)
  }
}
