/// A cell's place in a sheet; rows and columns count from 0, and print as A1.
public struct CellAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The row, from 0.
  public var row: Int
  /// The column, from 0.
  public var column: Int

  /// The address of a row and column, both counted from 0.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `D17` or `$D$17`; nil when it is neither or lies beyond XFD1048576.
  public init?(_ text: some StringProtocol) {
    let dollar = UInt8(ascii: "$")
    var bytes = Array(text.utf8)
    if bytes.first == dollar { bytes.removeFirst() }
    // The second mark stands between letters and digits, or the text is no reference.
    if let mark = bytes.firstIndex(of: dollar), mark > 0, bytes[mark - 1] >= UInt8(ascii: "A") {
      bytes.remove(at: mark)
      guard mark < bytes.count, bytes[mark] <= UInt8(ascii: "9") else { return nil }
    }
    guard let parsed = bytes.withUnsafeBytes({ CellAddress(bytes: $0) }) else { return nil }
    self = parsed
  }

  /// Reads the bytes of an A1 reference without `$`; nil beyond XFD1048576 (ECMA-376 18.18.62).
  package init?(bytes: UnsafeRawBufferPointer) {
    var column = 0
    var index = 0
    while index < bytes.count {
      let letter = bytes[index] & 0xDF
      guard letter >= 0x41, letter <= 0x5A else { break }
      column = column * 26 + Int(letter - 0x40)
      index += 1
      if index > 3 { return nil }
    }
    guard index > 0, column <= 16_384, index < bytes.count else { return nil }
    var row = 0
    while index < bytes.count {
      let digit = bytes[index]
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      row = row * 10 + Int(digit - 0x30)
      if row > 1_048_576 { return nil }
      index += 1
    }
    guard row > 0 else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  /// The letters of a column counted from 0: `A`, `Z`, `AA`, `XFD`; none for a negative one.
  public static func columnName(_ column: Int) -> String {
    String(unsafeUninitializedCapacity: 16) { write(column: column, into: $0) }
  }

  /// The address in A1 notation, such as `D17`.
  public var description: String {
    String(unsafeUninitializedCapacity: 40) { buffer in
      var count = Self.write(column: column, into: buffer)
      let start = count
      var rest = row.magnitude &+ 1
      while rest > 0 {
        buffer[count] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
        count += 1
      }
      buffer[start..<count].reverse()
      return count
    }
  }

  /// Writes a column's letters at the start of a buffer of at least 16 bytes.
  private static func write(column: Int, into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard column >= 0 else { return 0 }
    var count = 0
    var rest = column.magnitude &+ 1
    while rest > 0 {
      buffer[count] = UInt8(ascii: "A") + UInt8((rest - 1) % 26)
      rest = (rest - 1) / 26
      count += 1
    }
    buffer[0..<count].reverse()
    return count
  }

  /// Row first, then column: the order in which a sheet is read.
  public static func < (a: CellAddress, b: CellAddress) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}

/// A rectangle of cells, both corners included.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
  /// The upper left cell.
  public var first: CellAddress
  /// The lower right cell.
  public var last: CellAddress

  /// The rectangle between two corners; the corners are put in order.
  public init(_ a: CellAddress, _ b: CellAddress) {
    first = CellAddress(row: min(a.row, b.row), column: min(a.column, b.column))
    last = CellAddress(row: max(a.row, b.row), column: max(a.column, b.column))
  }

  /// Reads `B2:D17`, `$B$2:$D$17` or a single cell.
  public init?(_ text: some StringProtocol) {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false)
    guard ends.count <= 2, let start = ends.first, let end = ends.last,
      let a = CellAddress(start), let b = CellAddress(end)
    else { return nil }
    self.init(a, b)
  }

  /// Whether a cell lies inside.
  public func contains(_ cell: CellAddress) -> Bool {
    cell.row >= first.row && cell.row <= last.row
      && cell.column >= first.column && cell.column <= last.column
  }

  /// The range in A1 notation; a single cell prints alone.
  public var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
