/// The one buffer that all fields are written into before they go to the sink.
///
/// It grows when a field is longer than what is left, and never shrinks.
struct ByteBuffer: ~Copyable {
  /// How much is gathered before it is worth a call of the sink.
  static let enough = 1 << 18

  private var storage = UnsafeMutableRawBufferPointer.allocate(
    byteCount: enough + (1 << 16), alignment: 16)
  private(set) var count = 0
  /// The bytes for which a field must be quoted.
  private let needsQuotes: [Bool]

  init(delimiter: UInt8) {
    var table = [Bool](repeating: false, count: 256)
    for byte in [delimiter, UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")] {
      table[Int(byte)] = true
    }
    needsQuotes = table
  }

  deinit { storage.deallocate() }

  /// What was gathered since the last `removeAll`.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

  mutating func removeAll() { count = 0 }

  mutating func append(_ bytes: [UInt8]) {
    reserve(bytes.count)
    for byte in bytes { append(raw: byte) }
  }

  mutating func append(_ byte: UInt8, count repeats: Int) {
    guard repeats > 0 else { return }
    reserve(repeats)
    for _ in 0..<repeats { append(raw: byte) }
  }

  /// Writes bytes as a field, between quotes where they need them.
  mutating func appendField(_ text: UnsafeRawBufferPointer, escapesFormulas: Bool) {
    // Every byte may be a quote to be doubled.
    reserve(2 * text.count + 3)
    guard let first = text.first, let target = storage.baseAddress else { return }
    if escapesFormulas, Self.looksLikeFormula(first) {
      // The apostrophe must stand inside the quotes.
      return appendQuoted(text, apostrophe: true)
    }
    // Copy while looking: nearly no field needs quotes.
    let to = target + count
    let isPlain = needsQuotes.withUnsafeBufferPointer { table -> Bool in
      guard let table = table.baseAddress else { return false }
      for (index, byte) in text.enumerated() {
        if table[Int(byte)] { return false }
        to.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
      }
      return true
    }
    if isPlain { count += text.count } else { appendQuoted(text, apostrophe: false) }
  }

  private mutating func appendQuoted(_ text: UnsafeRawBufferPointer, apostrophe: Bool) {
    let quote = UInt8(ascii: "\"")
    let isQuoted = text.contains { needsQuotes[Int($0)] }
    if isQuoted { append(raw: quote) }
    if apostrophe { append(raw: UInt8(ascii: "'")) }
    for byte in text {
      if byte == quote { append(raw: quote) }
      append(raw: byte)
    }
    if isQuoted { append(raw: quote) }
  }

  private mutating func append(raw byte: UInt8) {
    storage[count] = byte
    count += 1
  }

  private static func looksLikeFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  private mutating func reserve(_ more: Int) {
    guard storage.count - count < more else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(storage.count * 2, count + more), alignment: 16)
    larger.copyMemory(from: bytes)
    storage.deallocate()
    storage = larger
  }
}
