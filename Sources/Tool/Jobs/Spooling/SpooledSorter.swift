import SheetModel
import Units
import WorkbookIO

/// Puts any number of records in order in bounded memory: runs of them wait in a spool file.
///
/// Records that come in order, as those of files that we wrote do, make one run. Of records that
/// are neither before nor behind each other the one added first comes first.
final class SpooledSorter<Record: SpoolRecord>: RecordSorter {
  /// A sorted run in the spool: where its bytes are, in their order.
  struct Run {
    var extents: [Range<Int>] = []
    var first: Record
    var last: Record
  }

  /// How much of records is held before they go to the spool, in bytes of memory.
  private let mostWeight: Int
  /// How many runs become one.
  private let mostRuns: Int
  private let precedes: (Record, Record) -> Bool
  private let spool: SpoolFile
  private var records: [Record] = []
  private var weight = 0
  /// Runs by how often they were merged, each level in the order of adding.
  private var levels: [[Run]] = [[]]
  private var reading: SpoolMerge<Record>?

  /// A sorter that spools to a file; others may have the same.
  init(
    _ spool: SpoolFile, mostWeight: Int = 12 << 20, mostRuns: Int = 24,
    _ precedes: @escaping (Record, Record) -> Bool
  ) {
    self.spool = spool
    self.mostWeight = mostWeight
    self.mostRuns = mostRuns
    self.precedes = precedes
  }

  /// Takes a record, in any order.
  /// - Throws: what writing to the spool throws.
  func add(_ record: Record) throws(WorkbookError) {
    records.append(record)
    weight += record.weight
    if weight >= mostWeight { try spill() }
  }

  /// The next record; nil after the last, when others may be added.
  /// - Throws: what reading from the spool throws.
  func next() throws(WorkbookError) -> Record? {
    if reading == nil { reading = try merge() }
    guard let record = try reading?.next() else {
      reading = nil
      forget()
      return nil
    }
    return record
  }

  /// All records in order, as often as they are asked for; none may be added any more.
  func merge() throws(WorkbookError) -> SpoolMerge<Record> {
    sort()
    return try SpoolMerge(levels.reversed().joined(), then: records, of: spool, precedes)
  }

  /// Takes the records of another sorter on the same spool, all of which come behind these among
  /// equals.
  func adopt(_ other: SpooledSorter) throws(WorkbookError) {
    if other.levels.contains(where: { !$0.isEmpty }) {
      try spill()
      try other.spill()
      for level in other.levels.reversed() {
        for run in level { try append(run) }
      }
    } else {
      for record in other.records { try add(record) }
    }
    other.levels = [[]]
    other.forget()
  }

  // MARK: Runs

  private func sort() {
    // Records in order stay as they are.
    let isSorted = zip(records, records.dropFirst()).allSatisfy { !precedes($1, $0) }
    guard !isSorted else { return }
    let order = records.indices.sorted { a, b in
      if precedes(records[a], records[b]) { return true }
      return precedes(records[b], records[a]) ? false : a < b
    }
    records = order.map { records[$0] }
  }

  private func forget() {
    for run in levels.joined() { release(run) }
    levels = [[]]
    records = []
    weight = 0
  }

  private func release(_ run: Run) {
    for extent in run.extents { spool.release(extent) }
  }

  private func spill() throws(WorkbookError) {
    sort()
    guard let first = records.first, let last = records.last else { return }
    let start = spool.size
    var bytes = SpoolWriter()
    for record in records { try write(record, &bytes) }
    try spool.append(bytes.take())
    records.removeAll(keepingCapacity: true)
    weight = 0
    try append(Run(extents: [start..<spool.size], first: first, last: last))
  }

  /// Appends a run, to the last one where it goes on from there.
  private func append(_ run: Run) throws(WorkbookError) {
    if let last = levels[0].last, !precedes(run.first, last.last) {
      var longer = last
      longer.extents += run.extents
      longer.last = run.last
      levels[0][levels[0].count - 1] = longer
      return
    }
    levels[0].append(run)
    var level = 0
    while levels[level].count >= mostRuns {
      let merged = try merged(levels[level])
      levels[level] = []
      if level + 1 == levels.count { levels.append([]) }
      levels[level + 1].append(contentsOf: merged)
      level += 1
    }
  }

  private func merged(_ runs: [Run]) throws(WorkbookError) -> [Run] {
    let merge = try SpoolMerge(runs, then: [], of: spool, precedes)
    let start = spool.size
    var bytes = SpoolWriter()
    var ends: (first: Record, last: Record)?
    while let record = try merge.next() {
      ends = (ends?.first ?? record, record)
      try write(record, &bytes)
    }
    try spool.append(bytes.take())
    for run in runs { release(run) }
    guard let ends else { return [] }
    return [Run(extents: [start..<spool.size], first: ends.first, last: ends.last)]
  }

  private func write(_ record: Record, _ bytes: inout SpoolWriter) throws(WorkbookError) {
    bytes.append(record)
    if bytes.count >= 1 << 18 { try spool.append(bytes.take()) }
  }
}
