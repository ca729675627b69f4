import Foundation
import LegacyText
import Reports
import SheetModel
import TestSupport
import Testing

/// A Vietnamese sentence has no English word and no name of our own code in it.
struct VietnameseWordsTests {
  /// Words that Vietnamese offices write as they are: formats, programs, what a user types.
  private static let known: Set<String> = [
    "bieu", "xlsx", "ods", "fods", "xls", "xlsb", "xlw", "csv", "tsv", "jsonl", "json", "html",
    "xml",
    "zip", "pdf", "word", "docx", "doc", "excel", "libreoffice", "openoffice", "openoffice.org",
    "opendocument", "powerpoint", "pptx", "visio", "vsdx", "odt", "odp", "odg", "odc", "odf", "odb",
    "odi", "sxc", "sxw", "apple", "numbers", "pages", "keynote", "java", "jar", "android", "apk",
    "epub", "rtf", "ppt", "png", "jpeg", "gif", "tiff", "webp", "gzip", "rar", "xz", "bzip", "zstd",
    "sqlite",
    "parquet", "lotus", "ole", "byte", "utf", "nul", "xlm", "ulimit", "force", "limit", "symlink",
    "libxml", "mib", "alt", "visible", "macro", "yaml", "yml", "unicode", "biff", "ht", "xfd",
    "inspect",
    "template", "lint", "csdl",
  ]

  private let syllables: SyllableModel

  init() throws {
    let file = Repository.templates.appendingPathComponent("legacy/syllables.csv")
    syllables = try SyllableModel([UInt8](try Data(contentsOf: file)), name: "syllables.csv")
  }

