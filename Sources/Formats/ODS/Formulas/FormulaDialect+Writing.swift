extension FormulaDialect {
  /// A formula of the Excel dialect in OpenFormula, with its prefix `of:=`.
  package static func toOpenFormula(_ formula: String) -> String {
    var formula = formula
    return formula.withUTF8 { source in
      String {
        $0.append(contentsOf: "of:=".utf8)
        appendOpenFormula(UnsafeRawBufferPointer(source), into: &$0)
      }
    }
  }

  /// A range of the Excel dialect, such as `'Biểu 01'!$A$1:$D$9`, as an address of ODF.
  ///
  /// Nil for anything that is not one range on one sheet.
  package static func rangeAddress(_ reference: String) -> String? {
    var reference = reference
    return reference.withUTF8 { source -> String? in
      let bytes = UnsafeRawBufferPointer(source)
      var out: [UInt8] = []
      guard let end = appendReference(bytes, from: 0, into: &out), end == bytes.count,
        out.count > 2
      else { return nil }
      return String(decoding: out.dropFirst().dropLast(), as: UTF8.self)
    }
  }

  /// Appends a formula of the Excel dialect in OpenFormula, without prefix.
  static func appendOpenFormula(_ source: UnsafeRawBufferPointer, into out: inout [UInt8]) {
    var index = 0
    /// For each open parenthesis, whether it belongs to a function.
    var calls: [Bool] = []
    var braces = 0
    while index < source.count {
      let byte = source[index]
      if byte == quote {
        let end = endOfQuoted(source, from: index)
        out.append(contentsOf: source[index..<end])
        index = end
        continue
      }
      if byte == apostrophe || byte == dollar || isNameByte(byte) {
        if let end = appendReference(source, from: index, into: &out) {
          index = end
        } else {
          index = appendName(source, from: index, into: &out)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "("):
        calls.append(index > 0 && isNameByte(source[index - 1]))
        out.append(byte)
      case UInt8(ascii: ")"):
        _ = calls.popLast()
        out.append(byte)
      case UInt8(ascii: "{"):
        braces += 1
        out.append(byte)
      case UInt8(ascii: "}"):
        braces -= 1
        out.append(byte)
      case 0x20 where out.last == UInt8(ascii: "]"):
        // A blank between two references is the operator of their intersection.
        while index + 1 < source.count, source[index + 1] == 0x20 { index += 1 }
        var reference: [UInt8] = []
        let isOperator = appendReference(source, from: index + 1, into: &reference) != nil
        out.append(isOperator ? bang : byte)
      case semicolon: out.append(braces > 0 ? UInt8(ascii: "|") : byte)
      case comma:
        // Between references in plain parentheses a comma joins them.
        out.append(braces > 0 || calls.last != false ? semicolon : UInt8(ascii: "~"))
      default: out.append(byte)
      }
      index += 1
    }
  }

  /// Copies a name, number or error; newer functions carry a prefix of their own in each dialect.
  private static func appendName(
    _ source: UnsafeRawBufferPointer, from start: Int, into out: inout [UInt8]
  ) -> Int {
    if source[start] == apostrophe {
      let end = endOfQuoted(source, from: start)
      out.append(contentsOf: source[start..<end])
      return end
    }
    var end = start
    while end < source.count, isNameByte(source[end]) || source[end] == dollar { end += 1 }
    let name = source[start..<end]
    if name.starts(with: "_xlfn.".utf8) {
      out.append(contentsOf: "COM.MICROSOFT.".utf8)
      out.append(contentsOf: name.dropFirst(6))
    } else {
      out.append(contentsOf: name)
      // Excel's constants are functions in OpenFormula.
      let isCall = end < source.count && source[end] == UInt8(ascii: "(")
      if !isCall, name.elementsEqual("TRUE".utf8) || name.elementsEqual("FALSE".utf8) {
        out.append(contentsOf: "()".utf8)
      }
    }
    return end
  }

  // MARK: References

  /// Appends the reference at a place in brackets and returns its end; nil where there is none.
  private static func appendReference(
    _ source: UnsafeRawBufferPointer, from start: Int, into out: inout [UInt8]
  ) -> Int? {
    var index = start
    let sheets = sheetPrefix(source, &index)
    guard let first = corner(source, from: index) else { return nil }
    var second: Range<Int>?
    if first.upperBound < source.count, source[first.upperBound] == colon {
      var other = first.upperBound + 1
      // `Sheet1!A1:Sheet1!B2` names the sheet twice.
      _ = sheetPrefix(source, &other)
      second = corner(source, from: other)
    }
    let isCellAlone = isCell(source[first])
    guard let last = second ?? (isCellAlone ? first : nil) else { return nil }
    guard isCellAlone == isCell(source[last]) else { return nil }
    let end = last.upperBound
    // `LOG10(` is a function.
    if end < source.count, source[end] == UInt8(ascii: "("), second == nil { return nil }
    out.append(UInt8(ascii: "["))
    appendSheet(source, sheets?.first, into: &out)
    out.append(dot)
    out.append(contentsOf: source[first])
    if let second {
      out.append(colon)
      appendSheet(source, sheets?.last, into: &out)
      out.append(dot)
      out.append(contentsOf: source[second])
    } else if let last = sheets?.last {
      out.append(colon)
      appendSheet(source, last, into: &out)
      out.append(dot)
      out.append(contentsOf: source[first])
    }
    out.append(UInt8(ascii: "]"))
    return end
  }

  /// The sheet or sheets before a `!`; moves behind it, or nowhere without one.
  private static func sheetPrefix(
    _ source: UnsafeRawBufferPointer, _ index: inout Int
  ) -> (first: Range<Int>, last: Range<Int>?)? {
    let start = index
    var end = start
    var inner: Range<Int>
    guard start < source.count else { return nil }
    if source[start] == apostrophe {
      end = endOfQuoted(source, from: start)
      guard end - start >= 2 else { return nil }
      inner = (start + 1)..<(end - 1)
    } else {
      while end < source.count, isNameByte(source[end]) || source[end] == colon { end += 1 }
      inner = start..<end
    }
    guard end < source.count, source[end] == bang, !inner.isEmpty,
      !source[inner].contains(UInt8(ascii: "["))
    else { return nil }
    index = end + 1
    guard let middle = source[inner].firstIndex(of: colon) else { return (inner, nil) }
    return (inner.lowerBound..<middle, (middle + 1)..<inner.upperBound)
  }

  /// A cell, a column or a row with its dollars; nil where there is none.
  private static func corner(_ source: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    var end = start
    while end < source.count, isNameByte(source[end]) || source[end] == dollar { end += 1 }
    let text = source[start..<end]
    guard !text.isEmpty else { return nil }
    if isCell(text) { return start..<end }
    let plain = text.drop { $0 == dollar }
    guard text.count - plain.count <= 1, !plain.isEmpty, plain.count <= 7 else { return nil }
    let isColumn = plain.count <= 3 && plain.allSatisfy { $0 & 0xDF >= 0x41 && $0 & 0xDF <= 0x5A }
    let isRow = plain.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    return isColumn || isRow ? start..<end : nil
  }

  private static func appendSheet(
    _ source: UnsafeRawBufferPointer, _ name: Range<Int>?, into out: inout [UInt8]
  ) {
    guard let name else { return }
    out.append(dollar)
    out.append(apostrophe)
    out.append(contentsOf: source[name])
    out.append(apostrophe)
  }
}
