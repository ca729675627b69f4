import SheetModel
import WorkbookIO

/// Sorted runs as one: the smallest of their next records, of equals that of the first run.
final class SpoolMerge<Record: SpoolRecord> {
  private struct Head {
    var record: Record
    var run: Int
  }

  private let precedes: (Record, Record) -> Bool
  private var runs: [SpoolRun<Record>] = []
  private var rest: [Record]
  private var index = 0
  /// A heap: no head is before the one at half its place.
  private var heads: [Head] = []

  /// A merge of runs in the spool and a last one in memory.
  init(
    _ runs: some Sequence<SpooledSorter<Record>.Run>, then rest: [Record], of spool: SpoolFile,
    _ precedes: @escaping (Record, Record) -> Bool
  ) throws(WorkbookError) {
    self.precedes = precedes
    self.rest = rest
    for run in runs { self.runs.append(SpoolRun(run.extents, of: spool)) }
    for run in 0...self.runs.count {
      if let record = try next(of: run) {
        heads.append(Head(record: record, run: run))
        rise()
      }
    }
  }

  /// The next record; nil after the last.
  /// - Throws: what reading the spool throws.
  func next() throws(WorkbookError) -> Record? {
    guard let head = heads.first else { return nil }
    if let record = try next(of: head.run) {
      heads[0].record = record
    } else {
      let last = heads.removeLast()
      guard !heads.isEmpty else { return head.record }
      heads[0] = last
    }
    sink()
    return head.record
  }

  private func next(of run: Int) throws(WorkbookError) -> Record? {
    guard run == runs.count else { return try runs[run].next() }
    guard index < rest.count else {
      rest = []
      return nil
    }
    index += 1
    return rest[index - 1]
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    if precedes(heads[a].record, heads[b].record) { return true }
    return precedes(heads[b].record, heads[a].record) ? false : heads[a].run < heads[b].run
  }

  private func rise() {
    var place = heads.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      heads.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private func sink() {
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heads.count {
        if isBefore(child, least) { least = child }
      }
      guard least != place else { return }
      heads.swapAt(place, least)
      place = least
    }
  }
}

/// The records of one run, read block by block.
private final class SpoolRun<Record: SpoolRecord> {
  private let spool: SpoolFile
  private var extents: [Range<Int>]
  private var reader = SpoolReader()
  private var buffer: [UInt8] = []
  private var start = 0

  init(_ extents: [Range<Int>], of spool: SpoolFile) {
    self.spool = spool
    self.extents = extents.reversed()
  }

  func next() throws(WorkbookError) -> Record? {
    guard try has(SpoolWriter.headBytes) else { return nil }
    let size = SpoolWriter.size(of: buffer[start...])
    start += SpoolWriter.headBytes
    guard try has(size.bytes) else { throw broken }
    // Each time of writing began anew.
    if size.isFirst { reader = SpoolReader() }
    reader.begin(buffer[start..<(start + size.bytes)])
    start += size.bytes
    guard let record = Record(from: &reader), !reader.isBroken else { throw broken }
    return record
  }

  private var broken: WorkbookError { WorkbookError(.unreadable, found: "spool") }

  /// Whether so many bytes are there, after reading on where they were not.
  private func has(_ count: Int) throws(WorkbookError) -> Bool {
    while buffer.count - start < count {
      guard let extent = extents.popLast() else { return false }
      let part = extent.lowerBound..<min(extent.upperBound, extent.lowerBound + (1 << 16))
      if part.upperBound < extent.upperBound {
        extents.append(part.upperBound..<extent.upperBound)
      }
      buffer.removeSubrange(..<start)
      start = 0
      let kept = buffer.count
      buffer.append(contentsOf: repeatElement(0, count: part.count))
      let outcome = buffer.withUnsafeMutableBytes { raw in
        Result { () throws(WorkbookError) in
          try spool.read(
            at: part.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: raw[kept...]))
        }
      }
      try outcome.get()
    }
    return true
  }
}
