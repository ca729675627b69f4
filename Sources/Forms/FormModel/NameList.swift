import VietnameseText

/// Names that a text may be, however they are spelled, such as the ethnic groups of a register.
public struct NameList: Sendable, Hashable {
  /// The names as the table writes them, in its order.
  public private(set) var names: [String] = []
  private var keys: Set<LooseKey> = []

  /// A list without a name.
  public init() {}

  /// Adds a name with its other spellings.
  public mutating func add(_ name: String, aliases: [String]) {
    names.append(name)
    for text in [name] + aliases { keys.insert(LooseKey(text)) }
  }

  /// Whether a text is a name of the list or another spelling of one, whatever case and marks.
  public func holds(_ text: some StringProtocol) -> Bool { keys.contains(LooseKey(text)) }
}
