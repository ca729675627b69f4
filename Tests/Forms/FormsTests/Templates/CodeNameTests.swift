import FormModel
import Testing

/// Codes become names of files: none leads anywhere else.
@Suite struct CodeNameTests {
  @Test func codesAreLettersAndDigitsOfASCII() {
    for code in ["TE-01", "03424", "I", "tt13-2021", "a", "under-16", "a.b_c", "0102.MS"] {
      #expect(CodeName.isCode(code), "\(code)")
    }
    let long = String(repeating: "a", count: 64)
    #expect(CodeName.isCode(long))
    for text in [
      "", ".", "..", ".a", "a.", "../../ESC", "a/b", "a\\b", "a b", "xã", "a\0", "a\n", "a=b",
      "a;b",
      "a:b", "=1+1", "\u{202E}a", long + "a",
    ] {
      #expect(!CodeName.isCode(text), "\(text)")
    }
  }

  private static let broken: [(file: String, old: String, new: String, line: Int)] = [
    ("mau/set.yml", "set: mau", "set: \"../../ESC\"", 1),
    ("mau/forms/A-01.yml", "form: A-01", "form: \"../../ESC\"", 1),
    ("mau/forms/D-01.yml", "form: D-01", "form: \"D/01\"", 1),
    ("mau/forms/D-01.yml", "id: birth-date", "id: ngày-sinh", 8),
    ("mau/indicators.csv", "I,I,Chung,0101", "../I,I,Chung,0101", 2),
    ("mau/indicators.csv", "I,I,Chung,0102", "I,I,Chung,..", 3),
    ("mau/breakdowns.csv", "ethnicity,Dân tộc", "dân-tộc,Dân tộc", 4),
    ("mau/breakdowns.csv", ",minority,", ",a=b;c,", 4),
    ("units/don-vi.csv", "109,Huyện", "../109,Huyện", 3),
    ("units/don-vi.csv", ",109,xã,,,recalled", ",10 9,xã,,,recalled", 5),
    ("units/successions/ke-tuc.csv", "109,Huyện", "./109,Huyện", 2),
    ("units/successions/ke-tuc.csv", "03550,Xã Sì Lờ Lầu,03562", "03550,Xã Sì Lờ Lầu,a b", 3),
  ]

  @Test(arguments: broken.indices)
  func aCodeThatIsNoneIsNamedWithItsLine(_ index: Int) throws {
    let (file, old, new, line) = Self.broken[index]
    let folder = TemplateFolder.sound.replacing(old, with: new, in: file)
    #expect(folder.files[file] != TemplateFolder.sound.files[file])
    let problems = try folder.load().problems.filter { $0.code == "template-malformed-code" }
    #expect(problems.map { "\($0.file):\($0.line ?? 0)" } == ["\(file):\(line)"])
    #expect(problems.allSatisfy { $0.severity == .error })
  }
}
