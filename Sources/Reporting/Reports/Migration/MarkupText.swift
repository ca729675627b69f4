/// HTML under construction; texts are escaped.
struct MarkupText {
  var bytes: [UInt8] = []

  mutating func raw(_ markup: String) { bytes += markup.utf8 }

  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      default: bytes.append(byte)
      }
    }
  }

  /// An element with a text and perhaps a class; neither name needs escapes.
  mutating func element(_ name: StaticString, of style: StaticString? = nil, _ text: String) {
    raw("<\(name)")
    if let style { raw(" class=\"\(style)\"") }
    raw(">")
    self.text(text)
    raw("</\(name)>")
  }

  /// A cell of a table, of words or of numbers.
  mutating func cell(_ text: String, isNumber: Bool = false) {
    element("td", of: isNumber ? "n" : nil, text)
  }

  /// The beginning of a table: words first, then numbers.
  mutating func beginTable(_ words: [String], _ numbers: [String], of style: StaticString) {
    raw("<div class=\"wide\"><table class=\"\(style)\"><thead><tr>")
    for head in words { element("th", head) }
    for head in numbers { element("th", of: "n", head) }
    raw("</tr></thead>\n")
  }

  /// The end of a table.
  mutating func endTable() { raw("</table></div>") }
}
