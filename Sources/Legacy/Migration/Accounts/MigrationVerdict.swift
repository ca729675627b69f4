import Indicators
import SheetModel

extension MigrationReport {
  /// What a migration has proved, from best to worst.
  public enum Verdict: String, Sendable, CaseIterable {
    /// Every input was read, nothing was held back, disputed or doubtful, and everything balances.
    case complete
    /// What was migrated balances, but something was not read, held back, disputed or doubtful.
    case partial
    /// Cells, rows or figures are missing or too many.
    case unbalanced
    /// Nothing was read, or nothing was there to read.
    case nothingRead = "nothing-read"
  }

  /// What a migration left behind, by kind; a migration that left nothing is complete.
  public struct Remainder: Sendable, Hashable {
    /// Inputs that could not be read.
    public var failed = 0
    /// Files of folders and archives that are no workbooks by their names, which nobody read.
    public var untaken = 0
    /// Filled cells that were held back, those of held-back rows of registers too.
    public var cells = 0
    /// Figures that another file gives otherwise, which are not in the output.
    public var disputed = 0
    /// Figures held back on the way to the units of another day.
    public var figures = 0
    /// Places that are in doubt for another reason: texts whose encoding is not sure, rows that were
    /// not compared.
    public var doubtful = 0

    /// Whether nothing was left behind.
    public var isEmpty: Bool { self == Remainder() }
  }

  /// What the migration proves; green only for `complete`.
  public var verdict: Verdict {
    if isEmpty || balance.filled == 0 { return .nothingRead }
    guard isBalanced else { return .unbalanced }
    return remainder.isEmpty ? .complete : .partial
  }

  /// What was left behind.
  public var remainder: Remainder {
    var remainder = Remainder()
    remainder.failed = failed
    remainder.untaken = untaken.count
    remainder.cells = balance.quarantined
    remainder.disputed = issues.count { $0.code == Self.disputedCode }
    remainder.figures = heldFigures
    remainder.doubtful = issues.count { !$0.isNotice && !Self.accounted.contains($0.code) }
    return remainder
  }

  /// The code of a figure that two files give differently.
  static let disputedCode = "figure-disagrees"

  /// The codes that cast no doubt of their own on what was read: they are counted elsewhere, as cells,
  /// figures or sums, or tell a fault of the sources whose figures and rows went on as they stand.
  ///
  /// Every other code is a doubt, one that is added later too.
  private static let accounted: Set<String> = {
    var codes: Set<String> = [
      disputedCode, "row-held-back", "value-left-out", "unbalanced-cells", "unbalanced-rows",
      "unbalanced-total", "total-mismatch", "parts-mismatch", "near-duplicate",
      // Of figures on the way to other units.
      "unit-split", "unit-without-weights", "unit-ended", "unit-undocumented", "unit-younger",
      "unit-unknown", "unit-not-then", "unit-inside-other", "rate-of-several", "sum-too-large",
      "sum-incomplete", "estimated",
    ]
    codes.formUnion(QuarantineReason.allCases.map(\.rawValue))
    codes.formUnion(CleaningRule.allCases.map(\.rawValue))
    return codes
  }()

  // MARK: What the verdict rests on

  /// Whether no input could be read.
  public var isEmpty: Bool { files.count == failed }
  /// Whether everything was read and nothing held back, disputed or doubtful, and all of it balances.
  public var isComplete: Bool { verdict == .complete }
  /// Whether every cell, every row and every sum of what was read is accounted for, and no input was
  /// out of reach.
  ///
  /// An input whose bytes were read and are no workbook, or a broken one, is told and proves nothing
  /// against the others. Says nothing of what was held back.
  public var isProved: Bool {
    isBalanced && !files.contains { $0.failure?.code.isPassing ?? false }
  }
  /// Whether every cell, every row and every sum of what was read is accounted for.
  public var isBalanced: Bool {
    !isEmpty && !issues.contains { $0.code == "unbalanced-rows" || $0.code == "unbalanced-total" }
      && files.allSatisfy { $0.sheets.allSatisfy(\.balance.isClosed) }
      && totals.allSatisfy { $0.difference?.isZero ?? false }
  }
}

/// A part of a whole as a percentage with one decimal that never says nothing of something, nor
/// everything of less.
public struct Share: Sendable, Hashable {
  /// What stands before the number.
  public enum Bound: Sendable, Hashable {
    /// The number is the share, rounded.
    case about
    /// The share is below the number and above zero.
    case below
    /// The share is above the number and below the whole.
    case above
  }

  /// Tenths of a percent.
  public let perMille: Int
  /// Whether the share is the number or beside it.
  public let bound: Bound

  private init(perMille: Int, bound: Bound) {
    self.perMille = perMille
    self.bound = bound
  }

  /// The shares of all parts of a whole, which add up to all of it where none is beside its number;
  /// none for a whole of nothing.
  public static func all(_ parts: [Int]) -> [Share] {
    let whole = parts.reduce(0, +)
    guard whole > 0, parts.allSatisfy({ $0 >= 0 }) else { return [] }
    let exact = parts.map { whole.dividingFullWidth($0.multipliedFullWidth(by: 1000)) }
    var rounded = exact.map(\.quotient)
    // What is missing goes to those that lost most.
    let losers = exact.indices.sorted {
      (exact[$0].remainder, $1) > (exact[$1].remainder, $0)
    }
    for index in losers.prefix(1000 - rounded.reduce(0, +)) { rounded[index] += 1 }
    return zip(parts, rounded).map { part, perMille in
      switch perMille {
      case 0 where part > 0: Share(perMille: 1, bound: .below)
      case 1000 where part < whole: Share(perMille: 999, bound: .above)
      default: Share(perMille: perMille, bound: .about)
      }
    }
  }
}
