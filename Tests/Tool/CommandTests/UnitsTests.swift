import Foundation
import TestSupport
import Testing

/// Units over time through the built tool: the five localities of the seeds, 2020 to 2026.
struct UnitsTests {
  private func golden(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/\(name)")
    if ProcessInfo.processInfo.environment["BIEU_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  func rows(_ run: ToolRun, of codes: Set<String>) -> [String] {
    run.output.split(separator: "\n").filter { line in
      codes.contains(String(line.prefix { $0 != "," }))
    }.map(String.init)
  }

  // MARK: Crosswalks

  /// Every unit of Phong Thổ, Tam Đường, Ia H'Drai, Hớn Quản and Lý Sơn, with the provinces.
  @Test func theLocalitiesOfTheSeedsFrom2020To2026() throws {
    let run = try ToolRun.bieu("units", "map", "--from", "2020", "--to", "2026")
    #expect(run.status == 1)
    try golden("units-2020-2026.csv", run.output)
    #expect(run.errors.contains("2020: lấy ngày cuối năm, 31/12/2020."))
    #expect(
      run.errors.contains(
        "58 đơn vị ngày 31/12/2020, theo đến ngày 31/12/2026; 1 đơn vị cần người xem."))
  }

  @Test func tanKhaiHasFourLives() throws {
    let lives: [(day: String, row: String)] = [
      (
        "15/10/2017",
        "25357,Xã Tân Khai,many,25357,Phường Tân Khai,2017-10-16/2020-02-02 25357; 2025-07-01 "
          + "25357; 2026-04-30 25357,19/2025/QĐ-TTg; 30/2026/QH16; 237/NQ-UBTVQH16,derived"
      ),
      (
        "2020",
        "25357,Thị trấn Tân Khai,many,25357,Phường Tân Khai,2025-07-01 25357; 2026-04-30 25357,"
          + "19/2025/QĐ-TTg; 30/2026/QH16; 237/NQ-UBTVQH16,sourced"
      ),
      (
        "01/07/2025",
        "25357,Xã Tân Khai,one,25357,Phường Tân Khai,2026-04-30 25357,"
          + "30/2026/QH16; 237/NQ-UBTVQH16,sourced"
      ),
      ("2026-04-30", "25357,Phường Tân Khai,one,25357,Phường Tân Khai,,,sourced"),
    ]
    for life in lives {
      let run = try ToolRun.bieu("units", "map", "--from", life.day, "--to", "2026")
      #expect(rows(run, of: ["25357"]) == [life.row])
    }
  }

