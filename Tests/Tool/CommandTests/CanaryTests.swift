import Foundation
import TestSupport
import Testing

/// Nothing that the tool says, and no report that it writes, repeats a value of a register: every
/// command runs over `CanaryFiles`, and everything but the data itself is searched.
///
/// Data are what `convert` and `migrate text` write, and of a migration `register.csv` and the kept
/// rows (`.bieu/*.register`).
struct CanaryTests {
  /// Small letters without marks, composed or not, `đ` as `d`.
  private static func folded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      folded.append(scalar == "đ" ? "d" : scalar)
    }
    return String(folded)
  }

  private static func expectClean(_ text: String, _ what: String) {
    let folded = folded(text)
    for canary in CanaryFiles.canaries {
      guard let place = folded.range(of: canary) else { continue }
      let start = folded.index(place.lowerBound, offsetBy: -160, limitedBy: folded.startIndex)
      Issue.record(
        "\(what): \(canary) in …\(folded[(start ?? folded.startIndex)..<place.upperBound])")
    }
  }

  /// Runs a command in a folder of canaries and searches what it says.
  private func run(_ arguments: [String], dataOnOutput: Bool = false) throws -> ToolRun {
    let run = try ToolRun.run(program: "bieu", arguments)
    let what = arguments.joined(separator: " ")
    Self.expectClean(run.errors, "\(what) 2>")
    if !dataOnOutput { Self.expectClean(run.output, what) }
    #expect(run.status < 128, "\(what)")
    return run
  }

  private static func files() throws -> (scratch: TemporaryFolder, inputs: String) {
    let scratch = try TemporaryFolder()
    let inputs = try TemporaryFolder()
    try CanaryFiles.write(to: inputs)
    try FileManager.default.moveItem(atPath: inputs.path, toPath: scratch.path("in"))
    return (scratch, scratch.path("in"))
  }

  /// Searches every file below a folder but the data.
  private static func search(_ folder: String, except isData: (String) -> Bool = { _ in false }) {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for name in names.sorted() where !isData(name) {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      expectClean(String(decoding: data, as: UTF8.self), name)
    }
  }

  @Test func checkAndInspectNameNobody() throws {
    let (scratch, inputs) = try Self.files()
    for (language, format) in [("vi", "text"), ("en", "text"), ("vi", "json"), ("en", "json")] {
      let options = [inputs, "--lang", language, "--format", format]
      #expect(try run(["check"] + options).status == 1)
      guard (language == "vi") == (format == "text") else { continue }
      #expect(try run(["inspect"] + options).status == 3)
      #expect(try run(["migrate", "inspect"] + options).status == 3)
    }
    // The place and the length are told.
    let one = try run(["check", inputs + "/o-s-chu.xlsx"])
    #expect(one.output.contains("!B5") && one.output.contains("16 ký tự"), "\(one.output)")
    #expect(scratch.names() == ["in"])
  }

  @Test func limitsAndDraftsNameNobody() throws {
    let (scratch, inputs) = try Self.files()
    for limit in ["cells=12", "text-bytes=8", "line-bytes=64"] {
      _ = try run(["check", "--limit", limit, inputs])
    }
    let look = try run(["migrate", "inspect", "--format", "json", inputs])
    let unmapped = look.output.split(separator: "\n").filter { $0.contains("\"match\":\"none\"") }
    let layouts = unmapped.compactMap { line in
      line.firstRange(of: /"layout":"[^"]+"/).map { String(line[$0].dropFirst(10).dropLast()) }
    }
    #expect(layouts.count > 4)
    for (index, layout) in layouts.prefix(6).enumerated() {
      let draft = scratch.path("nhap-\(index).yml")
      _ = try run(["migrate", "inspect", inputs, "--layout", layout, "--draft", draft])
    }
    try FileManager.default.removeItem(atPath: inputs)
    Self.search(scratch.path)
  }

  @Test(arguments: ["vi", "en"])
  func importAndMigrationKeepValuesToTheRegister(language: String) throws {
    let (scratch, inputs) = try Self.files()
    _ = try run([
      "import", inputs, "-o", scratch.path("a.csv"), "--with-errors", "--lang", language,
    ])
    _ = try run(["import", inputs, "-o", scratch.path("b.jsonl"), "--lang", language])
    let migrated = try run(
      ["migrate", inputs, "-o", scratch.path("ra"), "--lang", language])
    #expect(migrated.status == 3 || migrated.status == 1)
    _ = try run(["migrate", inputs, "--dry-run", "--lang", language])
    try FileManager.default.removeItem(atPath: inputs)
    let register = try scratch.text("ra/register.csv")
    #expect(register.contains(CanaryFiles.number))
    Self.search(scratch.path) { $0.hasSuffix("/register.csv") || $0.hasSuffix(".register") }
  }

  @Test func conversionsNameNobodyOutsideOfTheData() throws {
    let (scratch, inputs) = try Self.files()
    for (format, language) in [("xlsx", "vi"), ("ods", "en"), ("csv", "vi"), ("jsonl", "en")] {
      _ = try run(
        ["convert", inputs, "-o", scratch.path("ra-\(format)"), "--to", format, "--lang", language])
    }
    let files = ["dung.xlsx", "cu.csv", "o-s-chu.xlsx", "nhay.csv", "crc.ods", "dung.xls"]
    for (index, name) in files.enumerated() {
      let language = index % 2 == 0 ? "vi" : "en"
      let report = scratch.path("bao-cao/\(name).\(language == "vi" ? "csv" : "json")")
      _ = try run(
        [
          "migrate", "text", "\(inputs)/\(name)", "-o", "-", "--to", "csv", "--report", report,
          "--lang", language,
        ], dataOnOutput: true)
    }
    Self.search(scratch.path("bao-cao"))
  }

  @Test func registersGivenAsSomethingElseNameNobody() throws {
    let (scratch, inputs) = try Self.files()
    let columns =
      "set,form,form_version,indicator,measure,breakdown,unit,period,value,status,explanation\n"
    try scratch.write("ten.csv", columns + "\(CanaryFiles.name),1,\(CanaryFiles.name)\n")
    try scratch.write(
      "so.csv",
      columns + "s,TE-06,1,I:0602,count,,536,2025H1,\(CanaryFiles.number) x,reported,\n")
    try scratch.write(
      "ky.csv", columns + "s,TE-06,1,I:0602,count,,536,\(CanaryFiles.day),1,reported,\n")
    try scratch.write("ten.jsonl", "{\"\(CanaryFiles.name)\":1}\n")
    try scratch.write("gia-tri.jsonl", "{\"set\":\"s\",\"value\":\"\(CanaryFiles.name)\"}\n")
    try scratch.write("hong.jsonl", "{\"set\":\(CanaryFiles.name)}\n")
    let given =
      ["dung.csv", "khong-dau.csv", "cu.csv", "nhay.csv"].map { "\(inputs)/\($0)" }
      + ["ten.csv", "so.csv", "ky.csv", "ten.jsonl", "gia-tri.jsonl", "hong.jsonl"].map(
        scratch.path)
    for (index, file) in given.enumerated() {
      let languages = index % 2 == 0 ? ["vi", "en"] : ["en", "vi"]
      let export = try run(
        ["export", file, "-o", scratch.path("x.xlsx"), "--lang", languages[0]])
      #expect(export.status == 65, "\(file)")
      let map = try run(
        [
          "units", "map", file, "--to", "2025-07-01", "-o", scratch.path("m.csv"), "--lang",
          languages[1],
        ])
      #expect(map.status == 65, "\(file)")
    }
    for (name, language) in [("dung.csv", "vi"), ("don-vi-la.csv", "en"), ("ly-lich.xlsx", "vi")] {
      _ = try run(
        [
          "units", "import", "\(inputs)/\(name)", "-o", scratch.path("u-\(name)"), "--lang",
          language,
        ])
    }
    _ = try run(["migrate", inputs, "-o", scratch.path("ra"), "--map", "\(inputs)/cu.csv"])
  }
}
