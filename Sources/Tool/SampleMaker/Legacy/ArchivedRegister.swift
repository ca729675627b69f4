import FormModel
import Indicators
import SheetModel

/// A register of the archive with what is planted in it and what must be told of it.
struct ArchivedRegister {
  /// A fault of a row, by the field that is changed.
  struct Fault {
    var field: Int
    var value: String
    /// The rule that must be told of the sheet.
    var code: String
    /// Whether the row must not be counted before a person has decided.
    var isHeld: Bool
  }

  /// The fields are those of `LegacyRegister.fields`.
  static let faults = [
    Fault(field: 4, value: "31/02/15", code: "date-impossible", isHeld: true),
    Fault(field: 4, value: "05/03/1995", code: "not-under-age", isHeld: true),
    Fault(field: 5, value: "?", code: "category-unknown", isHeld: true),
    Fault(field: 9, value: "99", code: "category-unknown", isHeld: true),
    Fault(field: 7, value: "01234", code: "number-digits", isHeld: false),
    Fault(field: 6, value: "Sao Hỏa", code: "ethnic-unknown", isHeld: false),
    Fault(field: 3, value: "", code: "required", isHeld: true),
  ]

  private let register: LegacyRegister
  private let fault: Fault?
  /// The row that has the fault, from 0.
  private let faulty = 3

  init(_ register: LegacyRegister, fault: Int?) {
    self.register = register
    self.fault = fault.map { Self.faults[$0] }
  }

  private func row(_ index: Int) -> [String] {
    var row = register.row(index)
    if let fault, index == faulty { row[fault.field] = fault.value }
    return row
  }

  /// The children that must be in the clean register, with their rows in the sheet, from 0.
  var rows: [(row: Int, child: LegacyRegister.Child)] {
    (0..<register.count).filter { !(fault?.isHeld ?? false) || $0 != faulty }
      .map { (row: $0 + 1, child: register.child($0, without: $0 == faulty ? fault?.field : nil)) }
  }

  /// The rules that the report must name for the sheet.
  var told: [String] {
    var told = fault.map { [$0.code] } ?? []
    if fault?.isHeld ?? false { told.append("row-held-back") }
    // The year in the personal number is that of the child, not the one planted.
    if fault?.code == "not-under-age" { told.append("number-birth-year") }
    return told
  }

  /// The lines of delimited text.
  var text: String { LegacyRegister.text(of: (0..<register.count).map(row)) }

  /// The workbook, all cells texts.
  var book: SampleBook {
    var book = register.book()
    guard let fault else { return book }
    let address = CellAddress(row: faulty + 1, column: fault.field)
    if fault.value.isEmpty {
      book.sheets[0].cells[address] = nil
    } else {
      book.sheets[0].set(address, .text(fault.value))
    }
    return book
  }

  /// The counts that the children come to, by code that knows nothing of the tool's counting.
  func counts(keys: LegacyKeys, unit: String, period: ReportingPeriod) -> [Observation] {
    var observations: [Observation] = []
    let children = rows.map(\.child)
    for (indicator, wantsSupport) in [("I:0301", false), ("I:0302", true)] {
      guard let id = IndicatorID(indicator),
        let form = keys.library.forms.first(where: {
          $0.matrix?.rows.contains { $0.target?.indicator == id } ?? false
        }), let matrix = form.matrix
      else { continue }
      for cell in matrix.figureCells where matrix.content(cell) != .closed {
        guard let target = matrix.rows[cell.row].target, target.indicator == id,
          target.measure == .count
        else { continue }
        let breakdown = matrix.breakdown(cell)
        guard breakdown.allSatisfy({ Self.known.contains($0.breakdown) }) else { continue }
        let count = children.count { child in
          (!wantsSupport || child.isSupported)
            && breakdown.allSatisfy { Self.has(child, $0, on: period.lastDay) }
        }
        observations.append(
          Observation(
            key: ObservationKey(
              set: form.set, form: form.id, formVersion: form.version, indicator: id,
              measure: .count, breakdown: breakdown, unit: unit, period: period),
            value: ExactDecimal(Int64(count)), status: count == 0 ? .zero : .reported))
      }
    }
    return observations
  }

  /// What the register tells of a child.
  private static let known: Set<String> = ["sex", "age", "circumstance"]

  private static func has(
    _ child: LegacyRegister.Child, _ value: BreakdownValue, on day: CalendarDate
  ) -> Bool {
    switch value.breakdown {
    case "sex": return (value.category == "male") == child.isMale
    case "circumstance": return child.circumstances.contains(value.category)
    case "age":
      guard let age = child.birth?.age(on: day) else { return false }
      switch value.category {
      case "under-6": return age < 6
      case "6-to-under-11": return (6..<11).contains(age)
      case "11-to-under-16": return (11..<16).contains(age)
      default: return false
      }
    default: return false
    }
  }
}

extension LegacyRegister {
  /// The child of a row whose field has something else; a number that is none joins no rows.
  fileprivate func child(_ index: Int, without field: Int?) -> Child {
    var child = child(index)
    if field == 7 { child.personalNumber = "row \(seed) \(index)" }
    return child
  }
}
