import SheetModel
import XML
import Zip

/// The parts of an OPC package, opened by name as XML.
struct PackageParts {
  let archive: ZipArchive
  let limits: ReadLimits
  /// The bytes of small parts that are in memory, their sizes and checksums proved.
  var inMemory: [String: [UInt8]] = [:]

  /// Whether the package has a part.
  func contains(_ path: String) -> Bool { archive.entry(named: path) != nil }

  /// The most bytes of a part that is kept in memory as a whole: anything but rows and strings.
  static let mostBytesKept = 256 << 20

  /// How a part is read.
  enum Manner {
    /// What it says is kept in memory, so its size has a tighter budget.
    case kept
    /// The same, and it is left before its end: chunks are small, as each is parsed as a whole.
    case partly
    /// Little of it is kept at a time.
    case streamed
    /// A worksheet without its cells.
    case aroundCells
  }

  /// A parser at the start of a part.
  /// - Throws: `missingPart`, and what the archive throws on opening.
  func parser(
    _ path: String, _ names: XMLNames, _ manner: Manner
  ) throws(WorkbookError) -> XMLPullParser {
    var limits = limits
    if manner == .kept || manner == .partly {
      limits.entryBytes = min(limits.entryBytes, Self.mostBytesKept)
    }
    guard let entry = archive.entry(named: path) else {
      throw WorkbookError(.missingPart, at: Place(part: path), found: .name(path, of: .part))
    }
    do {
      let input: any XMLInput =
        if let inflated = inMemory[path] { InflatedPartInput(inflated) } else {
          PackagePartInput(try archive.open(entry), limits: limits)
        }
      let most = manner == .partly ? 1024 : max(4096, entry.uncompressedSize)
      return parser(
        manner == .aroundCells ? SheetDataFilter(input, limits: self.limits) : input, names,
        limits: limits, chunkBytes: min(chunkBytes, most))
    } catch { throw error.located(in: Place(part: path)) }
  }

  /// A parser at the start of a part with rows, and the feed past which it lets rows be taken.
  ///
  /// Nil where pieces are so small that no row would fit; tests compare both ways.
  /// - Throws: what `parser` throws.
  func rowParser(
    _ path: String, _ names: XMLNames, opening: StaticString = "<sheetData>",
    rowEnd: StaticString = "</row>", threads: Int = 1
  ) throws(WorkbookError) -> (XMLPullParser, XMLRowFeed?) {
    guard chunkBytes >= Self.leastRowBytes else {
      return (try parser(path, names, .streamed), nil)
    }
    guard let entry = archive.entry(named: path) else {
      throw WorkbookError(.missingPart, at: Place(part: path), found: .name(path, of: .part))
    }
    do {
      let input: any XMLInput
      if let inflated = inMemory[path] {
        input = InflatedPartInput(inflated)
      } else {
        let part = PackagePartInput(try archive.open(entry), limits: limits)
        input = threads > 1 ? InflateAhead(part) : part
      }
      let most = min(chunkBytes, max(4096, entry.uncompressedSize))
      let feed = XMLRowFeed(
        input, opening: opening, rowEnd: rowEnd, windowBytes: most * 4)
      return (parser(feed, names, limits: limits, chunkBytes: most), feed)
    } catch { throw error.located(in: Place(part: path)) }
  }

  private func parser(
    _ input: any XMLInput, _ names: XMLNames, limits: ReadLimits, chunkBytes: Int
  ) -> XMLPullParser {
    let parser = XMLPullParser(input, names: names, limits: limits, chunkBytes: chunkBytes)
    parser.effortLimit = self.limits.emptyMarkupBytes
    return parser
  }

  /// Reads a part with `body` from its root element to the end of the document.
  /// - Throws: `malformedValue` for another root element, and what `body` throws; all of it located
  ///   in the part.
  func read(
    _ path: String, _ names: XMLNames, root: PartName, _ manner: Manner = .kept,
    _ body: (XMLPullParser) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    let parser = try parser(path, names, manner)
    do throws(WorkbookError) {
      guard try parser.root() == root else {
        throw WorkbookError(.malformedValue, at: Place(line: parser.line), found: "root element")
      }
      try body(parser)
      try parser.finish()
    } catch { throw error.located(in: Place(part: path)) }
  }

  /// What `read` returns; nil where what it reads is not well-formed XML.
  ///
  /// For what holds no figure, such as remarks and colours: LibreOffice and calamine open such
  /// workbooks too. A DTD, a damaged archive and a limit are errors all the same.
  @discardableResult
  static func ifWellFormed<Part>(
    _ read: () throws(WorkbookError) -> Part
  ) throws(WorkbookError) -> Part? {
    do throws(WorkbookError) {
      return try read()
    } catch {
      switch error.code {
      case .malformedXML where error.found != "DTD": return nil
      case .truncated, .invalidEncoding: return nil
      default: throw error
      }
    }
  }

  /// The least bytes at a time with which rows are looked for beside the parser.
  private static let leastRowBytes = 256

  /// How many bytes go to the XML parser at a time; tests make it small.
  var chunkBytes = 65_536
}

extension ReadLimits {
  /// The most that markup may cost which says nothing of the workbook, a quarter of `entryBytes`.
  ///
  /// Such are comments, padding, elements that are skipped, and cells without a value. Parts that
  /// are all content may be as large as `entryBytes`.
  var emptyMarkupBytes: Int { entryBytes / 4 }
}

/// The inflated bytes of a package part.
final class PackagePartInput: XMLInput {
  private let reader: ZipEntryReader
  private let limits: ReadLimits
  private var count = 0

  init(_ reader: ZipEntryReader, limits: ReadLimits) {
    self.reader = reader
    self.limits = limits
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    let read = try reader.read(into: buffer)
    count += read
    guard count <= limits.entryBytes else { throw WorkbookError.limit(.entryBytes, of: limits) }
    return read
  }
}

/// The bytes of a part that is in memory, its size and checksum proved.
final class InflatedPartInput: XMLInput {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    let count = min(buffer.count, bytes.count - offset)
    bytes.withUnsafeBytes { raw in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[offset..<(offset + count)]))
    }
    offset += count
    return count
  }
}
