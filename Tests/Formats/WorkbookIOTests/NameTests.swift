import SheetModel
import TestSupport
import Testing
import WorkbookIO

@Suite struct NameTests {
  @Test func fileNamesStayInTheirFolder() {
    let bad = [
      "../../etc/passwd", "..", ".", "/etc/passwd", "a/b", "a\\b", "C:\\x", "\0", "x\0y", ".ẩn",
      "CON", "nul.txt", "com1", " ", "a.", "\u{202E}vsc", String(repeating: "ệ", count: 300), "",
    ]
    for name in bad {
      let safe = FileName.safe(name, suffix: "csv")
      #expect(safe.hasSuffix(".csv"))
      #expect(!safe.hasPrefix("."))
      #expect(!safe.contains("/") && !safe.contains("\\") && !safe.contains("\0"))
      #expect(safe.utf8.count <= 204)
    }
    #expect(FileName.safe("Biểu 01", suffix: "csv") == "Biểu 01.csv")
    #expect(FileName.safe("CON", suffix: "csv") == "CON_.csv")
    #expect(FileName.safe("Nul", suffix: "csv", avoiding: ["NUL_.CSV"]) == "Nul_ (2).csv")
  }

  @Test func stemsAreWithoutFolderAndSuffix() {
    #expect(FileName.stem(of: "/a/b/Số liệu.2024.csv") == "Số liệu.2024")
    #expect(FileName.stem(of: "x") == "x")
    #expect(FileName.stem(of: ".ẩn") == ".ẩn")
    #expect(FileName.stem(of: "-") == "")
    #expect(FileName.stem(of: "/") == "")
  }

  @Test func selectionsAreResolved() throws {
    let sheets = [
      SheetEntry(name: "Biểu 01"), SheetEntry(name: "ẩn", visibility: .hidden),
      SheetEntry(name: "Biểu 02"),
    ]
    #expect(try SheetSelection.all.indexes(in: sheets) == [0, 1, 2])
    #expect(try SheetSelection.visible.indexes(in: sheets) == [0, 2])
    #expect(try SheetSelection.named(["BIỂU 02", "Biểu 01"]).indexes(in: sheets) == [0, 2])
    #expect(try SheetSelection.indexes([1, 1]).indexes(in: sheets) == [1])
    let missing = failure { try SheetSelection.named(["Biểu 09"]).indexes(in: sheets) }
    #expect(missing?.code == .noSuchSheet && missing?.found == "Biểu 09")
    for bad in [SheetSelection.indexes([3]), .indexes([-1]), .indexes([.max]), .indexes([])] {
      #expect(failure { try bad.indexes(in: sheets) }?.code == .noSuchSheet)
    }
  }
}
