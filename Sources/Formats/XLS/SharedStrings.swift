import SheetModel

/// The shared strings of a workbook ([MS-XLS] 2.4.265), in UTF-8 one behind another.
final class SharedStrings {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  /// The runs of all strings that have some, by their string.
  private var runs: [(string: UInt32, run: FontRun)] = []

  /// What a string and a run cost beside the text.
  private static let bytesAString = 12
  private static let bytesARun = 24

  /// 65,535 characters of three bytes, which may be read before they are found too many.
  private static let mostBytesOfAString = 3 * 65_535

  init() {}

  /// Reads the record at which the reader stands, and those that continue it.
  ///
  /// What the record states as its count is not believed: some programs write a larger one, some a
  /// smaller one. Up to it a string that is cut off is an error, behind it the end.
  /// - Throws: `malformedValue` for a string that is cut off, `limitExceeded` for
  ///   `sharedStringBytes` and `textBytes`.
  init(
    _ reader: RecordReader, fileBytes: Int, limits: ReadLimits, withRuns: Bool
  ) throws(WorkbookError) {
    var record = ContinuedRecord(reader, from: 8, isStrict: true)
    let stated = reader.data.u32(4)
    var index: UInt32 = 0
    let most = min(limits.sharedStringBytes, Int(UInt32.max))
    var budget = most
    // Room that is not written to costs nothing, and growing would hold all of it twice. A byte of
    // the file comes to two at most, and a string takes three.
    bytes.reserveCapacity(min(most &+ Self.mostBytesOfAString, fileBytes &* 2))
    ends.reserveCapacity(min(Int(stated), most / Self.bytesAString, fileBytes / 3))
    while try !record.isAtEnd() {
      record.isStrict = index < stated
      let start = bytes.count
      let characters = try record.number(bytes: 2)
      let flags = try record.number(bytes: 1)
      let runCount = flags & 8 != 0 ? try record.number(bytes: 2) : 0
      let phonetic = flags & 4 != 0 ? try record.number(bytes: 4) : 0
      try record.appendText(characters, isWide: flags & 1 != 0, to: &bytes)
      budget -= bytes.count - start + Self.bytesAString
      guard bytes.count - start <= limits.textBytes else {
        throw WorkbookError.limit(.textBytes, of: limits)
      }
      if withRuns, bytes.count > start {
        budget -= runCount * Self.bytesARun
        if budget < 0 { throw WorkbookError.limit(.sharedStringBytes, of: limits) }
        for _ in 0..<runCount {
          let position = try record.number(bytes: 2)
          let run = FontRun(position: position, font: try record.number(bytes: 2))
          runs.append((index, run))
        }
      } else {
        try record.skip(runCount * 4)
      }
      guard budget >= 0 else { throw WorkbookError.limit(.sharedStringBytes, of: limits) }
      try record.skip(phonetic)
      if record.isCutOff {
        bytes.removeLast(bytes.count - start)
        return
      }
      ends.append(UInt32(bytes.count))
      index += 1
    }
  }

  /// Lends the text of a string; nil for one that is not there.
  @inline(__always)
  func withText<T>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> T) -> T? {
    guard index >= 0, index < ends.count else { return nil }
    let start = index == 0 ? 0 : Int(ends[index &- 1])
    let end = Int(ends[index])
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
  }

  /// The runs of a string; none unless they were asked for.
  func runs(of index: Int) -> [FontRun] {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].string < index { low = middle + 1 } else { high = middle }
    }
    return runs[low...].prefix { $0.string == index }.map(\.run)
  }
}
