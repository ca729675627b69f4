import FormModel
import Indicators
import SheetModel

extension Finding {
  /// Why several comparisons of figures fail at once: the cell that is most likely wrong, which is the
  /// finding's own place, what would fit there, and what it is concluded from.
  ///
  /// It is a proposal for a person who has the records; nothing is ever changed by it.
  public struct Cause: Sendable, Hashable {
    /// A cell that may be wrong instead.
    public struct Suspect: Sendable, Hashable {
      /// The cell, with its label and figure.
      public var cell: Related
      /// The figure that would make everything fit.
      public var proposal: ExactDecimal?
      /// How the figure came to be wrong, if its shape says so.
      public var mistake: Mistake?

      /// A suspect from its parts.
      public init(cell: Related, proposal: ExactDecimal?, mistake: Mistake?) {
        self.cell = cell
        self.proposal = proposal
        self.mistake = mistake
      }
    }

    /// The comparisons that fail, the weightiest first; never empty.
    public var evidence: [Finding]
    /// How many statements of rules and formulas would hold again, told or not.
    public var checks: Int
    /// The figure that would make them all fit.
    public var proposal: ExactDecimal?
    /// Whether that is so only together with other cells that are wrong.
    public var isJoint: Bool
    /// How the figure came to be wrong, if its shape says so.
    public var mistake: Mistake?
    /// The cell that holds this cell's figure, where two were exchanged.
    public var exchangedWith: Related?
    /// The other cells that would explain it as well, the likeliest first.
    public var suspects: [Suspect]

    /// A cause from its parts.
    public init(
      evidence: [Finding], checks: Int, proposal: ExactDecimal?, isJoint: Bool = false,
      mistake: Mistake?,
      exchangedWith: Related? = nil, suspects: [Suspect]
    ) {
      self.evidence = evidence
      self.checks = checks
      self.proposal = proposal
      self.isJoint = isJoint
      self.mistake = mistake
      self.exchangedWith = exchangedWith
      self.suspects = suspects
    }
  }

  /// Every further cell that the finding names, each once: suspects first, then the cells of its
  /// comparisons, then the inputs behind live totals.
  public var allRelated: [Related] {
    guard cause != nil || !inputs.isEmpty else { return related }
    var cells: [Related] = []
    var seen: Set<Place> = [Place(cell: place.cell)]
    func add(_ related: Related) {
      let key = Place(
        file: related.place.file, sheet: related.place.sheet, cell: related.place.cell)
      if related.place.cell == nil || seen.insert(key).inserted { cells.append(related) }
    }
    if let cause {
      if let other = cause.exchangedWith { add(other) }
      for suspect in cause.suspects { add(suspect.cell) }
      for comparison in cause.evidence {
        if let cell = comparison.place.cell {
          add(
            Related(
              cell: cell,
              label: .name(
                cell.row == place.cell?.row ? comparison.column : comparison.row, of: .template)))
        }
        for related in comparison.related { add(related) }
      }
    }
    for related in related { add(related) }
    for input in inputs { add(input) }
    return cells
  }
}
