import Foundation
import LegacyText
import SampleMaker
import TestSupport
import Testing

/// `bieu migrate text`: old texts to Unicode, with a list of what is not sure.
@Suite struct MigrateTextTests {
  private static let lines = [
    "Họ và tên,Dân tộc,Số hộ", "Nguyễn Thị Ánh,Kinh,12", "Lò Văn Mạnh,Thái,3",
    "Giàng A Sùng,Mông,5", "Trẻ em được tiếp cận dịch vụ,,7",
  ]

  private func file(
    _ lines: [String], as encoding: LegacyEncoding, in scratch: TemporaryFolder
  ) throws -> String {
    let text = lines.joined(separator: "\n") + "\n"
    let bytes = LegacyEncoder.bytes(of: text, as: encoding, capitals: .twoCharacters)
    try Data(bytes).write(to: scratch.url.appendingPathComponent("cu.csv"))
    return scratch.path("cu.csv")
  }

  @Test(arguments: [LegacyEncoding.tcvn3, .vni, .windows1258])
  func aFileInAnOldEncodingComesInUnicode(_ encoding: LegacyEncoding) throws {
    let scratch = try TemporaryFolder()
    let input = try file(Self.lines, as: encoding, in: scratch)
    let run = try ToolRun.bieu("migrate", "text", input, "-o", scratch.path("moi.csv"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try scratch.text("moi.csv") == Self.lines.joined(separator: "\n") + "\n")
    let name = ["tcvn3": "TCVN3", "vni": "VNI", "cp1258": "CP1258"][encoding.rawValue] ?? ""
    #expect(run.errors.contains("từ \(name)"))
  }

  @Test func unicodeComesAsItIs() throws {
    let scratch = try TemporaryFolder()
    let lines = ["µ ¶ ° ®,Hà Nam,Cà Mau", "hòa,Nông Văn Đoàn,café"]
    let input = try file(lines, as: .unicode, in: scratch)
    let run = try ToolRun.bieu("ditru", "text", input, "-o", "-", "--to", "csv")
    #expect(run.status == 0)
    #expect(run.output == lines.joined(separator: "\n") + "\n")
  }

  @Test func whatIsNotSureIsListedWithItsPlace() throws {
    let scratch = try TemporaryFolder()
    let lines = ["Địa bàn,Trẻ em", "đòa bàn,trường học", "XÔ LÝ SƠN,số"]
    let input = try file(lines, as: .unicode, in: scratch)
    for report in ["xem.csv", "xem.json"] {
      let run = try ToolRun.bieu(
        "migrate", "text", input, "-o", scratch.path("\(report).csv"), "--report",
        scratch.path(report))
      #expect(run.status == 1)
      #expect(try scratch.text("\(report).csv") == lines.joined(separator: "\n") + "\n")
    }
    #expect(
      try scratch.text("xem.csv") == """
        kind,sheet,cell,encoding,reason,confidence,count
        found,,,unicode,,,6
        normalized,,,unicode,,,0
        review,,,,,,2
        review,cu,A2,,half-converted,,
        review,cu,A3,,half-converted,,

        """)
    #expect(try scratch.text("xem.json").contains("\"cell\":\"A2\""))
    let english = try ToolRun.bieu(
      "migrate", "text", input, "-o", "-", "--to", "csv", "--lang", "en")
    #expect(english.status == 1)
    #expect(english.errors.contains("2 texts need a person to look"))
    #expect(english.errors.contains("cu!A2"))
    // Places, never texts.
    #expect(!english.errors.contains("SƠN"))
  }

  @Test func viqrIsOnlyReadWhenItIsNamed() throws {
    let scratch = try TemporaryFolder()
    let input = try file(["So^' lu+o+.ng,tre? em"], as: .unicode, in: scratch)
    let plain = try ToolRun.bieu("migrate", "text", input, "-o", "-", "--to", "csv")
    #expect(plain.output == "So^' lu+o+.ng,tre? em\n")
    let told = try ToolRun.bieu(
      "migrate", "text", input, "-o", "-", "--to", "csv", "--encoding", "viqr")
    #expect(told.output == "Số lượng,trẻ em\n")
  }

  @Test func workbooksKeepTheirFiguresAndLoseTheirOldFonts() throws {
    let scratch = try TemporaryFolder()
    let input = try file(Self.lines, as: .tcvn3, in: scratch)
    for format in ["xlsx", "ods"] {
      let path = scratch.path("moi.\(format)")
      #expect(try ToolRun.bieu("migrate", "text", input, "-o", path).status == 0)
      let back = try ToolRun.bieu("convert", path, "-o", "-", "--to", "csv")
      #expect(back.output == Self.lines.joined(separator: "\n") + "\n")
    }
  }

  @Test func aReportIsCSVOrJSON() throws {
    let scratch = try TemporaryFolder()
    let input = try file(["a"], as: .unicode, in: scratch)
    let run = try ToolRun.bieu(
      "migrate", "text", input, "-o", scratch.path("b.csv"), "--report", scratch.path("r.txt"))
    #expect(run.status == 64)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("b.csv")))
  }
}
