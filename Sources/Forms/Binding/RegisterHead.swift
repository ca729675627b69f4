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
    var best = (line: 0, count: 0)
    for line in scan.grid.lines.indices.prefix(Self.deepest) {
      let count = Set(labelled(line).map(\.definition)).count
      if count > best.count { best = (line, count) }
    }
    guard best.count >= min(3, register.columns.count) else { return nil }
    var lines = best.line...best.line
    if best.line > 0, !labelled(best.line - 1).isEmpty { lines = (best.line - 1)...best.line }
    if best.line + 1 < scan.grid.lines.count, !labelled(best.line + 1).isEmpty {
      lines = lines.lowerBound...(best.line + 1)
    }
    var head = RegisterHead(
      top: lines.lowerBound, firstRow: scan.grid.lines[lines.upperBound].index + 1)
    bindColumns(&head, lines: lines)
    reportForeignHeads(&head, lines: lines)
    let next = lines.upperBound + 1
    if next < scan.grid.lines.count, isMarkLine(next) {
      head.firstRow = scan.grid.lines[next].index + 1
    }
    head.misfits.sort { $0.address < $1.address }
    return head
  }

  /// The cells of a line that are labels of the form.
  private func labelled(_ line: Int) -> [(cell: Int, definition: Int)] {
    scan.grid.lines[line].cells.compactMap { cell in
      guard let key = scan.key(cell), let definition = form.columns[key]?.first else { return nil }
      return (cell, definition)
    }
  }

  private func bindColumns(_ head: inout RegisterHead, lines: ClosedRange<Int>) {
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

  private func reportForeignHeads(_ head: inout RegisterHead, lines: ClosedRange<Int>) {
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

  /// Whether a line holds nothing but column marks: letters or numbers of at most two signs, or
  /// sums, at least three of them the form's.
  private func isMarkLine(_ line: Int) -> Bool {
    var marks = 0
    for cell in scan.grid.lines[line].cells {
      guard scan.grid.cells[cell].text.count <= 4 else { return false }
      let key =
        scan.key(cell)
        ?? (scan.grid.cells[cell].kind == .number
          ? scan.grid.withText(of: cell) { LabelKey(utf8: $0) } : nil)
      if let key, form.marks.contains(key) { marks += 1 }
    }
    return marks >= 3 && marks * 2 > scan.grid.lines[line].cells.count
  }
}
