import FormModel
import Yams

extension RuleDeclaration {
  /// The rules of a `rules:` list; entries without an identity or a kind are reported.
  static func rules(in node: TemplateNode) -> [RuleDeclaration] {
    node.children("rules", keys: nil).map { entry in
      var parameters: [String: Value] = [:]
      for (name, value) in entry.mapping {
        guard let key = name.string, !["id", "kind", "severity"].contains(key) else { continue }
        parameters[key] =
          value.sequence == nil ? entry.text(key).map(Value.text) : .list(entry.texts(key))
      }
      return RuleDeclaration(
        id: entry.needed("id"), kind: entry.needed("kind"),
        severity: entry.choice("severity") ?? .error, parameters: parameters, file: entry.file,
        line: entry.line)
    }
  }
}
