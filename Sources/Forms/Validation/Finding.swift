import FormModel
import Indicators
import SheetModel

/// One thing that is wrong with the data of a file that could be read.
///
/// A finding is a value: what is wrong, how grave it is, where, and what was found there. The words
/// for people are made from it in `Reports`, in one exhaustive switch.
public struct Finding: Sendable, Hashable {
  /// A cell that a finding speaks of beside its own.
  public struct Related: Sendable, Hashable {
    /// Where; without a file or sheet it is the finding's own.
    public var place: Place
    /// What the cell is, such as `Nam` or `0301a`; nothing when it needs no name.
    public var label: Evidence
    /// The figure it holds; nil for none, or where it is no figure.
    public var value: ExactDecimal?

    /// A related cell from its parts.
    public init(place: Place, label: Evidence = .none, value: ExactDecimal? = nil) {
      self.place = place
      self.label = label
      self.value = value
    }

    /// A related cell of the same sheet.
    public init(cell: CellAddress, label: Evidence = .none, value: ExactDecimal? = nil) {
      self.init(place: Place(cell: cell), label: label, value: value)
    }
  }

  /// What is wrong.
  public var kind: Kind
  /// How grave it is.
  public var severity: Severity
  /// Where; the file is filled in by whoever knows it.
  public var place: Place
  /// The identity of the declared rule; nil for findings that are built in.
  public var rule: String?
  /// The code of the form's row (Mã số), or the row of a register; empty where there is none.
  public var row: String
  /// The name of the row's indicator (Chỉ tiêu); empty where there is none.
  public var indicator = ""
  /// The label of the form's column; empty where there is none.
  public var column: String
  /// What is repeated of the text as typed; never a value of a register, but for an error's name.
  public var found: Evidence
  /// Further cells, such as the parts of a sum.
  public var related: [Related]
  /// The cells that somebody filled behind the live totals that the finding is about.
  public var inputs: [Related] = []
  /// Which cell is most likely wrong, where several comparisons say so; the finding stands there.
  public var cause: Cause?

  /// A finding from its parts.
  public init(
    _ kind: Kind, severity: Severity, at place: Place, rule: String? = nil, row: String = "",
    column: String = "", found: Evidence = .none, related: [Related] = []
  ) {
    self.kind = kind
    self.severity = severity
    self.place = place
    self.rule = rule
    self.row = row
    self.column = column
    self.found = found
    self.related = related
  }

  /// The stable name of the kind.
  public var code: Code { kind.code }

  /// The same finding in a file.
  public func located(inFile file: String) -> Finding {
    var finding = self
    finding.place.file = place.file ?? file
    return finding
  }
}

extension Sequence<Finding> {
  /// The findings of one file in reading order: by sheet, row, column, then code.
  ///
  /// What concerns the whole file comes before its sheets, what concerns a whole sheet before its
  /// cells. Sheets that `sheets` does not name come last.
  public func inReadingOrder(sheets: [String]) -> [Finding] {
    let order = Dictionary(sheets.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    let keyed = self.map { finding in
      (finding, finding.place.sheet.map { order[$0] ?? sheets.count } ?? -1)
    }
    return keyed.enumerated().sorted { a, b in
      if a.element.1 != b.element.1 { return a.element.1 < b.element.1 }
      let (one, other) = (a.element.0, b.element.0)
      let cells = (position(one.place), position(other.place))
      if cells.0 != cells.1 { return cells.0 < cells.1 }
      if one.code != other.code { return one.code.rawValue < other.code.rawValue }
      return a.offset < b.offset
    }.map(\.element.0)
  }

  private func position(_ place: Place) -> (Int, Int) {
    if let cell = place.cell { return (cell.row, cell.column) }
    return (place.line.map { $0 - 1 } ?? -1, -1)
  }
}
