import FormModel
import Yams

/// A mapping of a template file that reports, with its line, whatever it cannot read.
package struct TemplateNode {
  let mapping: Node.Mapping
  /// The file, as problems name it.
  package let file: String
  /// The line on which it begins, from 1.
  package let line: Int
  /// Where problems go.
  package let log: TemplateProblemLog

  /// The mapping of a node; nil, and reported, when it is none.
  ///
  /// Keys other than `keys` are reported; without `keys` any key may stand there.
  init?(_ node: Node, key: String, file: String, keys: [String]?, log: TemplateProblemLog) {
    self.file = file
    self.log = log
    line = node.mark?.line ?? 1
    guard let mapping = node.mapping else {
      log.report(.wrongShape(key: key, expected: .mapping), file: file, line: line)
      return nil
    }
    self.mapping = mapping
    guard let keys else { return }
    for (name, _) in mapping where !keys.contains(name.string ?? "") {
      log.report(
        .unknownKey(name.string ?? "", expected: keys), file: file, line: name.mark?.line ?? line)
    }
  }

  /// The root mapping of YAML text; nil, and reported, when there is none.
  package init?(yaml: String, file: String, keys: [String], log: TemplateProblemLog) {
    do {
      // Every value is read as text, so nothing has to be guessed from it.
      guard let root = try Parser(yaml: yaml, resolver: .basic).singleRoot() else {
        log.report(.wrongShape(key: "", expected: .mapping), file: file, line: 1)
        return nil
      }
      self.init(root, key: "", file: file, keys: keys, log: log)
    } catch {
      if case .duplicatedKeysInMapping(let keys, let context) = error as? YamlError {
        log.report(.duplicateKeys(keys), file: file, line: context.mark.line)
        return nil
      }
      let (detail, line) = Self.explained(error)
      log.report(.malformedYAML(detail: detail), file: file, line: line)
      return nil
    }
  }

  /// Whether the key is there with a value.
  package func has(_ key: String) -> Bool {
    guard let node = mapping[key] else { return false }
    return node.scalar.map { !$0.string.isEmpty } ?? true
  }

  /// The line of a key's value, or of the mapping where the key is absent.
  package func line(of key: String) -> Int { mapping[key]?.mark?.line ?? line }

  /// One text; nil when absent.
  package func text(_ key: String) -> String? {
    guard let node = mapping[key] else { return nil }
    guard let scalar = node.scalar else {
      report(.wrongShape(key: key, expected: .text), at: key)
      return nil
    }
    return scalar.string.isEmpty ? nil : scalar.string
  }

  /// One text that must be there; empty, and reported, when it is not.
  package func needed(_ key: String) -> String {
    guard has(key) else {
      report(.missingKey(key), at: key)
      return ""
    }
    return text(key) ?? ""
  }

  /// One text that must be there and a code; reported, when it is not.
  package func code(_ key: String) -> String {
    let text = needed(key)
    if !text.isEmpty, !CodeName.isCode(text) {
      report(.malformedCode(key: key, found: text), at: key)
    }
    return text
  }

  /// Texts: one, several between brackets, or none.
  package func texts(_ key: String) -> [String] {
    guard has(key), let node = mapping[key] else { return [] }
    if let scalar = node.scalar { return [scalar.string] }
    guard let sequence = node.sequence, sequence.allSatisfy({ $0.scalar != nil }) else {
      report(.wrongShape(key: key, expected: .list), at: key)
      return []
    }
    return sequence.compactMap { $0.scalar?.string }
  }

  /// A whole number in a range; nil when absent, reported when it is something else.
  package func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(key) else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    let expected = "\(range.lowerBound)...\(range.upperBound)"
    report(.malformedValue(key: key, found: text, expected: expected), at: key)
    return nil
  }

  /// `true` or `false`; false when absent.
  package func flag(_ key: String) -> Bool {
    guard let text = text(key) else { return false }
    if text != "true", text != "false" {
      report(.malformedValue(key: key, found: text, expected: "true | false"), at: key)
    }
    return text == "true"
  }

  /// A value of an enumeration by its raw text; nil when absent, reported when unknown.
  package func choice<Choice: CaseIterable & RawRepresentable>(_ key: String) -> Choice?
  where Choice.RawValue == String {
    guard let text = text(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    reportChoice(Choice.self, key: key, found: text)
    return nil
  }

  /// Values of an enumeration; unknown ones are reported and left out.
  package func choices<Choice: CaseIterable & RawRepresentable>(_ key: String) -> [Choice]
  where Choice.RawValue == String {
    texts(key).compactMap { text in
      if let choice = Choice(rawValue: text) { return choice }
      reportChoice(Choice.self, key: key, found: text)
      return nil
    }
  }

  /// Texts by key, in the order of the file.
  package func pairs(_ key: String) -> [(key: String, value: String, line: Int)] {
    guard has(key), let node = mapping[key] else { return [] }
    guard let pairs = node.mapping else {
      report(.wrongShape(key: key, expected: .mapping), at: key)
      return []
    }
    return pairs.compactMap { name, value in
      guard let name = name.scalar, let text = value.scalar else {
        log.report(.wrongShape(key: key, expected: .text), file: file, line: value.mark?.line)
        return nil
      }
      return (name.string, text.string, name.mark?.line ?? line)
    }
  }

  /// A mapping inside; nil when absent.
  package func child(_ key: String, keys: [String]?) -> TemplateNode? {
    guard has(key), let node = mapping[key] else { return nil }
    return TemplateNode(node, key: key, file: file, keys: keys, log: log)
  }

  /// The names of all keys with their lines, in the order of the file.
  package var names: [(name: String, line: Int)] {
    mapping.map { name, _ in (name.string ?? "", name.mark?.line ?? line) }
  }

  /// The entries of a list; none when absent.
  func items(_ key: String) -> [Node] {
    guard has(key), let node = mapping[key] else { return [] }
    guard let sequence = node.sequence else {
      report(.wrongShape(key: key, expected: .sequence), at: key)
      return []
    }
    return Array(sequence)
  }

  /// The mappings of a list; entries that are none are reported and left out.
  package func children(_ key: String, keys: [String]?) -> [TemplateNode] {
    items(key).compactMap { TemplateNode($0, key: key, file: file, keys: keys, log: log) }
  }

  /// Reports a problem at the line of a key.
  package func report(_ kind: TemplateProblem.Kind, at key: String) {
    log.report(kind, file: file, line: line(of: key))
  }

  private func reportChoice<Choice: CaseIterable & RawRepresentable>(
    _ type: Choice.Type, key: String, found: String
  ) where Choice.RawValue == String {
    let expected = type.allCases.map(\.rawValue).joined(separator: " | ")
    report(.malformedValue(key: key, found: found, expected: expected), at: key)
  }

  private static func explained(_ error: any Error) -> (String, Int?) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (problem, mark.line)
    case .reader(let problem, _, _, _): (problem, nil)
    default: ("", nil)
    }
  }
}