  /// The words of a text that are neither Vietnamese nor known.
  private func foreign(_ text: String, _ known: Set<String> = Self.known) -> [String] {
    // What a user types, codes, paths and parts of packages are no words.
    let plain = text.split(whereSeparator: \.isWhitespace).filter { word in
      // Names of files have a dot in them.
      !word.contains { "/_=-:<>“".contains($0) } && !word.contains(where: \.isNumber)
        && !word.dropLast(3).contains(".")
    }
    return plain.flatMap { word in
      word.split { !$0.isLetter && $0 != "." }.map { $0.lowercased() }.map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "."))
      }
    }.filter { word in
      word.utf8.count > 1 && !known.contains(word) && !syllables.isValid(word)
    }
  }

  /// The texts between quotation marks after `found: ` and its like in our sources, a number in the
  /// place of what is put in.
  private static func terms() throws -> Set<String> {
    let folder = Repository.root.appendingPathComponent("Sources")
    let pattern = try Regex(
      #"(?:found: |found = |refusal\(cell, |refused\(|malformed\(|fail\(|case \S+: )"((?:\\\([^"]*\)|[^"\\])+)""#
    )
    var terms: Set<String> = []
    let walk = FileManager.default.enumerator(atPath: folder.path)
    while let name = walk?.nextObject() as? String {
      guard name.hasSuffix(".swift"), !name.hasPrefix("Reporting"), !name.hasPrefix("Tool"),
        !name.hasPrefix("Forms")
      else { continue }
      let source = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      guard source.contains("WorkbookError") || source.contains("Evidence") else { continue }
      for line in source.split(separator: "\n")
      where !line.contains("case ") || line.contains("S_IF") {
        for match in line.matches(of: pattern) {
          guard let text = match.output[1].substring else { continue }
          terms.insert(String(text).replacing(try Regex(#"\\\([^)]*\)+"#), with: "7"))
        }
      }
    }
    return terms.union(["folder", "link", "FIFO", "socket", "device"])
  }

  /// Names of things that are no words: elements, records, parts, kinds of files.
  private static let names: Set<String> = [
    "json", "bof", "boundsheet", "workbook", "doctype", "dtd", "spreadsheetml", "number", "columns",
    "repeated", "value", "office", "table", "xl", "xml", "spool",
  ]

  @Test func everyTermOfTheLayersBelowHasVietnameseWords() throws {
    let terms = try Self.terms()
    #expect(terms.count > 80)
    for term in terms.sorted() where !term.contains(":") && !term.contains("/") {
      for code in WorkbookError.Code.allCases {
        let error = WorkbookError(code, found: .name(term, of: .systemError))
        let text = error.text(in: .vi)
        let words = foreign(text.message + " " + text.hint, Self.known.union(Self.names))
        #expect(words == [], "\(code) \(term): \(text.message)")
      }
    }
  }

  @Test func everyErrorOfTheSystemHasVietnameseWords() {
    for number in Int32(1)...133 {
      let words = String(cString: strerror(number))
      guard !words.hasPrefix("Unknown") else { continue }
      for code: WorkbookError.Code in [.unreadable, .unwritable, .uncreatable, .outOfResources] {
        let text = WorkbookError(code, found: .name(words, of: .systemError)).text(in: .vi)
        #expect(foreign(text.message + " " + text.hint) == [], "\(number) \(text.message)")
      }
    }
  }

  @Test func noCaseNameStandsInASentence() {
    for code in WorkbookError.Code.allCases {
      let line = WorkbookError(code).line(in: .vi)
      for other in WorkbookError.Code.allCases {
        #expect(!line.contains(other.rawValue), "\(line)")
      }
      #expect(foreign(line) == [], "\(line)")
    }
    for name in ReadLimits.Name.allCases {
      let text = WorkbookError.limit(name, of: ReadLimits()).text(in: .vi)
      let words = foreign(text.message, Self.known.union(["xml", name.rawValue.lowercased()]))
      #expect(words == [], "\(text.message)")
    }
  }

  /// All sentences that stand in the sources in Vietnamese, whatever says them.
  @Test func everySentenceInTheSourcesIsVietnamese() throws {
    let literal = try Regex(#""((?:\\\([^"]*?\)|\\"|[^"\\\n])+)""#)
    let inserted = try Regex(#"\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"#)
    let quoted = try Regex("“[^”]*”|`[^`]*`")
    let folders = ["Reporting/Reports", "Tool/Jobs"]
    var sentences = 0
    for folder in folders {
      let root = Repository.root.appendingPathComponent("Sources/\(folder)")
      let walk = FileManager.default.enumerator(atPath: root.path)
      while let name = walk?.nextObject() as? String {
        guard name.hasSuffix(".swift") else { continue }
        let source = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
        for line in source.split(separator: "\n")
        where !line.contains("///") && !line.contains("//") {
          for match in line.matches(of: literal) {
            guard let text = match.output[1].substring else { continue }
            let plain = String(text).replacing(inserted, with: " ").replacing("\\n", with: " ")
            // A sentence with letters that English has not.
            guard plain.unicodeScalars.count(where: { $0.value > 0xBF && $0.value < 0x2000 }) >= 2,
              plain.split(separator: " ").count > 2, !plain.contains("\\(")
            else { continue }
            // Names of keys and of cells stand between quotation marks.
            let spoken = plain.replacing("\\", with: " ").replacing(quoted, with: " ")
            // An English sentence names things of a Vietnamese form between quotation marks alone.
            let spokenWords = spoken.split(separator: " ")
            let marked = spokenWords.count { $0.utf8.contains { $0 >= 0x80 } }
            guard marked * 2 >= spokenWords.count, !spoken.contains(" / ") else { continue }
            let words = foreign(spoken, Self.inSources)
            guard words.count * 3 < spokenWords.count, !spoken.contains("of codes and names") else {
              continue
            }
            sentences += 1
            #expect(words == [], "\(name): \(plain)")
          }
        }
      }
    }
    #expect(sentences > 250)
  }

  private static let inSources = known.union([
    "templates", "units", "report.txt", "report.html", "report.json", "register.csv", "file", "id",
    "tt", "sep", "nfc", "viqr", "vni", "tcvn", "cp", "ref", "px",
    // Commands, and words that a person writes into our tables.
    "migrate", "text", "date", "part", "whole", "ignore", "keep", "review", "register", "number",
  ])

  @Test func whatTwoPlacesGiveOtherwiseIsToldInWordsOfTheForm() {
    for term in ["numerator", "denominator", "count", "rate"] { #expect(foreign(term) != []) }
    #expect(foreign("Không đọc được tệp: notFound.") == ["notfound"])
    #expect(foreign("Không chứa được giá trị này (a control character).") != [])
  }
}
