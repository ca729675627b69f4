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
  /// Writes observations in the order given.
  /// - Throws: what the sink throws.
  package static func write(
    _ groups: [SheetObservations], as format: ObservationFormat, to sink: any ByteSink
  ) throws(WorkbookError) {
    var lines = ObservationLines()
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
    _ source: any ByteSource, openTable: () throws(WorkbookError) -> any RowCursor
  ) throws -> [Observation] {
    try isJSON(source) ? readJSON(source) : readTable(openTable())
  }

  private static func isJSON(_ source: any ByteSource) throws(WorkbookError) -> Bool {
    var first: UInt8 = 0
    let outcome = withUnsafeMutableBytes(of: &first) { buffer in
      Result { () throws(WorkbookError) in try source.read(at: 0, into: buffer) }
    }
    return try outcome.get() == 1 && first == UInt8(ascii: "{")
  }

  private static func readTable(_ cursor: any RowCursor) throws -> [Observation] {
    var reader: ObservationTable.Reader?
    var observations: [Observation] = []
    var row = Row()
    var width = 0
    while try cursor.next(into: &row) {
      var fields = [String](repeating: "", count: max(width, (row.cells.last?.column ?? -1) + 1))
      for cell in row.cells { fields[cell.column] = row.text(of: cell) }
      if reader == nil {
        width = fields.count
        reader = try ObservationTable.Reader(head: fields, line: row.index + 1)
      } else if let observation = try reader?.observation(fields: fields, line: row.index + 1) {
        observations.append(observation)
      }
    }
    return observations
  }

  private static func readJSON(_ source: any ByteSource) throws -> [Observation] {
    var bytes = [UInt8](repeating: 0, count: source.size)
    let outcome = bytes.withUnsafeMutableBytes { buffer in
      Result { () throws(WorkbookError) in try source.fill(buffer, at: 0) }
    }
    _ = try outcome.get()
    var reader = ObservationTable.Reader()
    var observations: [Observation] = []
    for (index, line) in bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
      let text = String(decoding: line, as: UTF8.self)
      observations.append(try reader.observation(json: text, line: index + 1))
    }
    return observations
  }
}
