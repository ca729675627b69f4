import FormModel
import Foundation
import Reports
import SheetModel
import Testing
import Validation

@Suite struct MessageTests {
  private static let leftovers = [
    "Optional(", "nil", "%@", "\\(", "  ", "““", "..", "()", ": .", "? ?",
  ]

  private func expectWhole(_ text: String, _ what: String) {
    #expect(!text.isEmpty, "\(what) has no text")
    for leftover in Self.leftovers {
      #expect(!text.contains(leftover), "\(what): “\(text)” has “\(leftover)”")
    }
  }

  @Test func whatAFileCallsThingsNeverMakesALineLongOrSteersATerminal() {
    let names = [
      String(repeating: "n", count: 1_000_000), "a" + String(repeating: "\u{301}", count: 200_000),
      "\u{9B}31m\u{202E}\u{7}\nĐỏ",
    ]
    for name in names {
      let place = Place(file: "a.xlsx", part: name, sheet: name)
      let line = WorkbookError(.missingPart, at: place, found: .name(name, of: .part)).line(in: .vi)
      let finding = Finding(
        .unknownCode(form: "TE-01", readAs: nil), severity: .error, at: place, row: name,
        column: name, found: .name(name, of: .unit),
        related: [Finding.Related(place: place, label: .name(name, of: .template))])
      for text in [line, finding.text(in: .vi).message, Printable.message(name)] {
        #expect(text.unicodeScalars.count <= 1001)
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(!text.contains("\u{202E}"))
      }
    }
    let part = "xl/" + String(repeating: "x", count: 300) + ".xml"
    let shown = Place(part: part).text(in: .vi)
    #expect(shown.hasPrefix("xl/xxx") && shown.contains("…") && shown.hasSuffix("xxx.xml"))
    #expect(Place(file: "a.zip", part: "").text(in: .vi) == "a.zip")
  }

  @Test func thereIsASampleOfEveryKind() {
    let codes = Set(FindingSamples.all.map(\.code))
    #expect(Finding.Code.allCases.filter { !codes.contains($0) } == [])
  }

  @Test(arguments: Language.allCases)
  func everyFindingHasWholeTexts(language: Language) {
    for finding in FindingSamples.all {
      let text = finding.text(in: language)
      for part in [text.message, text.expected, text.hint] {
        expectWhole(part, finding.code.rawValue)
      }
      #expect(text.message.hasSuffix("."), "\(text.message)")
      #expect(text.hint.hasSuffix("."), "\(text.hint)")
    }
  }

  @Test(arguments: Language.allCases)
  func everyFailureHasWholeTextsWithAndWithoutDetail(language: Language) {
    for code in WorkbookError.Code.allCases {
      for found: Evidence in [
        .none, "xl/styles.xml", .withheld(characters: 12),
        .withheld(characters: 12, expected: .sharedText),
      ] {
        let text = WorkbookError(code, found: found).text(in: language)
        expectWhole(text.message, code.rawValue)
        expectWhole(text.hint, code.rawValue)
      }
    }
    for name in ReadLimits.Name.allCases {
      let text = WorkbookError.limit(name, of: ReadLimits()).text(in: language)
      #expect(text.message.contains(name.rawValue))
      let raised = ReadLimits()[name] * 2
      #expect(text.hint.contains("--limit \(name.rawValue)=\(raised)"))
      #expect(text.hint.contains("\(name.variable)=\(raised)"))
    }
  }

  @Test(arguments: Language.allCases)
  func everyTemplateProblemHasAWholeText(language: Language) {
    for problem in TemplateProblemSamples.all {
      expectWhole(problem.message(in: language), problem.code)
      #expect(problem.line(in: language).hasPrefix("forms/TE-03.yml:12: "))
    }
  }

  @Test func failureCodesAreKebabCase() {
    #expect(WorkbookError(.passwordProtected).reportCode == "password-protected")
    #expect(WorkbookError(.encryptedODS).reportCode == "encrypted-ods")
    #expect(WorkbookError(.malformedXML).reportCode == "malformed-xml")
  }

  /// Run with `BIEU_RECORD=1` to write the texts anew after a change of wording, then review.
  @Test(arguments: Language.allCases)
  func theWordingOfEveryMessageIsKnown(language: Language) throws {
    var lines: [String] = []
    for finding in FindingSamples.all {
      let text = finding.text(in: language)
      lines += [
        "[\(finding.code.rawValue)] \(text.message)", "  = \(text.expected)", "  > \(text.hint)",
      ]
    }
    for code in WorkbookError.Code.allCases {
      var error = WorkbookError(
        code, at: Place(file: "ban-lang.ods", sheet: "Biểu 03", cell: CellAddress("D17")),
        found: "content.xml")
      if code == .limitExceeded { error = .limit(.cells, of: ReadLimits(), at: error.place) }
      lines.append(error.line(in: language))
    }
    for expected in Withheld.Expected.allCases {
      let error = WorkbookError(
        .malformedValue, at: Place(file: "a.xlsx", sheet: "DS", cell: CellAddress("B5")),
        found: .withheld(characters: 16, expected: expected))
      lines.append(error.line(in: language))
    }
    lines += TemplateProblemSamples.all.map { $0.line(in: language) }
    let text = lines.joined(separator: "\n") + "\n"
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/messages.\(language.rawValue).txt")
    if ProcessInfo.processInfo.environment["BIEU_RECORD"] != nil {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == text)
  }
}
