import FormModel
import SheetModel
import Tables
import VietnameseText

/// The head of a register found in a sheet.
package struct RegisterHead {
  /// The sheet's column of each of the form's columns that was found.
  var columns: [Int: Int] = [:]
  /// The first line of the head, an index into the grid's lines.
  var top: Int
  /// The first row below the head and its marks.
  var firstRow: Int
  var misfits: [Misfit] = []

  /// The share of the form's columns that the sheet has.
  func fit(_ form: FormIndex) -> Double {
    Double(columns.count) / Double(max(1, form.marks.count))
  }
}

/// Looks for the head of a register by the labels of its columns, in one row or in several.
struct RegisterHeadSearch {
  let form: FormIndex
  let register: RegisterDefinition
  let scan: SheetScan

  /// A head stands in the first hundred filled rows, or nowhere.
  private static let deepest = 100

  /// The head; nil where fewer than three columns are labelled.
  static func head(_ form: FormIndex, in scan: SheetScan) -> RegisterHead? {
    guard let register = form.definition.register else { return nil }
    return RegisterHeadSearch(form: form, register: register, scan: scan).head()
  }

  private func head() -> RegisterHead? {
    let richest = HeadLines.richest(
      in: 0..<min(scan.grid.lines.count, Self.deepest), tallest: 1,
      least: min(3, register.columns.count)
    ) { Set(labelled($0).map(\.definition)) }
    guard var lines = richest else { return nil }
    func isLabelled(_ line: Int) -> Bool {
      scan.grid.lines.indices.contains(line) && !labelled(line).isEmpty
    }
    let (above, below) = (lines.lowerBound - 1, lines.upperBound)
    if isLabelled(above) { lines = above..<lines.upperBound }
    if isLabelled(below) { lines = lines.lowerBound..<(below + 1) }
    let next = lines.upperBound
    let hasMarks =
      next < scan.grid.lines.count && MarkLine.isMostly(form.marks, next, of: scan)
    let last = hasMarks ? next : next - 1
    var head = RegisterHead(top: lines.lowerBound, firstRow: scan.grid.lines[last].index + 1)
    bindColumns(&head, lines: lines)
    reportForeignHeads(&head, lines: lines)
    head.misfits.sort { $0.address < $1.address }
    return head
  }

  /// The cells of a line that are labels of the form.
  private func labelled(_ line: Int) -> [(cell: Int, definition: Int)] {
    scan.labels(inLine: line).compactMap { cell, key in
      form.columns[key]?.first.map { (cell, $0) }
    }
  }

  private func bindColumns(_ head: inout RegisterHead, lines: Range<Int>) {
    var found: [Int: [CellAddress]] = [:]
    for line in lines {
      for (cell, definition) in labelled(line) {
        let address = scan.address(cell, inLine: line)
        if found[definition]?.contains(where: { $0.column == address.column }) == true { continue }
        found[definition, default: []].append(address)
      }
    }
    let corner = scan.grid.lines[lines.lowerBound].cells.lowerBound
    let place = scan.address(corner, inLine: lines.lowerBound)
    for (index, column) in register.columns.enumerated() {
      let places = found[index] ?? []
      if places.count == 1, let only = places.first {
        head.columns[index] = only.column
      } else if places.count > 1 {
        head.misfits.append(
          Misfit(
            kind: .ambiguousColumn(label: column.label, other: places[0]), address: places[1],
            text: column.label))
      } else if column.kind != .ordinal {
        head.misfits.append(
          Misfit(kind: .missingColumn(label: column.label), address: place, text: column.label))
      }
    }
  }

  private func reportForeignHeads(_ head: inout RegisterHead, lines: Range<Int>) {
    let bound = Set(head.columns.values)
    for line in lines {
      for cell in scan.grid.lines[line].cells where !bound.contains(scan.grid.cells[cell].column) {
        if let key = scan.key(cell), key.isEmpty || form.headKeys.contains(key) { continue }
        head.misfits.append(
          Misfit(
            kind: .textOutsideForm, address: scan.address(cell, inLine: line),
            text: scan.grid.typed(cell)))
      }
    }
  }
}
