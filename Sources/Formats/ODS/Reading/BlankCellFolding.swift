/// Folds runs of equal blank cells into one cell with a count, before they are parsed.
///
/// LibreOffice writes such runs with a count, most libraries do not; parsing millions of elements
/// that say nothing is most of what a sheet of blanks costs. One look at each chunk tells whether
/// there is anything to fold, so that other sheets pay nothing. A document with CDATA sections, in
/// which such a run could be text, is left alone by the caller.
enum BlankCellFolding {
  /// Longer tags are no plain blank cells.
  private static let mostTagBytes = 160
  /// How many equal tags must follow one another where the chunk is looked at.
  private static let sample = 6

  /// Folds the runs in the first bytes of a buffer and returns how many bytes are left of them.
  static func fold(_ buffer: UnsafeMutableRawBufferPointer, count: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    guard let tag = sampledTag(bytes), let blank = BlankCell(tag) else { return count }
    var source = 0
    var target = 0
    while source < count {
      let next = run(of: blank.tag, in: bytes, from: source)
      if next > source {
        var left = (next - source) / blank.tag.count
        // In place: what stands for some cells is never longer than they were.
        while left > 0 {
          let taken = min(left, blank.most)
          let folded = blank.cells(taken)
          let isShorter = folded.count < taken * blank.tag.count
          write(isShorter ? folded : blank.tag, into: buffer, at: &target)
          left -= isShorter ? taken : 1
        }
        source = next
      } else {
        buffer[target] = bytes[source]
        target += 1
        source += 1
        // Up to the next tag nothing can begin a run.
        while source < count, bytes[source] != 0x3C {
          buffer[target] = bytes[source]
          target += 1
          source += 1
        }
      }
    }
    return target
  }

  private static func write(
    _ piece: [UInt8], into buffer: UnsafeMutableRawBufferPointer, at target: inout Int
  ) {
    for byte in piece {
      buffer[target] = byte
      target += 1
    }
  }

  /// The tag in the middle of the chunk, if enough equal ones follow it.
  private static func sampledTag(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var start = bytes.count / 2
    let stop = min(bytes.count, start + mostTagBytes)
    while start < stop, bytes[start] != 0x3C { start += 1 }
    var end = start
    let most = min(bytes.count, start + mostTagBytes)
    while end < most, bytes[end] != 0x3E { end += 1 }
    guard start < stop, end < most else { return nil }
    let tag = Array(bytes[start...end])
    return run(of: tag, in: bytes, from: start) - start >= sample * tag.count ? tag : nil
  }

  /// Where the equal tags that begin at a place end.
  private static func run(of tag: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int) -> Int
  {
    var end = start
    while end + tag.count <= bytes.count {
      var index = 0
      while index < tag.count, bytes[end + index] == tag[index] { index += 1 }
      guard index == tag.count else { break }
      end += tag.count
    }
    return end
  }
}

/// The tag of a cell that says nothing but, perhaps, its style.
private struct BlankCell {
  let tag: [UInt8]
  /// The most cells that one count may stand for; styled blanks are handed out one by one up to
  /// that many.
  let most: Int
  private let prefix: [UInt8]

  /// Nil for any other tag.
  init?(_ tag: [UInt8]) {
    guard tag.count > 4, tag[tag.count - 2] == 0x2F, tag.allSatisfy({ $0 >= 0x20 })
    else { return nil }
    let inner = tag[1..<(tag.count - 2)]
    let name = inner.prefix { $0 != 0x20 }
    let colon = name.firstIndex(of: 0x3A)
    prefix = Array(name.prefix(upTo: colon.map { $0 + 1 } ?? name.startIndex))
    let local = name.dropFirst(prefix.count)
    // Without a prefix an attribute would be in no namespace.
    guard !prefix.isEmpty,
      local.elementsEqual("table-cell".utf8) || local.elementsEqual("covered-table-cell".utf8)
    else { return nil }
    let rest = inner.dropFirst(name.count).drop { $0 == 0x20 }
    if !rest.isEmpty {
      let style = prefix + Array("style-name=".utf8)
      guard rest.starts(with: style) else { return nil }
      let value = rest.dropFirst(style.count)
      guard let quote = value.first, quote == 0x22 || quote == 0x27,
        let close = value.dropFirst().firstIndex(of: quote),
        value[(close + 1)...].allSatisfy({ $0 == 0x20 })
      else { return nil }
    }
    self.tag = tag
    most = rest.isEmpty ? 16_384 : ContentCursor.styledBlanks
  }

  /// The tag of so many cells.
  func cells(_ count: Int) -> [UInt8] {
    Array(tag.dropLast(2)) + [0x20] + prefix
      + Array("number-columns-repeated=\"\(count)\"/>".utf8)
  }
}
