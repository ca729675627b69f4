import SheetModel
import Zip

/// The texts of a workbook being written, each once, within a fixed amount of memory.
///
/// Texts that no longer fit are refused here and written in their cells instead, so that a million
/// rows of names take no more memory than a thousand.
struct SharedStringTable {
  /// The most bytes of text, and the most texts, that are kept: some 28 MiB together.
  static let mostBytes = 16 << 20
  static let mostTexts = 1 << 19

  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  /// An open hash table, 0 being free: an index and 1 in the lower half, the upper half of the
  /// text's hash in the upper one, so that other texts are passed by without being looked at.
  private var slots = [UInt64](repeating: 0, count: 1 << 10)
  /// How many cells refer to the table.
  private(set) var references = 0

  init() {}

  /// The index of a text, added if it is new; nil where it does not fit.
  mutating func index(of text: UnsafeRawBufferPointer) -> Int? {
    let hash = Self.hash(text)
    let tag = hash >> 32
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    // A bounded search: texts made to collide go into their cells.
    for _ in 0..<64 {
      let entry = slots[slot]
      if entry == 0 { return add(text, tag, in: slot) }
      let index = Int(entry & 0xFFFF_FFFF) - 1
      if entry >> 32 == tag, isEqual(index, text) {
        references += 1
        return index
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func add(_ text: UnsafeRawBufferPointer, _ tag: UInt64, in slot: Int) -> Int? {
    guard ends.count < Self.mostTexts, bytes.count + text.count <= Self.mostBytes
    else { return nil }
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
    slots[slot] = tag << 32 | UInt64(ends.count)
    if ends.count * 2 > slots.count { grow() }
    references += 1
    return ends.count - 1
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  @inline(__always)
  private func isEqual(_ index: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    let range = range(index)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBytes { raw in
      let other = UnsafeRawBufferPointer(rebasing: raw[range])
      var place = 0
      while place + 8 <= text.count {
        if Self.word(other, place) != Self.word(text, place) { return false }
        place += 8
      }
      return Self.rest(other, from: place) == Self.rest(text, from: place)
    }
  }

  /// A table of twice the size; the slots do not hold all of a hash, so the texts are hashed anew.
  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    bytes.withUnsafeBytes { raw in
      larger.withUnsafeMutableBufferPointer { larger in
        var start = 0
        for (index, end) in ends.enumerated() {
          let hash = Self.hash(UnsafeRawBufferPointer(rebasing: raw[start..<Int(end)]))
          start = Int(end)
          var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
          while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
          larger[slot] = (hash >> 32) << 32 | UInt64(index + 1)
        }
      }
    }
    slots = larger
  }

  /// A hash that is the same in every run, eight bytes at a time.
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var place = 0
    while place + 8 <= text.count {
      hash = mixed(hash ^ word(text, place))
      place += 8
    }
    return mixed(hash ^ rest(text, from: place))
  }

  @inline(__always)
  private static func word(_ text: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  /// The last bytes, fewer than eight: as the end of a word where the text is so long.
  @inline(__always)
  private static func rest(_ text: UnsafeRawBufferPointer, from place: Int) -> UInt64 {
    if text.count >= 8 { return word(text, text.count - 8) }
    var rest: UInt64 = 0
    for index in place..<text.count { rest = rest << 8 | UInt64(text[index]) }
    return rest
  }

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA24B_AED4_963E_E407)
    return product.high ^ product.low
  }

  /// Writes the shared strings part (ECMA-376 Part 1, 18.4.9).
  func write(to zip: ZipWriter) throws(WorkbookError) {
    var buffer = OutputBuffer(capacity: 1 << 16)
    buffer.put("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    buffer.put("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"")
    buffer.put(references)
    buffer.put("\" uniqueCount=\"")
    buffer.put(ends.count)
    buffer.put("\">")
    for index in ends.indices {
      bytes.withUnsafeBytes { raw in
        buffer.put("<si>")
        buffer.putText(UnsafeRawBufferPointer(rebasing: raw[range(index)]))
        buffer.put("</si>")
      }
      if buffer.count > 60_000 {
        try zip.write(buffer.bytes)
        buffer.removeAll()
      }
    }
    buffer.put("</sst>")
    try zip.write(buffer.bytes)
  }
}

extension OutputBuffer {
  /// Writes a `t` element, its white space kept where a reader would strip it.
  mutating func putText(_ text: UnsafeRawBufferPointer) {
    if Self.hasOuterSpace(text) {
      put("<t xml:space=\"preserve\">")
    } else {
      put("<t>")
    }
    putEscaped(text)
    put("</t>")
  }

  /// Whether text begins or ends with white space.
  static func hasOuterSpace(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    return first <= 0x20 || last <= 0x20
  }
}
