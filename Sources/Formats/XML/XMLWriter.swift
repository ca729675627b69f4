/// Writes escaped UTF-8 into a buffer that its owner drains.
///
/// The functions that escape return true when they had to leave out a character that XML 1.0
/// forbids (section 2.2); callers decide what that means.
package struct XMLWriter {
  /// What has been written since it was last drained.
  package var bytes: [UInt8] = []

  /// A writer with nothing written.
  package init() {}

  /// Writes the XML declaration: version 1.0, UTF-8, standalone.
  package mutating func declaration() {
    raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
  }

  /// Writes markup as it stands.
  package mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes markup that is put together as it stands.
  ///
  /// Its label keeps literals, which would else be made strings, with the function above.
  package mutating func raw(text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes content with `&`, `<`, `>` and carriage returns as references.
  @discardableResult
  package mutating func escaped(_ text: some StringProtocol) -> Bool {
    write(text, replacing: Self.contentClasses)
  }

  /// Writes UTF-8 content with `&`, `<`, `>` and carriage returns as references.
  @discardableResult
  package mutating func escaped(_ text: UnsafeRawBufferPointer) -> Bool {
    write(text, replacing: Self.contentClasses)
  }

  /// Writes ` name="value"` with quotes, tabs and line ends as references too.
  @discardableResult
  package mutating func attribute(_ name: StaticString, _ value: some StringProtocol) -> Bool {
    beginAttribute(name)
    let isIncomplete = write(value, replacing: Self.attributeClasses)
    bytes.append(UInt8(ascii: "\""))
    return isIncomplete
  }

  /// Writes ` name="value"` from UTF-8 bytes.
  @discardableResult
  package mutating func attribute(_ name: StaticString, _ value: UnsafeRawBufferPointer) -> Bool {
    beginAttribute(name)
    let isIncomplete = write(value, replacing: Self.attributeClasses)
    bytes.append(UInt8(ascii: "\""))
    return isIncomplete
  }

  /// Writes ` name="value"` with a number.
  package mutating func attribute(_ name: StaticString, _ value: Int) {
    beginAttribute(name)
    number(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a whole number in decimal digits.
  package mutating func number(_ value: Int) {
    // 20 bytes hold the sign and the 19 digits of the least number.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = digits.count
      var rest = value.magnitude
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if value < 0 {
        start -= 1
        digits[start] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  private mutating func beginAttribute(_ name: StaticString) {
    bytes.append(UInt8(ascii: " "))
    raw(name)
    bytes.append(UInt8(ascii: "="))
    bytes.append(UInt8(ascii: "\""))
  }
}
