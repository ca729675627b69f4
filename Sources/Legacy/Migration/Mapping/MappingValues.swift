import VietnameseText

/// Translations of the values of a register's column: `1` is `Nam`.
public struct MappingValues: Sendable {
  private var byKey: [[UInt8]: String] = [:]

  /// No translation.
  public init() {}

  /// Whether nothing is translated.
  public var isEmpty: Bool { byKey.isEmpty }

  /// What a text stands for; nil where the mapping does not say.
  ///
  /// A text without a letter or digit, such as `+`, is not translated.
  public func translation(of text: some StringProtocol) -> String? { byKey[Self.key(text)] }

  /// Adds a translation; false where the text has one already.
  package mutating func add(_ text: String, to value: String) -> Bool {
    let key = Self.key(text)
    guard !key.isEmpty, byKey[key] == nil else { return false }
    byKey[key] = value
    return true
  }

  /// How texts compare: as `LooseKey` does, but with their punctuation where they have digits, since
  /// `1,4` are two codes and not 14.
  private static func key(_ text: some StringProtocol) -> [UInt8] {
    let label = LabelKey(text)
    let hasDigits = label.bytes.contains { (0x30...0x39).contains($0) }
    return hasDigits ? label.bytes : LooseKey(label).bytes
  }
}
