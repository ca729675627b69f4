import FormModel
import Indicators
import SheetModel
import Text

/// Observations as lines of their file, in one buffer: the canonical CSV, or JSON Lines.
///
/// The CSV is that of `CSVWriter` with its usual dialect. What the figures of a form or of a sheet
/// share is put into bytes once.
package struct ObservationLines {
  private static let enough = 1 << 17
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")

  private(set) var bytes: [UInt8] = []
  /// The fields from `set` to `breakdown` of each entry of a plan.
  private var heads: [ObjectIdentifier: [[UInt8]]] = [:]
  private var current: [[UInt8]] = []
  /// The fields `unit` and `period` of the sheet, and those of its file and name.
  private var subject: [UInt8] = []
  private var source: [UInt8] = []
  /// Whether each line says the day of its unit.
  private let marksUnits: Bool

  /// Lines, none yet; those of figures that were mapped to the units of a day say so.
  package init(marksUnits: Bool = false) {
    self.marksUnits = marksUnits
    bytes.reserveCapacity(Self.enough + 4096)
  }

  /// Hands what has gathered to the sink, when it is enough or with `all`.
  package mutating func drain(to sink: any ByteSink, all: Bool = false) throws(WorkbookError) {
    guard all ? !bytes.isEmpty : bytes.count >= Self.enough else { return }
    try sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Appends the head line of the CSV.
  package mutating func appendHead() {
    CSVLine.append(
      marksUnits ? ObservationTable.mappedHead : ObservationTable.head, to: &bytes)
  }

  /// Appends an observation as a line of the CSV.
  package mutating func append(_ observation: Observation) {
    var isFirst = true
    for field in ObservationTable.fields(of: observation) {
      if !isFirst { bytes.append(Self.comma) }
      isFirst = false
      CSVLine.append(field, to: &bytes)
    }
    if marksUnits {
      bytes.append(Self.comma)
      if let day = observation.key.unitsAt { bytes += day.description.utf8 }
    }
    bytes.append(Self.newline)
  }

  /// Appends an observation as a JSON object.
  package mutating func append(json observation: Observation) {
    bytes += ObservationTable.json(observation).utf8
    bytes.append(Self.newline)
  }

  // MARK: Figures of forms

  /// Begins a sheet, whose figures then follow.
  package mutating func begin(_ form: FormObservations) {
    let plan = ObjectIdentifier(form.plan)
    if let known = heads[plan] {
      current = known
    } else {
      current = form.plan.entries.map { Self.head($0, of: form.plan.definition) }
      heads[plan] = current
    }
    subject = []
    CSVLine.append(form.unit, to: &subject)
    subject.append(Self.comma)
    CSVLine.append(form.period.description, to: &subject)
    subject.append(Self.comma)
    source = [Self.comma]
    for text in [form.file, form.sha256, form.sheet] {
      CSVLine.append(text, to: &source)
      source.append(Self.comma)
    }
  }

  private static func head(
    _ entry: ObservationPlan.Entry, of form: FormDefinition
  ) -> [UInt8] {
    var head: [UInt8] = []
    let texts = [
      form.set, form.id, String(form.version), entry.indicator.description,
      entry.measure.rawValue, ObservationTable.text(of: entry.breakdown),
    ]
    for text in texts {
      CSVLine.append(text, to: &head)
      head.append(comma)
    }
    return head
  }

  /// Appends a figure of the sheet that was begun as a line of the CSV.
  package mutating func append(_ figure: FormObservations.Figure, of form: FormObservations) {
    bytes += current[figure.entry]
    bytes += subject
    if let value = figure.value { Self.append(value, to: &bytes) }
    bytes.append(Self.comma)
    bytes += figure.status.rawValue.utf8
    bytes.append(Self.comma)
    form.withTexts(of: figure) { typed, explanation in
      CSVLine.append(explanation, to: &bytes)
      bytes += source
      if let address = figure.address {
        bytes += address.description.utf8
      }
      bytes.append(Self.comma)
      CSVLine.append(typed, to: &bytes)
    }
    // A form is of the units of its period.
    if marksUnits { bytes.append(Self.comma) }
    bytes.append(Self.newline)
  }

  /// A number as its description says it.
  private static func append(_ value: ExactDecimal, to bytes: inout [UInt8]) {
    guard value.scale == 0, value.coefficient >= 0, value.coefficient < 1000 else {
      bytes += value.description.utf8
      return
    }
    let number = Int(value.coefficient)
    if number >= 100 { bytes.append(UInt8(0x30 + number / 100)) }
    if number >= 10 { bytes.append(UInt8(0x30 + number / 10 % 10)) }
    bytes.append(UInt8(0x30 + number % 10))
  }
}
