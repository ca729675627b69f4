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

  /// Writes markup as it stands.
  package mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes content with `&`, `<`, `>` and carriage returns as references.
  @discardableResult
  package mutating func escaped(_ text: some StringProtocol) -> Bool { false }

  /// Writes UTF-8 content with `&`, `<`, `>` and carriage returns as references.
  @discardableResult
  package mutating func escaped(_ bytes: UnsafeRawBufferPointer) -> Bool { false }

  /// Writes ` name="value"` with quotes, tabs and line ends as references too.
  @discardableResult
  package mutating func attribute(_ name: StaticString, _ value: some StringProtocol) -> Bool {
    false
  }

  /// Writes ` name="value"` with a number.
  package mutating func attribute(_ name: StaticString, _ value: Int) {}
}
