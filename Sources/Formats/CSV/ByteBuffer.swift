import Text

/// The one buffer that all fields are written into before they go to the sink.
///
/// It grows when a field is longer than what is left, and never shrinks.
struct ByteBuffer: ~Copyable {
  /// How much is gathered before it is worth a call of the sink.
  static let enough = 1 << 18

  private var storage = UnsafeMutableRawBufferPointer.allocate(
    byteCount: enough + (1 << 16), alignment: 16)
  private(set) var count = 0
  private let quoting: CSVQuoting

  init(delimiter: UInt8) { quoting = CSVQuoting(delimiter: delimiter) }

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
    if escapesFormulas, let first = text.first, FormulaGuard.isNeeded(before: first) {
      // The apostrophe must stand inside the quotes.
      let harmless = [UInt8(ascii: "'")] + text
      return harmless.withUnsafeBytes { appendField($0, escapesFormulas: false) }
    }
    reserve(CSVQuoting.room(for: text.count))
    guard let target = storage.baseAddress else { return }
    count += quoting.write(text, to: target + count)
  }

  private mutating func append(raw byte: UInt8) {
    storage[count] = byte
    count += 1
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
