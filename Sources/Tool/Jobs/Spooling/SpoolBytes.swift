import Indicators

/// A record that can be put into bytes for a while.
protocol SpoolRecord {
  /// About how many bytes of memory it takes.
  var weight: Int { get }
  /// Appends it to the bytes of the records before it.
  func write(to bytes: inout SpoolWriter)
  /// Reads it from where it was written behind the same records; nil for what was not.
  init?(from bytes: inout SpoolReader)
}

/// Puts records into bytes, one behind another: what the last one said already is one bit.
struct SpoolWriter {
  /// The bytes before each record: how many it has, and whether it is the first.
  static let headBytes = 4

  private var bytes: [UInt8] = []
  private var texts = [String](repeating: "", count: SpoolText.allCases.count)
  private var breakdown: [BreakdownValue] = []
  private var isFirst = true

  /// How many bytes have gathered.
  var count: Int { bytes.count }

  /// Takes what has gathered.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Appends a record, of less than 1 GiB.
  mutating func append(_ record: some SpoolRecord) {
    let start = bytes.count
    bytes += [0, 0, 0, 0]
    record.write(to: &self)
    let size = UInt32(truncatingIfNeeded: bytes.count - start - Self.headBytes) << 1
    for (place, shift) in zip(start..., [0, 8, 16, 24] as [UInt32]) {
      bytes[place] = UInt8(truncatingIfNeeded: (size | (isFirst ? 1 : 0)) >> shift)
    }
    isFirst = false
  }

  /// What is said before a record.
  static func size(of head: ArraySlice<UInt8>) -> (bytes: Int, isFirst: Bool) {
    let number = head.prefix(headBytes).reversed().reduce(0) { $0 << 8 | Int($1) }
    return (number >> 1, number & 1 == 1)
  }

  /// Appends a number from zero up, seven bits a byte.
  mutating func append(_ number: Int) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func append(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes += text.utf8
  }

  /// Appends a text that the record before may have too, byte for byte.
  mutating func append(_ text: String, as place: SpoolText) {
    let last = texts[place.rawValue]
    if last.utf8.count == text.utf8.count, last.utf8.elementsEqual(text.utf8) {
      append(0)
    } else {
      append(text.utf8.count + 1)
      bytes += text.utf8
      texts[place.rawValue] = text
    }
  }

  mutating func append(_ values: [BreakdownValue]) {
    let isSame =
      values.count == breakdown.count
      && zip(values, breakdown).allSatisfy {
        $0.breakdown.utf8.elementsEqual($1.breakdown.utf8)
          && $0.category.utf8.elementsEqual($1.category.utf8)
      }
    guard !isSame else { return append(0) }
    breakdown = values
    append(values.count + 1)
    for value in values {
      append(value.breakdown)
      append(value.category)
    }
  }

  mutating func append(_ value: ExactDecimal?) {
    guard let value else { return append(0) }
    append(value.scale + 1)
    append(Int(value.coefficient))
  }
}

/// The texts of an observation, which are much alike from one to the next.
enum SpoolText: Int, CaseIterable {
  case set, form, list, code, unit, explanation, file, sha256, sheet, cell, typed
}

/// Reads records from bytes, in the order in which they were written.
struct SpoolReader {
  /// The bytes of one record.
  private var bytes: ArraySlice<UInt8> = []
  private var texts = [String](repeating: "", count: SpoolText.allCases.count)
  private var breakdown: [BreakdownValue] = []
  /// Whether there was less than a record; what was read is of no use then.
  private(set) var isBroken = false

  /// Begins with the next record.
  mutating func begin(_ record: ArraySlice<UInt8>) { bytes = record }

  mutating func number() -> Int {
    var number: UInt = 0
    var shift: UInt = 0
    while let byte = bytes.popFirst() {
      number |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: number) }
      shift += 7
    }
    isBroken = true
    return 0
  }

  mutating func flag() -> Bool { number() == 1 }

  mutating func text() -> String { text(of: number()) }

  private mutating func text(of count: Int) -> String {
    guard count >= 0, count <= bytes.count else {
      isBroken = true
      return ""
    }
    defer { bytes = bytes.dropFirst(count) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  mutating func text(_ place: SpoolText) -> String {
    let count = number()
    if count > 0 { texts[place.rawValue] = text(of: count - 1) }
    return texts[place.rawValue]
  }

  mutating func breakdownValues() -> [BreakdownValue] {
    let count = number()
    guard count > 0 else { return breakdown }
    breakdown = []
    for _ in 1..<max(count, 1) where !isBroken {
      breakdown.append(BreakdownValue(breakdown: text(), category: text()))
    }
    return breakdown
  }

  mutating func decimal() -> ExactDecimal? {
    let scale = number()
    return scale > 0 ? ExactDecimal(coefficient: Int64(number()), scale: scale - 1) : nil
  }

  /// A case by its place among all.
  mutating func choice<Choice: CaseIterable>(
    else other: Choice
  ) -> Choice where Choice.AllCases.Index == Int {
    let index = number()
    guard Choice.allCases.indices.contains(index) else {
      isBroken = true
      return other
    }
    return Choice.allCases[index]
  }
}

extension SpoolWriter {
  /// Appends a case as its place among all.
  mutating func append<Choice: CaseIterable & Equatable>(
    choice: Choice
  ) where Choice.AllCases.Index == Int {
    append(Choice.allCases.firstIndex(of: choice) ?? 0)
  }
}
