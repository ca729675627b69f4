/// A way to split a figure (phân tổ): by sex, age, ethnicity, circumstance.
public struct Breakdown: Hashable, Sendable {
  /// How the categories relate to the whole.
  public enum Relation: String, Sendable, CaseIterable {
    /// `Chia theo`: the categories add up to the whole.
    case exhaustive
    /// `Trong đó`: some of the whole; never above it, need not add up.
    case part
    /// One child may be in several: each category <= whole <= sum of categories.
    case overlapping
  }

  /// One value of a breakdown.
  public struct Category: Hashable, Sendable {
    /// The identity inside the breakdown, such as `male`.
    public var id: String
    /// The label that forms show, such as `Nam`.
    public var label: String
    /// Further labels that officers write.
    public var aliases: [String]
    /// What is added to the indicator's code where the category is a row, such as `a`.
    public var codeSuffix: String

    /// A category from its parts.
    public init(id: String, label: String, aliases: [String] = [], codeSuffix: String = "") {
      self.id = id
      self.label = label
      self.aliases = aliases
      self.codeSuffix = codeSuffix
    }
  }

  /// The identity, such as `sex`.
  public var id: String
  /// The label of the head over the categories, such as `Giới tính`.
  public var label: String
  /// How the categories relate to the whole.
  public var relation: Relation
  /// The categories in order.
  public var categories: [Category]

  /// A breakdown from its parts.
  public init(id: String, label: String, relation: Relation, categories: [Category]) {
    self.id = id
    self.label = label
    self.relation = relation
    self.categories = categories
  }
}

/// The value that an observation has in one breakdown.
public struct BreakdownValue: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The breakdown's identity.
  public var breakdown: String
  /// The category's identity.
  public var category: String

  /// A category of a breakdown.
  public init(breakdown: String, category: String) {
    self.breakdown = breakdown
    self.category = category
  }

  /// `sex=male`.
  public var description: String { "\(breakdown)=\(category)" }

  /// By breakdown, then by category.
  public static func < (a: BreakdownValue, b: BreakdownValue) -> Bool {
    (a.breakdown, a.category) < (b.breakdown, b.category)
  }
}
