import SheetModel

/// The bytes of a record and of the CONTINUE records behind it ([MS-XLS] 2.4.58), in order.
struct ContinuedRecord {
  private let reader: RecordReader
  private var at: Int
  /// Whether a text that ends before its stated length is an error; else it ends there.
  var isStrict: Bool
  /// Whether something that is not there was asked for.
  private(set) var isCutOff = false

  /// From a place in the current record of a reader on.
  init(_ reader: RecordReader, from start: Int = 0, isStrict: Bool = false) {
    self.reader = reader
    at = start
    self.isStrict = isStrict
  }

  /// Whether all bytes are taken.
  mutating func isAtEnd() throws(WorkbookError) -> Bool {
    guard at >= reader.data.count else { return false }
    return try reader.peek() != RecordType.continued
  }

  /// The next bytes as a number, the lowest first; what is not there is 0.
  mutating func number(bytes count: Int) throws(WorkbookError) -> Int {
    if at &+ count <= reader.data.count {
      let start = at
      at &+= count
      switch count {
      case 1: return reader.data.u8(start)
      case 2: return reader.data.u16(start)
      default: return Int(reader.data.u32(start))
      }
    }
    var value = 0
    for shift in 0..<count {
      guard try isMore() else { break }
      value |= reader.data.u8(at) << (8 * shift)
      at += 1
    }
    return value
  }

  /// Passes by so many bytes, or to the end.
  mutating func skip(_ count: Int) throws(WorkbookError) {
    var left = count
    while left > 0 {
      if at >= reader.data.count {
        guard try reader.peek() == RecordType.continued, try reader.advance() else { return }
        at = 0
        continue
      }
      let step = min(left, reader.data.count - at)
      at += step
      left -= step
    }
  }

  /// Appends so many characters of Unicode as UTF-8.
  ///
  /// Each CONTINUE says anew whether characters have one byte or two ([MS-XLS] 2.5.293); half a
  /// character before it counts for nothing.
  mutating func appendText(
    _ characters: Int, isWide: Bool, to bytes: inout [UInt8]
  ) throws(WorkbookError) {
    var left = characters
    var isWide = isWide
    var wide = WideText()
    while left > 0 {
      let rest = reader.data.count &- at
      let count = min(left, isWide ? rest / 2 : rest)
      if count > 0 {
        let raw = reader.data.stretch(at, isWide ? count &* 2 : count)
        if isWide {
          wide.append(raw, to: &bytes)
        } else {
          wide.end(&bytes)
          TextBytes.append(compressed: raw, to: &bytes)
        }
        at &+= raw.count
        left &-= count
        if left == 0 { break }
      }
      guard try goOn() else { break }
      isWide = reader.data.u8(0) & 1 != 0
      at = 1
    }
    wide.end(&bytes)
  }

  /// Appends so many bytes in a code page; a CONTINUE has no head of its own here.
  mutating func appendText(
    bytes count: Int, in page: CodePage, to bytes: inout [UInt8]
  ) throws(WorkbookError) {
    var left = count
    while left > 0, try isMore() {
      let raw = reader.data.stretch(at, left)
      page.append(raw, to: &bytes)
      at += raw.count
      left -= raw.count
    }
  }

  /// Whether there is a byte at `at`, in the next record if need be.
  private mutating func isMore() throws(WorkbookError) -> Bool {
    while at >= reader.data.count {
      guard try goOn() else { return false }
      at = 0
    }
    return true
  }

  /// Goes to the next CONTINUE.
  private mutating func goOn() throws(WorkbookError) -> Bool {
    if try reader.peek() == RecordType.continued { return try reader.advance() }
    if isStrict { throw WorkbookError(.malformedValue, found: "text without its end") }
    isCutOff = true
    return false
  }
}
