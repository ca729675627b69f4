import Foundation
import Glibc
import TestSupport
import Testing

/// No input is lost without a word, whatever it is called, wherever it lies, and whoever writes to it.
struct InputSafetyTests {
  private static let form = "Samples/clean/ly-son-2025.xlsx"
  private static let commands = [
    ["check"], ["inspect"], ["import", "-o", "-"], ["migrate", "--dry-run"],
  ]

  private func folder(holding names: [String]) throws -> TemporaryFolder {
    let scratch = try TemporaryFolder()
    let form = try Data(contentsOf: Repository.root.appendingPathComponent(Self.form))
    for name in names { try scratch.write([UInt8](form), to: "vào/\(name)") }
    return scratch
  }

  @Test func composedAndDecomposedNamesAreTwoInputs() throws {
    let scratch = try folder(holding: ["x\u{E3}.xlsx", "xa\u{303}.xlsx"])
    let input = scratch.path("vào")
    #expect(TemporaryFolder.names(in: input).count == 2)
    for arguments in [[input], ["\(input)/x\u{E3}.xlsx", "\(input)/xa\u{303}.xlsx"]] {
      let facts = try ToolRun.run(program: "bieu", ["inspect", "--format", "json"] + arguments)
      #expect(facts.output.split(separator: "\n").count == 2)
      let out = scratch.path("ra\(arguments.count)")
      let run = try ToolRun.run(
        program: "bieu", ["convert", "--to", "ods", "-o", out] + arguments)
      #expect(run.status == 0, "\(run.errors)")
      #expect(TemporaryFolder.names(in: out).count == 2)
    }
  }

  @Test(arguments: commands)
  func aNameThatIsNoTextIsProcessedAndShownByItsBytes(_ command: [String]) throws {
    let scratch = try folder(holding: ["a.xlsx"])
    let script = """
      cd "\(scratch.path("vào"))" && mv a.xlsx "$(printf 'x\\343.xlsx')" && "$@" .
      """
    let run = try ToolRun.shell(script, command)
    #expect([0, 1].contains(run.status), "\(command): \(run.errors)")
    #expect((run.output + run.errors).contains("x\\xE3.xlsx"))
    // Named outright too.
    let named = try ToolRun.shell(
      "cd \"\(scratch.path("vào"))\" && \"$@\" \"$(printf 'x\\343.xlsx')\"", command)
    #expect([0, 1].contains(named.status), "\(command): \(named.errors)")
  }

  @Test(arguments: commands)
  func aFolderThatCannotBeLookedIntoIsToldAndTheReportIsNotGreen(_ command: [String]) throws {
    let scratch = try folder(holding: ["a.xlsx", "kín/b.xlsx", "khác/c.xlsx"])
    let input = scratch.path("vào")
    try FileManager.default.createSymbolicLink(
      atPath: "\(input)/nối",
      withDestinationPath: Repository.root.appendingPathComponent("Samples").path)
    try FileManager.default.createSymbolicLink(atPath: "\(input)/vòng", withDestinationPath: ".")
    chmod("\(input)/kín", 0)
    defer { chmod("\(input)/kín", 0o755) }
    let run = try ToolRun.shell("$as \"$@\" \"\(input)\"", command)
    let told = run.output + run.errors
    for name in ["nối", "vòng", "kín"] { #expect(told.contains(name), "\(command)") }
    #expect(told.contains("dẫn vòng") && !told.contains("ĐÃ ĐỐI CHIẾU:"))
    #expect(run.status == 3 || run.status == 1 && command[0] != "inspect", "\(run.errors)")
  }

  @Test func aFolderThatSaysItHoldsResultsIsNotPassedOverInSilence() throws {
    let scratch = try folder(holding: ["a.xlsx", "giấu/b.xlsx"])
    try scratch.write("vào/giấu/.bieu/run", "")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("vào/2019"), withDestinationPath: "/mnt/không/có")
    for command in ["check", "inspect"] {
      let run = try ToolRun.bieu(command, scratch.path("vào"))
      #expect(run.status == 3, "\(run.errors)")
      for name in ["vào/giấu", "vào/2019"] { #expect((run.output + run.errors).contains(name)) }
    }
    // Results of that very folder are none of its inputs, and are named.
    let own = try TemporaryFolder()
    try own.write("vào/so.csv", "TT,Chỉ tiêu,Cả năm\n1,Tổng số trẻ em,101\n")
    _ = try ToolRun.bieu("migrate", own.path("vào"), "-o", own.path("vào/ra"))
    let run = try ToolRun.bieu("inspect", own.path("vào"))
    #expect(run.status == 0 && run.errors.contains("kết quả của một lần di trú"), "\(run.errors)")
    #expect(!run.output.contains("ra/observations.csv"))
  }

  @Test func aFolderWithNothingElseThanObstaclesIsNotFine() throws {
    let scratch = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("nối"), withDestinationPath: "/usr/share")
    for command in ["check", "inspect"] {
      #expect(try ToolRun.bieu(command, scratch.path).status == 3)
    }
  }

  @Test(arguments: ["check", "import", "convert", "migrate"])
  func aFileThatChangesWhileItIsReadGivesNothing(_ command: String) throws {
    let scratch = try TemporaryFolder()
    // Long enough that the change falls into the reading; two versions of one length.
    let line = "Bản Bo,Nguyễn Văn,%@,05/03/2015,trẻ em có hoàn cảnh đặc biệt\n"
    func bytes(_ digit: String) -> Data {
      let text = String(format: line, digit)
      return Data(String(repeating: text, count: 60_000).utf8)
    }
    let path = scratch.path("lớn.csv")
    try bytes("1").write(to: URL(fileURLWithPath: path))
    let out = scratch.path(command == "migrate" ? "ra" : "ra.csv")
    let output = command == "check" ? [] : ["-o", out]
    let script = """
      ( while [ ! -e "\(scratch.path("hết"))" ]; do touch "\(path)"; sleep 0.01; done ) &
      "$@"; status=$?; touch "\(scratch.path("hết"))"; wait; exit $status
      """
    let run = try ToolRun.shell(script, [command, path] + output)
    #expect(run.status == 3, "\(run.status) \(run.errors)")
    #expect((run.output + run.errors).contains("thay đổi trong lúc đang đọc"))
    if command != "migrate" { #expect(scratch.names() == ["hết", "lớn.csv"]) }
  }
}
