import Foundation
import TestSupport
import Testing

/// Tables of conversion through the built tool, in every format, and into templates.
struct ConversionImportTests {
  private let table = """
    Mã ĐVHC cũ,Tên ĐVHC cũ,Mã ĐVHC mới,Tên ĐVHC mới,Phạm vi
    03577,Xã Bản Lang,03583,Xã Khổng Lào,Toàn bộ
    03580,Xã Hoang Thèn,03583,Xã Khổng Lào,"Một phần diện tích tự nhiên, toàn bộ dân số"
    03580,Xã Hoang Thèn,03585,Xã Phong Thổ,Một phần diện tích tự nhiên
    03583,Xã Khổng Lào,03583,Xã Khổng Lào,Điều chỉnh theo bản đồ

    """

  @Test(arguments: ["csv", "xlsx", "ods", "fods"])
  func officialTablesBecomeSuccessions(format: String) throws {
    let scratch = try TemporaryFolder()
    try scratch.write("b.csv", table)
    if format != "csv" {
      let made = try ToolRun.bieu(
        "convert", scratch.path("b.csv"), "-o", scratch.path("b.\(format)"))
      #expect(made.status == 0, "\(made.errors)")
    }
    let run = try ToolRun.bieu(
      "units", "import", scratch.path("b.\(format)"), "-o", "-", "--valid-from", "01/07/2025",
      "--source", "NQ 1670")
    #expect(run.status == 1, "\(run.errors)")
    #expect(
      run.output == """
        old_code,old_name,new_code,new_name,date,extent,weight_population,legal_basis,confidence,source
        03577,Xã Bản Lang,03583,Xã Khổng Lào,2025-07-01,whole,,,sourced,NQ 1670
        03580,Xã Hoang Thèn,03583,Xã Khổng Lào,2025-07-01,whole,,,sourced,NQ 1670
        03580,Xã Hoang Thèn,03585,Xã Phong Thổ,2025-07-01,territory,,,sourced,NQ 1670
        03583,Xã Khổng Lào,,,2025-07-01,unknown,,,derived,NQ 1670

        """)
    #expect(
      run.errors.contains("dòng 5: 03583 Xã Khổng Lào: không hiểu phần chuyển"), "\(run.errors)")
    #expect(
      run.errors.contains(
        "4 dòng kế tục: 2 toàn bộ, 0 một phần, 1 chỉ đất không có dân, 1 chưa rõ."),
      "\(run.errors)")
  }

  @Test func aTableOfConversionNeedsItsDay() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("b.csv", table)
    let run = try ToolRun.bieu("units", "import", scratch.path("b.csv"), "-o", "-")
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors.contains("--valid-from"))
  }
}
