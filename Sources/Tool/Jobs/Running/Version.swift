/// The version of the tool.
public enum Version {
  /// What `bieu --version` prints.
  public static let text = "0.1.0"
}
