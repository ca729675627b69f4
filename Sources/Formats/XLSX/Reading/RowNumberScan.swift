import XML

/// The numbers of a worksheet's rows, looked up in its bytes.
///
/// `<` stands in XML only where markup begins, so the start tags of rows are found without parsing
/// what is between them. What is not plain (another encoding, a prefix, a comment, a reference in a
/// number) is left to the parser.
enum RowNumberScan {
  /// Whether the rows ascend for certain; false where they do not, or where this cannot tell.
  static func ascends(_ raw: UnsafeRawBufferPointer) -> Bool {
    guard var index = root(raw) else { return false }
    var last = 0
    while index < raw.count {
      guard raw[index] == less else {
        index = nextTag(raw, from: index + 1)
        continue
      }
      guard index + 4 < raw.count else {
        // The rest is too short for a row, or the part is cut off, which its reading tells.
        return true
      }
      switch raw[index + 1] {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): return false
      case UInt8(ascii: "r")
      where raw[index + 2] == UInt8(ascii: "o") && raw[index + 3] == UInt8(ascii: "w")
        && endsName(raw[index + 4]):
        index += 4
        // A row without a number is one below the row before.
        guard let number = number(raw, &index, orElse: last + 1), number > last else {
          return false
        }
        last = number
      default:
        guard let end = nameEnd(raw, from: index + 1) else { return false }
        index = end
      }
    }
    return true
  }

  /// Behind the name of a tag that is no row; nil where a prefix may make it one.
  @inline(__always)
  private static func nameEnd(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    if raw[index] == slash { return index + 1 }
    var colon: Int?
    while index < raw.count, !endsName(raw[index]) {
      if raw[index] == UInt8(ascii: ":") { colon = index }
      index += 1
    }
    guard let colon else { return index }
    let name = UnsafeRawBufferPointer(rebasing: raw[(colon + 1)..<index])
    return name.equals("row") || name.equals("sheetData") ? nil : index
  }

  /// Where the next `<` is, looked for eight bytes at a time; the end where there is none.
  @inline(__always)
  private static func nextTag(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index &+ 8 <= raw.count {
      let word = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let marks = PlainMarkup.marks(of: less, in: word)
      if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < raw.count, raw[index] != less { index &+= 1 }
    return index
  }

  /// The index behind the name of the root element, if that is `worksheet` without a prefix.
  private static func root(_ raw: UnsafeRawBufferPointer) -> Int? {
    var index = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if raw.dropFirst(index).starts(with: "<?xml ".utf8) {
      guard let end = raw[index...].firstIndex(of: greater), raw[end - 1] == UInt8(ascii: "?")
      else { return nil }
      index = end + 1
      while index < raw.count, isBlank(raw[index]) { index += 1 }
    }
    guard raw.dropFirst(index).starts(with: "<worksheet".utf8), index + 10 < raw.count,
      endsName(raw[index + 10])
    else { return nil }
    return index + 10
  }

  /// The attribute `r` of a row whose name ends at the index, which moves to the end of the tag.
  ///
  /// Nil where the tag is not plain, `implied` where it has no such attribute.
  private static func number(
    _ raw: UnsafeRawBufferPointer, _ index: inout Int, orElse implied: Int
  ) -> Int? {
    var number = implied
    while index < raw.count {
      let byte = raw[index]
      if byte == greater { return number }
      if isBlank(byte) || byte == slash {
        index += 1
        continue
      }
      let start = index
      while index < raw.count, raw[index] != equals, !isBlank(raw[index]), raw[index] != greater {
        index += 1
      }
      let isNumber = index == start + 1 && raw[start] == UInt8(ascii: "r")
      guard index + 1 < raw.count, raw[index] == equals else { return nil }
      let quote = raw[index + 1]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
      index += 2
      var value = 0
      let first = index
      while index < raw.count, raw[index] != quote {
        if isNumber {
          guard (0x30...0x39).contains(raw[index]), index - first < 10 else { return nil }
          value = value * 10 + Int(raw[index] - 0x30)
        }
        index += 1
      }
      if isNumber {
        guard index > first else { return nil }
        number = value
      }
      index += 1
    }
    return nil
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")
  private static let slash = UInt8(ascii: "/")
  private static let equals = UInt8(ascii: "=")

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte == greater || byte == slash || isBlank(byte)
  }
}
