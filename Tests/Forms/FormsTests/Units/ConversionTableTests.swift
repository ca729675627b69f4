import CSV
import FormModel
import Indicators
import SheetModel
import Testing
import UnitLists
import Units

/// Tables of conversion from old to new units, as resolutions and the statistics office print them.
@Suite struct ConversionTableTests {
  private func result(
    _ text: String, on day: String = "2025-07-01"
  ) throws -> (ConversionReading, ConversionResult) {
    let date = try #require(CalendarDate(day))
    var reading = ConversionReading(
      date: date, known: ShippedTemplates.load().library.units,
      columns: ShippedTemplates.listColumns, words: ShippedTemplates.conversionWords)
    var options = CSVReadOptions()
    options.delimiter = UInt8(ascii: ",")
    let reader = try CSVReader(
      MemorySource(Array(text.utf8)), name: "Sheet1", options: options)
    try reading.read(reader.rows(ofSheet: 0), sheet: "Sheet1")
    return (reading, ConversionResult(reading, on: date))
  }

  private func text(_ result: ConversionResult) -> [String] {
    result.entries.map { entry in
      let succession = entry.succession
      return "\(succession.oldCode ?? succession.oldName) > \(succession.newCode ?? "-") "
        + succession.extent.rawValue
        + (succession.weights["population"].map { " \($0)" } ?? "")
        + (succession.confidence == .sourced ? "" : " (\(succession.confidence.rawValue))")
    }
  }

  private let head =
    "STT,Mã ĐVHC cũ,Tên ĐVHC cũ,Mã ĐVHC mới,Tên ĐVHC mới,Phạm vi,Dân số,Nghị quyết\n"

