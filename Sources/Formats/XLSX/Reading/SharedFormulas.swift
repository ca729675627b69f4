import SheetModel

/// The masters of shared formulas (ECMA-376 Part 1, 18.3.1.40), and their texts moved to the other
/// cells of the group.
struct SharedFormulas {
  private struct Master {
    var text: [UInt8]
    var origin: CellAddress
  }

  private var masters: [Int: Master] = [:]
  private var size = 0
  private var movedBytes = 0

  /// Formulas up to this many bytes are moved without counting.
  ///
  /// A column of them is what groups are for, and takes no more than the cells themselves.
  private static let freeBytes = 1024

  /// Keeps a group's master.
  /// - Throws: `limitExceeded` (sharedStringBytes) when the masters of a sheet take more than an
  ///   eighth of it.
  mutating func keep(
    _ text: [UInt8], group: Int, at origin: CellAddress, limits: ReadLimits
  ) throws(WorkbookError) {
    size += text.count + 64
    guard size <= limits.sharedStringBytes / 8 else {
      throw WorkbookError.limit(.sharedStringBytes, of: limits)
    }
    masters[group] = Master(text: text, origin: origin)
  }

  /// Whether the master of a group is known.
  func contains(_ group: Int) -> Bool { masters[group] != nil }

  /// Puts the formula of a cell of a group into `text`; nothing where the master is not known.
  /// - Throws: `limitExceeded` (sharedStringBytes) when long formulas are moved to many cells: a
  ///   few bytes would otherwise make many thousands, over and over.
  mutating func write(
    _ group: Int, at cell: CellAddress, to text: inout [UInt8], limits: ReadLimits
  ) throws(WorkbookError) {
    guard let master = masters[group] else { return }
    if master.text.count > Self.freeBytes {
      movedBytes += master.text.count
      guard movedBytes <= limits.sharedStringBytes / 2 else {
        throw WorkbookError.limit(.sharedStringBytes, of: limits, at: Place(cell: cell))
      }
    }
    master.text.withUnsafeBytes { raw in
      var shift = FormulaShift(
        raw, rows: cell.row - master.origin.row, columns: cell.column - master.origin.column)
      shift.write(to: &text)
    }
  }
}

/// Moves the relative references of a formula in the Excel dialect by some rows and columns.
///
/// Texts in quotes, sheet names, names, functions and bracketed references (tables, other
/// workbooks) stay as they are. A reference that leaves the sheet becomes `#REF!`.
struct FormulaShift {
  private let raw: UnsafeRawBufferPointer
  private let rows: Int
  private let columns: Int

  init(_ raw: UnsafeRawBufferPointer, rows: Int, columns: Int) {
    self.raw = raw
    self.rows = rows
    self.columns = columns
  }

  /// One corner of a reference: `A1`, or only a column or row of `A:C` and `1:3`.
  private struct Corner {
    var column: Int?
    var row: Int?
    var isColumnFixed = false
    var isRowFixed = false
  }

