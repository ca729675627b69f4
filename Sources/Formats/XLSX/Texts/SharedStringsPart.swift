import SheetModel
import XML
import Zip

/// The shared strings of a workbook (ECMA-376 Part 1, 18.4.9): one byte arena and where each ends.
///
/// Rich text is joined; phonetic runs (18.4.6) are no part of what a cell says and are left out.
/// Nothing changes once the part is read, so that parsers on several threads may look strings up.
final class SharedStringsPart: @unchecked Sendable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity: Int
  private var byteCount = 0
  private var ends: UnsafeMutablePointer<UInt32>
  private var endCapacity = 64
  /// The number of strings.
  private(set) var count = 0
  /// The stretches of strings that have fonts of their own, where they were asked for.
  private(set) var runs: StringRuns?

  /// What an index costs while its block grows: 4 bytes in the old one, 8 in the new one.
  private static let bookkeeping = 12

  /// No strings, for workbooks without the part; room for so many bytes of text.
  init(room: Int = 0) {
    byteCapacity = max(64, room)
    bytes = .allocate(capacity: byteCapacity)
    ends = .allocate(capacity: endCapacity)
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
  }

  /// Reads the part.
  /// - Throws: `limitExceeded` (sharedStringBytes) beyond the budget; its bookkeeping counts too;
  ///   `outOfResources` where the system has no room for the texts.
  convenience init(
    _ path: String, includesRuns: Bool = false, in parts: PackageParts
  ) throws(WorkbookError) {
    let limits = parts.limits
    let budget = min(limits.sharedStringBytes, Int(UInt32.max))
    var room = 0
    if let size = parts.archive.entry(named: path)?.uncompressedSize {
      // Room that is not written to costs no memory, while growing would double what is there.
      // The text that goes beyond the budget must find room too.
      let most = budget.addingReportingOverflow(limits.textBytes)
      room = max(0, min(size, most.overflow ? budget : most.partialValue))
      try SystemMemory.require(room)
    }
    self.init(room: room)
    if includesRuns { runs = StringRuns() }
    do throws(WorkbookError) {
      let (parser, feed) = try parts.rowParser(
        path, Self.names, opening: "<sst ", rowEnd: "</si>")
      guard try parser.root() == .sst else {
        throw WorkbookError(.malformedValue, at: Place(line: parser.line), found: "root element")
      }
      var reading = Reading(parser: parser, limits: limits, budget: budget)
      if includesRuns { reading.runs = [] }
      while true {
        if let feed, feed.isBeforeRow(of: PartName.sst.rawValue, at: 1...1, parser),
          try takePlain(feed, &reading)
        {
          continue
        }
        guard try readNext(&reading) else { break }
      }
      try parser.finish()
    } catch { throw error.located(in: Place(part: path)) }
  }

  /// What is needed while the part is read.
  private struct Reading {
    let parser: XMLPullParser
    let limits: ReadLimits
    let budget: Int
    var text: [UInt8] = []
    var run: [UInt8] = []
    /// The stretches of the string being read; nil where they are not asked for.
    var runs: [TextRun]?
  }

  /// Goes on to the next event, and reads the strings that begin there; false at the end.
  private func readNext(_ reading: inout Reading) throws(WorkbookError) -> Bool {
    switch try reading.parser.next() {
    case .text: return true
    case .end, .endOfDocument: return false
    case .start: break
    }
    switch reading.parser.part {
    case .si: try readString(&reading)
    case .alternateContent, .fallback:
      let parser = reading.parser
      try parser.eachChild { name throws(WorkbookError) in
        guard name == .si else { return false }
        try readString(&reading)
        return true
      }
    default: try reading.parser.skipElement()
    }
    return true
  }

  /// After the start of `si`: adds the string.
  private func readString(_ reading: inout Reading) throws(WorkbookError) {
    let start = byteCount
    if let plain = reading.parser.takeOnlyChild(PartName.t.rawValue) {
      append(plain, &reading.text)
    } else {
      reading.text.removeAll(keepingCapacity: true)
      reading.runs?.removeAll(keepingCapacity: true)
      try Self.appendText(
        of: reading.parser, to: &reading.text, run: &reading.run, runs: &reading.runs,
        limits: reading.limits)
      reading.text.withUnsafeBytes { append($0) }
      if let found = reading.runs { runs?.add(found, ofString: count - 1) }
    }
    try account(start, reading)
  }

  /// Takes strings of plain markup from the bytes past the parser; false where there are no more.
  private func takePlain(
    _ feed: XMLRowFeed, _ reading: inout Reading
  ) throws(WorkbookError) -> Bool {
    var isAny = false
    repeat {
      var markup = feed.markup()
      var strings = 0
      var behind = markup
      while markup.pass("<si><t>") || markup.pass("<si><t xml:space=\"preserve\">") {
        guard let text = markup.text(), text.count <= reading.limits.textBytes,
          markup.pass("</t></si>")
        else { break }
        let start = byteCount
        append(text, &reading.text)
        try account(start, reading)
        strings += 1
        markup.passBlanks()
        behind = markup
      }
      if strings > 0 {
        isAny = true
        let bytes = feed.take(behind)
        try reading.parser.pass(bytes: bytes, elements: strings * 2, lines: behind.lines)
      }
      if !markup.isCutOff { break }
    } while try feed.fill()
    if !isAny { try feed.passRow() }
    return isAny
  }

  /// Counts the string that begins at `start` in the arena.
  /// - Throws: `limitExceeded` (sharedStringBytes) beyond the budget.
  private func account(_ start: Int, _ reading: Reading) throws(WorkbookError) {
    let kept = (count - 1) * Self.bookkeeping + (runs?.byteCount ?? 0)
    guard byteCount + kept <= reading.budget else {
      throw WorkbookError.limit(.sharedStringBytes, of: reading.limits)
    }
    reading.parser.grant(1024 &+ (byteCount &- start) &* 64)
  }

  /// Appends a string, its escapes decoded.
  private func append(_ plain: UnsafeRawBufferPointer, _ scratch: inout [UInt8]) {
    guard EscapedText.isIn(plain) else { return append(plain) }
    scratch.removeAll(keepingCapacity: true)
    EscapedText.appendDecoded(plain, to: &scratch)
    scratch.withUnsafeBytes { append($0) }
  }

  /// The bytes of a string; nil for an index out of range.
  @inline(__always)
  subscript(index: Int) -> UnsafeRawBufferPointer? {
    guard index >= 0, index < count else { return nil }
    let start = index == 0 ? 0 : Int(ends[index &- 1])
    return UnsafeRawBufferPointer(start: bytes + start, count: Int(ends[index]) &- start)
  }

  private func append(_ text: UnsafeRawBufferPointer) {
    if byteCapacity - byteCount < text.count {
      let capacity = max(byteCapacity * 2, byteCount + text.count)
      bytes = Self.grown(bytes, byteCount, to: capacity)
      byteCapacity = capacity
    }
    if let source = text.baseAddress {
      UnsafeMutableRawPointer(bytes + byteCount).copyMemory(from: source, byteCount: text.count)
    }
    byteCount += text.count
    if count == endCapacity {
      endCapacity *= 2
      ends = Self.grown(ends, count, to: endCapacity)
    }
    // The budget is below 4 GiB.
    (ends + count).initialize(to: UInt32(clamping: byteCount))
    count += 1
  }

  private static func grown<Element: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }

  private static let names = PartName.names([
    (.sst, "sst"), (.si, "si"), (.t, "t"), (.r, "r"), (.rPh, "rPh"), (.rPr, "rPr"),
    (.rFont, "rFont"), (.val, "val"),
  ])
}

/// Reads the shared strings of a workbook when the first cell needs one: a sheet of numbers does
/// not pay for them.
final class SharedStringsLoader {
  private let path: String?
  private let parts: PackageParts
  /// The strings, once they are read.
  private(set) var loaded: SharedStringsPart?

  /// The strings of a part; none where there is no part.
  init(_ path: String?, in parts: PackageParts) {
    self.path = path
    self.parts = parts
  }

  /// The strings, read once, or once more where their runs are asked for later.
  /// - Throws: what reading the part throws, located in it.
  func load(includesRuns: Bool) throws(WorkbookError) -> SharedStringsPart {
    if let loaded, loaded.runs != nil || !includesRuns { return loaded }
    var strings = SharedStringsPart()
    if let path, parts.contains(path) {
      strings = try SharedStringsPart(path, includesRuns: includesRuns, in: parts)
    }
    loaded = strings
    return strings
  }
}
