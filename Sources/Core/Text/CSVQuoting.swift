/// How a field of delimited text is quoted (RFC 4180, 2).
///
/// It stands between quotes where it holds the delimiter, a quote or a line end, and each quote in
/// it is doubled; else it stands as it is.
@usableFromInline package struct CSVQuoting: Sendable {
  @usableFromInline let delimiter: UInt8

  /// For fields between delimiters, which are ASCII and neither a quote nor a line end.
  @inlinable package init(delimiter: UInt8) { self.delimiter = delimiter }

  /// The most bytes that a field of so many bytes becomes.
  @inlinable package static func room(for count: Int) -> Int { 2 * count + 2 }

  /// Writes a field to memory that has `room` for it, and returns its length there.
  @inlinable @inline(__always) package func write(
    _ field: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer
  ) -> Int {
    // Copied while it is looked at: nearly no field needs quotes.
    let plain = plainCount(field, copyingTo: target)
    return plain == field.count ? plain : writeQuoted(field, to: target)
  }

  /// Whether a field stands as it is.
  func isPlain(_ field: UnsafeRawBufferPointer) -> Bool {
    plainCount(field, copyingTo: nil) == field.count
  }

  /// Appends a field.
  package func append(_ field: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    if isPlain(field) {
      bytes.append(contentsOf: field)
    } else {
      appendQuoted(field, to: &bytes)
    }
  }

  /// The number of bytes before the first for which the field must be quoted.
  @inlinable @inline(__always) func plainCount(
    _ field: UnsafeRawBufferPointer, copyingTo target: UnsafeMutableRawPointer?
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let delimiters = ones &* UInt64(delimiter)
    var index = 0
    // Eight bytes at a time: a byte of `ends` or `marks` that is zero leaves its top bit set.
    while index &+ 8 <= field.count {
      let word = field.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let found =
        Self.zeros(word ^ delimiters) | Self.zeros(word ^ ones &* 0x22)
        | Self.zeros(word ^ ones &* 0x0A) | Self.zeros(word ^ ones &* 0x0D)
      if found & (ones << 7) != 0 { break }
      target?.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
      index &+= 8
    }
    while index < field.count {
      let byte = field[index]
      // Letters and digits lie above the quote.
      if byte == delimiter || byte <= 0x22 && (byte == 0x22 || byte == 0x0A || byte == 0x0D) {
        return index
      }
      target?.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
      index &+= 1
    }
    return index
  }

  /// Sets the top bit of the lowest byte that is zero, if there is one, and perhaps of some above.
  @inlinable @inline(__always) static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word
  }

  @usableFromInline func writeQuoted(
    _ field: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer
  ) -> Int {
    let quote = UInt8(ascii: "\"")
    var count = 0
    func put(_ byte: UInt8) {
      target.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
      count += 1
    }
    put(quote)
    for byte in field {
      if byte == quote { put(quote) }
      put(byte)
    }
    put(quote)
    return count
  }

  @usableFromInline func appendQuoted(
    _ field: UnsafeRawBufferPointer, to bytes: inout [UInt8]
  ) {
    withUnsafeTemporaryAllocation(byteCount: Self.room(for: field.count), alignment: 1) { room in
      guard let target = room.baseAddress else { return }
      let count = writeQuoted(field, to: target)
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: room[..<count]))
    }
  }
}
