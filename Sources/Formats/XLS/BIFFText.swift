import SheetModel

/// How a version of the format stores text: Unicode, or bytes in a code page.
enum BIFFText: Sendable {
  /// BIFF8: each text says whether its characters have one byte or two.
  case unicode
  /// BIFF5 and BIFF7.
  case page(CodePage)

  /// Whether texts are those of BIFF8.
  var isUnicode: Bool { if case .unicode = self { true } else { false } }

  /// The name of a font or sheet, or a number format: its length in `lengthBytes` bytes, then the
  /// characters; one that is cut off is taken as far as it goes.
  func short(_ raw: UnsafeRawBufferPointer, at: Int, lengthBytes: Int) -> String {
    let count = lengthBytes == 1 ? raw.u8(at) : raw.u16(at)
    var bytes: [UInt8] = []
    switch self {
    case .page(let page): page.append(raw.stretch(at + lengthBytes, count), to: &bytes)
    case .unicode:
      let flags = raw.u8(at + lengthBytes)
      let start = at + lengthBytes + 1 + (flags & 8 != 0 ? 2 : 0) + (flags & 4 != 0 ? 4 : 0)
      if flags & 1 != 0 {
        var wide = WideText()
        wide.append(raw.stretch(start, count * 2), to: &bytes)
        wide.end(&bytes)
      } else {
        TextBytes.append(compressed: raw.stretch(start, count), to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of a cell: its length in two bytes, then the characters, over CONTINUE records too.
  ///
  /// One that is cut off is taken as far as it goes.
  func append(
    _ record: inout ContinuedRecord, to bytes: inout [UInt8]
  ) throws(WorkbookError) {
    let count = try record.number(bytes: 2)
    guard count > 0 else { return }
    switch self {
    case .page(let page): try record.appendText(bytes: count, in: page, to: &bytes)
    case .unicode:
      let flags = try record.number(bytes: 1)
      if flags & 8 != 0 { try record.skip(2) }
      if flags & 4 != 0 { try record.skip(4) }
      try record.appendText(count, isWide: flags & 1 != 0, to: &bytes)
    }
  }
}
