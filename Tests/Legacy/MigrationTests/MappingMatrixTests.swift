import Foundation
import Indicators
import SheetModel
import Testing

@testable import Migration

@Suite struct MappingMatrixTests {
  /// A small sheet of the 2012 layout: three heads one over another, merged.
  static let sheet = DrawnSheet(
    """
    UBND HUYỆN TAM ĐƯỜNG
    TỔNG HỢP TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT NĂM 2012
    (Kèm theo Báo cáo số 45/BC-LĐTBXH ngày 15/12/2012)
    STT|Tên xã, phường, thị trấn|Tổng số trẻ em|Chia theo các nhóm|||||||Ghi chú
    |||Mồ côi cả cha và mẹ|||Bị bỏ rơi|Nạn nhân chất độc hóa học||Lang thang
    |||TS|Nam|Nữ|TS|TS|Nam|TS
    A|B|1|2|3|4|5|6|7|8|9
    1|Xã Bản Bo|1200|5|3|2|-|2|1|4|
    2|Bản Giang|"1.050"|2|2|0|…|1|1|0|chưa rà soát
    |Tổng cộng|2250|7|5|2|0|3|2|4
    |||Tam Đường, ngày 15 tháng 12 năm 2012
    |Người lập biểu||||Trưởng phòng
    """,
    merges: [
      "D4:J4", "D5:F5", "H5:I5", "A4:A6", "B4:B6", "C4:C6", "K4:K6",
    ])

