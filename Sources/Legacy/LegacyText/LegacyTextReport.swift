import SheetModel

/// What was found of the encodings of a workbook's texts; never the texts themselves.
public struct LegacyTextReport: Sendable {
  /// A text that a person should look at.
  public struct Uncertain: Sendable, Hashable {
    /// The sheet's name as it is handed out.
    public var sheet: String
    /// The cell; nil for a text that is in none, such as a sheet's name.
    public var cell: CellAddress?
    /// Why.
    public var reason: LegacyTextReason
    /// The likeliest old encoding; nil where the reason is none of doubt.
    public var encoding: LegacyEncoding?
    /// How sure that encoding would be, from 0 to 1.
    public var confidence: Double
  }

  /// How many texts with letters beyond ASCII are in each encoding; each cell counts once.
  public var counts: [LegacyEncoding: Int] {
    let pairs = zip(LegacyEncoding.allCases, tallies).filter { $0.1 > 0 }
    return Dictionary(uniqueKeysWithValues: Array(pairs))
  }

  /// The counts in the order of the encodings.
  private var tallies = [Int](repeating: 0, count: LegacyEncoding.allCases.count)
  /// How many texts of those in Unicode were not in NFC.
  public private(set) var normalized = 0
  /// How many texts are left for review.
  public private(set) var uncertainCount = 0
  /// The first of them.
  public private(set) var uncertain: [Uncertain] = []

  /// The most uncertain texts that are kept for a sheet.
  public static let mostUncertain = 10_000

  /// Nothing found.
  public init() {}

  /// How many texts were changed.
  public var changed: Int {
    normalized + tallies.dropFirst().reduce(0, +)
  }

  mutating func count(_ encoding: LegacyEncoding) { tallies[Self.index(encoding)] += 1 }

  /// Counts a text in Unicode that needs no change.
  mutating func countUnicode() { tallies[0] += 1 }
  mutating func countNormalized() { normalized += 1 }

  mutating func add(_ text: Uncertain) {
    uncertainCount += 1
    if uncertain.count < Self.mostUncertain { uncertain.append(text) }
  }

  /// Adds what was found elsewhere in the workbook.
  mutating func add(_ other: LegacyTextReport) {
    for index in tallies.indices { tallies[index] += other.tallies[index] }
    normalized += other.normalized
    uncertainCount += other.uncertainCount
    uncertain += other.uncertain
  }

  private static func index(_ encoding: LegacyEncoding) -> Int {
    switch encoding {
    case .unicode: 0
    case .tcvn3: 1
    case .vni: 2
    case .viqr: 3
    case .windows1258: 4
    case .utf8: 5
    }
  }
}
