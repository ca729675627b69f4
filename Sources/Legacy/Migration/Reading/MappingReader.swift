import FormModel
import Indicators
import SheetModel
import Tables
import Units

/// What a sheet of an old workbook came to.
public enum MappedSheet: Sendable {
  /// A matrix, read whole.
  case matrix(MappedMatrix)
  /// A register; its head is bound, its rows are pulled by `MappedRegisterRows`.
  case register(MappedRegister)
  /// No mapping: the layout, nil where the sheet has no head. All cells are in quarantine.
  case unmapped(LayoutFingerprint?, CellAccount)
  /// Several mappings fit equally well, by identity. All cells are in quarantine.
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
  private let library: TemplateLibrary
  private let context: MappedMatrixReader.Context

  /// A reader for mappings without errors.
  public init(
    _ mappings: LegacyMappings, library: TemplateLibrary, options: MappingOptions = MappingOptions()
  ) {
    matcher = MappingMatcher(mappings)
    self.library = library
    var exhaustive: [String: [String: Set<String>]] = [:]
    for set in library.sets {
      for breakdown in set.breakdowns where breakdown.relation == .exhaustive {
        exhaustive[set.id, default: [:]][breakdown.id] = Set(breakdown.categories.map(\.id))
      }
    }
    context = MappedMatrixReader.Context(
      targets: MappingTargets(library), lookup: UnitLookup(library.units),
      parents: Set(library.units.units.compactMap(\.parentCode)),
      exhaustive: exhaustive, options: options)
  }

  /// Reads a sheet of an open workbook.
  ///
  /// `file` and `sha256` go into the origins of observations.
  /// - Throws: what reading the workbook throws.
  public func sheet(
    _ index: Int, of workbook: any WorkbookReader, file: String, sha256: String
  ) throws(WorkbookError) -> MappedSheet {
    let grid = try SheetGrid(
      name: workbook.sheets[index].name, rows: workbook.rows(ofSheet: index)
    ) { (beginning) throws(WorkbookError) in
      let first = try matcher.match(beginning, file: file) { () throws(WorkbookError) in [] }
      guard case .one(let binding) = first else { return false }
      return binding.mapping.register != nil
    }
    let isWhole = grid.isComplete && !grid.isBeginning
    let scan = SheetScan(grid)
    let match = try matcher.match(scan, file: file) { () throws(WorkbookError) in
      // What surrounds the cells of a long sheet costs as much as the sheet.
      isWhole ? try workbook.layout(ofSheet: index).merges : []
    }
    let isDelimitedText = workbook.format == .csv || workbook.format == .tsv
    func account(_ fate: CellAccount.Fate) throws(WorkbookError) -> CellAccount {
      try CellAccount.whole(fate, rows: workbook.rows(ofSheet: index))
    }
    switch match {
    case .empty: return .empty
    case .ignored(let mapping):
      return .ignored(mapping: mapping, try account(.ignored(.ignoredSheet)))
    case .ambiguous(let names):
      return .ambiguous(names, try account(.quarantined(.ambiguousMapping)))
    case .none(let layout): return .unmapped(layout, try account(.quarantined(.noMapping)))
    case .one(let binding):
      if let register = MappedRegister(
        binding, scan: scan, file: file, library: library, context: context)
      {
        return .register(register)
      }
      guard isWhole else {
        return .unmapped(
          LayoutFingerprint(scan, merges: []), try account(.quarantined(.sheetTooLarge)))
      }
      var reader = MappedMatrixReader(
        binding, scan: scan, file: file, sha256: sha256, isDelimitedText: isDelimitedText,
        context: context)
      return .matrix(reader.read())
    }
  }
}
