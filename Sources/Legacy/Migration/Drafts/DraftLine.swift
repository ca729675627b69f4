import FormModel
import Indicators
import VietnameseText

/// A line of a draft, with what is written instead where the loader refuses it.
struct DraftLine {
  /// The line.
  var text: String
  /// What says less and is never refused; nil where the line guesses nothing.
  var fallback: String?

  init(_ text: String, fallback: String? = nil) {
    self.text = text
    self.fallback = fallback
  }

  /// The lines with those that the loader refuses written as what says less, else as comments; nil where it
  /// refuses them even so.
  ///
  /// `problems` reads a draft as the loader does.
  static func accepted(
    _ lines: [DraftLine], problems: (String) -> [TemplateProblem]
  ) -> [String]? {
    var lines = lines
    // Each turn takes a guess away from every line that is refused.
    for _ in 0..<8 {
      // What is missing altogether is told at the first entry, which is not at fault.
      let refused = Set(
        problems(Self.text(lines)).filter { problem in
          if case .missingKey = problem.kind { return false }
          return problem.severity == .error
        }.compactMap(\.line))
      let open = refused.filter { lines.indices.contains($0 - 1) }
      if open.isEmpty { break }
      for line in open {
        let own = lines[line - 1]
        if let fallback = own.fallback {
          lines[line - 1] = DraftLine(fallback)
        } else if own.text.hasPrefix("  - {") {
          lines[line - 1] = DraftLine(commented(own.text))
        }
      }
    }
    guard !problems(Self.text(lines)).contains(where: { $0.severity == .error }) else { return nil }
    return lines.map(\.text)
  }

  private static func text(_ lines: [DraftLine]) -> String {
    lines.map { $0.text + "\n" }.joined()
  }

  private static func commented(_ text: String) -> String {
    text.drop { $0 == " " }.hasPrefix("#") ? text : "  # \(text.drop { $0 == " " })"
  }
}

/// How drafts write YAML.
enum DraftYAML {
  /// A text between quotation marks, whatever it holds.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A text that may stand in a comment.
  static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  /// What figures mean, as keys of an entry.
  static func text(_ meaning: MappingMeaning) -> String {
    var parts = ["indicator: \(quoted(meaning.indicator?.description ?? "?"))"]
    if let measure = meaning.measure { parts.append("measure: \(measure.rawValue)") }
    if !meaning.breakdown.isEmpty {
      let values = meaning.breakdown.map { "\($0.breakdown): \($0.category)" }
      parts.append("breakdown: {\(values.joined(separator: ", "))}")
    }
    return parts.joined(separator: ", ")
  }

  /// A name for the mapping that is a code, whatever its file is called: `Biểu xã` gives `bieu-xa`.
  static func code(_ name: String) -> String {
    if CodeName.isCode(name) { return name }
    let words = name.split { !$0.isLetter && !$0.isNumber }.map { word in
      String(decoding: PlainName(word).bytes.filter { $0 < 0x80 }, as: UTF8.self)
    }
    let code = String(
      words.filter { !$0.isEmpty }.joined(separator: "-").prefix(CodeName.mostBytes))
    return CodeName.isCode(code) ? code : "anh-xa"
  }
}
