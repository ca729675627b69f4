import FormModel
import SheetModel
import Tables
import Testing
import VietnameseText

/// What the eyes see that forms of today and old layouts share.
@Suite struct TableShapeTests {
  private func scan(_ rows: [[TestSheet.Value]]) throws -> SheetScan {
    SheetScan(try TestSheet(name: "a", rows: rows).grid)
  }

  private func texts(_ texts: String...) -> [TestSheet.Value] { texts.map { .text($0) } }

  // MARK: Marks

  @Test func lettersNumbersAndSumsAreTheLineOfMarks() throws {
    let scan = try scan([
      [.text("A"), .text("B"), .number("1"), .text("(2)"), .text("3=1+2")],
      texts("A", "B"),
      texts("Nam", "Nữ", "Tổng số"),
      [.number("12"), .number("7"), .number("35")],
      [.number("1"), .number("2"), .number("3")],
    ])
    let known = ["A", "B", "1", "2", "3"].map { LabelKey($0) }
    let lines = Array(scan.grid.lines.indices)
    #expect(
      lines.map { MarkLine.isMarkLine($0, of: scan) } == [true, true, false, false, true])
    // Where marks are known, a line of short numbers is one without counting up.
    #expect(
      lines.map { MarkLine.isMarkLine($0, of: scan, known: known) }
        == [true, false, false, true, true])
    #expect(MarkLine.mark(in: 4, of: scan) == LabelKey("3"))
  }

  @Test func aLongTextAmongMarksIsNoLineOfMarks() throws {
    let scan = try scan([
      texts("A", "B", "C", "D", "ghi chú"), texts("A", "B", "C", "x", "y"), texts("A", "B", "x"),
    ])
    let known = ["A", "B", "C"].map { LabelKey($0) }
    #expect((0...2).map { MarkLine.isMostly(known, $0, of: scan) } == [false, true, false])
  }

  // MARK: Heads

  @Test func theRichestLinesTogetherAreTheHead() throws {
    let scan = try scan([
      texts("Biểu 1"), texts("Trẻ em"), texts("Số TT"), texts("Nam", "Nữ"), texts("1"),
      texts("Nam", "Nữ"),
    ])
    let known: Set<LabelKey> = Set(["Trẻ em", "Số TT", "Nam", "Nữ"].map { LabelKey($0) })
    func head(tallest: Int, least: Int = 2) -> Range<Int>? {
      HeadLines.richest(in: 0..<6, tallest: tallest, least: least) { line in
        Set(scan.labels(inLine: line).map(\.key)).intersection(known)
      }
    }
    #expect(head(tallest: 8) == 1..<4)
    #expect(head(tallest: 2) == 1..<3)
    #expect(head(tallest: 1) == 3..<4)
    #expect(head(tallest: 8, least: 5) == nil)
  }

  @Test func aHeadThatNothingKnowsIsFoundByItsLooks() throws {
    let rows: [[TestSheet.Value]] = [
      texts("Trẻ em theo xã năm 2012"),
      [.text("STT"), .text("Xã"), .text("Trẻ em"), .empty, .empty],
      [.empty, .empty, .text("Tổng"), .text("Nam"), .text("Nữ")],
      [.text("A"), .text("B"), .number("1"), .number("2"), .number("3")],
      [.number("1"), .text("Bản Bo"), .number("12"), .number("7"), .number("5")],
    ]
    let scan = try scan(rows)
    let head = HeadLines.likeliest(in: scan)
    #expect(head == 1..<3)
    #expect(head.map { HeadLines.body(below: $0, of: scan) } == 4)
  }

  @Test func theFirstChildOfAListWithoutHeadIsNoHead() throws {
    let scan = try scan([
      texts("Lò Văn An", "Nam", "Bản Bo"), texts("Lò Thị Bình", "Nữ", "Bản Bo"),
    ])
    #expect(HeadLines.likeliest(in: scan) == nil)
  }

  @Test func aMergedLabelStandsOverItsColumnsAlone() throws {
    let merges = [
      CellRange(CellAddress(row: 0, column: 1), CellAddress(row: 0, column: 2))
    ]
    let scan = try scan([
      [.text("Xã"), .text("Trẻ em"), .empty, .empty],
      [.empty, .text("Nam"), .text("Nữ"), .text("Khác")],
    ])
    let merged = TableHead(lines: 0..<2, of: scan, merges: merges)
    #expect(merged.paths[2]?.map(\.key) == [LooseKey("Trẻ em"), LooseKey("Nữ")])
    #expect(merged.paths[3]?.map(\.key) == [LooseKey("Khác")])
    #expect(TableHead.cell(over: 2, inLine: 0, of: scan, merges: merges) == 1)
    #expect(TableHead.cell(over: 3, inLine: 0, of: scan, merges: merges) == nil)
    // Without merges a label reaches as far as there are columns below it and none beside it.
    let open = TableHead(lines: 0..<2, of: scan, merges: [])
    #expect(open.paths[3]?.map(\.key) == [LooseKey("Trẻ em"), LooseKey("Khác")])
    #expect(open.columns[1] == [1, 2, 3])
    #expect(TableHead.cell(over: 3, inLine: 0, of: scan, merges: []) == 1)
  }

  // MARK: Above and below

  @Test func aStatementHasItsValueInItsCellBesideOrBelow() throws {
    let scan = try scan([
      [.text("Đơn vị báo cáo: Xã Bản Bo\nKỳ báo cáo: Năm 2026")],
      [.text("Đơn vị báo cáo"), .text("Xã Nà Tăm")],
      [.text("Kỳ báo cáo"), .text("Đơn vị tính: trẻ em")],
      [.text("Quý I năm 2026")],
    ])
    let titles = TitleLines(above: 4, of: scan, parting: .atLineFeeds)
    #expect(titles.statements.count == 7)
    let found = titles.statements.prefix(4).map { statement in
      (FormFurniture.unitLabel(of: statement.key) ?? FormFurniture.periodLabel(of: statement.key))
        .flatMap { titles.value(of: statement, behind: $0)?.text }
    }
    #expect(found == ["Xã Bản Bo", "Năm 2026", "Xã Nà Tăm", nil])
    let period = try #require(titles.statements.first { $0.key == LabelKey("Kỳ báo cáo") })
    let value = titles.value(of: period, behind: period.key)
    #expect(value?.text == "Quý I năm 2026")
    #expect(value?.address == CellAddress(row: 3, column: 0))
  }

  @Test func aLabelIsJoinedWithTheNumberBesideItWhereThatIsAskedFor() throws {
    let scan = try scan([[.text("Năm"), .number("2012"), .text("Trẻ em"), .number("7")]])
    let titles = TitleLines(above: 1, of: scan, parting: .joiningNumbers)
    #expect(titles.statements.map(\.text) == ["Năm 2012", "Trẻ em"])
    #expect((0..<4).map { scan.isAskedFor($0, inLine: 0) } == [false, true, false, false])
  }

  @Test func decreesAndPlansNameOtherYears() {
    #expect(FormFurniture.namesOtherYear(LabelKey("Ban hành kèm theo Thông tư 13/2021")))
    #expect(FormFurniture.namesOtherYear(LabelKey("Giai đoạn 2021-2030")))
    #expect(!FormFurniture.namesOtherYear(LabelKey("Kỳ báo cáo: Năm 2026")))
  }

  @Test func basesOfUnitsOfMeasureAreReadAsOfficersWriteThem() {
    let units = ["%", "phần trăm", "‰", "1/1.000", "1/100 000", "trẻ em"]
    #expect(
      units.map { MeasureScale(unit: $0)?.base } == [100, 100, 1000, 1000, 100_000, nil])
  }

  // MARK: Look-ahead

  @Test func aSheetIsReadToItsEndUnlessItsBeginningIsEnough() throws {
    let rows = (0..<200).map { [TestSheet.Value.number(String($0))] }
    let whole = try SheetGrid(name: "a", rows: TestCursor(rows)) { _ in false }
    #expect(whole.lines.count == 200 && whole.isComplete && !whole.isBeginning)
    var looks = 0
    let begun = try SheetGrid(name: "a", rows: TestCursor(rows)) { grid in
      looks += 1
      return grid.lines.count == 150
    }
    #expect(begun.lines.count == 150 && begun.isBeginning && looks == 1)
  }
}
