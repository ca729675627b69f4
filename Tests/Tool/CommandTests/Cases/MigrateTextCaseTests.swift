import Foundation
import TestSupport
import Testing

/// The old texts of `Tests/Cases`: each comes to what its README says.
@Suite struct MigrateTextCaseTests {
  private func texts(_ name: String) throws -> (text: String, status: Int32, errors: String) {
    let run = try ToolRun.bieu(
      "migrate", "text", Repository.sampleCase(name).path, "-o", "-", "--to", "csv")
    return (run.output, run.status, run.errors)
  }

  /// A font is evidence, no proof: Khác is no Khỏc.
  @Test func unicodeUnderAnOldFontStaysAndOldCellsBesideItAreDecoded() throws {
    let found = try texts("unicode-trong-VnTime.xlsx")
    let lines = found.text.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(8) == [
        "Kinh phí đã giao", "Tổng số trẻ em", "Công tác phí", "Khác", "Máy fax", "Ghi chú", "Xã",
        "Phụ cấp khác",
      ])
    // Of two words one in each encoding nothing may come wrong.
    #expect(lines.last == "Dân số 2003" || found.errors.contains("A9"))
  }

  @Test func initialsAreNoEvidenceOfCapitals() throws {
    let found = try texts("so-TT.csv")
    #expect(found.text == "Số TT,Số HS,Mã HS,Họ và tên\n1,2,3,Tổng cộng\n")
    #expect(found.status == 0)
  }

  @Test func theLetterThatIsLostAsASoftHyphenComesBack() throws {
    let found = try texts("tcvn3-mat-00AD.csv")
    #expect(
      found.text == """
        TT,Noi dung
        1,Số trẻ em được tiêm chủng
        2,Trường mẫu giáo
        3,Chương trình nước sạch

        """)
    #expect(found.status == 0)
  }

  @Test func utf8MisreadTwiceIsUndoneTwice() throws {
    let found = try texts("utf8-hai-lan.csv")
    #expect(found.text == "TT,Noi dung\n1,Xã Vĩnh Quang\n2,Trẻ em mồ côi\n")
  }

  @Test func utf8MisreadAsWindows1258IsUndone() throws {
    let found = try texts("utf8-doc-nham-1258.csv")
    #expect(found.text == "TT,Noi dung\n1,Xã Vĩnh Quang\n2,Thị xã\n")
  }

  /// What a file is in that does not say it is a guess, and says so.
  @Test func aGuessedEncodingIsToldWithHowSureItIs() throws {
    let scratch = try TemporaryFolder()
    let bytes: [UInt8] =
      [0x53, 0xE8, 0x20, 0x6C, 0xAD, 0xEE, 0x6E, 0x67, 0x2C, 0x74, 0xFB, 0x20, 0x6C, 0xD6, 0x0A]
      + [0xA7, 0xC6, 0x63, 0x20, 0x6B, 0x68, 0x75, 0x2C, 0x4C, 0xFD, 0x20, 0x53, 0xAC, 0x6E, 0x0A]
    try Data(bytes).write(to: scratch.url.appendingPathComponent("cu.csv"))
    let path = scratch.path("cu.csv")
    for command in [
      ["convert", path, "-o", "-", "--to", "csv"], ["check", path], ["inspect", path],
    ] {
      let run = try ToolRun.run(program: "bieu", command)
      #expect(
        run.errors.contains("đọc theo CP1258, nhưng giống TCVN3 hơn (chắc 99 %)"), "\(command)")
    }
    let text = try ToolRun.bieu("migrate", "text", path, "-o", "-", "--to", "csv")
    #expect(text.output == "Số lượng,tỷ lệ\nĐặc khu,Lý Sơn\n")
    #expect(text.errors.contains("đoán là TCVN3 (chắc 99 %)"))
    let plain = scratch.url.appendingPathComponent("moi.csv")
    try Data("Số lượng,tỷ lệ\n".utf8).write(to: plain)
    let unicode = try ToolRun.bieu("convert", plain.path, "-o", "-", "--to", "csv")
    #expect(!unicode.errors.contains("UTF-8"))
  }
}
