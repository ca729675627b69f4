import Foundation
import TestSupport
import Testing

/// `bieu migrate inspect` through the built tool.
struct MigrateInspectTests {
  /// A layout that no mapping knows, twice, and a file that is none.
  private static func folder() throws -> TemporaryFolder {
    let scratch = try TemporaryFolder()
    for year in [2015, 2016] {
      try Data(
        """
        PHÒNG LĐTBXH HUYỆN PHONG THỔ
        TÌNH HÌNH XÂM HẠI TRẺ EM NĂM \(year)
        STT;Xã;Số trẻ em bị xâm hại;;;Số trẻ em bị mua bán;Số vụ bạo lực học đường
        ;;Tổng số;Nam;Nữ;;
        1;Xã Huổi Luông;\(year - 2010);1;2;0;2

        """.utf8
      ).write(to: URL(fileURLWithPath: scratch.path("la-\(year).csv")))
    }
    try Data("PK\u{3}\u{4}".utf8).write(to: URL(fileURLWithPath: scratch.path("hong.xlsx")))
    return scratch
  }

  @Test func samplesAreClusteredByLayoutWithTheirMappings() throws {
    let run = try ToolRun.bieu("migrate", "inspect", "--format", "json", "Samples/legacy")
    #expect(run.status == 0, "\(run.errors)")
    for name in ["danh-sach-csdl", "te-hcdb-2012", "te-nam-theo-xa"] {
      #expect(run.output.contains("\"match\":\"one\",\"mappings\":[\"\(name)\"]"))
    }
    let unknown = run.output.split(separator: "\n").filter { $0.contains("\"match\":\"none\"") }
    #expect(unknown.count == 1)
    #expect(unknown.first?.contains("Samples/legacy/kinh-phi-2016.csv") == true)
    #expect(run.errors.contains("1 bảng chưa có ánh xạ"))
  }

  @Test func filesOfOneLayoutAreOneClusterWhateverTheirFiguresAndYear() throws {
    let scratch = try Self.folder()
    let run = try ToolRun.bieu("migrate", "inspect", scratch.path(""))
    #expect(run.status == 3)
    #expect(run.errors.contains("hong.xlsx"))
    #expect(run.output.hasPrefix("1. CHƯA CÓ ÁNH XẠ — 2 tệp, 2 trang tính\n"))
    #expect(run.output.contains("Số trẻ em bị xâm hại (Tổng số, Nam, Nữ) · Số trẻ em bị mua bán"))
    #expect(!run.output.contains("Huổi Luông"))
  }

  @Test func whatIsPrintedDoesNotDependOnTheNumberOfThreads() throws {
    let scratch = try Self.folder()
    let runs = try ["1", "4"].map { jobs in
      try ToolRun.bieu(
        "migrate", "inspect", "-j", jobs, scratch.path(""), "Samples/legacy", "Samples/clean")
    }
    #expect(runs[0].output == runs[1].output)
    #expect(runs[0].errors == runs[1].errors)
  }

  @Test func aDraftIsWrittenForTheLargestLayoutAndMendedItReads() throws {
    let scratch = try Self.folder()
    let draft = scratch.path("xam-hai.yml")
    let run = try ToolRun.bieu("migrate", "inspect", scratch.path(""), "--draft", draft)
    #expect(run.status == 3)
    #expect(run.errors.contains("1 nhãn chưa biết nghĩa"), "\(run.errors)")
    var yaml = try String(contentsOfFile: draft, encoding: .utf8)
    #expect(yaml.contains("cần xem lại"))
    let again = try ToolRun.bieu("migrate", "inspect", scratch.path(""), "--draft", draft)
    #expect(again.status == 73, "\(again.errors)")
    yaml = yaml.replacing("role: \"?\"", with: "role: review")
    try Data(yaml.utf8).write(to: URL(fileURLWithPath: draft))
    let read = try ToolRun.bieu("migrate", "inspect", scratch.path(""), "--map", draft)
    #expect(read.output.hasPrefix("1. xam-hai — 2 tệp"), "\(read.output)\(read.errors)")
  }

  @Test func aListWithoutAHeadShowsNoChildOfIt() throws {
    let lists = [
      "Giàng Thị Số,Nữ,Hà Nhì\nLò Văn An,Nam,Thái\n",
      "Giàng Thị Số,Nữ,Hà Nhì\nLò Văn An,Nam,Thái,12/3/2012\nVàng A Súa,Nữ,Mông,1/2/2011\n",
      "Lò Văn An,Nam,Thái,12/3/2012\nGiàng Thị Số,Nữ,Hà Nhì,\nVàng A Súa,Nam,Mông,1/2/2011\n",
      "Giàng Thị Số,Nữ,Hà Nhì\nLò Văn Số,Nam,Thái,Bản Bo\nVàng A Súa,Nam,Mông,1/2/2011\n",
    ]
    for list in lists {
      let scratch = try TemporaryFolder()
      let file = scratch.path("ds.csv")
      try Data(list.utf8).write(to: URL(fileURLWithPath: file))
      for format in ["text", "json"] {
        let look = try ToolRun.bieu("migrate", "inspect", "--format", format, file)
        #expect(look.status == 0, "\(look.errors)")
        #expect(!look.output.contains("Số"), "\(look.output)")
        if format == "text" { #expect(look.output.contains("Không rõ đầu bảng.")) }
      }
      let draft = try ToolRun.bieu("migrate", "inspect", file, "--draft", scratch.path("d.yml"))
      #expect(draft.status == 65, "\(draft.errors)")
      #expect(draft.errors.contains("Không rõ đầu bảng"))
      #expect(!FileManager.default.fileExists(atPath: scratch.path("d.yml")))
    }
  }

  @Test func templateLintReadsMappingsToo() throws {
    let scratch = try TemporaryFolder()
    let templates = scratch.path("Templates")
    try FileManager.default.copyItem(
      atPath: Repository.root.appendingPathComponent("Templates").path, toPath: templates)
    let file = "\(templates)/legacy/te-hcdb-2012.yml"
    let yaml = try String(contentsOfFile: file, encoding: .utf8)
    try Data(yaml.replacing("I:0101", with: "I:9101").utf8).write(to: URL(fileURLWithPath: file))
    let run = try ToolRun.bieu("template", "lint", "--templates", templates)
    #expect(run.status == 78)
    #expect(run.output.contains("legacy/te-hcdb-2012.yml:40"), "\(run.output)")
    #expect(run.output.contains("template-unknown-indicator"))
  }
}
