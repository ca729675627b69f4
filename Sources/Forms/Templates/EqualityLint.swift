import FormModel
import Indicators

/// Proves that `same-quantity` and `proportion` rules compare figures that exist, and that the former
/// never run in a ring.
struct EqualityLint {
  private struct Edge {
    var rule: RuleDeclaration
    var left: String
    var right: String
  }

  let set: LoadedSet
  let log: TemplateProblemLog

  func check() {
    var edges: [Edge] = []
    for form in set.forms {
      for rule in form.definition.rules {
        let kind = RuleKind(rawValue: rule.kind)
        guard kind == .sameQuantity || kind == .proportion else { continue }
        guard let left = side("left", rule, form.definition),
          let right = side("right", rule, form.definition)
        else { continue }
        let isAnyPair = left.isNamed && right.isNamed
        if !isAnyPair, left.columns.isDisjoint(with: right.columns) {
          log.report(.uselessRule(rule.id), .warning, file: rule.file, line: rule.line)
        }
        if kind == .proportion {
          checkBounds(of: rule, left.key, right.key)
          continue
        }
        let edge = Edge(rule: rule, left: left.key, right: right.key)
        if let ring = path(from: edge.left, to: edge.right, along: edges) {
          log.report(
            .circularRules(ring + [rule.id]), .warning, file: rule.file, line: rule.line)
        } else {
          edges.append(edge)
        }
      }
    }
  }

  /// A figure has a proportion to another figure only, and none below zero.
  private func checkBounds(of rule: RuleDeclaration, _ left: String, _ right: String) {
    if left == right {
      log.report(
        .malformedParameter(rule: rule.id, parameter: "right", found: right, expected: "≠ left"),
        file: rule.file, line: rule.line)
    }
    for name in ["min", "max", "from"] {
      guard let text = rule.text(name), let bound = ExactDecimal(text), bound.isNegative else {
        continue
      }
      log.report(
        .malformedParameter(rule: rule.id, parameter: name, found: text, expected: "≥ 0"),
        file: rule.file, line: rule.line)
    }
  }

  /// The row of one side with the figure columns that are not closed; nil, and reported, when the
  /// side names nothing.
  private func side(
    _ name: String, _ rule: RuleDeclaration, _ own: FormDefinition
  ) -> (key: String, columns: Set<String>, isNamed: Bool)? {
    guard let reference = rule.text(name).flatMap({ QuantityReference($0) }) else { return nil }
    func missing(_ thing: TemplateProblem.Thing, _ id: String) {
      log.report(.unknown(thing, id: id, from: rule.id), file: rule.file, line: rule.line)
    }
    let id = reference.form ?? own.id
    guard let matrix = set.forms.first(where: { $0.definition.id == id })?.definition.matrix else {
      missing(.form, id)
      return nil
    }
    guard let row = matrix.row(code: reference.code) else {
      missing(.row, "\(id):\(reference.code)")
      return nil
    }
    let open = matrix.rows[row].contents.filter { $0.value != .closed }.keys
    var columns = Set(open.map { matrix.columns[$0].id })
    if let column = reference.column {
      guard columns.contains(column) else {
        missing(.column, "\(id):\(reference.code)@\(column)")
        return nil
      }
      columns = [column]
    }
    let tail = reference.column.map { "@" + $0 } ?? ""
    return ("\(id):\(reference.code)\(tail)", columns, reference.column != nil)
  }

  /// The rules that already lead from one quantity to another; nil when none do.
  private func path(from start: String, to end: String, along edges: [Edge]) -> [String]? {
    if start == end { return [] }
    var rules: [String: [String]] = [start: []]
    var queue = [start]
    while !queue.isEmpty {
      let place = queue.removeFirst()
      for edge in edges where edge.left == place || edge.right == place {
        let next = edge.left == place ? edge.right : edge.left
        if rules[next] != nil { continue }
        rules[next] = (rules[place] ?? []) + [edge.rule.id]
        if next == end { return rules[next] }
        queue.append(next)
      }
    }
    return nil
  }
}
