import Indicators
import SheetModel
import WorkbookIO

/// Files of observations: the canonical CSV, or one JSON object a line.
enum ObservationFile {
  /// The form of a file: as given, else by its suffix; standard output is CSV.
  /// - Throws: `JobFailure` when neither tells.
  static func format(of path: String, given: ObservationFormat?) throws -> ObservationFormat {
    if let given { return given }
    if path == "-" { return .csv }
    let suffix = OutputPath(path).suffix
    guard let format = ObservationFormat(rawValue: suffix) else {
      throw JobFailure.notice(
        suffix.isEmpty ? .outputFormatUnclear(path) : .formatNotWritten(suffix, forms: false),
        .usage)
    }
    return format
  }

  /// Writes observations in the order given.
  static func write(
    _ observations: some Sequence<Observation>, as format: ObservationFormat, to sink: any ByteSink
  ) throws(WorkbookError) {
    switch format {
    case .csv:
      let outline = WorkbookOutline(sheets: [SheetLayout(name: "observations")])
      let writer = try WorkbookCreator.create(sink, format: .csv, outline: outline)
      try writer.beginSheet()
      var row = Row()
      func write(_ fields: [String], _ index: Int) throws(WorkbookError) {
        row.reset(index: index)
        for (column, field) in fields.enumerated() { row.appendText(field, column: column) }
        try writer.write(row)
      }
      try write(ObservationTable.head, 0)
      for (index, observation) in observations.enumerated() {
        try write(ObservationTable.fields(of: observation), index + 1)
      }
      try writer.finish()
    case .jsonl:
      var bytes: [UInt8] = []
      for observation in observations {
        bytes.append(contentsOf: ObservationTable.json(observation).utf8)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > 1 << 16 {
          try sink.write(bytes)
          bytes.removeAll(keepingCapacity: true)
        }
      }
      try sink.write(bytes)
    }
  }

  /// Reads a file of observations; JSON is known by its first byte.
  /// - Throws: `WorkbookError`, or `JobFailure` with line and column of a record that is none.
  static func read(_ path: String, limits: ReadLimits) throws -> [Observation] {
    let source = try InputSource(path, limits: limits)
    do {
      return try isJSON(source.bytes) ? readJSON(source) : readTable(source, limits: limits)
    } catch let error as ObservationTableError {
      throw JobFailure.notice(.observationsUnreadable(file: path, error), .badData)
    }
  }

  private static func isJSON(_ source: any ByteSource) throws(WorkbookError) -> Bool {
    var first: UInt8 = 0
    let outcome = withUnsafeMutableBytes(of: &first) { buffer in
      Result { () throws(WorkbookError) in try source.read(at: 0, into: buffer) }
    }
    return try outcome.get() == 1 && first == UInt8(ascii: "{")
  }

  private static func readTable(_ source: InputSource, limits: ReadLimits) throws -> [Observation] {
    var csv = CSVReadOptions()
    csv.delimiter = UInt8(ascii: ",")
    let workbook = try WorkbookOpener.open(
      source.bytes, name: source.name, csv: csv, limits: limits)
    let cursor = try workbook.rows(ofSheet: 0)
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

  private static func readJSON(_ source: InputSource) throws -> [Observation] {
    var bytes = [UInt8](repeating: 0, count: source.bytes.size)
    let outcome = bytes.withUnsafeMutableBytes { buffer in
      Result { () throws(WorkbookError) in try source.bytes.fill(buffer, at: 0) }
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