  @Test func extentsAreReadByTheirPeople() throws {
    let (reading, result) = try result(
      "BẢNG CHUYỂN ĐỔI MÃ ĐƠN VỊ HÀNH CHÍNH,,,,,,,\n" + head
        + """
        (1),(2),(3),(4),(5),(6),(7),(8)
        1,101,Xã Một,80001,Xã Mới,Toàn bộ,5.400,NQ 1
        2,102,Xã Hai,80001,Xã Mới,"Toàn bộ diện tích tự nhiên, quy mô dân số",,NQ 1
        3,103,Xã Ba,80001,Xã Mới,"Một phần diện tích tự nhiên, quy mô dân số",1200,NQ 1
        4,103,Xã Ba,80002,Xã Khác,"phần diện tích tự nhiên, quy mô dân số còn lại",800,NQ 2
        5,104,Xã Bốn,80001,Xã Mới,Một phần diện tích tự nhiên,,NQ 1
        6,104,Xã Bốn,80002,Xã Khác,Phần còn lại,,NQ 2
        7,105,Xã Năm,80001,Xã Mới,"Một phần diện tích tự nhiên, toàn bộ quy mô dân số",,NQ 1
        8,105,Xã Năm,80002,Xã Khác,Phần diện tích còn lại,,NQ 2
        9,106,Xã Sáu,80001,Xã Mới,"Một phần diện tích tự nhiên (không có dân số)",,NQ 1
        10,106,Xã Sáu,80002,Xã Khác,một phần dân số,10,NQ 2
        11,106,Xã Sáu,80003,Xã Nữa,một phần dân số,20,NQ 2
        12,107,Xã Bảy,80003,Xã Nữa,Nguyên trạng,,NQ 3
        """)
    #expect(
      text(result) == [
        "00101 > 80001 whole", "00102 > 80001 whole", "00103 > 80001 part 1200",
        "00103 > 80002 part 800", "00104 > 80002 whole", "00104 > 80001 territory",
        "00105 > 80001 whole", "00105 > 80002 territory", "00106 > 80002 part 10",
        "00106 > 80003 part 20", "00106 > 80001 territory", "00107 > 80003 whole",
      ])
    #expect(result.open.isEmpty)
    #expect(reading.strays.isEmpty && reading.unknownColumns.isEmpty)
    #expect(result.entries.first?.succession.legalBasis == "NQ 1")
    #expect(result.entries.first?.newName == "Xã Mới")
  }

  @Test func labelsOverLabelsAndUnitsOverSeveralRows() throws {
    let (_, result) = try result(
      """
      STT,Đơn vị hành chính mới,,Đơn vị hành chính cũ,,,Ghi chú
      ,Mã số,Tên,Mã số,Tên,Tên huyện,
      I,TỈNH LAI CHÂU,,,,,
      1,3390,Xã Bình Lư,3390,Thị trấn Tam Đường,Huyện Tam Đường,
      ,,,3412,Xã Bình Lư,Huyện Tam Đường,toàn bộ
      ,,,,Xã Sơn Bình,Huyện Tam Đường,
      2,3405,Xã Tả Lèng,3405,Xã Giang Ma,,
      """)
    #expect(
      text(result) == [
        "03390 > 03390 whole", "03412 > 03390 whole", "03413 > 03390 whole (derived)",
        "03405 > 03405 whole",
      ])
  }

  @Test func signsInColumnsOfExtents() throws {
    let (_, result) = try result(
      """
      Mã xã cũ,Tên xã cũ,Mã xã mới,Tên xã mới,Toàn bộ,Một phần diện tích tự nhiên,Một phần dân số
      101,Xã Một,80001,Xã Mới,x,,
      102,Xã Hai,80001,Xã Mới,,"1,5",
      102,Xã Hai,80002,Xã Khác,,3,x
      102,Xã Hai,80003,Xã Nữa,,,x
      """)
    #expect(
      text(result) == [
        "00101 > 80001 whole", "00102 > 80002 part", "00102 > 80003 part",
        "00102 > 80001 territory",
      ])
  }

  @Test func whatIsNotEstablishedIsWrittenAsSuch() throws {
    let (reading, result) = try result(
      head + """
        1,101,Xã Một,80001,Xã Mới,Điều chỉnh địa giới theo bản đồ,,
        2,102,Xã Hai,80001,Xã Mới,Toàn bộ,,
        3,102,Xã Hai,80002,Xã Khác,Một phần dân số,,
        4,103,Xã Ba,80001,Xã Mới,Một phần dân số,,
        5,104,Xã Bốn,80001,Xã Mới,Một phần diện tích tự nhiên,,
        6,105,Xã Năm,80001,Xã Mới,,,
        7,105,Xã Năm,80002,Xã Khác,,,
        8,03424,Xã Sơn Bình,80001,Xã Mới,Toàn bộ,,
        9,,Xã Không Đâu,80001,Xã Mới,Toàn bộ,,
        10,,Xã Tám,,Xã Chưa Có,Toàn bộ,,
        11,abc,Xã Chín,80001,Xã Mới,Toàn bộ,,
        """)
    #expect(
      text(result) == [
        "00101 > - unknown (derived)", "00102 > - unknown (derived)",
        "00103 > - unknown (derived)", "00104 > 80001 territory", "00104 > - unknown (derived)",
        "00105 > 80001 part (derived)", "00105 > 80002 part (derived)",
        "03424 > - unknown (derived)", "Xã Không Đâu > 80001 whole", "Xã Tám > - unknown (derived)",
      ])
    #expect(
      result.open.map { "\($0.rows) \($0.reason.rawValue)" } == [
        "[2] unclear", "[3, 4] contradiction", "[5] partAlone", "[6] peopleNotSaid",
        "[7, 8] extentNotSaid", "[9] unclear", "[11] unclear",
      ])
    #expect(reading.strays.map(\.row) == [12])
  }

  /// As resolutions write it: several units in a cell are nobody's until they stand in rows of their own.
  @Test func severalUnitsInACellAreNotTakenForTheFirst() throws {
    let (reading, result) = try result(
      """
      Tên ĐVHC cũ,Thuộc huyện cũ,Tên ĐVHC mới,Mã ĐVHC mới
      "Xã Bản Lang, Xã Dào San",,Xã Mới,80001
      Thị trấn Tam Đường và xã Bình Lư,,Xã Mới,80001
      một phần xã Sơn Bình,,Xã Mới,80001
      "Xã Bản Lang, huyện Phong Thổ",,Xã Mới,80001
      "Phường Một, thị xã Hai",Thị xã Hai,Xã Mới,80001
      Xã Đất Đỏ,,Xã Mới,80001
      """)
    #expect(reading.strays.map(\.row) == [2, 3, 4])
    #expect(
      text(result) == [
        "03577 > 80001 whole (derived)", "Phường Một, thị xã Hai > 80001 whole",
        "Xã Đất Đỏ > 80001 whole",
      ])
  }

  @Test func aListOfUnitsIsNoTableOfConversion() throws {
    let (reading, _) = try result("STT,Mã,Tên,Cấp\n1,3562,Sì Lở Lầu,Xã\n")
    #expect(!reading.hasHead)
  }
}
