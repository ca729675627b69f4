import CSV
import Display
import LegacyText
import ODS
import SheetModel
import WorkbookIO
import XLS
import XLSX
import Zip

/// The bytes of one run, and the size of the pieces in which they are fed.
struct FuzzInput {
  let bytes: [UInt8]
  let chunkBytes: Int
  private let limits: ReadLimits

  init(_ bytes: [UInt8], chunkBytes: Int, limits: ReadLimits) {
    self.limits = limits
    self.bytes = bytes
    self.chunkBytes = chunkBytes
  }

  private var source: any ByteSource { PiecewiseSource(bytes, pieceBytes: chunkBytes) }

  /// Reads every entry of an archive, then copies all into another and reads that.
  func archive() throws -> FuzzOutcome {
    var outcome = FuzzOutcome()
    var opened: ZipArchive?
    try outcome.pass { _ in
      opened = try ZipArchive(source, limits: limits, inputBytes: chunkBytes)
    }
    guard let archive = opened else { return outcome }
    for entry in archive.entries {
      outcome.count += 1
      try outcome.pass { pass in
        pass.take(entry.name.utf8)
        pass.take(try read(entry, of: archive))
      }
    }
    guard outcome.errors.isEmpty else { return outcome }
    try outcome.pass { _ in
      let sink = MemorySink()
      let writer = ZipWriter(sink)
      for entry in archive.entries { try writer.copy(entry, from: archive) }
      try writer.finish()
      let copy = try ZipArchive(MemorySource(sink.bytes), limits: limits)
      for (entry, copied) in zip(archive.entries, copy.entries) {
        guard try copy.bytes(of: copied) == archive.bytes(of: entry) else {
          throw BrokenPromise("a copied entry has other bytes")
        }
      }
    }
    return outcome
  }

  private func read(_ entry: ZipEntry, of archive: ZipArchive) throws -> [UInt8] {
    let reader = try archive.open(entry)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 16)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let count = try reader.read(into: buffer)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Reads a package of which one part is the input.
  func package(with part: String) throws -> FuzzOutcome {
    var outcome = FuzzOutcome()
    try outcome.read {
      let bytes = try SeedPackage.xlsx(replacing: part, with: bytes)
      let source = PiecewiseSource(bytes, pieceBytes: chunkBytes)
      let archive = try ZipArchive(source, limits: limits, inputBytes: chunkBytes)
      return try XLSXReader(archive, limits: limits, chunkBytes: chunkBytes)
    }
    return outcome
  }

  /// Reads a package whose content is the input, and the input as a flat file.
  func openDocument() throws -> FuzzOutcome {
    var outcome = FuzzOutcome()
    try outcome.read {
      let bytes = try SeedPackage.ods(content: bytes)
      let source = PiecewiseSource(bytes, pieceBytes: chunkBytes)
      let archive = try ZipArchive(source, limits: limits, inputBytes: chunkBytes)
      return try ODSReader(archive, limits: limits, chunkBytes: chunkBytes)
    }
    try outcome.read {
      return try ODSReader(flat: source, limits: limits, chunkBytes: chunkBytes)
    }
    return outcome
  }

  /// Reads delimited text as it shows itself, and with typed fields.
  func delimitedText() throws -> FuzzOutcome {
    var outcome = FuzzOutcome()
    for isTyped in [false, true] {
      try outcome.read {
        var options = CSVReadOptions()
        options.isTyped = isTyped
        return try CSVReader(source, name: "Biểu", options: options, limits: limits)
      }
    }
    return outcome
  }

  /// Makes delimited text Unicode, its encoding found and told by the first byte.
  func legacyText() throws -> FuzzOutcome {
    var outcome = FuzzOutcome()
    let told = LegacyEncoding.allCases[Int(bytes.first ?? 0) % LegacyEncoding.allCases.count]
    for encoding in [nil, told] {
      try outcome.read {
        var options = CSVReadOptions()
        options.isLegacy = true
        let reader = try CSVReader(source, name: "Biểu", options: options, limits: limits)
        return UnicodeWorkbook(reader, model: try SeedModel.model(), encoding: encoding)
      }
    }
    return outcome
  }

  /// Shows values of every kind under the code in the first line; the second one is a number.
  func shownValues() throws -> FuzzOutcome {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var styles = StyleTable()
    var style = CellStyle()
    style.numberFormat = String(decoding: lines.first ?? [], as: UTF8.self)
    styles.replaceDefault(style)
    let number = lines.dropFirst().first.map { String(decoding: $0.prefix(400), as: UTF8.self) }
    let value = number.flatMap(Double.init) ?? 0
    var row = Row()
    row.appendNumber(value.isFinite ? value : 1e300, column: 0)
    row.appendNumber(-45000.75, column: 1)
    row.appendText(number ?? "Xã", column: 2)
    row.appendBoolean(true, column: 3)
    row.appendTime(
      milliseconds: Int64(value.isFinite ? max(-1e15, min(1e15, value)) : 0), column: 4)
    var outcome = FuzzOutcome()
    for locale in DisplayLocale.allCases {
      try outcome.pass { pass in
        var display = CellDisplay(styles: styles, dateSystem: .excel1900, locale: locale)
        for cell in row.cells { try pass.take(cell, of: row, shownBy: &display) }
      }
      outcome.count += 1
    }
    return outcome
  }

  /// Reads an old binary workbook in its container, or its records alone.
  func oldWorkbook() throws -> FuzzOutcome {
    var outcome = FuzzOutcome()
    try outcome.read(withRuns: true) {
      guard bytes.starts(with: CompoundFile.signature) else {
        return try XLSReader(bare: source, limits: limits, chunkBytes: chunkBytes)
      }
      let file = try CompoundFile(source)
      return try XLSReader(file, limits: limits, chunkBytes: chunkBytes)
    }
    return outcome
  }

  /// Reads a file of any format.
  func workbook() throws -> FuzzOutcome {
    var outcome = FuzzOutcome()
    try outcome.read {
      return try WorkbookOpener.open(
        source, name: "Biểu.xlsx", csv: CSVReadOptions(), limits: limits, chunkBytes: chunkBytes)
    }
    return outcome
  }
}

/// Bytes in memory that come in pieces no larger than a size.
final class PiecewiseSource: ByteSource {
  private let memory: MemorySource
  private let pieceBytes: Int

  init(_ bytes: [UInt8], pieceBytes: Int) {
    memory = MemorySource(bytes)
    self.pieceBytes = pieceBytes
  }

  var size: Int { memory.size }

  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    let piece = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(pieceBytes))
    return try memory.read(at: offset, into: piece)
  }
}
