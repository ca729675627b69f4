import SheetModel
import XML

/// The encoding of a document that is not UTF-8.
///
/// The outline is found by bytes in which `<` stands for itself alone, and offsets count bytes of
/// UTF-8, so that anything else is turned into UTF-8 first.
enum TextEncoding {
  case utf16LittleEndian, utf16BigEndian, latin1, windows1252

  /// The encoding that the beginning of a document shows or declares; nil is UTF-8.
  ///
  /// - Throws: `invalidEncoding` with the name of one that is not read.
  init?(of head: UnsafeRawBufferPointer) throws(WorkbookError) {
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0x3C, 0x00]) {
      self = .utf16LittleEndian
      return
    }
    if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0x00, 0x3C]) {
      self = .utf16BigEndian
      return
    }
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
    guard text.starts(with: "<?xml".utf8) else { return nil }
    let declaration = text.prefix { $0 != UInt8(ascii: ">") }
    for word in declaration.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: "?") })
    where word.starts(with: "encoding".utf8) {
      let value = word.drop { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
      let name = String(decoding: value.dropFirst().dropLast(), as: UTF8.self).lowercased()
      switch name {
      case "utf-8", "utf8", "us-ascii", "ascii": return nil
      case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1": self = .latin1
      case "windows-1252", "cp1252": self = .windows1252
      default: throw WorkbookError(.invalidEncoding, found: .name(name, of: .encoding))
      }
      return
    }
    return nil
  }
}

/// A document in another encoding as UTF-8, without its XML declaration, which would be wrong now.
final class DecodedInput: XMLInput {
  private let source: any XMLInput
  private let encoding: TextEncoding
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 32_768, alignment: 16)
  private var output: [UInt8] = []
  private var taken = 0
  /// Bytes of a character that is not whole yet.
  private var pending: [UInt8] = []
  private var isAtStart = true

  init(_ source: any XMLInput, _ encoding: TextEncoding) {
    self.source = source
    self.encoding = encoding
  }

  deinit { input.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    while taken == output.count {
      output.removeAll(keepingCapacity: true)
      taken = 0
      if try !refill() { return 0 }
    }
    let count = min(buffer.count, output.count - taken)
    output.withUnsafeBytes { raw in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[taken..<(taken + count)]))
    }
    taken += count
    return count
  }

  /// Decodes a chunk; at the start enough of them for the whole XML declaration.
  private func refill() throws(WorkbookError) -> Bool {
    repeat {
      let count = try source.read(into: input)
      if count == 0 {
        guard pending.isEmpty else { throw WorkbookError(.truncated) }
        let isMore = isAtStart && !output.isEmpty
        blankDeclaration()
        return isMore
      }
      pending.append(contentsOf: input[..<count])
      try decode()
    } while isAtStart && output.count < 1024
    blankDeclaration()
    return true
  }

  private func blankDeclaration() {
    guard isAtStart else { return }
    isAtStart = false
    guard output.starts(with: "<?xml".utf8),
      let end = output.firstIndex(of: UInt8(ascii: ">"))
    else { return }
    for index in 0...end where output[index] != 0x0A { output[index] = 0x20 }
  }

  private func decode() throws(WorkbookError) {
    switch encoding {
    case .latin1, .windows1252:
      for byte in pending {
        var letter = UInt32(byte)
        if encoding == .windows1252, (0x80...0x9F).contains(byte) {
          letter = Windows1252.scalar(of: byte).value
          if letter == UInt32(byte) { throw WorkbookError(.invalidEncoding) }
        }
        guard letter > 0 else { throw WorkbookError(.invalidEncoding) }
        append(letter)
      }
      pending.removeAll(keepingCapacity: true)
    case .utf16LittleEndian, .utf16BigEndian: try decodeUTF16()
    }
  }

  private func decodeUTF16() throws(WorkbookError) {
    var index = 0
    while let unit = unit(at: index) {
      var letter = UInt32(unit)
      var next = index + 2
      if UTF16.isLeadSurrogate(unit) {
        guard let trail = self.unit(at: next) else { break }
        guard UTF16.isTrailSurrogate(trail) else { throw WorkbookError(.invalidEncoding) }
        letter = 0x10000 + ((letter & 0x3FF) << 10 | UInt32(trail & 0x3FF))
        next += 2
      } else if UTF16.isTrailSurrogate(unit) {
        throw WorkbookError(.invalidEncoding)
      }
      // The byte order mark is no part of the text.
      if letter != 0xFEFF || !(isAtStart && output.isEmpty) { append(letter) }
      index = next
    }
    pending.removeFirst(index)
  }

  private func unit(at index: Int) -> UInt16? {
    guard index + 1 < pending.count else { return nil }
    let first = UInt16(pending[index])
    let second = UInt16(pending[index + 1])
    return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
  }

  private func append(_ letter: UInt32) {
    guard letter >= 0x80, let scalar = Unicode.Scalar(letter) else {
      output.append(UInt8(truncatingIfNeeded: letter))
      return
    }
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
