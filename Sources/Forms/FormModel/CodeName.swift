/// The grammar of the codes of templates: those of sets, forms, indicators, breakdowns, categories,
/// units, columns of registers and mappings.
///
/// They stand in canonical tables and become names of files, so they are the same on every system
/// and lead into no other folder: 1 to 64 letters and digits of ASCII, `-`, `_` and `.`, neither
/// first nor last a dot.
public enum CodeName {
  /// The most bytes of a code.
  public static let mostBytes = 64

  /// Whether a text is a code.
  public static func isCode(_ text: String) -> Bool {
    let bytes = text.utf8
    let dot = UInt8(ascii: ".")
    guard (1...mostBytes).contains(bytes.count), bytes.first != dot, bytes.last != dot else {
      return false
    }
    return bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), dot:
        true
      default: false
      }
    }
  }
}
