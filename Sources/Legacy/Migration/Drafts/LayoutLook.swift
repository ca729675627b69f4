import SheetModel
import Tables
import VietnameseText

/// What a look at a table tells of its layout.
public struct LayoutLook: Sendable {
  /// What the mappings make of it.
  public enum Match: Sendable, Hashable {
    /// The one mapping, by identity.
    case one(String)
    /// Several mappings that fit equally well.
    case ambiguous([String])
    /// A mapping that fits several tables of the sheet by their labels, which have different titles.
    case otherTitle(String)
    /// A mapping that leaves the sheet out on purpose.
    case ignored(String)
    /// None.
    case none
  }

  /// The sheet's name.
  public var sheet: String
  /// What the mappings make of it.
  public var match: Match
  /// The layout; nil where no line looks like a head.
  public var layout: LayoutFingerprint?
  /// The labels over each column, from left to right, outermost first.
  public var labels: [[HeadLabel]]
  /// The text above the table that says most, where it is a known title; else its length.
  public var title: Evidence
  /// Where that text stands; nil for none.
  public var titleAddress: CellAddress?

  /// The layout's identity as it is printed, where so many files have the layout.
  ///
  /// It is made of the labels that may be shown, others counting as `?`; two layouts may have the same.
  public func identity(inFiles files: Int) -> String {
    LayoutFingerprint.identity(
      labels.map { path in
        path.map { label in
          label.shown(inFiles: files).withheld == nil
            ? LooseKey(label.text).bytes : [UInt8(ascii: "?")]
        }
      })
  }
}

/// A table of the beginning of a sheet, and what the mappings make of it.
struct TableBeginning {
  var scan: SheetScan
  var table: MatchedTable
  var merges: [CellRange]

  /// The layout by the head that a mapping found, else by what looks like one.
  var layout: LayoutFingerprint? {
    switch table.match {
    case .one(let binding):
      LayoutFingerprint(TableHead(lines: binding.head, of: scan, merges: merges), scan)
    case .none(let layout): layout
    default: LayoutFingerprint(scan, span: table.span, merges: merges)
    }
  }
}

extension MappingReader {
  /// So many filled rows of a sheet are looked at; merged heads of longer sheets are not asked for.
  private static let look = 2000

  /// Looks at the tables in the beginning of a sheet; none where it is empty.
  /// - Throws: what reading the workbook throws.
  public func looks(
    at index: Int, of workbook: any WorkbookReader, file: String, vocabulary: LabelVocabulary
  ) throws(WorkbookError) -> [LayoutLook] {
    let (scan, match, merges) = try beginning(of: index, of: workbook, file: file)
    switch match {
    case .empty: return []
    case .ignored(let name):
      let layout = LayoutFingerprint(scan, merges: merges)
      return [look(scan, .ignored(name), layout, from: 0, vocabulary)]
    case .tables(let tables):
      return tables.map { table in
        let match: LayoutLook.Match =
          switch table.match {
          case .one(let binding): .one(binding.mapping.id)
          case .ambiguous(let names): .ambiguous(names)
          case .otherTitle(let name): .otherTitle(name)
          case .none: .none
          }
        let layout = TableBeginning(scan: scan, table: table, merges: merges).layout
        return look(scan, match, layout, from: table.span.window.lowerBound, vocabulary)
      }
    }
  }

  private func look(
    _ scan: SheetScan, _ match: LayoutLook.Match, _ layout: LayoutFingerprint?, from first: Int,
    _ vocabulary: LabelVocabulary
  ) -> LayoutLook {
    let title = SheetTitle.title(scan, above: layout?.lines.lowerBound ?? 0, from: first)
    return LayoutLook(
      sheet: scan.grid.name, match: match, layout: layout,
      labels: layout?.labels(in: scan, vocabulary) ?? [],
      title: vocabulary.title(title?.text ?? ""), titleAddress: title?.address)
  }

  /// A table of the beginning of a sheet; nil where the sheet has none so far down.
  /// - Throws: what reading the workbook throws.
  func beginning(
    ofTable number: Int, ofSheet index: Int, of workbook: any WorkbookReader, file: String
  ) throws(WorkbookError) -> TableBeginning? {
    let (scan, match, merges) = try beginning(of: index, of: workbook, file: file)
    guard case .tables(let tables) = match, tables.indices.contains(number) else { return nil }
    return TableBeginning(scan: scan, table: tables[number], merges: merges)
  }

  private func beginning(
    of index: Int, of workbook: any WorkbookReader, file: String
  ) throws(WorkbookError) -> (SheetScan, MatchedSheet, [CellRange]) {
    var limits = SheetGrid.Limits()
    limits.rows = Self.look
    let grid = try SheetGrid(
      name: workbook.sheets[index].name, rows: workbook.rows(ofSheet: index), limits: limits)
    let scan = SheetScan(grid)
    let merges = try grid.isComplete && !grid.isEmpty ? workbook.layout(ofSheet: index).merges : []
    let match = try matcher.match(scan, file: file) { () throws(WorkbookError) in merges }
    return (scan, match, merges)
  }
}

/// Finds the title among the texts above a table.
enum SheetTitle {
  /// The longest text that is no motto, office or decree, and its cell; nil for none.
  static func title(
    _ scan: SheetScan, above head: Int, from first: Int
  ) -> (text: String, address: CellAddress)? {
    var best: (text: String, address: CellAddress)?
    for (cell, line) in TitleLines.texts(above: head, from: first, of: scan) {
      let text = LayoutFingerprint.shown(scan.grid.typed(cell))
      guard text.count <= 300, text.count > best?.text.count ?? 0, let key = scan.key(cell),
        !Self.others.contains(where: { key.hasPrefix($0) })
      else { continue }
      best = (text, scan.address(cell, inLine: line))
    }
    return best
  }

  private static let others = [
    "Cộng hòa", "Độc lập", "Ủy ban", "UBND", "Sở", "Phòng", "Kèm theo", "Ban hành", "Đơn vị",
    "Biểu", "Mẫu",
  ].map { LabelKey($0) }
}