  @Test func mergedHeadsTellGroupsAndSexesApart() throws {
    let matrix = try #require(try MappingFixture.matrix(Self.sheet))
    #expect(
      matrix.lines == [
        "03424 2012 I:0101 count 1200 C8",
        "03424 2012 I:0301 count circumstance=orphan 5 D8",
        "03424 2012 I:0301 count circumstance=orphan sex=male 3 E8",
        "03424 2012 I:0301 count circumstance=orphan sex=female 2 F8",
        "03424 2012 I:0301 count circumstance=abandoned 0 G8",
        "03418 2012 I:0101 count 1050 C9",
        "03418 2012 I:0301 count circumstance=orphan 2 D9",
        "03418 2012 I:0301 count circumstance=orphan sex=male 2 E9",
        "03418 2012 I:0301 count circumstance=orphan sex=female 0 F9",
        "03418 2012 I:0301 count circumstance=abandoned missing G9",
      ])
    #expect(matrix.findings.isEmpty)
  }

  @Test func everyFilledCellHasOneFate() throws {
    let matrix = try #require(try MappingFixture.matrix(Self.sheet))
    let account = matrix.account
    #expect(account.filled == Self.sheet.filled)
    #expect(account.filled == account.migrated + account.ignoredCount + account.quarantinedCount)
    #expect(account.migrated == 10)
    #expect(
      matrix.held == [
        "H8 no-counterpart", "I8 no-counterpart", "H9 no-counterpart", "I9 no-counterpart",
      ])
    #expect(account.ignored[.total] == 9)
    #expect(account.ignored[.ignoredColumn] == 2)
    #expect(account.ignored[.columnMark] == 11)
  }

  @Test func regionsSayWhereTheFiguresOfAnIndicatorStand() throws {
    let matrix = try #require(try MappingFixture.matrix(Self.sheet))
    #expect(
      matrix.regions.map { "\($0.indicator) \($0.column) \($0.rows)" } == [
        "I:0101 2 [Range(7..<9)]", "I:0301 3 [Range(7..<9)]", "I:0301 4 [Range(7..<9)]",
        "I:0301 5 [Range(7..<9)]", "I:0301 6 [Range(7..<9)]",
      ])
  }

  @Test func aTotalThatIsNoSumIsAFinding() throws {
    var sheet = Self.sheet
    sheet.lines[9][4] = "6"
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(
      matrix.findings == [
        MappingFinding(
          kind: .totalMismatch, address: CellAddress(row: 9, column: 4), other: nil,
          found: ExactDecimal(6), expected: ExactDecimal(5)),
        MappingFinding(
          kind: .partsMismatch, address: CellAddress(row: 9, column: 3),
          other: CellAddress(row: 9, column: 4), found: ExactDecimal(7),
          expected: ExactDecimal(8)),
      ])
  }

  @Test func partsThatAreNoTotalAreAFindingAndStillMigrated() throws {
    var sheet = Self.sheet
    sheet.lines[7][3] = "6"
    sheet.lines[9][3] = "8"
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.findings.map(\.kind) == [.partsMismatch, .partsMismatch])
    #expect(matrix.lines.contains("03424 2012 I:0301 count circumstance=orphan 6 D8"))
  }

  @Test func anUnknownUnitPutsItsCellsIntoQuarantine() throws {
    var sheet = Self.sheet
    sheet.lines[8][1] = "Xã Không Có"
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.account.quarantined[.unknownUnit] == 8)
    #expect(matrix.account.quarantined[.noCounterpart] == 2)
    #expect(matrix.findings.isEmpty)
    #expect(matrix.observations.count == 5)
  }

  @Test func unreadableFiguresSayWhy() throws {
    var sheet = Self.sheet
    sheet.lines[7][3] = "khoảng 5"
    sheet.lines[7][4] = "#REF!"
    sheet.lines[7][5] = "="
    sheet.lines[8][2] = "-3"
    sheet.lines[8][3] = "2.5"
    sheet.lines[8][4] = "\"1,234\""
    sheet.lines[8][5] = "\"12 %\""
    let matrix = try #require(try MappingFixture.matrix(sheet))
    let held = matrix.held.filter { !$0.hasSuffix("no-counterpart") }
    #expect(
      held == [
        "D8 unreadable-figure", "E8 error-value", "F8 formula-without-value",
        "C9 negative-figure", "D9 fraction-in-count", "E9 ambiguous-figure", "F9 wrong-base",
      ])
  }

  @Test func withoutMergesLabelsReachOverTheColumnsBelowThem() throws {
    var sheet = Self.sheet
    sheet.merges = []
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.lines.count == 10)
    #expect(matrix.held.count == 4)
  }

  @Test func nfdAndOldToneMarksBindAsNFCDoes() throws {
    var sheet = Self.sheet
    sheet.lines = sheet.lines.map { $0.map(\.decomposedStringWithCanonicalMapping) }
    sheet.lines[4][7] = "NẠN NHÂN CHẤT ĐỘC HOÁ HỌC"
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.lines.count == 10)
    #expect(matrix.account.quarantined == [.noCounterpart: 4])
  }

  @Test func aColumnThatTheMappingDoesNotKnowIsKeptForAPerson() throws {
    var sheet = Self.sheet
    sheet.lines[3][10] = "Số hộ"
    sheet.lines[7].append("7")
    sheet.lines[7][10] = "312"
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.held.contains("K4 unknown-column"))
    #expect(matrix.held.contains("K8 unknown-column"))
  }

  @Test func withoutAPeriodNothingIsMigrated() throws {
    var sheet = Self.sheet
    sheet.lines[1][0] = "TỔNG HỢP TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT"
    let none = try #require(try MappingFixture.matrix(sheet))
    #expect(none.observations.isEmpty)
    #expect(none.account.quarantined[.unknownPeriod] == 10)
    let named = try #require(try MappingFixture.matrix(sheet, file: "cu/TEHCDB_2012.xls"))
    #expect(named.observations.count == 10)
    let told = try #require(
      try MappingFixture.matrix(
        sheet, options: MappingOptions(period: ReportingPeriod("2011"))))
    #expect(told.observations.first?.key.period == ReportingPeriod("2011"))
  }

  @Test func aHeadThatStandsAgainOnTheNextPageIsOne() throws {
    var sheet = Self.sheet
    sheet.lines.insert(contentsOf: sheet.lines[3...6], at: 8)
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.lines.count == 10)
    #expect(matrix.account.quarantined == [.noCounterpart: 4])
    #expect(matrix.findings == [])
    #expect(matrix.regions.first?.rows == [7..<8, 12..<13])
  }

  @Test func districtsWithTheirCommunesBelowThem() throws {
    let sheet = DrawnSheet(
      """
      TỈNH LAI CHÂU
      TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT NĂM 2012
      TT|Đơn vị|Bị bỏ rơi|Nạn nhân chất độc hóa học
      I|Huyện Tam Đường|5|0
      1|Bản Bo|2|0
      2|Bản Giang|3|0
      II|Huyện Phong Thổ
      1|Huổi Luông|4|0
      |Tổng cộng|9|0
      """)
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(
      matrix.lines.map { $0.split(separator: " ").first.map(String.init) ?? "" }
        == ["106", "03424", "03418", "03490"])
    #expect(matrix.findings == [])
  }

  /// Whatever a sheet holds: cells are put anywhere, and each has one fate.
  @Test func whateverASheetHoldsEveryCellHasOneFate() throws {
    let texts = [
      "7", "-", "…", "x", "Nam", "TS", "Tổng cộng", "Xã Bản Bo", "Người lập biểu", "#REF!", "=",
      "@2012-12-31", "1.234", "\"1,234\"", "Mồ côi cả cha và mẹ", "STT", "Năm 2013", "%",
    ]
    for seed in 0..<60 {
      var sheet = Self.sheet
      var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
      for _ in 0..<(seed % 12) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let row = Int(state >> 33) % sheet.lines.count
        let column = Int(state >> 40) % 12
        while sheet.lines[row].count <= column { sheet.lines[row].append("") }
        sheet.lines[row][column] = texts[Int(state >> 48) % texts.count]
      }
      var (filled, fates) = (0, 0)
      for table in try MappingFixture.tables(sheet) {
        let account: CellAccount
        switch table {
        case .matrix(let matrix):
          account = matrix.account
          #expect(account.migrated == matrix.observations.count)
          #expect(
            matrix.regions.reduce(0) { $0 + $1.rows.reduce(0) { $0 + $1.count } }
              == matrix.observations.count)
        case .unmapped(_, let whole), .ambiguous(_, let whole), .ignored(_, let whole):
          account = whole
        default: continue
        }
        filled += account.filled
        fates += account.migrated + account.ignoredCount + account.quarantinedCount
      }
      #expect(filled == sheet.filled, "\(seed)")
      #expect(filled == fates)
    }
  }

  @Test func aSecondFigureForTheSameThingIsNeverTaken() throws {
    var sheet = Self.sheet
    sheet.lines[8][1] = "X. Bản Bo"
    sheet.lines[8][3] = "5"
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.account.ignored[.repeated] == 1)
    #expect(matrix.account.quarantined[.repeatedFigure] == 4)
    #expect(matrix.findings.count { $0.kind == .repeatedFigure } == 4)
    #expect(matrix.observations.count == 5)
  }

  @Test func aTableIsReadWhateverItsSheetIsCalled() throws {
    var sheet = Self.sheet
    sheet.name = "Mục lục"
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.lines.count == 10)
  }

  @Test func figuresInColumnsWithoutALabelAreNotLost() throws {
    var sheet = Self.sheet
    sheet.lines[7] = ["1", "Xã Bản Bo", "", "", "", "", "", "", "", "", "", "", "77"]
    sheet.lines[9] += ["", "88"]
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.held.contains("M8 unknown-column"))
    #expect(matrix.held.contains("L10 unknown-column"))
    #expect(matrix.account.filled == sheet.filled)
  }

  @Test func figuresOutsideTheTableAreNotLost() throws {
    var sheet = Self.sheet
    sheet.lines[0].append("77")
    sheet.lines[10][0] = "88"
    let matrix = try #require(try MappingFixture.matrix(sheet))
    #expect(matrix.held.contains("B1 outside-table"))
    #expect(matrix.held.contains("A11 outside-table"))
  }
}
