import Indicators
import Units

/// Everything that templates declare: sets, forms and units, loaded and consistent.
public struct TemplateLibrary: Sendable {
  /// The indicator sets.
  public var sets: [IndicatorSet]
  /// The forms of all sets, by set and then in their order.
  public var forms: [FormDefinition]
  /// The tables of names that `list` rules look into, by their paths in the template folder.
  public var nameLists: [String: NameList]
  /// The units of all files, and what became of each.
  public var history: UnitHistory
  /// The units of all files.
  public var units: UnitRegistry { history.registry }

  /// A library from its parts.
  public init(
    sets: [IndicatorSet], forms: [FormDefinition], units: UnitRegistry,
    successions: [UnitSuccession] = [], nameLists: [String: NameList] = [:]
  ) {
    self.nameLists = nameLists
    self.sets = sets
    self.forms = forms
    history = UnitHistory(registry: units, successions: successions)
  }

  /// The set of an identity.
  public func set(_ id: String) -> IndicatorSet? { sets.first { $0.id == id } }

  /// The form of an identity, in its set.
  public func form(_ id: String, set: String? = nil) -> FormDefinition? {
    forms.first { $0.id == id && (set == nil || $0.set == set) }
  }
}
