import SheetModel

/// One JSON object under construction, its members in the order in which they are added.
struct JSONObject {
  private var bytes: [UInt8] = []

  /// Adds a text, or null.
  mutating func add(_ key: StaticString, _ text: String?) {
    begin(key)
    JSONText.append(text, to: &bytes)
  }

  /// Adds a whole number, or null.
  mutating func add(_ key: StaticString, _ number: Int?) {
    begin(key)
    bytes.append(contentsOf: (number.map { String($0) } ?? "null").utf8)
  }

  /// Adds a truth value.
  mutating func add(_ key: StaticString, _ value: Bool) {
    begin(key)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Adds a list of objects.
  mutating func add(_ key: StaticString, _ objects: [JSONObject]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, object) in objects.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: object.closed)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds a list of texts.
  mutating func add(_ key: StaticString, _ texts: [String]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONText.append(text, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The object on a line of its own.
  var line: [UInt8] { closed + [UInt8(ascii: "\n")] }

  private var closed: [UInt8] {
    (bytes.isEmpty ? [UInt8(ascii: "{")] : bytes) + [UInt8(ascii: "}")]
  }

  private mutating func begin(_ key: StaticString) {
    bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
    JSONText.append(key: key, to: &bytes)
  }
}
