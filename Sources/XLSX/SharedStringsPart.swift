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
  convenience init(_ path: String, in parts: PackageParts) throws(WorkbookError) {
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
    try parts.read(path, Self.names, root: .sst, .streamed) { parser throws(WorkbookError) in
      var text: [UInt8] = []
      var run: [UInt8] = []
      try parser.eachChild { name throws(WorkbookError) in
        guard name == .si else { return false }
        let start = byteCount
        if let plain = parser.takeOnlyChild(PartName.t.rawValue) {
          if EscapedText.isIn(plain) {
            text.removeAll(keepingCapacity: true)
            EscapedText.appendDecoded(plain, to: &text)
            text.withUnsafeBytes { append($0) }
          } else {
            append(plain)
          }
        } else {
          text.removeAll(keepingCapacity: true)
          try Self.appendText(of: parser, to: &text, run: &run, limits: limits)
          text.withUnsafeBytes { append($0) }
        }
        guard byteCount + (count - 1) * Self.bookkeeping <= budget else {
          throw WorkbookError.limit(.sharedStringBytes, of: limits)
        }
        parser.grant(1024 &+ (byteCount &- start) &* 64)
        return true
      }
    }
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

  /// After the start of `si` or `is`: appends the text of `t` and `r/t`, up to the element's end.
  /// - Throws: `limitExceeded` (textBytes) where the runs together are too long.
  static func appendText(
    of parser: XMLPullParser, to bytes: inout [UInt8], run: inout [UInt8], limits: ReadLimits
  ) throws(WorkbookError) {
    var depth = 0
    let start = bytes.count
    while true {
      switch try parser.next() {
      case .start:
        switch parser.part {
        case .t:
          try appendRun(of: parser, to: &bytes, run: &run)
          guard bytes.count - start <= limits.textBytes else {
            throw WorkbookError.limit(.textBytes, of: limits, at: Place(line: parser.line))
          }
        case .r:
          depth += 1
        default:
          try parser.skipElement()
        }
      case .end:
        if depth == 0 { return }
        depth -= 1
      case .text: continue
      case .endOfDocument: return
      }
    }
  }

  /// After the start of `t`: appends its text with escapes decoded.
  private static func appendRun(
    of parser: XMLPullParser, to bytes: inout [UInt8], run: inout [UInt8]
  ) throws(WorkbookError) {
    run.removeAll(keepingCapacity: true)
    while true {
      switch try parser.next() {
      case .text: parser.withText { run.append(contentsOf: $0) }
      case .start: try parser.skipElement()
      case .end, .endOfDocument:
        run.withUnsafeBytes { EscapedText.appendDecoded($0, to: &bytes) }
        return
      }
    }
  }

  private static let names = PartName.names([
    (.sst, "sst"), (.si, "si"), (.t, "t"), (.r, "r"), (.rPh, "rPh"),
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

  /// The strings, read once.
  /// - Throws: what reading the part throws, located in it.
  func load() throws(WorkbookError) -> SharedStringsPart {
    if let loaded { return loaded }
    var strings = SharedStringsPart()
    if let path, parts.contains(path) { strings = try SharedStringsPart(path, in: parts) }
    loaded = strings
    return strings
  }
}
