import Foundation
import TestSupport
import Testing

/// Figures of old units put to those of another day through the built tool.
extension UnitsTests {
  var head: String {
    "set,form,form_version,indicator,measure,breakdown,unit,period,value,status,source_file,"
      + "source_sha256,source_sheet,source_cell,source_text\n"
  }

  func figure(_ unit: String, _ value: String, period: String = "2024") -> String {
    let status = value.isEmpty ? "missing" : (value == "0" ? "zero" : "reported")
    return
      "tt13-2021,TE-03,1,I:0301,count,,\(unit),\(period),\(value),\(status),\(unit).xls,,A,D9,\n"
  }

  @Test func figuresAreMappedFromTheUnitsOfTheirOwnPeriod() throws {
    let scratch = try TemporaryFolder()
    let given =
      figure("03577", "5") + figure("03580", "0") + figure("03583", "7") + figure("03424", "4")
      + figure("109", "40") + figure("25357", "2", period: "2025")
      + figure("03562", "9", period: "2026")
    try scratch.write("cu.csv", head + given)
    let run = try ToolRun.bieu(
      "units", "map", "--to", "2026", scratch.path("cu.csv"), "-o", scratch.path("moi.csv"),
      "--unmapped", scratch.path("con-lai.csv"))
    #expect(run.status == 1, "\(run.errors)")
    let lines = try scratch.text("moi.csv").split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false)[6...11].joined(separator: ",")
    }
    #expect(
      lines == [
        "03424,2024,,missing,Chưa đủ (mới cộng được 4): thiếu 03427 Xã Nà Tăm,03424.xls",
        "03583,2024,12,reported,,03577.xls | 03580.xls | 03583.xls",
        "25357,2025,2,reported,,25357.xls", "03562,2026,9,reported,,03562.xls",
      ])
    let left = try scratch.text("con-lai.csv").split(separator: "\n")
    #expect(left.count == 2)
    #expect(left.last?.contains(",109,2024,40,reported,") == true)
    #expect(
      run.errors.contains(
        "109 Huyện Phong Thổ: 1 số liệu không chuyển: Huyện Phong Thổ đã chấm dứt, không có đơn vị kế tục."
      ))
    #expect(
      run.errors.contains(
        "03424 Xã Bản Bo: 1 số liệu chưa đủ, để trống, vì thiếu 03427 Xã Nà Tăm."))
  }

  @Test func figuresAreNotMappedToADayBeforeTheirPeriod() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("cu.csv", head + figure("03424", "4") + figure("03583", "7", period: "2020"))
    let run = try ToolRun.bieu("units", "map", "--to", "2022", scratch.path("cu.csv"))
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(
      run.errors.contains(
        "--to 2022-12-31 đứng trước ngày cuối kỳ 2024 (2024-12-31) của số liệu"), "\(run.errors)")
    // The day of the codes is given: the figures' own periods do not count.
    let given = try ToolRun.bieu(
      "units", "map", "--from", "2022", "--to", "2022", scratch.path("cu.csv"))
    #expect(given.status == 0, "\(given.errors)")
  }

  @Test func theResultDoesNotDependOnTheOrderOfFiguresAndCanBeReadAgain() throws {
    let scratch = try TemporaryFolder()
    let figures = ["03577", "03580", "03583", "03424", "03427"].map { figure($0, "3") }
    try scratch.write("a.csv", head + figures.joined())
    try scratch.write("b.csv", head + figures.reversed().joined())
    let a = try ToolRun.bieu("units", "map", "--to", "2026", scratch.path("a.csv"))
    let b = try ToolRun.bieu("units", "map", "--to", "2026", scratch.path("b.csv"))
    #expect(a.status == 0, "\(a.errors)")
    #expect(a.output == b.output)
    try scratch.write("c.csv", a.output)
    let again = try ToolRun.bieu(
      "units", "map", "--from", "2026", "--to", "2026", scratch.path("c.csv"))
    #expect(again.output == a.output)
  }
}

/// Mappings of more figures than one run in memory holds, in whatever order they come.
extension UnitsTests {
  @Test func manyFiguresInAnyOrderAndInSeveralFilesComeToTheSame() throws {
    let scratch = try TemporaryFolder()
    let units = ["03577", "03580", "03583", "03424", "109"]
    var lines: [String] = []
    for number in 0..<4_200 {
      for unit in units {
        lines.append(
          "tt13-2021,TE-03,1,I:0301,count,x=\(number),\(unit),2024,\(number + 1),reported,,,,,\n")
      }
    }
    try scratch.write("a.csv", head + lines.joined())
    try scratch.write("c1.csv", head + lines[..<9_000].joined())
    try scratch.write("c2.csv", head + lines[9_000...].reversed().joined())
    var outputs: Set<String> = []
    var rests: Set<String> = []
    for inputs in [["a.csv"], ["c2.csv", "c1.csv"]] {
      let run = try ToolRun.run(
        program: "bieu",
        ["units", "map", "--to", "2026", "--force", "-o", scratch.path("ra.csv")]
          + ["--unmapped", scratch.path("con-lai.csv")] + inputs.map { scratch.path($0) })
      #expect(run.status == 1, "\(run.errors)")
      outputs.insert(try scratch.text("ra.csv"))
      rests.insert(try scratch.text("con-lai.csv"))
    }
    #expect(outputs.count == 1 && rests.count == 1)
    #expect(outputs.first?.split(separator: "\n").count == 8_401)
    #expect(rests.first?.split(separator: "\n").count == 4_201)
    #expect(scratch.names().count == 5)
  }

  @Test func aFigureGivenTwiceInOneFileIsNamedByTheFirstLineThatRepeats() throws {
    let scratch = try TemporaryFolder()
    let figures = ["03577", "03580", "03583"].map { figure($0, "3") }
    try scratch.write(
      "a.csv", head + figures.reversed().joined() + figures[1] + figures[0] + "lỗi\n")
    let run = try ToolRun.bieu("units", "map", "--to", "2026", scratch.path("a.csv"))
    #expect(run.status == 65 && run.output == "")
    #expect(run.errors.contains("dòng 5: không đọc được số liệu: số liệu đã có ở dòng 3"))
  }
}
