import VietnameseText

/// The fields of all records of a table, trimmed, in one run of bytes.
///
/// A text is made of a field only when somebody asks for it: the lists of a country have a quarter of a
/// million fields, most of which nobody does.
final class TemplateFields {
  /// The columns in the order in which they are asked for, with their places: a table is read record by
  /// record in one order.
  private struct Memory {
    var asked: [(column: String, place: Int?)] = []
    var next = 0
    var prefixed: (prefix: String, places: [Int])?

    mutating func place(of column: String, in names: [String]) -> Int? {
      if next > 0, asked[next - 1].column == column { return asked[next - 1].place }
      if next < asked.count, asked[next].column == column {
        next += 1
        return asked[next - 1].place
      }
      if let known = asked.firstIndex(where: { $0.column == column }) {
        next = known + 1
        return asked[known].place
      }
      let place = names.lastIndex(of: column)
      asked.append((column, place))
      next = asked.count
      return place
    }

    mutating func places(prefix: String, in names: [String]) -> [Int] {
      if let prefixed, prefixed.prefix == prefix { return prefixed.places }
      let places = names.indices.filter { names[$0].hasPrefix(prefix) }
        .sorted { names[$0] < names[$1] }
      prefixed = (prefix, places)
      return places
    }
  }

  private let names: [String]
  private let bytes: [UInt8]
  private let ends: [Int]
  private var memory = Memory()

  init(_ fields: TemplateFieldsBuilder) {
    names = fields.names
    bytes = fields.bytes
    ends = fields.ends
  }

  /// The text of a column of the record whose fields begin at a place; empty where there is none.
  func text(_ column: String, of first: Int) -> String {
    memory.place(of: column, in: names).map { text(first + $0) } ?? ""
  }

  /// The names and texts of the columns whose names begin with a prefix, in the order of the names.
  func texts(prefix: String, of first: Int) -> [(column: String, text: String)] {
    memory.places(prefix: prefix, in: names).map { (names[$0], text(first + $0)) }
  }

  private func text(_ field: Int) -> String {
    let start = field == 0 ? 0 : ends[field - 1]
    if start == ends[field] { return "" }
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[start..<ends[field]]), as: UTF8.self)
    }
  }
}

/// The fields of a table while it is read.
struct TemplateFieldsBuilder {
  /// The names of the columns in their order; empty for one without a name.
  let names: [String]
  fileprivate var bytes: [UInt8] = []
  /// Where each field ends, record by record.
  fileprivate var ends: [Int] = []

  /// Room for so many bytes of text.
  init(names: [String], room: Int = 0) {
    self.names = names
    bytes.reserveCapacity(room)
    ends.reserveCapacity(room / 8)
  }

  /// How many fields there are.
  var count: Int { ends.count }

  /// Appends the next field.
  mutating func append(_ field: UnsafeBufferPointer<UInt8>) {
    if Self.isTrimmed(field) {
      bytes.append(contentsOf: field)
    } else {
      bytes += UTF8Text.trimmed(String(decoding: field, as: UTF8.self)).utf8
    }
    ends.append(bytes.count)
  }

  /// Appends the next field, whose doubled quotes are one.
  mutating func append(doubled field: UnsafeBufferPointer<UInt8>) {
    var text: [UInt8] = []
    text.reserveCapacity(field.count)
    var wasQuote = false
    for byte in field {
      let isQuote = byte == UInt8(ascii: "\"")
      if !isQuote || !wasQuote { text.append(byte) }
      wasQuote = isQuote && !wasQuote
    }
    text.withUnsafeBufferPointer { append($0) }
  }

  /// Appends so many fields without a text.
  mutating func append(empty count: Int) {
    for _ in 0..<count { ends.append(bytes.count) }
  }

  /// Takes the fields of a record away that says nothing.
  /// - Returns: whether it did.
  mutating func dropIfEmpty(from first: Int) -> Bool {
    let start = first == 0 ? 0 : ends[first - 1]
    guard bytes.count == start else { return false }
    ends.removeSubrange(first...)
    return true
  }

  /// Whether a field, for all that its first and last bytes say, has no blanks at its ends; of letters
  /// with marks the usual ones are known.
  private static func isTrimmed(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first, let last = field.last else { return true }
    let begins =
      isShown(first) || (0xC3...0xDF).contains(first)
      || (first == 0xE1 && field.count > 1 && field[1] >= 0xB8)
    if !begins { return false }
    if isShown(last) { return true }
    // Behind `Á` to `ỹ`: two bytes from C3 on, or three from E1 B8 on.
    let count = field.count
    if count > 1, (0xC3...0xDF).contains(field[count - 2]) { return true }
    return count > 2 && field[count - 3] == 0xE1 && field[count - 2] >= 0xB8
  }

  private static func isShown(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }
}
