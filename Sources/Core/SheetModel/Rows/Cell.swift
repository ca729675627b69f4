/// What a cell holds, decided by the reader and final.
public enum CellKind: UInt8, Sendable, CaseIterable {
  /// No value: a styled blank (only where asked for), or a formula that has no cached value.
  case blank
  /// Text, exactly as stored.
  case text
  /// A number; its text is the shortest decimal that reads back to the same value.
  case number
  /// `TRUE` or `FALSE`.
  case boolean
  /// An error value such as `#REF!`; its text is that value.
  case error
  /// A calendar date without a time of day.
  case date
  /// A calendar date with a time of day.
  case dateTime
  /// A time of day or a duration, which may be negative or exceed 24 hours.
  case time
}

/// One cell of a `Row`: a plain value whose text lives in the row.
public struct Cell: Sendable {
  /// Facts about a cell beside its value.
  public struct Flags: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Flags from their bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The cell has a formula; its text may be known to `Row.formula(of:)`.
    public static let formula = Flags(rawValue: 1)
    /// The cell is shown as a percentage, so 0.125 is what a person sees as 12,5 %.
    public static let percentage = Flags(rawValue: 2)
    /// A date serial that is no day, such as 60 in the 1900 system (29 February 1900).
    ///
    /// The kind stays `number`.
    public static let impossibleDate = Flags(rawValue: 4)
    /// The formula is an array formula: it fills `Row.arrayRange(of:)`.
    ///
    /// The other cells of the range have values only. Written as a plain formula it would come to
    /// another value.
    public static let array = Flags(rawValue: 8)
  }

  /// A stretch of the row's bytes.
  @usableFromInline package struct Slice: Sendable {
    @usableFromInline package var start: UInt32
    @usableFromInline package var count: UInt32
    @inlinable package static var empty: Slice { Slice(start: 0, count: 0) }
    @inlinable package init(start: UInt32, count: UInt32) {
      self.start = start
      self.count = count
    }
  }

  /// The column, from 0.
  public var column: Int
  /// What the cell holds.
  public var kind: CellKind
  /// Facts beside the value.
  public var flags: Flags
  /// The index of the style in the workbook's `StyleTable`.
  public var style: Int
  /// Milliseconds since 1970-01-01 (dates), milliseconds (times), 0 or 1 (booleans).
  @usableFromInline package var scalar: Int64
  @usableFromInline package var text: Slice
  @usableFromInline package var formula: Slice

  /// Whether the cell has a formula.
  public var hasFormula: Bool { flags.contains(.formula) }
  /// Whether a formula came without a computed value (never calculated, written by a library).
  public var isFormulaWithoutValue: Bool { kind == .blank && hasFormula }

  @inlinable package init(
    column: Int, kind: CellKind, flags: Flags = [], style: Int = 0, scalar: Int64 = 0,
    text: Slice = .empty, formula: Slice = .empty
  ) {
    self.column = column
    self.kind = kind
    self.flags = flags
    self.style = style
    self.scalar = scalar
    self.text = text
    self.formula = formula
  }
}
