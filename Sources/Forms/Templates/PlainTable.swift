import FormModel
import VietnameseText

extension TemplateTable {
  /// Reads a table of the plainest kind from its bytes, which takes a tenth of the time: UTF-8, commas,
  /// quotes around whole fields, no line end inside of one, no field without a column.
  ///
  /// - Returns: what `records(of:file:columns:log:)` comes to on the same bytes; nil for a table of any
  ///   other kind, or with anything to complain of, which is for that one to read.
  static func plainRecords(
    of bytes: [UInt8], file: String, columns needed: [String], log: TemplateProblemLog
  ) -> [Record]? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    return bytes.withUnsafeBufferPointer { text -> [Record]? in
      var scan = PlainTable(text)
      guard let names = scan.head(), needed.allSatisfy(names.contains) else { return nil }
      var fields = TemplateFieldsBuilder(names: names, room: bytes.count)
      var starts: [(first: Int, line: Int)] = []
      while !scan.isAtEnd {
        let (first, line) = (fields.count, scan.line)
        guard scan.record(into: &fields) else { return nil }
        if !fields.dropIfEmpty(from: first) { starts.append((first, line)) }
      }
      let all = TemplateFields(fields)
      return starts.map { Record(all, at: $0.first, file: file, line: $0.line, log: log) }
    }
  }
}

/// A walk over the records of a plain table.
private struct PlainTable {
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  private let text: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// The line at hand, from 1.
  private(set) var line = 1

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { index >= text.count }

  /// The names of the columns; nil where one has none or comes twice, and for a byte order mark.
  mutating func head() -> [String]? {
    var names: [String] = []
    while true {
      guard let (range, _) = field(), index == range.upperBound else { return nil }
      let name = String(decoding: text[range], as: UTF8.self)
      guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !name.isEmpty, !names.contains(name)
      else { return nil }
      names.append(name)
      guard let isLast = separator() else { return nil }
      if isLast { return names }
    }
  }

  /// Reads a record; false for one that is not plain.
  mutating func record(into fields: inout TemplateFieldsBuilder) -> Bool {
    let width = fields.names.count
    var column = 0
    while true {
      guard let (range, isDoubled) = field() else { return false }
      guard column < width else { return false }
      let bytes = UnsafeBufferPointer(rebasing: text[range])
      if isDoubled { fields.append(doubled: bytes) } else { fields.append(bytes) }
      column += 1
      guard let isLast = separator() else { return false }
      if isLast { break }
    }
    fields.append(empty: width - column)
    return true
  }

  /// The bytes of the field at hand, without its quotes, and whether there are doubled ones in it; nil for
  /// quotes that are not plain.
  private mutating func field() -> (range: Range<Int>, isDoubled: Bool)? {
    guard index < text.count, text[index] == Self.quote else {
      let start = index
      while index < text.count, !Self.ends(text[index]) { index += 1 }
      return (start..<index, false)
    }
    index += 1
    let start = index
    var isDoubled = false
    while index < text.count {
      switch text[index] {
      case Self.quote:
        guard index + 1 < text.count, text[index + 1] == Self.quote else {
          index += 1
          return (start..<(index - 1), isDoubled)
        }
        isDoubled = true
        index += 2
      case 0x0A, 0x0D: return nil
      default: index += 1
      }
    }
    return nil
  }

  /// Goes past what ends a field: whether it ended the record too; nil for anything else.
  private mutating func separator() -> Bool? {
    guard index < text.count else { return true }
    switch text[index] {
    case Self.comma:
      index += 1
      return false
    case 0x0A: index += 1
    case 0x0D where index + 1 < text.count && text[index + 1] == 0x0A: index += 2
    default: return nil
    }
    line += 1
    return true
  }

  private static func ends(_ byte: UInt8) -> Bool {
    byte == comma || byte == 0x0A || byte == 0x0D || byte == quote
  }
}
