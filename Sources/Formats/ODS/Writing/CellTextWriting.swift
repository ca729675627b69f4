import XML

/// Writes text as paragraphs, one a line, with blanks that survive (ODF 1.3 part 3, 6.1.3).
enum CellTextWriting {
  /// Writes `text:p` elements; false where the text has a character that XML cannot hold.
  ///
  /// Every line end (LF, CR LF or CR) begins a new paragraph.
  static func write(_ text: UnsafeRawBufferPointer, to xml: inout XMLWriter) -> Bool {
    var isWhole = true
    var start = 0
    xml.raw("<text:p>")
    var index = 0
    var needsCare = false
    while index < text.count {
      let byte = text[index]
      if byte == 0x0A || byte == 0x0D {
        isWhole = writeLine(text, start, index, needsCare, &xml) && isWhole
        xml.raw("</text:p><text:p>")
        if byte == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A { index += 1 }
        start = index + 1
        needsCare = false
      } else if byte == 0x09 {
        needsCare = true
      } else if byte == 0x20 {
        // Only a single blank between two other characters stays as it is.
        let next = index + 1 < text.count ? text[index + 1] : 0x20
        if index == start || next <= 0x20 { needsCare = true }
      }
      index += 1
    }
    isWhole = writeLine(text, start, text.count, needsCare, &xml) && isWhole
    xml.raw("</text:p>")
    return isWhole
  }

  private static func writeLine(
    _ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ needsCare: Bool,
    _ xml: inout XMLWriter
  ) -> Bool {
    guard needsCare else {
      return !xml.escaped(UnsafeRawBufferPointer(rebasing: text[start..<end]))
    }
    var isWhole = true
    var index = start
    var plain = start
    while index < end {
      guard text[index] == 0x20 || text[index] == 0x09 else {
        index += 1
        continue
      }
      var stop = index
      while stop < end, text[stop] == text[index] { stop += 1 }
      // A blank inside the line keeps one as it is; those at its ends are all spelt out.
      let isInside =
        text[index] == 0x20 && index > start && stop < end && text[index - 1] != 0x09
      let kept = isInside ? 1 : 0
      isWhole =
        !xml.escaped(UnsafeRawBufferPointer(rebasing: text[plain..<(index + kept)])) && isWhole
      if text[index] == 0x09 {
        for _ in index..<stop { xml.raw("<text:tab/>") }
      } else if stop - index - kept > 0 {
        xml.raw("<text:s")
        if stop - index - kept > 1 { xml.attribute("text:c", stop - index - kept) }
        xml.raw("/>")
      }
      index = stop
      plain = stop
    }
    return !xml.escaped(UnsafeRawBufferPointer(rebasing: text[plain..<end])) && isWhole
  }
}
