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

  /// Reads bytes twice, in large and in small pieces.
  ///
  /// - Returns: what both came to.
  /// - Throws: `BrokenPromise` where they differ, or where a reader breaks its contract.
  @discardableResult
  package func run(_ bytes: [UInt8]) throws -> FuzzOutcome {
    let whole = try outcome(of: bytes, chunkBytes: 1 << 16)
    // Small pieces cost time by the byte.
    guard bytes.count <= 16_384 else { return whole }
    let pieces = try outcome(of: bytes, chunkBytes: bytes.count % 2 == 0 ? 1 : 7)
    guard whole == pieces else {
      throw BrokenPromise("large pieces: \(whole)\nsmall pieces: \(pieces)")
    }
    return whole
  }

  /// What the target makes of bytes that are fed in pieces of a size.
  package func outcome(of bytes: [UInt8], chunkBytes: Int) throws -> FuzzOutcome {
    let input = FuzzInput(bytes, chunkBytes: chunkBytes)
    switch self {
    case .zip: return try input.archive()
    case .sheet: return try input.package(with: "xl/worksheets/sheet1.xml")
    case .sharedStrings: return try input.package(with: "xl/sharedStrings.xml")
    case .styles: return try input.package(with: "xl/styles.xml")
    case .odsContent: return try input.openDocument()
    case .csv: return try input.delimitedText()
    case .workbook: return try input.workbook()
    }
  }
}

/// What reading came to.
package struct FuzzOutcome: Equatable, Sendable {
  /// A number made of everything that was read.
  package var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  /// The rows or entries that were read.
  package var count = 0
  /// The errors met, one a pass.
  package var errors: [WorkbookError] = []

  /// Takes bytes into the digest (FNV-1a).
  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    digest = (digest ^ 0x1FF) &* 0x100_0000_01B3
  }

  /// Takes a number into the digest.
  mutating func take(_ number: Int) {
    digest = (digest ^ UInt64(bitPattern: Int64(number))) &* 0x100_0000_01B3
  }
}

/// A reader did what its contract forbids.
package struct BrokenPromise: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
