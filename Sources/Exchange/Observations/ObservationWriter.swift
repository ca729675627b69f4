import Indicators
import SheetModel

/// A file of observations that is written as they come.
package struct ObservationWriter {
  private var lines: ObservationLines
  private let format: ObservationFormat
  private let sink: any ByteSink

  /// Begins a file; the first bytes come with the first observations, or at the end.
  ///
  /// One of figures that were mapped must be told to mark their units, or its CSV would lose the day.
  package init(_ format: ObservationFormat, marksUnits: Bool = false, to sink: any ByteSink) {
    self.format = format
    self.sink = sink
    lines = ObservationLines(marksUnits: marksUnits)
    if format == .csv { lines.appendHead() }
  }

  /// Appends an observation.
  /// - Throws: what the sink throws.
  package mutating func append(_ observation: Observation) throws(WorkbookError) {
    switch format {
    case .csv: lines.append(observation)
    case .jsonl: lines.append(json: observation)
    }
    try lines.drain(to: sink)
  }

  /// Hands the last bytes over.
  /// - Throws: what the sink throws.
  package mutating func finish() throws(WorkbookError) { try lines.drain(to: sink, all: true) }
}
