import FormModel
import Indicators
import SheetModel
import Text

/// The little of a checked form that checks across forms need.
///
/// 16 bytes a figure that some rule across forms names (a few dozen), 8 for each cell that somebody
/// filled behind a live total among them, and 16 for all figures together: about 1 KiB a form, whatever
/// its size.
public struct FormDigest: Sendable, Hashable {
  /// One figure with its place, packed.
  struct Figure: Sendable, Hashable {
    private let coefficient: Int64
    private let row: UInt32
    private let column: UInt16
    private let scale: UInt8

    /// Nil where the place is beyond what a sheet has.
    init?(_ value: ExactDecimal, at address: CellAddress) {
      guard let row = UInt32(exactly: address.row), let column = UInt16(exactly: address.column)
      else { return nil }
      coefficient = value.coefficient
      scale = UInt8(clamping: value.scale)
      self.row = row
      self.column = column
    }

    var value: ExactDecimal {
      ExactDecimal(coefficient: coefficient, scale: Int(scale)) ?? .zero
    }

    var cell: CellAddress { CellAddress(row: Int(row), column: Int(column)) }
  }

  /// A cell that somebody filled behind a live total, packed.
  struct Input: Sendable, Hashable {
    /// The place of the total among the figures.
    let slot: UInt16
    private let column: UInt16
    private let row: UInt32

    /// Nil where a place is beyond what a sheet has.
    init?(slot: Int, at address: CellAddress) {
      guard let slot = UInt16(exactly: slot), let row = UInt32(exactly: address.row),
        let column = UInt16(exactly: address.column)
      else { return nil }
      (self.slot, self.row, self.column) = (slot, row, column)
    }

    var cell: CellAddress { CellAddress(row: Int(row), column: Int(column)) }
  }

  /// All figures of a form or register as two hashes and how many of them are not zero.
  struct Content: Sendable, Hashable {
    var first: UInt64
    var second: UInt64
    var filled: Int32
  }

  /// The form, among the plans of the checker that made the digest.
  var plan: Int
  /// The reporting unit's code.
  public var unit: String
  /// The period.
  public var period: ReportingPeriod
  /// The file and sheet.
  public var place: Place
  /// Whether the sheet is hidden: of two forms of one unit and period the one that people see counts.
  public var isHidden = false
  /// The figures that the plan names, in its order; nil for one that is not given.
  var figures: [Figure?]
  /// What live formulas give for figures that show something else, by their place among `figures`.
  var restored: [Int: ExactDecimal]
  /// The cells behind live totals among the figures.
  var inputs: [Input] = []
  /// What was typed where it is not the figure itself, such as a number as text.
  var typed: [Int: Evidence]
  /// All figures.
  var content: Content
}

/// The hash of all that a form or register says, taken in piece by piece.
///
/// Two hashes of 64 bits with different steps: two forms that differ are taken for one by no chance
/// that anybody will meet, and a form made for it gains nothing but a wrong warning.
public struct ContentHash: Sendable {
  private var first = FNV1a()
  private var second: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var filled: Int32 = 0

  /// The hash of nothing.
  public init() {}

  var content: FormDigest.Content {
    FormDigest.Content(first: first.value, second: second, filled: filled)
  }

  /// Takes the next row of a register with so many columns.
  public mutating func add(_ record: BoundRecord, columns: Int) {
    for column in 0..<max(0, columns) {
      mix(0xFF)
      guard let field = record.fields[column], field.value != .empty else { continue }
      filled &+= 1
      for byte in field.typed.utf8 { mix(byte) }
    }
  }

  /// Takes the figures of a form.
  mutating func add(_ figures: FormFigures) {
    for cell in figures.cells {
      switch figures.state(cell) {
      case .absent: mix(1)
      case .missing, .unplaced: mix(2)
      case .unreadable: mix(3)
      case .value(let value):
        let value = value.normalized
        if !value.isZero { filled &+= 1 }
        mix(UInt8(truncatingIfNeeded: 16 + value.scale))
        add(UInt64(bitPattern: value.coefficient))
      }
    }
  }

  private mutating func add(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      mix(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private mutating func mix(_ byte: UInt8) {
    first.mix(byte)
    second = (second &+ UInt64(byte) &+ 1) &* 0xFF51_AFD7_ED55_8CCD
    second ^= second >> 29
  }
}
