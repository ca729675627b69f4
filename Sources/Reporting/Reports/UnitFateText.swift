import Units

extension UnitFate {
  /// A sentence of what became of the unit and when, for people.
  package func text(in language: Language) -> String {
    let day = language.day(since)
    let names = became.map { "\($0.name) (\($0.code))" }.joined(separator: "; ")
    if became.isEmpty {
      return language.say(
        "\(unit.name) không còn từ ngày \(day); danh mục không ghi đã nhập vào đâu.",
        "\(unit.name) ended on \(day); the list does not say what it became.")
    }
    return language.say(
      "\(unit.name) đã nhập vào \(names) từ ngày \(day).",
      "\(unit.name) became \(names) on \(day).")
  }
}
