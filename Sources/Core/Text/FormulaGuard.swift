/// Texts that a spreadsheet would take for a formula, and how a table for people makes them harmless.
///
/// A name such as `=HYPERLINK(…)` in a register would run when a person opens the table that quotes
/// it (CWE-1236). An apostrophe before it makes it text, as it does in a cell.
package enum FormulaGuard {
  /// Whether a text that begins with a byte may be taken for a formula: `=`, `+`, `-`, `@`, or a
  /// control that some programs skip.
  package static func isNeeded(before byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      true
    default: false
    }
  }

  /// The text as tables for people have it; one that begins with an apostrophe gets another, so that
  /// whoever takes one away has the text again.
  package static func guarded(_ text: String) -> String {
    guard let first = text.utf8.first else { return text }
    let isMeant = first == UInt8(ascii: "'") || isNeeded(before: first)
    // Some programs take the wide forms for the signs: U+FF0B, U+FF0D, U+FF1D, U+FF20.
    let isWide = first == 0xEF && "＋－＝＠".unicodeScalars.contains(text.unicodeScalars.first ?? " ")
    return isMeant || isWide ? "'" + text : text
  }

  /// The text that was guarded.
  package static func plain(_ guarded: String) -> String {
    guarded.utf8.first == UInt8(ascii: "'") ? String(guarded.dropFirst()) : guarded
  }
}
