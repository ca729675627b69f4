/// Writes JSON into bytes as RFC 8259 has it, member by member and without blanks.
///
/// Commas are the writer's business; that objects and arrays are closed, and that a member stands in
/// an object, is the caller's. Numbers that are figures are written by their digits, for no binary
/// floating point stands between a figure and its file.
package struct JSONWriter: Sendable {
  /// What was written since the last `removeAll`, in UTF-8.
  package private(set) var bytes: [UInt8] = []
  /// Whether a comma must stand before the next member or element.
  private var needsComma = false

  /// A writer of nothing yet.
  package init() {}

  /// Makes room for so many bytes.
  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Takes the bytes away, which were handed on, and goes on at the same place.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// The bytes of one object on a line of its own.
  package static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    members(&json)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  // MARK: Objects, arrays and lines

  /// Begins an object that is an element or stands alone.
  package mutating func beginObject() { open(UInt8(ascii: "{")) }

  /// Begins an object under a key.
  package mutating func beginObject(_ key: StaticString) {
    self.key(key)
    beginObject()
  }

  /// Ends an object.
  package mutating func endObject() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// Begins an array that is an element or stands alone.
  package mutating func beginArray() { open(UInt8(ascii: "[")) }

  /// Begins an array under a key.
  package mutating func beginArray(_ key: StaticString) {
    self.key(key)
    beginArray()
  }

  /// Ends an array.
  package mutating func endArray() {
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// Lets the next member or element stand on a new line of the same object or array.
  package mutating func breakLine() {
    separate()
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Ends a line of JSON Lines, or the file: what comes next is another value.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  // MARK: Keys

  /// Writes a key and its colon; the key must need no escapes.
  package mutating func key(_ key: StaticString) {
    separate()
    bytes.append(Self.quote)
    raw(key)
    bytes.append(Self.quote)
    bytes.append(UInt8(ascii: ":"))
  }

  /// Writes a key that is known only as the program runs, escaped where it must be.
  package mutating func key(named name: String) {
    separate()
    Self.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  // MARK: Values

  /// Writes a string, or `null` for nil.
  package mutating func value(_ text: String?) {
    guard let text else { return value(raw: "null") }
    separate()
    Self.append(text, to: &bytes)
    needsComma = true
  }

  /// Writes UTF-8 bytes as a string.
  package mutating func value(utf8: UnsafeRawBufferPointer) {
    separate()
    Self.append(utf8, to: &bytes)
    needsComma = true
  }

  /// Writes a whole number, or `null` for nil.
  package mutating func value(_ number: Int?) {
    guard let number else { return value(raw: "null") }
    separate()
    append(number)
    needsComma = true
  }

  /// Writes `true` or `false`.
  package mutating func value(_ isTrue: Bool) { value(raw: isTrue ? "true" : "false") }

  /// Writes a number by its digits, which must be those of a JSON number.
  package mutating func value(digits: UnsafeRawBufferPointer) {
    separate()
    bytes.append(contentsOf: digits)
    needsComma = true
  }

  /// Writes a number by its digits, which must be those of a JSON number.
  package mutating func value(digits: String) {
    var digits = digits
    digits.withUTF8 { value(digits: UnsafeRawBufferPointer($0)) }
  }

  /// Writes a value that is known as the program is written, such as `null`.
  package mutating func value(raw: StaticString) {
    separate()
    self.raw(raw)
    needsComma = true
  }

  /// Appends bytes as they are: a piece of JSON that was made before, commas included.
  package mutating func raw(_ piece: [UInt8]) { bytes.append(contentsOf: piece) }

  private mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var power: UInt = 1
    while rest / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / power))
      rest %= power
      power /= 10
    }
  }
}

/// A key and its value in one call.
extension JSONWriter {
  /// Writes a member that is a string, or `null` for nil.
  package mutating func member(_ key: StaticString, _ text: String?) {
    self.key(key)
    value(text)
  }

  /// Writes a member that is a string of UTF-8 bytes.
  package mutating func member(_ key: StaticString, utf8: UnsafeRawBufferPointer) {
    self.key(key)
    value(utf8: utf8)
  }

  /// Writes a member that is a whole number, or `null` for nil.
  package mutating func member(_ key: StaticString, _ number: Int?) {
    self.key(key)
    value(number)
  }

  /// Writes a member that is a truth value.
  package mutating func member(_ key: StaticString, _ isTrue: Bool) {
    self.key(key)
    value(isTrue)
  }

  /// Writes a member that is a list of strings.
  package mutating func member(_ key: StaticString, _ texts: [String]) {
    beginArray(key)
    for text in texts { value(text) }
    endArray()
  }

  /// Writes a member that is `null`.
  package mutating func null(_ key: StaticString) {
    self.key(key)
    value(raw: "null")
  }
}
