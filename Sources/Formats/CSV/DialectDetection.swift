import SheetModel

/// A dialect found in the first 64 KiB of a source, and where its text begins.
struct DialectDetection {
  /// What was found or told.
  private(set) var dialect = CSVDialect()
  /// The count of bytes before the text: a byte order mark.
  private(set) var textStart = 0
  /// Whether the first line is `sep=;`, as Excel reads it, and no data.
  private(set) var hasSeparatorLine = false

  private static let prefixBytes = 1 << 16

  /// Looks at the beginning of a source.
  init(of source: any ByteSource, options: CSVReadOptions) throws(WorkbookError) {
    let size = min(source.size, Self.prefixBytes)
    let prefix = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { prefix.deallocate() }
    let count = try source.fill(prefix, at: 0)
    let bytes = UnsafeRawBufferPointer(rebasing: prefix[..<count])
    detectEncoding(bytes, isWhole: count == source.size, options)
    if options.isLegacy, options.encoding == nil, dialect.encoding == .utf8, !dialect.hasBOM,
      count < source.size, let guess = try Self.legacyGuess(source, behind: bytes)
    {
      dialect.encoding = .windows1252
      dialect.guess = guess
    }

    // Twice the bytes hold what becomes three bytes from two, thrice what does from one.
    let text = UnsafeMutableRawBufferPointer.allocate(byteCount: 3 * size + 16, alignment: 8)
    defer { text.deallocate() }
    let feed = TextFeed(
      source, encoding: dialect.encoding, range: min(textStart, count)..<count)
    var filled = 0
    while filled + 16 <= text.count {
      let got = try feed.read(into: UnsafeMutableRawBufferPointer(rebasing: text[filled...]))
      if got == 0 { break }
      filled += got
    }
    let decoded = UnsafeRawBufferPointer(rebasing: text[..<filled])
    dialect.quote = options.quote
    detectDelimiter(decoded, isWhole: count == source.size, told: options.delimiter)
    detectNewline(decoded)
  }

  // MARK: Encoding

  private mutating func detectEncoding(
    _ bytes: UnsafeRawBufferPointer, isWhole: Bool, _ options: CSVReadOptions
  ) {
    let told = options.encoding
    let marks: [(CSVDialect.Encoding, [UInt8])] = [
      (.utf8, [0xEF, 0xBB, 0xBF]), (.utf16LittleEndian, [0xFF, 0xFE]),
      (.utf16BigEndian, [0xFE, 0xFF]),
    ]
    for (encoding, mark) in marks where bytes.starts(with: mark) {
      if told == nil || told == encoding {
        dialect.encoding = encoding
        dialect.hasBOM = true
        textStart = mark.count
        return
      }
    }
    dialect.encoding = told ?? Self.unmarkedEncoding(bytes, isWhole: isWhole)
    guard told == nil, dialect.encoding == .windows1258 else { return }
    dialect.guess = EightBitGuess.guess(bytes)
    if options.isLegacy { dialect.encoding = .windows1252 }
  }

  private static func unmarkedEncoding(
    _ bytes: UnsafeRawBufferPointer, isWhole: Bool
  ) -> CSVDialect.Encoding {
    // ASCII in UTF-16 has a zero in every other byte, and nearly always on the same side.
    // Where there is an odd one a few NULs in eight-bit text are likelier.
    let pairs = isWhole && bytes.count % 2 == 1 ? 0 : bytes.count / 2
    var zeros = (even: 0, odd: 0)
    for index in 0..<(pairs * 2) where bytes[index] == 0 {
      if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    if zeros.odd > zeros.even * 10, zeros.odd * 5 >= pairs { return .utf16LittleEndian }
    if zeros.even > zeros.odd * 10, zeros.even * 5 >= pairs { return .utf16BigEndian }
    switch UTF8Check.check(bytes).end {
    case .whole, .nul: return .utf8
    case .cut: if !isWhole { return .utf8 }
    case .invalid: break
    }
    // A damaged byte in UTF-8 must not turn all letters around it into other ones.
    let census = UTF8Check.census(bytes)
    return census.valid > census.invalid ? .utf8 : .windows1258
  }

  /// What a long source that begins in ASCII alone looks like where it goes on in no UTF-8; nil
  /// where it goes on in UTF-8.
  ///
  /// The first lines of a register may be codes and numbers.
  private static func legacyGuess(
    _ source: any ByteSource, behind prefix: UnsafeRawBufferPointer
  ) throws(WorkbookError) -> EncodingGuess? {
    guard !prefix.contains(where: { $0 >= 0x80 }) else { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: prefixBytes, alignment: 8)
    defer { buffer.deallocate() }
    var offset = prefix.count
    while offset < source.size {
      let count = try source.fill(buffer, at: offset)
      if count == 0 { return nil }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if let first = bytes.firstIndex(where: { $0 >= 0x80 }) {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[first...])
        let isLegacy = unmarkedEncoding(rest, isWhole: false) == .windows1258
        return isLegacy ? EightBitGuess.guess(bytes) : nil
      }
      offset += count
    }
    return nil
  }

