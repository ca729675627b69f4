import SheetModel

/// What is fuzzed: one reader of bytes each.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// An archive: every entry is read and copied.
  case zip
  /// The XML of a worksheet, in a package around it.
  case sheet = "xlsx-sheet"
  /// The XML of the shared strings.
  case sharedStrings = "shared-strings"
  /// The XML of the styles.
  case styles
  /// The XML of an OpenDocument spreadsheet, in a package and flat.
  case odsContent = "ods-content"
  /// Delimited text, plain and typed.
  case csv
  /// Delimited text in an old Vietnamese encoding, made Unicode.
  case legacyText = "legacy-text"
  /// A number format code, then a line with the value to show under it.
  case numberFormat = "number-format"
  /// An old binary workbook: its container, or its bare records.
  case xls
  /// A whole file of any format.
  case workbook

  /// The budgets that a run is held to: so tight that what ignores one is slow or large.
  package static var limits: ReadLimits {
    var limits = ReadLimits()
    limits.entries = 200
    limits.entryBytes = 1 << 20
    limits.totalBytes = 8 << 20
    limits.sharedStringBytes = 256 << 10
    limits.cells = 20_000
    limits.nesting = 50
    limits.attributeBytes = 16 << 10
    limits.textBytes = 32 << 10
    limits.lineBytes = 64 << 10
    limits.repeats = 2000
    return limits
  }

  /// Reads bytes at once and, now and then or always, in small pieces too.
  ///
  /// In the smallest, the XML parser reads rows that are otherwise taken past it.
  /// - Returns: what reading came to.
  /// - Throws: `BrokenPromise` where a reader breaks its contract, or where pieces of another size
  ///   give another answer.
  @discardableResult
  package func run(_ bytes: [UInt8], inPieces: Bool) throws -> FuzzOutcome {
    let whole = try outcome(of: bytes, chunkBytes: 1 << 16)
    for size in inPieces ? [1, 7, 257] : [] {
      try whole.mustAgree(with: try outcome(of: bytes, chunkBytes: size))
    }
    return whole
  }

  /// What the target makes of bytes that are fed in pieces of a size.
  package func outcome(
    of bytes: [UInt8], chunkBytes: Int, limits: ReadLimits = FuzzTarget.limits
  ) throws -> FuzzOutcome {
    let input = FuzzInput(bytes, chunkBytes: chunkBytes, limits: limits)
    switch self {
    case .zip: return try input.archive()
    case .sheet: return try input.package(with: "xl/worksheets/sheet1.xml")
    case .sharedStrings: return try input.package(with: "xl/sharedStrings.xml")
    case .styles: return try input.package(with: "xl/styles.xml")
    case .odsContent: return try input.openDocument()
    case .csv: return try input.delimitedText()
    case .legacyText: return try input.legacyText()
    case .numberFormat: return try input.shownValues()
    case .xls: return try input.oldWorkbook()
    case .workbook: return try input.workbook()
    }
  }
}
