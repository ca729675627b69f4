import SheetModel
import XML

/// Writes the value of a cell: its attributes, the `>` that ends them, and its text.
///
/// The text of numbers and dates is their plain form, not the shown one: programs that show cells
/// make their own, and those that read text get digits.
enum CellValueWriting {
  /// False where the value has something that the format cannot hold.
  static func write(
    _ cell: Cell, _ text: UnsafeRawBufferPointer, isPercentage: Bool, to xml: inout XMLWriter
  ) -> Bool {
    switch cell.kind {
    case .blank:
      xml.raw(">")
      return true
    case .text:
      xml.raw(" office:value-type=\"string\">")
      return CellTextWriting.write(text, to: &xml)
    case .error:
      xml.raw(" office:value-type=\"string\" office:string-value=\"\"")
      xml.raw(" calcext:value-type=\"error\">")
      return CellTextWriting.write(text, to: &xml)
    case .number:
      guard NumberText.isNumber(text) else { return false }
      if isPercentage || cell.flags.contains(.percentage) {
        xml.raw(" office:value-type=\"percentage\" office:value=\"")
      } else {
        xml.raw(" office:value-type=\"float\" office:value=\"")
      }
      xml.bytes.append(contentsOf: text)
      xml.raw("\"><text:p>")
      xml.bytes.append(contentsOf: text)
      xml.raw("</text:p>")
      return true
    case .boolean:
      xml.raw(
        cell.scalar != 0
          ? " office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>TRUE</text:p>"
          : " office:value-type=\"boolean\" office:boolean-value=\"false\"><text:p>FALSE</text:p>")
      return true
    case .date, .dateTime: return writeDate(cell, to: &xml)
    case .time:
      xml.raw(" office:value-type=\"time\" office:time-value=\"")
      let start = xml.bytes.count
      appendDuration(cell.scalar, to: &xml)
      appendShown(from: start, to: &xml)
      return true
    }
  }

  private static func writeDate(_ cell: Cell, to xml: inout XMLWriter) -> Bool {
    let date = CivilDateTime(milliseconds: cell.scalar)
    guard (1...9999).contains(date.year) else { return false }
    xml.raw(" office:value-type=\"date\" office:date-value=\"")
    let start = xml.bytes.count
    CellText.append(scalar: cell, to: &xml.bytes)
    appendShown(from: start, to: &xml)
    return true
  }

  /// Appends a duration such as `PT26H05M07.5S`, with a sign in front (ODF 1.3 part 3, 18.2).
  private static func appendDuration(_ milliseconds: Int64, to xml: inout XMLWriter) {
    if milliseconds < 0 { xml.raw("-") }
    let rest = Int(clamping: milliseconds.magnitude)
    xml.raw("PT")
    pad(rest / 3_600_000, 2, &xml)
    xml.raw("H")
    pad(rest / 60_000 % 60, 2, &xml)
    xml.raw("M")
    appendSeconds(rest % 60_000, &xml)
    xml.raw("S")
  }

  private static func appendSeconds(_ milliseconds: Int, _ xml: inout XMLWriter) {
    pad(milliseconds / 1000, 2, &xml)
    var fraction = milliseconds % 1000
    guard fraction > 0 else { return }
    var width = 3
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    xml.raw(".")
    pad(fraction, width, &xml)
  }

  /// Ends the attribute that began at `start` and repeats it as the cell's text.
  private static func appendShown(from start: Int, to xml: inout XMLWriter) {
    let end = xml.bytes.count
    xml.raw("\"><text:p>")
    for index in start..<end { xml.bytes.append(xml.bytes[index]) }
    xml.raw("</text:p>")
  }

  private static func pad(_ number: Int, _ width: Int, _ xml: inout XMLWriter) {
    var least = 10
    for _ in 1..<max(1, width) {
      if number < least { break }
      least *= 10
    }
    var digits = 1
    var rest = number / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    for _ in 0..<max(0, width - digits) { xml.bytes.append(UInt8(ascii: "0")) }
    xml.number(number)
  }
}
