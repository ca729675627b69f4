import FormModel
import Indicators
import SheetModel
import VietnameseText

extension ObservationTable {
  /// Turns records into observations, one after another, and remembers the keys it has seen.
  ///
  /// A record that throws is not remembered; the reader can go on with the next one.
  public struct Reader: Sendable {
    private let columns: [Column]
    private let remembersKeys: Bool
    private var lines: [ObservationKey: Int] = [:]

    /// A reader of records that carry their own column names, as JSON Lines do.
    public init() { self.init(remembersKeys: true) }

    /// The same; one that does not remember keys leaves it to the caller that none comes twice.
    package init(remembersKeys: Bool) {
      columns = []
      self.remembersKeys = remembersKeys
    }

    /// A reader of records under a head; outer blanks and a byte order mark are set aside.
    /// - Throws: `ObservationTableError` for missing, unknown and repeated columns.
    public init(head: [String], line: Int = 1) throws(ObservationTableError) {
      try self.init(head: head, line: line, remembersKeys: true)
    }

    /// The same; one that does not remember keys leaves it to the caller that none comes twice.
    package init(
      head: [String], line: Int = 1, remembersKeys: Bool
    ) throws(ObservationTableError) {
      var columns: [Column] = []
      for (index, name) in head.enumerated() {
        let name = UTF8Text.trimmed(name)
        guard let column = Column(rawValue: name) else {
          throw ObservationTableError(.unknownColumn, line: line, column: "\(index + 1)")
        }
        if columns.contains(column) {
          throw ObservationTableError(.duplicateColumn, line: line, column: "\(column)")
        }
        columns.append(column)
      }
      for column in Column.allCases where column.isRequired && !columns.contains(column) {
        throw ObservationTableError(.missingColumn, line: line, column: "\(column)")
      }
      self.columns = columns
      self.remembersKeys = remembersKeys
    }

    /// The observation of a record's fields, which stand in the order of the head.
    /// - Throws: `ObservationTableError` with the line, the column and what was found there.
    public mutating func observation(
      fields: [String], line: Int
    ) throws(ObservationTableError) -> Observation {
      guard fields.count == columns.count else {
        throw ObservationTableError(.wrongFieldCount, line: line, found: "\(fields.count)")
      }
      var record: [Column: String] = [:]
      for (column, field) in zip(columns, fields) where !field.isEmpty { record[column] = field }
      return try observation(record: record, line: line)
    }

    /// The observation of a record by column; absent and empty are the same.
    mutating func observation(
      record: [Column: String], line: Int
    ) throws(ObservationTableError) -> Observation {
      let fields = RecordFields(texts: record, line: line)
      let key = try fields.key()
      let status = try fields.required(.status, ObservationStatus.init(rawValue:))
      let value = try fields.value(for: status)
      if remembersKeys {
        if let first = lines[key] { throw .duplicate(key, line: line, firstLine: first) }
        lines[key] = line
      }
      return Observation(
        key: key, value: value, status: status, explanation: record[.explanation] ?? "",
        origin: fields.origin)
    }
  }

  /// The texts of one record, read column by column.
  private struct RecordFields {
    let texts: [Column: String]
    let line: Int

    func key() throws(ObservationTableError) -> ObservationKey {
      ObservationKey(
        set: try required(.set) { $0 }, form: try required(.form) { $0 },
        formVersion: try required(.formVersion, version),
        indicator: try required(.indicator) { IndicatorID($0) },
        measure: try required(.measure, Measure.init(rawValue:)), breakdown: try breakdown(),
        unit: try required(.unit) { $0 }, period: try required(.period) { ReportingPeriod($0) },
        unitsAt: try unitsAt())
    }

    private func unitsAt() throws(ObservationTableError) -> CalendarDate? {
      guard let text = texts[.unitsAt] else { return nil }
      guard let day = CalendarDate(text) else { throw malformed(.unitsAt) }
      return day
    }

    func required<T>(
      _ column: Column, _ read: (String) -> T?
    ) throws(ObservationTableError) -> T {
      guard let text = texts[column], let value = read(text) else { throw malformed(column) }
      return value
    }

    func value(for status: ObservationStatus) throws(ObservationTableError) -> ExactDecimal? {
      var value: ExactDecimal?
      if let text = texts[.value] {
        guard let number = ExactDecimal(text) else { throw malformed(.value) }
        value = number
      }
      let agrees =
        switch status {
        case .reported: value.map { !$0.isZero } ?? false
        case .zero: value?.isZero ?? false
        case .missing, .notApplicable: value == nil
        }
      guard agrees else {
        throw ObservationTableError(
          .statusContradictsValue, line: line, column: "\(Column.status)",
          found: value.map { "\(status) \($0)" } ?? "\(status)")
      }
      return value
    }

    var origin: Origin? {
      let parts: [Column] = [.sourceFile, .sourceSHA256, .sourceSheet, .sourceCell, .sourceText]
      guard parts.contains(where: { texts[$0] != nil }) else { return nil }
      return Origin(
        file: texts[.sourceFile] ?? "", sha256: texts[.sourceSHA256] ?? "",
        sheet: texts[.sourceSheet] ?? "", cell: texts[.sourceCell] ?? "",
        typed: texts[.sourceText] ?? "")
    }

    private func breakdown() throws(ObservationTableError) -> [BreakdownValue] {
      var values: [BreakdownValue] = []
      var breakdowns: Set<Substring> = []
      guard let text = texts[.breakdown] else { return values }
      for part in text.split(separator: ";", omittingEmptySubsequences: false) {
        let sides = part.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty,
          breakdowns.insert(sides[0]).inserted
        else { throw malformed(.breakdown) }
        values.append(BreakdownValue(breakdown: String(sides[0]), category: String(sides[1])))
      }
      return values
    }

    private func version(_ text: String) -> Int? { Int(text).flatMap { $0 >= 1 ? $0 : nil } }

    private func malformed(_ column: Column) -> ObservationTableError {
      let text = texts[column] ?? ""
      return ObservationTableError(
        .malformedValue, line: line, column: "\(column)",
        found: column == .value ? Evidence(figure: text) : Evidence(code: text))
    }
  }
}

extension ObservationTableError {
  /// The error of a second record of a key.
  package static func duplicate(
    _ key: ObservationKey, line: Int, firstLine: Int
  ) -> ObservationTableError {
    ObservationTableError(
      .duplicateKey, line: line, found: "\(key.indicator)", firstLine: firstLine)
  }
}
