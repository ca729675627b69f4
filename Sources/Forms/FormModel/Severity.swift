/// How grave it is that something is wrong: with templates, with figures, with a rule broken.
public enum Severity: String, Sendable, CaseIterable {
  /// It cannot be right as it stands; templates must not be used.
  case error
  /// It may be right, but a person should look.
  case warning
}
