import SheetModel
import XML

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

  /// The target of a link: `#Sheet1.A1`, a place in the document, becomes `#Sheet1!A1`; all else
  /// stays as it is.
  static func linkToExcel(_ target: String) -> String {
    guard target.utf8.first == UInt8(ascii: "#") else { return target }
    let place = referenceToExcel(String(target.dropFirst()))
    let cells = place[(place.lastIndex(of: "!").map(place.index(after:)) ?? place.startIndex)...]
    return CellRange(cells) == nil ? target : "#" + place
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
}
