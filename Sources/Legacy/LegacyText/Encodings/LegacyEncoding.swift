/// How Vietnamese was put into a text before, or beside, Unicode.
public enum LegacyEncoding: String, Sendable, CaseIterable {
  /// True Unicode; only its normal form may change, to NFC.
  case unicode
  /// TCVN 5712 as the `.Vn…` fonts show it (ABC), read as if it were windows-1252.
  case tcvn3
  /// VNI-Windows as the `VNI-…` fonts show it, read as if it were windows-1252.
  case vni
  /// VIQR, marks as ASCII behind the letters; never found, only asked for.
  case viqr
  /// windows-1258, read as if it were windows-1252.
  case windows1258 = "cp1258"
  /// UTF-8, read as if it were windows-1252.
  case utf8 = "utf8"
}
