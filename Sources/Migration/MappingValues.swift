import Forms

/// Translations of the values of a register's column: `1` is `Nam`.
public struct MappingValues: Sendable {
  private var byKey: [LooseKey: String] = [:]

  /// No translation.
  public init() {}

  /// Whether nothing is translated.
  public var isEmpty: Bool { byKey.isEmpty }

  /// What a text stands for; nil where the mapping does not say.
  ///
  /// A text without a letter or digit, such as `+`, is not translated.
  public func translation(of text: some StringProtocol) -> String? { byKey[LooseKey(text)] }

  /// Adds a translation; false where the text has one already.
  mutating func add(_ text: String, to value: String) -> Bool {
    let key = LooseKey(text)
    guard !key.isEmpty, byKey[key] == nil else { return false }
    byKey[key] = value
    return true
  }
}
