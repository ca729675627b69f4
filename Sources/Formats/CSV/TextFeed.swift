import SheetModel

/// The bytes of a source as checked UTF-8, chunk by chunk.
///
/// The feed ends early at the first bytes that are no text, and says why in `failure`: the lines
/// before them are good, and only who splits lines knows the number of the bad one.
final class TextFeed {
  private let source: any ByteSource
  private let encoding: CSVDialect.Encoding
  private let end: Int
  private var offset: Int
  private let raw: UnsafeMutableRawBufferPointer

  /// Why the feed ended before the source did.
  private(set) var failure: WorkbookError?

  /// A feed of the bytes of a range, which begins after a byte order mark.
  init(_ source: any ByteSource, encoding: CSVDialect.Encoding, range: Range<Int>) {
    self.source = source
    self.encoding = encoding
    offset = range.lowerBound
    end = range.upperBound
    let rawBytes = encoding == .utf8 ? 0 : 1 << 16
    raw = .allocate(byteCount: rawBytes, alignment: 8)
  }

  deinit { raw.deallocate() }

  /// Puts the next characters, all whole, into a buffer of 16 bytes or more; 0 at the end.
  func read(into out: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    guard failure == nil, offset < end else { return 0 }
    if encoding == .utf8 { return try readUTF8(into: out) }
    // One byte or one pair becomes at most three.
    let isEightBit = encoding == .windows1258 || encoding == .windows1252
    let unit = isEightBit ? 1 : 2
    let wanted = min(raw.count, out.count / 3 * unit, end - offset)
    let count = try take(wanted, into: raw)
    let input = UnsafeRawBufferPointer(rebasing: raw[..<count])
    let isLast = endsSource(count)
    if encoding == .windows1258 { return decode1258(input, isLast: isLast, into: out) }
    if encoding == .windows1252 { return decode1252(input, into: out) }
    return decode16(input, isLast: isLast, into: out)
  }

  /// Copies the next bytes of the source: at least 16 of those wanted, or all up to its end.
  ///
  /// Fewer might end inside a character, and the feed would come to a halt.
  private func take(
    _ wanted: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    var count = 0
    while count < min(wanted, 16) {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count..<wanted])
      let more = try source.read(at: offset + count, into: rest)
      if more == 0 { break }
      count += more
    }
    return count
  }

  private func readUTF8(
    into out: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    let wanted = min(out.count, end - offset)
    let count = try take(wanted, into: out)
    let isLast = endsSource(count)
    let (valid, why) = UTF8Check.check(UnsafeRawBufferPointer(rebasing: out[..<count]))
    switch why {
    case .whole: break
    case .cut: if isLast { fail("UTF-8", at: valid) }
    case .invalid: fail("UTF-8", at: valid)
    case .nul: fail("NUL", at: valid)
    }
    // A character that the chunk cuts in two is read again with the next one.
    offset += valid
    return valid
  }

  private func decode16(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into out: UnsafeMutableRawBufferPointer
  ) -> Int {
    let high = encoding == .utf16LittleEndian ? 1 : 0
    var index = 0
    var written = 0
    while index + 1 < input.count {
      let first = UInt32(input[index + high]) << 8 | UInt32(input[index + 1 - high])
      var scalar = first
      var length = 2
      if first >= 0xD800, first < 0xE000 {
        if first < 0xDC00, index + 3 >= input.count, !isLast { break }
        guard first < 0xDC00, index + 3 < input.count else {
          fail("\(encoding)", at: index)
          break
        }
        let second = UInt32(input[index + 2 + high]) << 8 | UInt32(input[index + 3 - high])
        guard second >= 0xDC00, second < 0xE000 else {
          fail("\(encoding)", at: index)
          break
        }
        scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        length = 4
      }
      if scalar == 0 {
        fail("NUL", at: index)
        break
      }
      put(scalar, into: out, at: &written)
      index += length
    }
    if isLast, index + 1 == input.count { failure = WorkbookError(.truncated) }
    offset += index
    return written
  }

  private func decode1258(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into out: UnsafeMutableRawBufferPointer
  ) -> Int {
    var index = 0
    var written = 0
    while index < input.count {
      let byte = Int(input[index])
      // A tone may follow in the next chunk.
      if index + 1 == input.count, !isLast, index > 0 { break }
      let codePoint = Windows1258.codePoints[byte]
      guard codePoint != 0 else {
        fail(byte == 0 ? "NUL" : "\(encoding)", at: index)
        break
      }
      let tone = index + 1 < input.count ? Windows1258.toneOfByte[Int(input[index + 1])] : 7
      let composed = Windows1258.composed[byte * 8 + Int(tone)]
      put(UInt32(composed != 0 ? composed : codePoint), into: out, at: &written)
      index += composed != 0 ? 2 : 1
    }
    offset += index
    return written
  }

  private func decode1252(
    _ input: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
  ) -> Int {
    var written = 0
    for (index, byte) in input.enumerated() {
      if byte == 0 {
        fail("NUL", at: index)
        offset += index
        return written
      }
      put(Windows1252.scalar(of: byte).value, into: out, at: &written)
    }
    offset += input.count
    return written
  }

  /// Whether `count` bytes from the offset on are the last; a source that shrank is cut off.
  private func endsSource(_ count: Int) -> Bool {
    if count == 0 { failure = WorkbookError(.truncated) }
    return offset + count >= end || count == 0
  }

  /// Says what is wrong `index` bytes behind the offset; bytes are counted from 1 in messages.
  private func fail(_ found: Evidence, at index: Int) {
    failure = WorkbookError(.invalidEncoding, found: "\(found), byte \(offset + index + 1)")
  }

  /// Writes one scalar value as UTF-8.
  private func put(
    _ scalar: UInt32, into out: UnsafeMutableRawBufferPointer, at index: inout Int
  ) {
    func byte(_ value: UInt32) {
      out[index] = UInt8(truncatingIfNeeded: value)
      index += 1
    }
    switch scalar {
    case 0..<0x80: byte(scalar)
    case 0x80..<0x800:
      byte(0xC0 | scalar >> 6)
      byte(0x80 | scalar & 0x3F)
    case 0x800..<0x10000:
      byte(0xE0 | scalar >> 12)
      byte(0x80 | scalar >> 6 & 0x3F)
      byte(0x80 | scalar & 0x3F)
    default:
      byte(0xF0 | scalar >> 18)
      byte(0x80 | scalar >> 12 & 0x3F)
      byte(0x80 | scalar >> 6 & 0x3F)
      byte(0x80 | scalar & 0x3F)
    }
  }
}