  @Test func lySonHadNoCommunes() throws {
    let before = try ToolRun.bieu("units", "map", "--from", "31/01/2020", "--to", "2026")
    let way = "2020-02-01 536; 2025-07-01 21548,867/NQ-UBTVQH14; 19/2025/QĐ-TTg,sourced"
    #expect(
      rows(before, of: ["21541", "21544", "21547", "536"]) == [
        "21541,Xã An Vĩnh,many,21548,Đặc khu Lý Sơn,\(way)",
        "21544,Xã An Hải,many,21548,Đặc khu Lý Sơn,\(way)",
        "21547,Xã An Bình,many,21548,Đặc khu Lý Sơn,\(way)",
        "536,Huyện Lý Sơn,many,21548,Đặc khu Lý Sơn,2025-07-01 21548,19/2025/QĐ-TTg,sourced",
      ])
    let after = try ToolRun.bieu("units", "map", "--from", "01/02/2020", "--to", "2026")
    #expect(
      rows(after, of: ["21541", "21544", "21547", "536", "21548"]) == [
        "536,Huyện Lý Sơn,one,21548,Đặc khu Lý Sơn,2025-07-01 21548,19/2025/QĐ-TTg,sourced"
      ])
    let list = try ToolRun.bieu("units", "list", "--at", "2022", "--under", "536")
    #expect(list.output == "")
    #expect(list.status == 0)
    let now = try ToolRun.bieu("units", "list", "--at", "2026", "--under", "51")
    #expect(
      now.output == """
        21548  Đặc khu Lý Sơn  51   từ 01/07/2025
        23535  Xã Ia Đal       51   từ 01/07/2025
        23538  Xã Ia Tơi       51   từ 01/07/2025

        """)
  }

  @Test func oneCodeMeansTwoCommunes() throws {
    let before = try ToolRun.bieu("units", "map", "--from", "30/06/2025", "--to", "2026")
    let way = "2025-07-01 03562,NQ 1670 (Lai Châu); 19/2025/QĐ-TTg,sourced"
    #expect(
      rows(before, of: ["03550", "03562"]) == [
        "03550,Xã Sì Lở Lầu,many,03562,Xã Sì Lở Lầu,\(way)",
        "03562,Xã Vàng Ma Chải,many,03562,Xã Sì Lở Lầu,\(way)",
      ])
    let after = try ToolRun.bieu("units", "map", "--from", "01/07/2025", "--to", "2026")
    #expect(
      rows(after, of: ["03550", "03562"]) == ["03562,Xã Sì Lở Lầu,one,03562,Xã Sì Lở Lầu,,,sourced"]
    )
    #expect(after.status == 0)
  }

  // MARK: Refusals

  @Test(arguments: [
    (["map", "--to", "2026"], "cần --from"),
    (["map", "--from", "2026", "--to", "2020"], "đứng trước"),
    (["map", "--from", "x", "--to", "2020"], "không phải ngày"),
    (["map", "--from", "31/02/2020", "--to", "2026"], "không phải ngày"),
    (["map", "--from", "2020", "--to", "2026", "--split", "half"], "không dùng được cho --split"),
    (["map", "--from", "2020", "--to", "2026", "--split", "allocate=tuoi"], "weight_tuoi"),
    (["map", "--from", "2020", "--to", "2026", "-o", "bang.xlsx"], "chỉ ghi ra CSV"),
    (["list", "--under", "99999"], "Không có đơn vị nào mang mã"),
    (["list", "--level", "thôn"], "Không có cấp"),
  ])
  func whatCannotBeAskedIsSaid(arguments: [String], says: String) throws {
    let run = try ToolRun.run(program: "bieu", ["units"] + arguments)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.contains(says), "\(run.errors)")
  }

  /// The templates with Nà Tăm divided among two communes.
  private func dividedTemplates(_ scratch: TemporaryFolder) throws -> String {
    try FileManager.default.copyItem(
      at: Repository.root.appendingPathComponent("Templates"),
      to: scratch.url.appendingPathComponent("Templates"))
    let file = "Templates/units/successions/12-lai-chau.csv"
    let whole = "03427,Xã Nà Tăm,03424,Xã Bản Bo,2025-07-01,whole,,,"
    let text = try scratch.text(file)
    #expect(text.contains(whole))
    let parts = """
      03427,Xã Nà Tăm,03424,Xã Bản Bo,2025-07-01,part,,30,,derived,
      03427,Xã Nà Tăm,03430,Xã Khun Há,2025-07-01,part,,10,
      """
    try scratch.write(file, text.replacingOccurrences(of: whole, with: parts))
    return scratch.path("Templates")
  }

  @Test func aDivisionIsListedKeptOrEstimated() throws {
    let scratch = try TemporaryFolder()
    let templates = try dividedTemplates(scratch)
    let crosswalk = try ToolRun.bieu(
      "units", "map", "--from", "2024", "--to", "2026", "--templates", templates)
    #expect(
      rows(crosswalk, of: ["03427"]).map {
        $0.split(separator: ",").prefix(6).joined(separator: ",")
      }
        == [
          "03427,Xã Nà Tăm,split,03424,Xã Bản Bo,2025-07-01 03424 part",
          "03427,Xã Nà Tăm,split,03430,Xã Khun Há,2025-07-01 03430 part",
        ])
    let given = ["03421", "03424", "03427", "03430"].map { figure($0, "9") }.joined()
    try scratch.write("cu.csv", head + given)
    func mapped(_ split: String) throws -> (rows: [String], run: ToolRun) {
      let run = try ToolRun.bieu(
        "units", "map", "--to", "2026", "--split", split, "--templates", templates,
        scratch.path("cu.csv"))
      let rows = run.output.split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",", omittingEmptySubsequences: false)[6...10].joined(separator: ",")
      }
      return (rows, run)
    }
    let short = [
      "03424,2024,,missing,Chưa đủ (mới cộng được 9): thiếu 03427 Xã Nà Tăm",
      "03430,2024,,missing,Chưa đủ (mới cộng được 18): thiếu 03427 Xã Nà Tăm",
    ]
    let review = try mapped("review")
    #expect(review.rows == short)
    #expect(review.run.status == 1)
    #expect(
      review.run.errors.contains(
        "03427 Xã Nà Tăm: 1 số liệu không chuyển: đơn vị đã bị chia cho 03424 Xã Bản Bo, 03430 Xã Khun Há."
      ))
    let keep = try mapped("keep")
    #expect(keep.rows == [short[0], "03427,2024,9,reported,", short[1]])
    let allocate = try mapped("allocate=children")
    #expect(
      allocate.rows == [
        "03424,2024,16,reported,Ước tính: chia theo tỷ trọng",
        "03430,2024,20,reported,Ước tính: chia theo tỷ trọng",
      ])
    #expect(allocate.run.status == 0)
    #expect(try mapped("allocate=weight_children").rows == allocate.rows)
    #expect(allocate.run.errors.contains("2 số liệu là ước tính, chia theo weight_children."))
    let unknown = try mapped("allocate=population")
    #expect(unknown.run.status == 64)
    #expect(unknown.run.errors.contains("các cột có số: children."))
  }

  // MARK: Tables

  @Test func theShippedUnitsAreInOrder() throws {
    let run = try ToolRun.bieu("units", "check")
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.errors == "Danh mục đơn vị không có lỗi: 83 đơn vị, 72 dòng kế tục.\n")
  }

  @Test func aBrokenTableIsToldWithFileAndLine() throws {
    let scratch = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Repository.root.appendingPathComponent("Templates"),
      to: scratch.url.appendingPathComponent("Templates"))
    let file = "Templates/units/successions/51-quang-ngai.csv"
    let text = try scratch.text(file)
    try scratch.write(
      file, text.replacingOccurrences(of: "536,Huyện Lý Sơn,21548", with: "536,Huyện Lý Sơn,21549"))
    let run = try ToolRun.bieu("units", "check", "--templates", scratch.path("Templates"))
    #expect(run.status == 78)
    #expect(
      run.output == """
        units/successions/51-quang-ngai.csv:8: LỖI: Ngày 2025-07-01 không có đơn vị nào mang mã \
        “21549”; sửa new_code, date hoặc thêm đơn vị. [template-new-unit-not-there]

        """)
  }

  @Test func anOfficesListBecomesATable() throws {
    let scratch = try TemporaryFolder()
    try scratch.write(
      "gso.csv",
      """
      Tỉnh / Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp,Tên Tiếng Anh
      Tỉnh Lai Châu,12,Huyện Tam Đường,106,Xã Bản Bo,03424,Xã,
      Tỉnh Lai Châu,12,Huyện Tam Đường,106,Xã Nà Tăm,03427,Xã,

      """)
    let table = """
      code,name,aliases,parent_code,level,valid_from,valid_to,confidence,source
      12,Tỉnh Lai Châu,,,tỉnh,,2025-06-30,sourced,Danh mục 2021
      106,Huyện Tam Đường,,12,huyện,,2025-06-30,sourced,Danh mục 2021
      03424,Xã Bản Bo,,106,xã,,2025-06-30,sourced,Danh mục 2021
      03427,Xã Nà Tăm,,106,xã,,2025-06-30,sourced,Danh mục 2021

      """
    _ = try ToolRun.bieu("convert", scratch.path("gso.csv"), "-o", scratch.path("gso.xlsx"))
    _ = try ToolRun.bieu("convert", scratch.path("gso.csv"), "-o", scratch.path("gso.ods"))
    for list in ["gso.csv", "gso.xlsx", "gso.ods"] {
      let run = try ToolRun.bieu(
        "units", "import", scratch.path(list), "-o", "-", "--valid-to", "30/06/2025", "--source",
        "Danh mục 2021")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == table)
      #expect(run.errors == "Đã ghi -: 1 tỉnh, 1 huyện, 2 xã.\n")
    }
  }
}
