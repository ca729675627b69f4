import Foundation
import Indicators
import SheetModel
import Text

/// What is wrong with a file of the archive, on purpose.
enum LegacyFault: CaseIterable {
  /// A figure that is none.
  case unreadable
  /// A commune that no list has, in a sheet without codes.
  case unknownUnit
  /// A row of totals that is not the sum.
  case wrongTotal
  /// A total beside boys and girls that is not their sum.
  case wrongParts
  /// A note that a bad conversion has left, in a file of Unicode.
  case halfConverted
}

/// What a migration of the archive must come to.
struct LegacyTruth {
  private var figures: [ObservationKey: (value: ExactDecimal?, status: ObservationStatus)] = [:]
  private var issues: [[String]] = []
  private var records = 0
  /// Where each personal number of a period stands: children who have one are one child.
  private var numbers: [String: [(file: String, sheet: String, row: Int)]] = [:]
  /// The files of the archive.
  var files = 0

  /// The sheet of a file of delimited text.
  static func sheet(of name: String) -> String {
    String((name.split(separator: "/").last ?? "").split(separator: ".").first ?? "")
  }

  /// Adds figures that must come across.
  mutating func add(_ observations: [Observation]) {
    for observation in observations {
      figures[observation.key] = (observation.value, observation.status)
    }
  }

  /// Adds something that must be told.
  mutating func issue(_ code: String, file: String, sheet: String = "", cell: String = "") {
    issues.append([code, file, sheet, cell])
  }

  /// Adds a matrix; of a copy only what contradicts the original, which comes first.
  mutating func add(_ matrix: ArchivedMatrix, file: String, sheet: String?, isCopy: Bool) {
    if !isCopy { add(matrix.book.expected) }
    let name = sheet ?? matrix.book.book.sheets.first?.layout.name ?? ""
    for (code, cell) in matrix.told { issue(code, file: file, sheet: name, cell: cell.description) }
  }

  /// Adds a register with the counts of its children.
  mutating func add(
    _ register: ArchivedRegister, file: String, sheet: String, keys: LegacyKeys, unit: String,
    period: ReportingPeriod
  ) {
    records += register.rows.count
    add(register.counts(keys: keys, unit: unit, period: period))
    for code in register.told { issue(code, file: file, sheet: sheet) }
    for (row, child) in register.rows {
      numbers["\(period) \(child.personalNumber)", default: []].append((file, sheet, row))
    }
  }

  /// The second row of each child that stands in several.
  private var duplicates: [[String]] {
    numbers.values.filter { $0.count > 1 }.map { places in
      let second = places.sorted { ($0.file, $0.row) < ($1.file, $1.row) }[1]
      return ["near-duplicate", second.file, second.sheet, "A\(second.row + 1)"]
    }
  }

  /// Writes the truth beside the files.
  func write(to folder: SampleFolder) throws {
    var bytes = Array("set,form,indicator,measure,breakdown,unit,period,value,status\n".utf8)
    for key in figures.keys.sorted() {
      let figure = figures[key]
      CSVLine.append(
        [
          key.set, key.form, key.indicator.description, key.measure.rawValue,
          key.breakdown.map(\.description).joined(separator: ";"), key.unit,
          key.period.description, figure?.value?.normalized.description ?? "",
          figure?.status.rawValue ?? "",
        ], to: &bytes)
    }
    try folder.write(bytes, to: "observations.csv")
    let lines = (issues + duplicates).map { String(decoding: CSVLine.bytes($0), as: UTF8.self) }
    try folder.write(
      Array(("code,file,sheet,cell\n" + lines.sorted().joined()).utf8), to: "issues.csv")
    let facts = "fact,count\nfiles,\(files)\nrecords,\(records)\nfigures,\(figures.count)\n"
    try folder.write(Array(facts.utf8), to: "facts.csv")
  }
}

/// A matrix of the archive with what is planted in it and what must be told of it.
struct ArchivedMatrix {
  private(set) var book: LegacyBook
  private(set) var fault: LegacyFault?
  /// Codes and cells that the report must name, and no others.
  private(set) var told: [(code: String, cell: CellAddress)] = []
  private let rows: Int
  /// The column of the first group; that of all children is before it.
  private let first: Int

  private static let firstRow = 8
  /// Groups of the old law that the mapping leaves to a person.
  private static let undecided = [4, 6]
  /// Groups that the mapping leaves out on purpose.
  private static let leftOut = [7, 8]

  init(_ book: LegacyBook, rows: Int, hasCodes: Bool) {
    self.book = book
    self.rows = rows
    first = hasCodes ? 4 : 3
    for row in Self.firstRow..<(Self.firstRow + rows) {
      for group in Self.undecided {
        for part in 0..<3 {
          told.append(
            ("no-counterpart", CellAddress(row: row, column: first + group * 3 + part)))
        }
      }
    }
  }

  private func cell(_ row: Int, _ column: Int) -> CellAddress {
    CellAddress(row: Self.firstRow + row, column: column)
  }

  private mutating func forget(_ address: CellAddress) {
    book.expected.removeAll { $0.origin?.cell == address.description }
  }

  /// Plants a fault, where it is one in a file that is put down so.
  mutating func plant(_ fault: LegacyFault?, in dress: LegacyDress) {
    if fault == .unknownUnit, first == 4 { return }
    if fault == .halfConverted, !dress.isUnicode { return }
    self.fault = fault
    switch fault {
    case .unreadable:
      // Boys of the third group.
      let address = cell(0, first + 7)
      book.book.sheets[0].set(address, .text("12a"))
      forget(address)
      told.append(("unreadable-figure", address))
    case .unknownUnit:
      let name = cell(0, first - 2)
      book.book.sheets[0].set(name, .text("Xã Không Có Thật"))
      told.removeAll { $0.cell.row == Self.firstRow }
      for column in (first - 2)..<(first + 36)
      where column < first || !Self.leftOut.contains((column - first) / 3) {
        forget(cell(0, column))
        told.append(("unknown-unit", cell(0, column)))
      }
    case .wrongTotal:
      let address = cell(rows, first - 1)
      book.book.sheets[0].add(1, to: address)
      told.append(("total-mismatch", address))
    case .wrongParts:
      let address = cell(0, first)
      change(address, by: 1)
      // The total is that of the rows, and so no more the sum of its own parts.
      book.book.sheets[0].add(1, to: cell(rows, first))
      told += [("parts-mismatch", address), ("parts-mismatch", cell(rows, first))]
    case .halfConverted:
      let address = cell(0, first + 36)
      book.book.sheets[0].set(address, .text("Đòa bàn vùng cao"))
      told.append(("uncertain-text", address))
    case nil: break
    }
  }

  /// Makes one figure differ from the original's, in agreement with its own total.
  mutating func contradict() {
    let address = cell(0, first - 1)
    change(address, by: 1)
    book.book.sheets[0].add(1, to: cell(rows, first - 1))
    told.append(("figure-disagrees", address))
  }

  private mutating func change(_ address: CellAddress, by amount: Int64) {
    let place = address.description
    guard let index = book.expected.firstIndex(where: { $0.origin?.cell == place }),
      let sum = (book.expected[index].value ?? .zero).adding(ExactDecimal(amount))
    else { return }
    book.expected[index].value = sum
    book.expected[index].status = sum.isZero ? .zero : .reported
    book.book.sheets[0].set(address, .number(sum.description))
  }
}