  /// Appends the moved formula.
  mutating func write(to text: inout [UInt8]) {
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let end = endOfQuote(index)
        text.append(contentsOf: raw[index..<end])
        index = end
      case UInt8(ascii: "["):
        let end = endOfBrackets(index)
        text.append(contentsOf: raw[index..<end])
        index = end
      default:
        guard Self.isWord(byte) else {
          text.append(byte)
          index += 1
          continue
        }
        index = writeWord(from: index, to: &text)
      }
    }
  }

  /// Writes a name, number or reference that begins at `start`; returns where it ends.
  private func writeWord(from start: Int, to text: inout [UInt8]) -> Int {
    let end = endOfWord(start)
    let first = corner(start, end)
    if end < raw.count, raw[end] == UInt8(ascii: ":"), let first {
      let secondEnd = endOfWord(end + 1)
      let isSheet = secondEnd < raw.count && raw[secondEnd] == UInt8(ascii: "!")
      if !isSheet, let second = corner(end + 1, secondEnd),
        (first.row == nil) == (second.row == nil),
        (first.column == nil) == (second.column == nil)
      {
        guard let a = moved(first), let b = moved(second) else {
          text.append(contentsOf: "#REF!".utf8)
          return secondEnd
        }
        append(a, to: &text)
        text.append(UInt8(ascii: ":"))
        append(b, to: &text)
        return secondEnd
      }
    }
    let follower = end < raw.count ? raw[end] : 0
    let isReference =
      follower != UInt8(ascii: "(") && follower != UInt8(ascii: "!")
      && follower != UInt8(ascii: "[")
    guard isReference, let first, first.row != nil, first.column != nil else {
      text.append(contentsOf: raw[start..<end])
      return end
    }
    if let corner = moved(first) {
      append(corner, to: &text)
    } else {
      text.append(contentsOf: "#REF!".utf8)
    }
    return end
  }

  private func moved(_ corner: Corner) -> Corner? {
    var corner = corner
    if let column = corner.column, !corner.isColumnFixed {
      guard (0..<16_384).contains(column + columns) else { return nil }
      corner.column = column + columns
    }
    if let row = corner.row, !corner.isRowFixed {
      guard (0..<1_048_576).contains(row + rows) else { return nil }
      corner.row = row + rows
    }
    return corner
  }

  private func append(_ corner: Corner, to text: inout [UInt8]) {
    if let column = corner.column {
      if corner.isColumnFixed { text.append(UInt8(ascii: "$")) }
      appendLetters(column, to: &text)
    }
    if let row = corner.row {
      if corner.isRowFixed { text.append(UInt8(ascii: "$")) }
      appendDigits(row + 1, to: &text)
    }
  }

  /// A column from 0 to 16,383 in one to three letters.
  private func appendLetters(_ column: Int, to text: inout [UInt8]) {
    let letter = UInt8(ascii: "A")
    if column >= 702 { text.append(letter + UInt8((column - 702) / 676)) }
    if column >= 26 { text.append(letter + UInt8((column - 26) / 26 % 26)) }
    text.append(letter + UInt8(column % 26))
  }

  /// A row from 1 to 1,048,576.
  private func appendDigits(_ row: Int, to text: inout [UInt8]) {
    var unit = 1
    while unit * 10 <= row { unit *= 10 }
    while unit > 0 {
      text.append(UInt8(ascii: "0") + UInt8(row / unit % 10))
      unit /= 10
    }
  }

  /// The bytes of a word as a corner; nil for other words.
  private func corner(_ start: Int, _ end: Int) -> Corner? {
    var corner = Corner()
    var index = start
    var isFixed = false
    if index < end, raw[index] == UInt8(ascii: "$") {
      isFixed = true
      index += 1
    }
    let letters = index
    var column = 0
    while index < end, index - letters <= 3, Self.isLetter(raw[index]) {
      column = column * 26 + Int(raw[index] & 0xDF) - 0x40
      index += 1
    }
    if index > letters {
      guard column <= 16_384 else { return nil }
      corner.column = column - 1
      corner.isColumnFixed = isFixed
      isFixed = false
      if index < end, raw[index] == UInt8(ascii: "$") {
        isFixed = true
        index += 1
        if index == end { return nil }
      }
    }
    if index == end { return corner.column == nil ? nil : corner }
    var row = 0
    while index < end, raw[index] >= 0x30, raw[index] <= 0x39, row <= 1_048_576 {
      row = row * 10 + Int(raw[index]) - 0x30
      index += 1
    }
    guard index == end, row >= 1, row <= 1_048_576 else { return nil }
    corner.row = row - 1
    corner.isRowFixed = isFixed
    return corner
  }

  private func endOfWord(_ start: Int) -> Int {
    var index = start
    while index < raw.count, Self.isWord(raw[index]) { index += 1 }
    return index
  }

  /// Where a quoted text or sheet name ends; a doubled quote does not end it.
  private func endOfQuote(_ start: Int) -> Int {
    var index = start + 1
    while index < raw.count {
      if raw[index] == raw[start] {
        guard index + 1 < raw.count, raw[index + 1] == raw[start] else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return raw.count
  }

  /// Where nested brackets end; `'` escapes the byte after it (ECMA-376 Part 1, 18.17.6).
  private func endOfBrackets(_ start: Int) -> Int {
    var depth = 0
    var index = start
    while index < raw.count {
      switch raw[index] {
      case UInt8(ascii: "'"): index += 1
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return raw.count
  }

  /// Whether a byte belongs to a name, number or reference; all of UTF-8 beyond ASCII does.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "$"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "\\"),
      UInt8(ascii: "?"), 0x80...0xFF:
      true
    default: isLetter(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }
}
