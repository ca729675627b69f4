import SheetModel

/// Where fonts change within a text, as files have it: by UTF-16 units or bytes of a code page.
struct FontRun {
  /// The first character of the run.
  var position: Int
  /// The index of its font.
  var font: Int
}

extension FontRun {
  /// The runs of a text in UTF-8: places in bytes, and the fonts' names.
  ///
  /// Positions must ascend; those beyond the text are the ends that some programs write.
  static func textRuns(
    _ runs: [FontRun], of text: UnsafeRawBufferPointer, fonts: FontTable
  ) -> [TextRun] {
    var found: [TextRun] = []
    var at = 0
    var units = 0
    var last = -1
    for run in runs where run.position > last {
      last = run.position
      while units < run.position, at < text.count {
        let lead = text[at]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        units += length == 4 ? 2 : 1
        at += length
      }
      guard at < text.count else { break }
      let name = fonts.name(run.font)
      if let before = found.last {
        if before.start == at {
          found[found.count - 1].font = name
          continue
        }
        if before.font == name { continue }
      }
      found.append(TextRun(start: at, font: name))
    }
    return found
  }
}
