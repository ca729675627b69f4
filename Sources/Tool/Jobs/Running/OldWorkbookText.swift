import Foundation
import Reports

/// What is said of old binary workbooks, which are read but not written.
public enum OldWorkbookText {
  /// Why an output cannot be written under a path such as `a.xls`; nil for other suffixes.
  static func refusal(of output: String, in language: MessageLanguage) -> String? {
    guard OutputPath(output).suffix == "xls" else { return nil }
    return language == .vi
      ? "bieu đọc được .xls nhưng không ghi; \(output): hãy dùng đuôi .xlsx hoặc .ods."
      : ".xls is read but not written; \(output): use .xlsx or .ods."
  }

  /// The same for `--to xls`, in both languages, as arguments are refused; nil for other formats.
  public static func refusal(ofFormat format: String) -> String? {
    guard format.lowercased() == "xls" else { return nil }
    return "--to \(format): bieu đọc được .xls nhưng không ghi; hãy chọn xlsx hoặc ods"
      + " / .xls is read but not written; choose xlsx or ods."
  }
}
