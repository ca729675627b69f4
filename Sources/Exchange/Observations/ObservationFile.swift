import FormModel
import Indicators
import SheetModel

/// The form of an observation file.
public enum ObservationFormat: String, Sendable, CaseIterable {
  /// The canonical CSV.
  case csv
  /// One JSON object a line.
  case jsonl
}

/// Files of observations: the canonical CSV, or one JSON object a line.
package enum ObservationFile {
  /// Writes observations in the order given; with the day of the units where any of them has one.
  /// - Throws: what the sink throws.
  package static func write(
    _ groups: [SheetObservations], as format: ObservationFormat, to sink: any ByteSink
  ) throws(WorkbookError) {
    let isMapped = groups.contains { group in
      guard case .list(let list) = group else { return false }
      return list.contains { $0.key.unitsAt != nil }
    }
    var lines = ObservationLines(marksUnits: isMapped)
    if format == .csv { lines.appendHead() }
    for group in groups {
      switch (group, format) {
      case (.form(let form), .csv):
        lines.begin(form)
        for figure in form.figures {
          lines.append(figure, of: form)
          try lines.drain(to: sink)
        }
      case (.list(let list), .csv):
        for observation in list {
          lines.append(observation)
          try lines.drain(to: sink)
        }
      case (.form(let form), .jsonl):
        for figure in form.figures {
          lines.append(json: form.observation(figure))
          try lines.drain(to: sink)
        }
      case (.list(let list), .jsonl):
        for observation in list {
          lines.append(json: observation)
          try lines.drain(to: sink)
        }
      }
    }
    try lines.drain(to: sink, all: true)
  }

  /// Reads a file of observations; JSON is known by its first byte, all else is CSV.
  ///
  /// `openTable` gives the rows of the file as a table with commas; it is called for CSV alone.
  /// - Throws: `ObservationTableError` with line and column of a record that is none, else what
  ///   reading the bytes throws.
  package static func read(
    _ source: any ByteSource, limits: ReadLimits = ReadLimits(),
    openTable: () throws(WorkbookError) -> any RowCursor
  ) throws -> [Observation] {
    var observations: [Observation] = []
    try read(source, limits: limits, remembersKeys: true, openTable: openTable) { observation, _ in
      observations.append(observation)
    }
    return observations
  }

  /// Reads a file of observations and hands each out with its line, from 1, as it comes.
  ///
  /// One that does not remember keys holds one record at a time, and leaves it to the caller that
  /// no key comes twice.
  /// - Throws: as `read`, and what `take` throws.
  package static func read(
    _ source: any ByteSource, limits: ReadLimits, remembersKeys: Bool,
    openTable: () throws(WorkbookError) -> any RowCursor,
    take: (Observation, Int) throws -> Void
  ) throws {
    if try isJSON(source) {
      try readJSON(source, limits, remembersKeys, take)
    } else {
      try readTable(openTable(), remembersKeys, take)
    }
  }

  private static func isJSON(_ source: any ByteSource) throws(WorkbookError) -> Bool {
    var first: UInt8 = 0
    let outcome = withUnsafeMutableBytes(of: &first) { buffer in
      Result { () throws(WorkbookError) in try source.read(at: 0, into: buffer) }
    }
    return try outcome.get() == 1 && first == UInt8(ascii: "{")
  }

  private static func readTable(
    _ cursor: any RowCursor, _ remembersKeys: Bool, _ take: (Observation, Int) throws -> Void
  ) throws {
    var reader: ObservationTable.Reader?
    var row = Row()
    var width = 0
    while try cursor.next(into: &row) {
      var fields = [String](repeating: "", count: max(width, (row.cells.last?.column ?? -1) + 1))
      for cell in row.cells { fields[cell.column] = row.text(of: cell) }
      let line = row.index + 1
      if reader == nil {
        width = fields.count
        reader = try ObservationTable.Reader(
          head: fields, line: line, remembersKeys: remembersKeys)
      } else if let observation = try reader?.observation(fields: fields, line: line) {
        try take(observation, line)
      }
    }
  }

  private static func readJSON(
    _ source: any ByteSource, _ limits: ReadLimits, _ remembersKeys: Bool,
    _ take: (Observation, Int) throws -> Void
  ) throws {
    var lines = TextLines(source, limits: limits)
    var reader = ObservationTable.Reader(remembersKeys: remembersKeys)
    var number = 0
    while let line = try lines.next() {
      number += 1
      guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) else { continue }
      let text = String(decoding: line, as: UTF8.self)
      try take(try reader.observation(json: text, line: number), number)
    }
  }
}

/// The lines of a text, read block by block.
private struct TextLines {
  private static let block = 1 << 18

  private let source: any ByteSource
  private let limits: ReadLimits
  private var bytes: [UInt8] = []
  private var start = 0
  /// Up to where there is no line end.
  private var searched = 0
  private var offset = 0

  init(_ source: any ByteSource, limits: ReadLimits) {
    self.source = source
    self.limits = limits
  }

  /// The next line without its end; nil at the end of the text.
  /// - Throws: `limitExceeded` for a line beyond `lineBytes`, and what reading throws.
  mutating func next() throws(WorkbookError) -> ArraySlice<UInt8>? {
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer {
          start = end + 1
          searched = start
        }
        return bytes[start..<end]
      }
      searched = bytes.count
      guard searched - start <= limits.lineBytes else { throw .limit(.lineBytes, of: limits) }
      guard try readOn() else {
        guard start < bytes.count else { return nil }
        defer { start = bytes.count }
        return bytes[start...]
      }
    }
  }

  private mutating func readOn() throws(WorkbookError) -> Bool {
    bytes.removeSubrange(..<start)
    searched -= start
    start = 0
    let kept = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: max(0, min(Self.block, source.size - offset))))
    let at = offset
    let outcome = bytes.withUnsafeMutableBytes { raw in
      Result { () throws(WorkbookError) in
        try source.fill(UnsafeMutableRawBufferPointer(rebasing: raw[kept...]), at: at)
      }
    }
    let count = try outcome.get()
    bytes.removeSubrange((kept + count)...)
    offset += count
    return count > 0
  }
}
