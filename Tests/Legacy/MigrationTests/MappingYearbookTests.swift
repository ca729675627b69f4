import Indicators
import SheetModel
import Testing

@testable import Migration

@Suite struct MappingYearbookTests {
  private static let sheet = DrawnSheet(
    """
    |SỐ LIỆU TRẺ EM NĂM 2018
    |Xã Bản Bo, huyện Tam Đường
    TT|Chỉ tiêu|ĐVT|6 tháng|Cả năm|Ghi chú
    I|Dân số trẻ em
    1|Tổng số trẻ em|trẻ|100|101|
    |- Trai|trẻ|60|61
    |- Gái|trẻ|40|40
    2|2. Trẻ em dưới 6 tuổi|trẻ|x|…|chưa có
    3|Tỷ lệ tiêm chủng đầy đủ|%|"97,5"|"98,25%"
    4|Số hộ nghèo|hộ|7|8
    5|Tỷ lệ hộ nghèo|%|7|8
    |Lập biểu ngày 05/12/2018
    """, name: "Bản Bo")

  @Test func rowsAreFoundByLabelAndColumnsAreParts() throws {
    let matrix = try #require(try MappingFixture.matrix(Self.sheet))
    #expect(
      matrix.lines == [
        "03424 2018H1 I:0101 count 100 D5", "03424 2018 I:0101 count 101 E5",
        "03424 2018H1 I:0101 count sex=male 60 D6", "03424 2018 I:0101 count sex=male 61 E6",
        "03424 2018H1 I:0101 count sex=female 40 D7",
        "03424 2018 I:0101 count sex=female 40 E7",
        "03424 2018H1 I:0101 count age=under-6 not_applicable D8",
        "03424 2018 I:0101 count age=under-6 missing E8",
        "03424 2018H1 I:0206 rate 97.5 D9", "03424 2018 I:0206 rate 98.25 E9",
      ])
  }

  @Test func aRowThatNobodyKnowsIsKeptAndOneLeftOutOnPurposeIsNot() throws {
    let matrix = try #require(try MappingFixture.matrix(Self.sheet))
    #expect(
      matrix.held == [
        "B10 unknown-label", "D10 unknown-label", "E10 unknown-label", "B12 unknown-label",
      ])
    #expect(matrix.account.ignored[.ignoredRow] == 5)
    #expect(matrix.account.filled == Self.sheet.filled)
  }

  @Test func theSheetsNameTellsTheUnitWhereItsTitleDoesNot() throws {
    var sheet = Self.sheet
    sheet.lines[1] = [""]
    #expect(try MappingFixture.matrix(sheet)?.unit == "03424")
    sheet.name = "Sheet1"
    let none = try #require(try MappingFixture.matrix(sheet))
    #expect(none.observations.isEmpty)
    #expect(none.account.quarantined[.unknownUnit] == 10)
  }

  @Test func sheetsLeftOutOnPurposeAreCounted() throws {
    let sheet = DrawnSheet("Cách ghi|xem dưới", name: "Hướng dẫn")
    guard case .ignored("te-nam-theo-xa", let account) = try MappingFixture.read(sheet) else {
      Issue.record("not ignored")
      return
    }
    #expect(account.ignored == [.ignoredSheet: 2])
  }

  @Test func aLayoutThatNobodyKnowsHasAFingerprintWithoutItsFigures() throws {
    func layout(_ year: String, _ figure: String) throws -> LayoutFingerprint? {
      let sheet = DrawnSheet(
        """
        BÁO CÁO NĂM \(year)
        STT|Thôn|Số hộ năm \(year)|Ghi chú
        1|Bản Mẫu|\(figure)|
        """)
      if case .unmapped(let layout, let account) = try MappingFixture.read(sheet) {
        #expect(account.quarantined == [.noMapping: 8])
        return layout
      }
      return nil
    }
    let first = try #require(try layout("2012", "12"))
    #expect(first.labels == [["STT"], ["Thôn"], ["Số hộ năm 2012"], ["Ghi chú"]])
    #expect(first.address == CellAddress(row: 1, column: 0))
    #expect(try layout("2013", "99") == first)
  }

  @Test func twoMappingsThatFitAlikeAreNoMapping() throws {
    var twin = try #require(
      MappingFixture.shipped.mappings.mappings.first { $0.id == "te-nam-theo-xa" })
    let all = [twin]
    twin.id = "sinh-doi"
    guard
      case .ambiguous(let names, let account) = try MappingFixture.read(
        Self.sheet, LegacyMappings(all + [twin]))
    else {
      Issue.record("not ambiguous")
      return
    }
    #expect(names == ["te-nam-theo-xa", "sinh-doi"])
    #expect(account.quarantinedCount == Self.sheet.filled)
  }

  @Test func aDraftLoadsAndLeavesToAPersonWhatItDoesNotKnow() throws {
    let sheet = DrawnSheet(
      """
      TÌNH HÌNH "XÂM HẠI" TRẺ EM NĂM 2016
      STT|Xã, phường, thị trấn|Số trẻ em bị xâm hại|||Số trẻ em bị bóc lột|Số vụ đánh nhau
      |||Tổng số|Nam|Nữ
      1|Xã Huổi Luông|3|1|2|0|2
      |Tổng cộng|3|1|2|0|2
      """, merges: ["C2:E2"])
    var drawn = sheet
    drawn.lines[2] = ["", "", "Tổng số", "Nam", "Nữ"]
    let draft = try #require(
      try MappingDraft(
        name: "thu", table: 0, ofSheet: 0, of: DrawnWorkbook([drawn]), file: "a.xls",
        reader: MappingFixture.reader, words: MappingFixture.words,
        vocabulary: MappingFixture.vocabulary, files: 2,
        library: MappingFixture.library))
    #expect(draft.open == 1)
    #expect(draft.yaml.contains("indicator: \"II:0101\", split: sex} # cần xem lại"))
    let (mapping, problems) = MappingFixture.mapping(draft.yaml)
    #expect(problems == [])
    // As it stands it already reads what it has guessed.
    let mappings = LegacyMappings([try #require(mapping)])
    let matrix = try #require(try MappingFixture.matrix(drawn, mappings))
    #expect(matrix.lines.contains("03490 2016 II:0101 count sex=female 2 E4"))
    #expect(matrix.held == ["G4 no-counterpart"])
  }
}
