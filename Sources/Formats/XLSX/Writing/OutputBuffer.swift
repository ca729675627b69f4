/// Bytes on their way to an entry: one allocation that is filled and drained again and again.
struct OutputBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// What has been written since the last drain; valid until the next call.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  private mutating func makeRoom(_ extra: Int) {
    if count + extra > capacity { grow(extra) }
  }

  @inline(never)
  private mutating func grow(_ extra: Int) {
    let larger = max(capacity * 2, count + extra)
    let next = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    next.update(from: base, count: count)
    base.deallocate()
    base = next
    capacity = larger
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    makeRoom(text.utf8CodeUnitCount)
    (base + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  /// Writes bytes; few of them as one or two words, without a call.
  @inline(__always)
  mutating func put(_ raw: UnsafeRawBufferPointer) {
    guard let start = raw.baseAddress, raw.count > 0 else { return }
    makeRoom(raw.count)
    let target = UnsafeMutableRawPointer(base + count)
    let last = raw.count
    count += last
    if last > 16 {
      target.copyMemory(from: start, byteCount: last)
    } else if last >= 8 {
      let tail = start.loadUnaligned(fromByteOffset: last - 8, as: UInt64.self)
      target.storeBytes(of: start.loadUnaligned(as: UInt64.self), as: UInt64.self)
      target.storeBytes(of: tail, toByteOffset: last - 8, as: UInt64.self)
    } else if last >= 4 {
      let tail = start.loadUnaligned(fromByteOffset: last - 4, as: UInt32.self)
      target.storeBytes(of: start.loadUnaligned(as: UInt32.self), as: UInt32.self)
      target.storeBytes(of: tail, toByteOffset: last - 4, as: UInt32.self)
    } else {
      // The middle of one or two bytes is the last of them.
      let (first, middle) = (raw[0], raw[last / 2])
      target.storeBytes(of: raw[last - 1], toByteOffset: last - 1, as: UInt8.self)
      target.storeBytes(of: middle, toByteOffset: last / 2, as: UInt8.self)
      target.storeBytes(of: first, as: UInt8.self)
    }
  }

  /// Writes the lowest `length` bytes of a word, 8 at the most, the lowest first.
  @inline(__always)
  mutating func put(word: UInt64, length: Int) {
    makeRoom(8)
    UnsafeMutableRawPointer(base + count).storeBytes(of: word.littleEndian, as: UInt64.self)
    count += length
  }

  mutating func put(_ array: [UInt8]) { array.withUnsafeBytes { put($0) } }

  /// Writes a decimal of a number that is not negative.
  @inline(__always)
  mutating func put(_ number: Int) {
    guard number >= 100_000_000 else {
      let digits = DigitWord(UInt32(truncatingIfNeeded: number))
      return put(word: digits.word, length: digits.length)
    }
    putLong(number)
  }

  @inline(never)
  private mutating func putLong(_ number: Int) {
    makeRoom(20)
    var digits = 1
    var limit = 10
    while digits < 19, number >= limit {
      digits += 1
      limit = limit &* 10
    }
    var rest = number
    var place = count + digits - 1
    while place >= count {
      base[place] = UInt8(truncatingIfNeeded: rest % 10) | 0x30
      rest /= 10
      place -= 1
    }
    count += digits
  }

  /// Writes UTF-8 text as ST_Xstring content (ECMA-376 Part 1, 22.9.2.19): markup as references,
  /// what XML 1.0 forbids as `_xHHHH_`, and an underscore that would begin such an escape too.
  mutating func putEscaped(_ raw: UnsafeRawBufferPointer) {
    var copied = 0
    var index = 0
    while true {
      index = Self.firstSpecial(in: raw, from: index)
      guard index < raw.count else { break }
      let byte = raw[index]
      let skipped: Int
      put(UnsafeRawBufferPointer(rebasing: raw[copied..<index]))
      copied = index
      switch byte {
      case UInt8(ascii: "&"):
        put("&amp;")
        skipped = 1
      case UInt8(ascii: "<"):
        put("&lt;")
        skipped = 1
      case UInt8(ascii: ">"):
        put("&gt;")
        skipped = 1
      case UInt8(ascii: "_"):
        skipped = EscapedText.codeUnit(in: raw, at: index) == nil ? 0 : 1
        if skipped == 1 { put("_x005F_") }
      case 0xEF:
        skipped = isNoncharacter(raw, index) ? 3 : 0
        if skipped == 3 { putEscape(0xFFC0 | UInt16(raw[index + 2] & 0x3F)) }
      default:
        putEscape(UInt16(byte))
        skipped = 1
      }
      copied += skipped
      index += max(skipped, 1)
    }
    put(UnsafeRawBufferPointer(rebasing: raw[copied...]))
  }

  private mutating func putEscape(_ unit: UInt16) {
    put("_x")
    for shift in [UInt16(12), 8, 4, 0] {
      let digit = UInt8(unit >> shift & 0xF)
      makeRoom(1)
      base[count] = digit < 10 ? digit + 0x30 : digit + 0x37
      count += 1
    }
    put("_")
  }

  private static func firstSpecial(in raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    isSpecial.withUnsafeBufferPointer { isSpecial in
      var index = start
      while index < raw.count, !isSpecial[Int(raw[index])] { index &+= 1 }
      return index
    }
  }

  /// Whether U+FFFE or U+FFFF, which XML forbids, begins at an index.
  private func isNoncharacter(_ raw: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    index + 2 < raw.count && raw[index + 1] == 0xBF && raw[index + 2] >= 0xBE
  }

  /// The bytes that need a closer look; carriage returns would not survive as they are.
  private static let isSpecial: [Bool] = (0..<256).map { byte in
    (byte < 0x20 && byte != 0x09 && byte != 0x0A)
      || [0x26, 0x3C, 0x3E, 0x5F, 0xEF].contains(byte)
  }
}

/// A number's decimal digits in the bytes of one word, the first digit lowest.
struct DigitWord {
  let word: UInt64
  let length: Int

  /// The digits of a number below 100,000,000.
  ///
  /// All of them at once: into two fields of four digits, four of two, and eight of one.
  @inline(__always)
  init(_ number: UInt32) {
    let fours = UInt64(number / 10_000) | UInt64(number % 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x7F_0000_007F
    let twos = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (twos &* 103) >> 10 & 0xF_000F_000F_000F
    let ones = tens | (twos &- tens &* 10) << 8
    // Leading zeros go, but never the last digit.
    let zeros = min(ones.trailingZeroBitCount / 8, 7)
    word = (ones | 0x3030_3030_3030_3030) >> UInt64(zeros * 8)
    length = 8 - zeros
  }
}
