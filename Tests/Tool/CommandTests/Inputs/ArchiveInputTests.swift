import Foundation
import TestSupport
import Testing

/// A ZIP of workbooks is an input like the folder that it was made of.
struct ArchiveInputTests {
  private let scratch: TemporaryFolder
  private var zip: String { scratch.path("bo.zip") }
  private static let samples = ["ly-son-2025.xlsx", "tan-khai-2025.ods"]

  init() throws {
    scratch = try TemporaryFolder()
    var entries: [(name: String, bytes: [UInt8])] = []
    for name in Self.samples {
      let bytes = [UInt8](
        try Data(contentsOf: Repository.root.appendingPathComponent("Samples/clean/\(name)")))
      entries.append(("xã/\(name)", bytes))
      try scratch.write(bytes, to: "thư mục/xã/\(name)")
    }
    entries.append(("công văn.pdf", [1]))
    entries.append(("../../thoát.csv", [UInt8]("a,b\n1,2\n".utf8)))
    try scratch.write(try archive(bytes: entries), to: "bo.zip")
  }

  /// Figures without the columns that say where they came from.
  private func figures(_ name: String) throws -> [String] {
    ImportTests.withoutOrigin(try scratch.data(name))
  }

  @Test func importTakesTheSameFiguresFromAZipAsFromItsFolder() throws {
    _ = try ToolRun.bieu("import", zip, "-o", scratch.path("zip.csv"))
    _ = try ToolRun.bieu("import", scratch.path("thư mục"), "-o", scratch.path("folder.csv"))
    let figures = try figures("zip.csv")
    #expect(figures.count > 1000)
    #expect(figures == (try self.figures("folder.csv")))
    // What they came from is named by the archive and the name in it.
    #expect(try scratch.text("zip.csv").contains("\(zip)/xã/ly-son-2025.xlsx"))
  }

  @Test func checkNamesTheFilesOfAZipAndWhatItLeavesAlone() throws {
    let run = try ToolRun.bieu("check", zip)
    #expect(run.output.contains("\(zip)/xã/ly-son-2025.xlsx: đạt"))
    #expect(run.output.contains("1 tệp không phải bảng tính nên không đọc"))
    #expect(run.output.contains("công văn.pdf"))
    #expect(run.output.contains("3 tệp: 2 đạt, 1 có phát hiện"))
  }

  @Test(arguments: [1, 4])
  func convertPutsAllFilesOfAZipBelowItsOutputFolderAndNowhereElse(workers: Int) throws {
    let out = scratch.path("sâu/nữa/ra")
    let run = try ToolRun.bieu(
      "convert", zip, "--to", "ods", "-o", out + "/", "-j", "\(workers)")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      TemporaryFolder.names(in: out + "/xã") == ["ly-son-2025.ods", "tan-khai-2025.ods"])
    #expect(TemporaryFolder.names(in: out + "/_/_") == ["thoát.ods"])
    #expect(scratch.names() == ["bo.zip", "sâu", "thư mục"])
    #expect(TemporaryFolder.names(in: scratch.path("sâu")) == ["nữa"])
  }

  @Test func migrateTakesAZipInAFolderForTheFilesInIt() throws {
    let run = try ToolRun.bieu("migrate", scratch.path(""), "--dry-run")
    #expect(run.output.contains("bo.zip/xã/ly-son-2025.xlsx"), "\(run.errors)")
    #expect(run.output.contains("công văn.pdf"))
  }

  @Test func theOutputIsNeverTheZipThatIsRead() throws {
    let before = try scratch.data("bo.zip")
    for arguments in [
      ["convert", zip, "--to", "csv", "-o", zip, "--force"],
      ["import", zip, "-o", zip, "--to", "csv", "--force"],
    ] {
      let run = try ToolRun.run(program: "bieu", arguments)
      #expect(run.status != 0, "\(run.errors)")
    }
    #expect(try scratch.data("bo.zip") == before)
  }

  @Test func whatInAZipCannotBeReadIsAFailureWithItsName() throws {
    let inner = try archive(bytes: [("a.csv", [1])])
    try scratch.write(
      try archive(bytes: [("trong.zip", inner), ("a.csv", [UInt8]("a,b\n".utf8))]), to: "l.zip")
    let run = try ToolRun.bieu("check", scratch.path("l.zip"), "--format", "json")
    #expect(run.output.contains("l.zip/trong.zip"))
    #expect(run.output.contains("\"code\":\"unsupported-compression\""))
    #expect(run.output.contains("\"failed\":1"))
    // Sealed by the flag that says so, in the directory and before the data.
    var sealed = try archive(bytes: [("a.csv", [1])])
    for index in sealed.indices.dropLast(4) where sealed[index...].starts(with: "PK".utf8) {
      if sealed[index + 2] == 3 { sealed[index + 6] |= 1 }
      if sealed[index + 2] == 1 { sealed[index + 8] |= 1 }
    }
    try scratch.write(sealed, to: "khóa.zip")
    let locked = try ToolRun.bieu("check", scratch.path("khóa.zip"))
    #expect(locked.status == 3)
    #expect(locked.output.contains("Tệp trong gói zip có mật khẩu"), "\(locked.output)")
  }

  @Test func aZipBeyondTheBudgetOfAllItsFilesIsToldOnce() throws {
    let run = try ToolRun.bieu("check", zip, "--limit", "totalBytes=1000")
    #expect(run.status == 3)
    #expect(run.output.contains("totalBytes"), "\(run.output)")
  }

  @Test func aBrokenZipInAFolderIsNamedAndTheOthersAreRead() throws {
    let whole = [UInt8](try scratch.data("bo.zip"))
    try scratch.write(Array(whole.dropLast(40)), to: "thư mục/cụt.zip")
    let run = try ToolRun.bieu("check", scratch.path("thư mục"))
    #expect(run.output.contains("cụt.zip"))
    #expect(run.output.contains("2 đạt") && run.output.contains("1 không xử lý được"))
    #expect(run.status == 3)
  }
}
