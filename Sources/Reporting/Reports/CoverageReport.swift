import Text
import Validation

/// Which rules guard which cell that an officer fills, for people and machines.
///
/// For machines: JSON Lines, `{"type":"cell","form","row","column","rules":[{"rule","side","form",
/// "typed_total"}],"unguarded"}` a cell and `{"type":"coverage","cells","unguarded_high",
/// "unguarded_low","fixed"}` at the end. `side` and `unguarded` are `high`, `low` or `equality`; `form`
/// is the other form that the rule compares with, or null.
public struct CoverageReport {
  private let coverage: RuleCoverage
  private let language: Language

  /// A report of a coverage.
  public init(_ coverage: RuleCoverage, language: Language) {
    self.coverage = coverage
    self.language = language
  }

  private var unguardedHigh: Int { coverage.cells.count { !$0.isGuardedFromAbove } }
  private var unguardedLow: Int { coverage.cells.count { !$0.isGuardedFromBelow } }
  private var fixed: Int { coverage.cells.count(where: \.isFixed) }

  // MARK: For people

  /// A line a cell, form by form; cells of a row that the same rules guard are one line.
  public func text() -> [UInt8] {
    var lines: [String] = []
    var form = ""
    var index = coverage.cells.startIndex
    while index < coverage.cells.endIndex {
      let cell = coverage.cells[index]
      if cell.form != form {
        form = cell.form
        if !lines.isEmpty { lines.append("") }
        lines.append(form)
      }
      var columns = [cell.column]
      index += 1
      while index < coverage.cells.endIndex, coverage.cells[index].form == cell.form,
        coverage.cells[index].row == cell.row,
        coverage.cells[index].guardians == cell.guardians
      {
        columns.append(coverage.cells[index].column)
        index += 1
      }
      lines.append("  \(cell.row)  \(columns.joined(separator: ", "))")
      lines += guards(of: cell).map { "      " + $0 }
    }
    lines.append("")
    lines.append(summary)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func guards(of cell: RuleCoverage.Cell) -> [String] {
    var lines: [String] = []
    for (side, sign) in [("high", "≤"), ("low", "≥"), ("equality", "=")] {
      let rules = cell.guardians.filter { $0.side == side && !$0.needsTypedTotal }
      if !rules.isEmpty { lines.append("\(sign) \(names(rules))") }
    }
    let typed = cell.guardians.filter(\.needsTypedTotal)
    if !typed.isEmpty {
      lines.append(
        language.say(
          "= \(names(typed)) (chỉ khi tổng bị gõ thay công thức)",
          "= \(names(typed)) (only while the total is typed over its formula)"))
    }
    if !cell.isGuardedFromAbove {
      lines.append(language.say("! không có cận trên", "! nothing bounds it from above"))
    }
    if !cell.isGuardedFromBelow {
      lines.append(
        language.say("! không có cận dưới ngoài 0", "! nothing but 0 bounds it from below"))
    }
    return lines
  }

  private func names(_ guardians: [RuleCoverage.Guardian]) -> String {
    guardians.map { $0.rule + ($0.otherForm.map { " (\($0))" } ?? "") }.joined(separator: ", ")
  }

  private var summary: String {
    let total = language.number(coverage.cells.count)
    return language.say(
      "\(total) ô nhập: \(language.number(unguardedHigh)) ô không có cận trên, "
        + "\(language.number(unguardedLow)) ô không có cận dưới ngoài 0, \(language.number(fixed)) ô phải "
        + "bằng một số khác.",
      "\(total) cells to fill: \(unguardedHigh) without an upper bound, \(unguardedLow) without a lower "
        + "one but 0, \(fixed) that must equal another figure.")
  }

  // MARK: For machines

  /// The same as JSON Lines.
  public func json() -> [UInt8] {
    var bytes: [UInt8] = []
    for cell in coverage.cells {
      bytes += JSONWriter.line { json in
        json.member("type", "cell")
        json.member("form", cell.form)
        json.member("row", cell.row)
        json.member("column", cell.column)
        json.beginArray("rules")
        for guardian in cell.guardians {
          json.beginObject()
          json.member("rule", guardian.rule)
          json.member("side", guardian.side)
          json.member("form", guardian.otherForm)
          json.member("typed_total", guardian.needsTypedTotal)
          json.endObject()
        }
        json.endArray()
        json.member(
          "unguarded",
          (cell.isGuardedFromAbove ? [] : ["high"]) + (cell.isGuardedFromBelow ? [] : ["low"]))
      }
    }
    bytes += JSONWriter.line { json in
      json.member("type", "coverage")
      json.member("cells", coverage.cells.count)
      json.member("unguarded_high", unguardedHigh)
      json.member("unguarded_low", unguardedLow)
      json.member("fixed", fixed)
    }
    return bytes
  }
}
