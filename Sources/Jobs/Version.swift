/// The version of the tool.
public enum Version {
  /// What `bieu --version` prints and what written workbooks name as their application.
  public static let text = "0.1.0"
}
