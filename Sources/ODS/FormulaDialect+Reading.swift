extension FormulaDialect {
  /// The formula in the dialect of Excel, without `=`.
  package static func toExcel(_ formula: String) -> String {
    var formula = formula
    return formula.withUTF8 { source in
      String { toExcel(UnsafeRawBufferPointer(source), into: &$0) }
    }
  }

  /// A reference without brackets, such as `$Sheet1.$A$1:.$B$2`, in the dialect of Excel.
  package static func referenceToExcel(_ reference: String) -> String {
    var reference = reference
    return reference.withUTF8 { source in
      String { appendReference(UnsafeRawBufferPointer(source), into: &$0) }
    }
  }

  /// Appends the formula in the dialect of Excel, without `=`.
  static func toExcel(_ source: UnsafeRawBufferPointer, into out: inout [UInt8]) {
    let (body, isExcel) = withoutPrefix(source)
    if isExcel {
      out.append(contentsOf: body)
      return
    }
    var index = 0
    var braces = 0
    while index < body.count {
      let byte = body[index]
      switch byte {
      case quote, apostrophe:
        let end = endOfQuoted(body, from: index)
        out.append(contentsOf: body[index..<end])
        index = end
        continue
      case UInt8(ascii: "["):
        let end = endOfReference(body, from: index)
        appendReference(
          UnsafeRawBufferPointer(rebasing: body[(index + 1)..<max(index + 1, end - 1)]), into: &out)
        index = end
        continue
      case UInt8(ascii: "{"):
        braces += 1
        out.append(byte)
      case UInt8(ascii: "}"):
        braces -= 1
        out.append(byte)
      case semicolon: out.append(comma)
      case UInt8(ascii: "|") where braces > 0: out.append(semicolon)
      case UInt8(ascii: "~"): out.append(comma)
      case bang: out.append(0x20)
      case UInt8(ascii: "#"):
        // An error value: its `!` is no operator.
        let end = endOfError(body, from: index)
        out.append(contentsOf: body[index..<end])
        index = end
        continue
      case UInt8(ascii: "C") where follows("COM.MICROSOFT.", in: body, at: index):
        out.append(contentsOf: "_xlfn.".utf8)
        index += 14
        continue
      default:
        if isNameByte(byte) {
          var end = index
          while end < body.count, isNameByte(body[end]) { end += 1 }
          out.append(contentsOf: body[index..<end])
          index = end
          continue
        }
        out.append(byte)
      }
      index += 1
    }
  }

  /// Strips `of:=`, `oooc:=`, `msoxl:=` or `=`; the third is Excel's dialect already.
  private static func withoutPrefix(
    _ source: UnsafeRawBufferPointer
  ) -> (body: UnsafeRawBufferPointer, isExcel: Bool) {
    var index = 0
    while index < source.count, index < 16, isNameByte(source[index]) { index += 1 }
    let name = UnsafeRawBufferPointer(rebasing: source[0..<index])
    if index > 0, index + 1 < source.count, source[index] == colon {
      index += 1
    } else {
      index = 0
    }
    guard index < source.count, source[index] == UInt8(ascii: "=") else { return (source, false) }
    return (UnsafeRawBufferPointer(rebasing: source[(index + 1)...]), name.equals("msoxl"))
  }

  /// Behind the `]` of a reference; brackets may stand in a quoted sheet name.
  private static func endOfReference(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == apostrophe {
        index = endOfQuoted(bytes, from: index)
        continue
      }
      index += 1
      if bytes[index - 1] == UInt8(ascii: "]") { return index }
    }
    return bytes.count
  }

  private static func endOfError(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, isNameByte(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
      index += 1
    }
    if index < bytes.count, bytes[index] == bang || bytes[index] == UInt8(ascii: "?") { index += 1 }
    return index
  }

  private static func follows(
    _ text: StaticString, in bytes: UnsafeRawBufferPointer, at index: Int
  ) -> Bool {
    guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
    return UnsafeRawBufferPointer(
      rebasing: bytes[index..<(index + text.utf8CodeUnitCount)]
    ).equals(text)
  }

  // MARK: References

  /// One end of a reference: its file, its sheet and its cell, as they stand.
  private struct End {
    var file: Range<Int>?
    var sheet: Range<Int>?
    var cell: Range<Int>
  }

  /// Appends what stands between the brackets of a reference (ODF 1.3 part 4, 5.8).
  private static func appendReference(
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