  // MARK: Delimiter and line ends

  private mutating func detectDelimiter(
    _ text: UnsafeRawBufferPointer, isWhole: Bool, told: UInt8?
  ) {
    let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    var directive = Array(line.prefix(9))
    if directive.first == dialect.quote, directive.last == dialect.quote {
      directive = Array(directive.dropFirst().dropLast())
    }
    if directive.count == 5, directive.starts(with: "sep=".utf8), directive[4] < 0x80,
      directive[4] > 0x20 || directive[4] == UInt8(ascii: "\t"), directive[4] != dialect.quote
    {
      hasSeparatorLine = true
      let rest = UnsafeRawBufferPointer(rebasing: text[line.endIndex...])
      return take(told ?? directive[4], of: rest, isWhole: isWhole)
    }
    guard let told else {
      return dialect.delimiter = bestDelimiter(text, isWhole: isWhole)
    }
    take(told, of: text, isWhole: isWhole)
  }

  /// Takes the delimiter that was told, and notes a better one if it splits no line.
  private mutating func take(_ told: UInt8, of text: UnsafeRawBufferPointer, isWhole: Bool) {
    dialect.delimiter = told
    guard consistency(of: told, in: text, isWhole: isWhole) == 0 else { return }
    let best = bestDelimiter(text, isWhole: isWhole)
    if best != told, consistency(of: best, in: text, isWhole: isWhole) >= 0.5 {
      dialect.overlooked = best
    }
  }

  /// The candidate that splits most lines into one and the same count of fields.
  ///
  /// The comma comes last among equals: in `1,5;2,5` it is a decimal mark, as regular as any
  /// delimiter. A candidate that fits less than a tenth of the lines is no delimiter.
  private mutating func bestDelimiter(_ text: UnsafeRawBufferPointer, isWhole: Bool) -> UInt8 {
    let comma = UInt8(ascii: ",")
    var candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), comma]
    candidates.removeAll { $0 == dialect.quote }
    let scores = candidates.map { consistency(of: $0, in: text, isWhole: isWhole) }
    guard let best = scores.max(), best >= 0.1 else {
      let hint = zip(candidates, scores).max { $0.1 < $1.1 }
      if let hint, hint.1 > 0, hint.0 != comma, hint.0 != UInt8(ascii: "\t") {
        dialect.overlooked = hint.0
      }
      return comma
    }
    for (candidate, score) in zip(candidates, scores) where score >= 0.9 * best {
      return candidate
    }
    return comma
  }

  /// The share of lines that a delimiter splits into the commonest count of fields above one.
  private func consistency(
    of delimiter: UInt8, in text: UnsafeRawBufferPointer, isWhole: Bool
  ) -> Double {
    var lines = 0
    var linesByFields: [Int: Int] = [:]
    var fields = 1
    var isBlank = true
    var isQuoted = false
    var mayOpen = true
    func endLine() {
      if !isBlank {
        lines += 1
        if fields > 1 { linesByFields[fields, default: 0] += 1 }
      }
      fields = 1
      isBlank = true
      mayOpen = true
    }
    for byte in text {
      if isQuoted {
        // Behind a closing quote a quote opens again: it was a doubled one.
        isQuoted = byte != dialect.quote
        mayOpen = !isQuoted
        continue
      }
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): endLine()
      case delimiter:
        fields += 1
        mayOpen = true
        isBlank = false
      default:
        isQuoted = byte == dialect.quote && mayOpen
        mayOpen = false
        isBlank = false
      }
    }
    if isWhole || lines == 0 { endLine() }
    return lines == 0 ? 0 : Double(linesByFields.values.max() ?? 0) / Double(lines)
  }

  private mutating func detectNewline(_ text: UnsafeRawBufferPointer) {
    var isQuoted = false
    for (index, byte) in text.enumerated() {
      if byte == dialect.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") { return dialect.newline = .lf }
      if byte == UInt8(ascii: "\r") {
        let isPair = index + 1 < text.count && text[index + 1] == UInt8(ascii: "\n")
        return dialect.newline = isPair ? .crlf : .cr
      }
    }
  }
}
