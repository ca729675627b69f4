import FormModel
import Indicators
import SheetModel
import Tables
import Units
import VietnameseText

/// What a table of an old workbook, or a whole sheet, came to.
public enum MappedSheet: Sendable {
  /// A matrix, read whole.
  case matrix(MappedMatrix)
  /// A register; its head is bound, its rows are pulled by `MappedRegisterRows`.
  case register(MappedRegister)
  /// No mapping: the layout, nil where there is no head. All cells are in quarantine.
  case unmapped(LayoutFingerprint?, CellAccount)
  /// Several mappings fit equally well, or one fits several tables of different titles, by identity. All
  /// cells are in quarantine.
  case ambiguous([String], CellAccount)
  /// Left out on purpose by a mapping.
  case ignored(mapping: String, CellAccount)
  /// No filled cell.
  case empty
}

/// Reads the sheets of old workbooks through their mappings; made once and used from any thread.
///
/// Texts must be Unicode already. Of a register only the head is read here; everything else of a sheet
/// is read whole, within `SheetGrid.Limits`.
public struct MappingReader: Sendable {
  /// The mappings.
  public let matcher: MappingMatcher
  /// The units by their names.
  var lookup: UnitLookup { context.lookup }
  private let library: TemplateLibrary
  private let context: MappedMatrixReader.Context

  /// A reader for mappings without errors.
  public init(
    _ mappings: LegacyMappings, library: TemplateLibrary, options: MappingOptions = MappingOptions()
  ) {
    matcher = MappingMatcher(mappings)
    self.library = library
    var exhaustive: [String: [String: Set<String>]] = [:]
    var categories: [String: Set<LooseKey>] = [:]
    for set in library.sets {
      for breakdown in set.breakdowns {
        let labels = breakdown.categories.flatMap { [$0.label] + $0.aliases }
        categories[set.id, default: []].formUnion(labels.map { LooseKey($0) })
        guard breakdown.relation == .exhaustive else { continue }
        exhaustive[set.id, default: [:]][breakdown.id] = Set(breakdown.categories.map(\.id))
      }
    }
    context = MappedMatrixReader.Context(
      targets: MappingTargets(library), lookup: UnitLookup(library.units),
      parents: Set(library.units.units.compactMap(\.parentCode)),
      exhaustive: exhaustive, categories: categories, options: options)
  }

  /// Reads the tables of a sheet of an open workbook, top down; each cell is in the account of one.
  ///
  /// `file` and `sha256` go into the origins of observations.
  /// - Throws: what reading the workbook throws.
  public func tables(
    ofSheet index: Int, of workbook: any WorkbookReader, file: String, sha256: String
  ) throws(WorkbookError) -> [MappedSheet] {
    let grid = try SheetGrid(
      name: workbook.sheets[index].name, rows: workbook.rows(ofSheet: index)
    ) { (beginning) throws(WorkbookError) in
      let scan = SheetScan(beginning)
      guard
        case .tables(let tables) = try matcher.match(
          scan, file: file, merges: { () throws(WorkbookError) in [] })
      else { return false }
      return Self.register(in: tables) != nil
    }
    let isWhole = grid.isComplete && !grid.isBeginning
    let scan = SheetScan(grid)
    let match = try matcher.match(scan, file: file) { () throws(WorkbookError) in
      // What surrounds the cells of a long sheet costs as much as the sheet.
      isWhole ? try workbook.layout(ofSheet: index).merges : []
    }
    func account(_ fate: CellAccount.Fate) throws(WorkbookError) -> CellAccount {
      try CellAccount.whole(fate, rows: workbook.rows(ofSheet: index))
    }
    switch match {
    case .empty: return [.empty]
    case .ignored(let mapping):
      return [.ignored(mapping: mapping, try account(.ignored(.ignoredSheet)))]
    case .tables(let tables):
      if let (table, binding) = Self.register(in: tables),
        let register = MappedRegister(
          binding, titles: table.titles, scan: scan, file: file, library: library,
          context: context)
      {
        return [.register(register)]
      }
      guard isWhole else {
        let isMapped = tables.contains { if case .one = $0.match { true } else { false } }
        let reason: QuarantineReason = isMapped ? .sheetTooLarge : .noMapping
        return [
          .unmapped(LayoutFingerprint(scan, merges: []), try account(.quarantined(reason)))
        ]
      }
      let isDelimitedText = workbook.format == .csv || workbook.format == .tsv
      let figures = FigureReader(
        isDelimitedText: isDelimitedText, shown: ShownNumbers(workbook.styles))
      return tables.map { table in
        mapped(table, scan, figures, file: file, sha256: sha256)
      }
    }
  }

  /// The register of a sheet: of its first table that a mapping knows.
  private static func register(
    in tables: [MatchedTable]
  ) -> (table: MatchedTable, binding: MappingBinding)? {
    for table in tables {
      guard case .one(let binding) = table.match else { continue }
      return binding.mapping.register == nil ? nil : (table, binding)
    }
    return nil
  }

  private func mapped(
    _ table: MatchedTable, _ scan: SheetScan, _ figures: FigureReader, file: String,
    sha256: String
  ) -> MappedSheet {
    func held(_ reason: QuarantineReason) -> CellAccount {
      var account = CellAccount()
      for line in table.span.lines {
        for cell in scan.grid.lines[line].cells {
          account.add(.quarantined(reason), at: scan.address(cell, inLine: line))
        }
      }
      return account
    }
    switch table.match {
    case .one(let binding) where binding.mapping.register == nil:
      var reader = MappedMatrixReader(
        binding, of: table, scan: scan, file: file, sha256: sha256, figures: figures,
        context: context)
      return .matrix(reader.read())
    case .one(let binding):
      // A list below a matrix.
      return .ambiguous([binding.mapping.id], held(.otherTitle))
    case .ambiguous(let names): return .ambiguous(names, held(.ambiguousMapping))
    case .otherTitle(let name): return .ambiguous([name], held(.otherTitle))
    case .none(let layout): return .unmapped(layout, held(.noMapping))
    }
  }
}
