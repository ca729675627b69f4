import FormModel
import Indicators
import VietnameseText

/// Guesses what a label of an unknown layout means today; every guess is for a person to look at.
struct DraftGuess {
  /// What a label may mean.
  enum Meaning: Sendable {
    /// A role that needs nothing else.
    case role(String)
    /// Figures.
    case figure(MappingMeaning)
    /// A part of the year.
    case period(String)
  }

  let set: IndicatorSet
  /// The register form; nil where the set has none.
  let register: FormDefinition?
  let words: DraftWords
  private var figures: [LooseKey: MappingMeaning] = [:]
  private var fields: [LooseKey: String] = [:]

  init(set: IndicatorSet, words: DraftWords, library: TemplateLibrary) {
    self.set = set
    self.words = words
    register = library.forms.first { $0.set == set.id && $0.register != nil }
    for column in register?.register?.columns ?? [] {
      for label in [column.label] + column.aliases { fields[LooseKey(label)] = column.id }
    }
    for form in library.forms where form.set == set.id {
      for row in form.matrix?.rows ?? [] {
        guard let target = row.target else { continue }
        let meaning = MappingMeaning(
          indicator: target.indicator, measure: target.measure == .count ? nil : target.measure,
          breakdown: target.category.map { [$0] } ?? [])
        add(row.label, meaning)
        guard let value = target.category,
          let category = set.breakdown(value.breakdown)?.categories.first(where: {
            $0.id == value.category
          })
        else { continue }
        for label in [category.label] + category.aliases { add(label, meaning) }
      }
    }
  }

  private mutating func add(_ label: String, _ meaning: MappingMeaning) {
    for key in [LooseKey(label), words.core(label)] where !key.isEmpty && figures[key] == nil {
      figures[key] = meaning
    }
  }

  /// What a label means; nil where nothing of the set is called so.
  func meaning(of label: String) -> Meaning? {
    let key = LooseKey(label)
    if let role = words.roles[key] { return .role(role) }
    if let period = words.periods[key] { return .period(period) }
    let bare = RowLabel.withoutNumber(label)
    return (figures[key] ?? figures[LooseKey(bare)] ?? figures[words.core(bare)]).map {
      .figure($0)
    }
  }

  /// The column of the register form that is called so.
  func field(_ label: String) -> String? {
    fields[LooseKey(label)] ?? fields[LooseKey(label.replacing("_", with: " "))]
  }

  /// The column of dates of the register form that is called so.
  func dateField(_ label: String) -> String? {
    guard let field = field(label), let column = register?.register?.column(id: field),
      register?.register?.columns[column].kind == .date
    else { return nil }
    return field
  }

  /// The label of the category by sex that a label is called.
  func sexLabel(_ label: String) -> String? {
    guard let id = sex(label), id != "total" else { return nil }
    return set.breakdown("sex")?.categories.first { $0.id == id }?.label
  }

  /// What the figures of a table mean by its title: the longest run of its words that is called so.
  func figure(inTitle title: String) -> MappingMeaning? {
    let words = LabelKey(title).bytes.split(separator: 0x20)
    for length in stride(from: words.count, to: 1, by: -1) {
      for start in 0...(words.count - length) {
        let text = LabelKey(bytes: words[start..<(start + length)].joined(separator: [0x20]))
        if let meaning = figures[LooseKey(text)] { return meaning }
      }
    }
    return nil
  }

  /// The category of the breakdown by sex, or `total`, that a label of a part is called.
  func sex(_ label: String) -> String? {
    let key = LooseKey(label)
    if words.totals.contains(key) { return "total" }
    return set.breakdown("sex")?.categories.first { category in
      ([category.label] + category.aliases).contains { LooseKey($0) == key }
    }?.id
  }
}
