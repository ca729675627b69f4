extension FormulaDialect {
  /// One end of a reference: its file, its sheet and its cell, as they stand.
  private struct End {
    var file: Range<Int>?
    var sheet: Range<Int>?
    var cell: Range<Int>
  }

  /// Appends what stands between the brackets of a reference (ODF 1.3 part 4, 5.8).
  static func appendReference(
    _ bytes: UnsafeRawBufferPointer, into out: inout [UInt8]
  ) {
    var index = 0
    let first = end(bytes, &index)
    var second: End?
    if index < bytes.count, bytes[index] == colon {
      index += 1
      second = end(bytes, &index)
    }
    let cells = [first.cell] + (second.map { [$0.cell] } ?? [])
    let isBroken =
      index < bytes.count
      || cells.contains { bytes[$0].isEmpty || bytes[$0].contains(UInt8(ascii: "#")) }
    guard !isBroken else {
      out.append(contentsOf: "#REF!".utf8)
      return
    }
    if let sheet = first.sheet {
      appendSheets(bytes, first: sheet, last: second?.sheet, file: first.file, into: &out)
    }
    out.append(contentsOf: bytes[first.cell])
    if let second {
      out.append(colon)
      out.append(contentsOf: bytes[second.cell])
    }
  }

  private static func end(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> End {
    var end = End(cell: index..<index)
    if let hash = endOfFile(bytes, from: index) {
      end.file = index..<(hash)
      index = hash + 1
    }
    var start = index
    if start < bytes.count, bytes[start] == dollar { start += 1 }
    if start < bytes.count, bytes[start] == apostrophe {
      let close = endOfQuoted(bytes, from: start)
      end.sheet = start..<close
      index = close
    } else {
      var stop = start
      while stop < bytes.count, bytes[stop] != dot, bytes[stop] != colon { stop += 1 }
      if stop < bytes.count, bytes[stop] == dot {
        if stop > start { end.sheet = start..<stop }
        index = stop
      }
    }
    if index < bytes.count, bytes[index] == dot { index += 1 }
    let cellStart = index
    while index < bytes.count, bytes[index] != colon { index += 1 }
    end.cell = cellStart..<index
    return end
  }

  /// Where the `#` behind a quoted file stands; nil without a file.
  private static func endOfFile(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == apostrophe else { return nil }
    let close = endOfQuoted(bytes, from: start)
    return close < bytes.count && bytes[close] == UInt8(ascii: "#") ? close : nil
  }

  /// Appends `Sheet1!`, `'Sheet 1'!`, `'First:Last'!` or `'[file]Sheet'!`.
  private static func appendSheets(
    _ bytes: UnsafeRawBufferPointer, first: Range<Int>, last: Range<Int>?, file: Range<Int>?,
    into out: inout [UInt8]
  ) {
    let name = inner(bytes, first)
    let other = last.map { inner(bytes, $0) }.flatMap { $0.elementsEqual(name) ? nil : $0 }
    let isQuoted = file != nil || needsQuotes(name) || (other.map(needsQuotes) ?? false)
    if isQuoted { out.append(apostrophe) }
    if let file {
      out.append(UInt8(ascii: "["))
      out.append(contentsOf: inner(bytes, file))
      out.append(UInt8(ascii: "]"))
    }
    out.append(contentsOf: name)
    if let other {
      out.append(colon)
      out.append(contentsOf: other)
    }
    if isQuoted { out.append(apostrophe) }
    out.append(bang)
  }

  /// A name without the quotes around it; doubled quotes inside stay doubled.
  private static func inner(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> Slice<UnsafeRawBufferPointer> {
    guard range.count >= 2, bytes[range.lowerBound] == apostrophe else { return bytes[range] }
    return bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]
  }

  /// Whether Excel wants a sheet's name in quotes.
  static func needsQuotes(_ name: some Collection<UInt8>) -> Bool {
    guard let first = name.first, name.allSatisfy({ isNameByte($0) }) else { return true }
    // `R1C1` and `RC` are references to Excel as much as `A1`.
    let isRowColumn =
      first | 0x20 == UInt8(ascii: "r") || first | 0x20 == UInt8(ascii: "c")
    let isShort = name.allSatisfy {
      ($0 >= 0x30 && $0 <= 0x39) || $0 | 0x20 == UInt8(ascii: "r") || $0 | 0x20 == UInt8(ascii: "c")
    }
    return (first >= 0x30 && first <= 0x39) || first == dot || isCell(name)
      || (isRowColumn && isShort)
  }
}
