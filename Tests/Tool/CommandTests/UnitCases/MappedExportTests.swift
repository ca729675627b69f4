import Foundation
import TestSupport
import Testing

/// Figures that were put to the units of another day are never printed as those of their period's units.
struct MappedExportTests {
  /// What a command came to over the case, mapped to the units of 31 December 2026.
  private func mapped(_ scratch: TemporaryFolder, to format: String = "csv") throws -> String {
    let path = scratch.path("moi.\(format)")
    let run = try ToolRun.bieu(
      "units", "map", Repository.sampleCase("cu-2024.csv").path, "--to", "2026-12-31", "-o", path)
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  /// The texts of the first sheet of a form.
  private func shown(_ path: String) throws -> String {
    try ToolRun.bieu("convert", path, "-o", "-", "--to", "csv").output
  }

  @Test(arguments: ["csv", "jsonl"])
  func theSumOfTodaysCommuneIsNoFigureOfTheOldTownship(format: String) throws {
    let scratch = try TemporaryFolder()
    let path = try mapped(scratch, to: format)
    let run = try ToolRun.bieu(
      "export", path, "--unit", "03390", "--period", "2024", "-o", scratch.path("a.xlsx"))
    #expect(run.status == 65)
    #expect(
      run.errors.contains(
        "03390, kỳ 2024: số liệu đã được chuyển sang đơn vị ngày 31/12/2026 bằng “units map”; mã này "
          + "ngày đó là Xã Bình Lư, trong kỳ là Thị trấn Tam Đường."), "\(run.errors)")
    #expect(run.errors.contains("ghi --units-at 2026-12-31"))
    #expect(!scratch.names().contains("a.xlsx"))
    let english = try ToolRun.bieu(
      "export", path, "--unit", "03390", "-o", scratch.path("a.xlsx"), "--lang", "en")
    #expect(english.errors.contains("give --units-at 2026-12-31"), "\(english.errors)")
    let other = try ToolRun.bieu(
      "export", path, "--units-at", "2025", "-o", scratch.path("a.xlsx"))
    #expect(other.status == 65 && other.errors.contains("--units-at lại ghi 31/12/2025"))
  }

  @Test(arguments: ["csv", "jsonl"])
  func withItsDayTheFormIsThatOfTodaysCommune(format: String) throws {
    let scratch = try TemporaryFolder()
    let path = try mapped(scratch, to: format)
    let form = scratch.path("a.xlsx")
    let run = try ToolRun.bieu(
      "export", path, "--unit", "03390", "--period", "2024", "--units-at", "31/12/2026", "-o", form)
    #expect(run.status == 0, "\(run.errors)")
    let text = try shown(form)
    #expect(text.contains("Xã Bình Lư") && !text.contains("Tam Đường"))
    #expect(
      text.contains(
        "Năm 2024: số liệu tính theo đơn vị hành chính ngày 31/12/2026, không phải đơn vị của kỳ."))
    #expect(text.contains(",66"))
    // Read as a form of its period, its unit and its code contradict each other: nothing is imported.
    let back = try ToolRun.bieu("import", form, "-o", scratch.path("lai.csv"))
    #expect(back.status != 0)
    #expect(!scratch.names().contains("lai.csv"), "\(back.errors)")
  }

  @Test func inAFolderTheFileNamesTheDayToo() throws {
    let scratch = try TemporaryFolder()
    let path = try mapped(scratch)
    let run = try ToolRun.bieu(
      "export", path, "--units-at", "2026-12-31", "-o", scratch.path("ra/"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path("ra"))
        == ["03390-2024-2026-12-31.xlsx"])
  }

  @Test func figuresAsTheyWereAreExportedAsBefore() throws {
    let scratch = try TemporaryFolder()
    let given = Repository.sampleCase("cu-2024.csv").path
    let run = try ToolRun.bieu(
      "export", given, "--unit", "03390", "--period", "2024", "-o", scratch.path("a.xlsx"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try shown(scratch.path("a.xlsx")).contains("Thị trấn Tam Đường"))
    // Of a code that meant no unit in the period the day tells which form a blank one is.
    let blank = try ToolRun.bieu(
      "export", "--unit", "03390", "--period", "2024", "--units-at", "2026", "--form", "TE-03",
      "-o",
      scratch.path("b.xlsx"))
    #expect(blank.status == 0, "\(blank.errors)")
    #expect(try shown(scratch.path("b.xlsx")).contains("Xã Bình Lư"))
  }

  @Test func mappedFiguresAreMappedOnFromTheirOwnDay() throws {
    let scratch = try TemporaryFolder()
    let given = Repository.sampleCase("cu-2024.csv").path
    let first = try ToolRun.bieu(
      "units", "map", given, "--to", "2025-12-31", "-o", scratch.path("a.csv"))
    #expect(first.status == 0, "\(first.errors)")
    // Without --from the code is read on the day of the mapping, not in the figure's period.
    let second = try ToolRun.bieu("units", "map", scratch.path("a.csv"), "--to", "2026-12-31")
    #expect(second.status == 0, "\(second.errors)")
    let direct = try ToolRun.bieu("units", "map", given, "--to", "2026-12-31")
    #expect(second.output == direct.output)
    #expect(direct.output.hasSuffix(",2026-12-31\n"))
    // Codes of two days, or of another day than the one given, cannot be added.
    let mixed = try ToolRun.bieu(
      "units", "map", scratch.path("a.csv"), given, "--to", "2026-12-31")
    #expect(mixed.status == 65 && mixed.output == "")
    #expect(mixed.errors.contains("không cộng chung được"), "\(mixed.errors)")
    let wrong = try ToolRun.bieu(
      "units", "map", scratch.path("a.csv"), "--from", "2024", "--to", "2026-12-31")
    #expect(wrong.status == 65, "\(wrong.errors)")
  }

  @Test func onItsPeriodsLastDayACodeNeedsNoOther() throws {
    let scratch = try TemporaryFolder()
    let run = try ToolRun.bieu(
      "units", "map", Repository.sampleCase("cu-2024.csv").path, "--to", "2024-12-31", "-o",
      scratch.path("a.csv"))
    #expect(run.status == 0, "\(run.errors)")
    let export = try ToolRun.bieu(
      "export", scratch.path("a.csv"), "--unit", "03390", "-o", scratch.path("a.xlsx"))
    #expect(export.status == 0, "\(export.errors)")
  }
}
