import FormModel
import Indicators
import SheetModel
import Validation

/// Several comparisons that fail for one cause, said at the cell that is most likely wrong.
extension FindingPhrases {
  /// The sentence of the weightiest comparison, what would put everything right, and what else it says.
  func caused(_ cause: Finding.Cause) -> FindingText {
    guard let lead = cause.evidence.first else { return text }
    let words = FindingPhrases(finding: lead, language: language).text
    let isAtLead = lead.place.cell == finding.place.cell
    let isLikely = cause.suspects.isEmpty || cause.mistake?.isTelling == true
    var sentences: [String] = []
    if isAtLead {
      sentences.append(words.message)
    } else {
      let place = lead.place.cell.map { "\($0)" } ?? ""
      sentences.append(
        say(
          "Con số \(figure) ở đây \(isLikely ? "có lẽ" : "có thể") sai, vì ô \(place)\(name(of: lead)) không khớp: \(words.message)",
          "The figure \(figure) here \(isLikely ? "is probably" : "may be") wrong, for \(place)\(name(of: lead)) does not fit: "
            + "\(words.message)"))
    }
    if let proposal = proposal(cause) { sentences.append(proposal) }
    sentences += rest(of: cause)
    return FindingText(
      sentences.joined(separator: " "),
      expected: isAtLead ? words.expected : cause.proposal.map(number) ?? words.expected,
      hint: isAtLead && cause.suspects.isEmpty ? words.hint : compareFirst(cause))
  }

  private func name(of finding: Finding) -> String {
    let name = [finding.indicator.nonEmpty ?? finding.row, finding.column].filter { !$0.isEmpty }
      .map(Printable.name).joined(separator: ", ")
    return name.isEmpty ? "" : " (\(name))"
  }

  /// What would put everything right; nil where nothing speaks for this cell more than for others.
  private func proposal(_ cause: Finding.Cause) -> String? {
    guard let value = cause.proposal, let cell = finding.place.cell,
      cause.suspects.isEmpty || cause.mistake?.isTelling == true
    else { return nil }
    let count = cause.checks
    if cause.isJoint {
      return say(
        "Nếu \(cell) là \(number(value)) thay vì \(figure), cùng với các ô sai khác được nêu, thì mọi "
          + "phép so sánh mới khớp.",
        "If \(cell) were \(number(value)) instead of \(figure), everything would fit together with "
          + "the other cells that are named as wrong.")
    }
    if let other = cause.exchangedWith, let with = other.place.cell {
      return say(
        "Nếu đổi chỗ hai số ở \(cell) và \(with) cho nhau thì \(all(count)) khớp.",
        "If the figures of \(cell) and \(with) changed places, \(all(count)) would fit.")
    }
    let shape = cause.mistake.flatMap(words(for:)).map { say(" (\($0))", " (\($0))") } ?? ""
    return say(
      "Nếu \(cell) là \(number(value)) thay vì \(figure) thì \(all(count)) khớp\(shape).",
      "If \(cell) were \(number(value)) instead of \(figure), \(all(count)) would fit\(shape).")
  }

  private func all(_ count: Int) -> String {
    count > 1
      ? say("cả \(language.number(count)) phép so sánh đều", "all \(count) comparisons")
      : say("phép so sánh này sẽ", "it")
  }

  private func words(for mistake: Mistake) -> String? {
    switch mistake {
    case .sign: say("nhầm dấu trừ", "a minus sign slipped")
    case .magnitude:
      say("thừa hoặc thiếu số 0, hay nhầm dấu phẩy", "a zero or a decimal mark slipped")
    case .transposed: say("hai chữ số đổi chỗ cho nhau", "two digits changed places")
    case .doubledDigit: say("một chữ số gõ hai lần", "a digit is typed twice")
    case .lostDigit: say("thiếu một chữ số", "a digit is missing")
    case .extraDigit: say("thừa một chữ số", "a digit too many")
    case .neighbour: say("trùng với số của ô bên cạnh", "it is the figure of the neighbouring cell")
    case .notApplicable: say("ô đang ghi “x”", "the cell says “x”")
    case .exchanged, .otherDigit, .zero: nil
    }
  }

  /// The other comparisons that fail, and the other cells that would explain them.
  private func rest(of cause: Finding.Cause) -> [String] {
    var sentences: [String] = []
    var seen: Set<CellAddress> = Set(
      [finding.place.cell, cause.evidence.first?.place.cell].compactMap(\.self))
    let others = cause.evidence.dropFirst().compactMap(\.place.cell)
      .filter { seen.insert($0).inserted }.map(\.description)
    if !others.isEmpty {
      let shown = others.prefix(5).joined(separator: ", ") + (others.count > 5 ? ", …" : "")
      sentences.append(
        say(
          "Cùng nguyên nhân: \(language.number(others.count)) chỗ không khớp khác (\(shown)).",
          "Of the same cause: \(others.count) more that do not fit (\(shown))."))
    }
    let suspects = cause.suspects.prefix(6).compactMap { suspect -> String? in
      guard let cell = suspect.cell.place.cell else { return nil }
      guard let proposal = suspect.proposal, suspect.mistake?.isTelling == true else {
        return "\(cell)"
      }
      return say("\(cell) (nếu là \(number(proposal)))", "\(cell) (if it is \(number(proposal)))")
    }
    if !suspects.isEmpty {
      let list = suspects.joined(separator: ", ") + (cause.suspects.count > 6 ? ", …" : "")
      sentences.append(
        say("Cũng có thể sai ở: \(list).", "It could also be wrong in: \(list)."))
    }
    return sentences
  }

  private func compareFirst(_ cause: Finding.Cause) -> String {
    cause.suspects.isEmpty
      ? say(
        "Hãy đối chiếu ô này với sổ gốc rồi sửa; bieu không tự sửa số nào.",
        "Compare this cell with your records and correct it; bieu changes no figure.")
      : say(
        "Hãy đối chiếu ô này với sổ gốc trước, rồi đến các ô còn lại được nêu; bieu không tự sửa số nào.",
        "Compare this cell with your records first, then the others named; bieu changes no figure.")
  }
}
