import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Which of the sheet's columns is which of the form's.
extension MatrixHeadSearch {
  /// A cell of the head whose text is a label of the form.
  struct Candidate {
    var line: Int
    var column: Int
    var definitions: [Int]
  }

  func bind(_ head: inout MatrixHead, _ definition: Int, to column: Int) {
    head.columns[definition] = column
    head.roles[column] = definition
  }

  func assign(_ head: inout MatrixHead) {
    let candidates = candidates(in: head.top..<head.body)
    let count = form.heads.count
    for definition in 0..<count {
      let own = candidates.filter { $0.definitions.contains(definition) }
      guard let first = own.first else { continue }
      if own.count == 1, first.definitions.count == 1 {
        bind(&head, definition, to: first.column)
        continue
      }
      let scored = own.map { ($0, score($0, definition, top: head.top)) }
      let best = scored.map(\.1).max() ?? 0
      let winners = scored.filter { $0.1 == best }.map(\.0)
      if winners.count == 1, let winner = winners.first,
        !winner.definitions.contains(where: {
          $0 != definition && score(winner, $0, top: head.top) >= best
        })
      {
        bind(&head, definition, to: winner.column)
      } else if form.definition.matrix?.columns[definition].role == .explanation {
        // Of two columns of remarks the one with the form's own label is its own; no figure is in doubt.
        let own = form.definition.matrix.map { LabelKey($0.columns[definition].label) }
        bind(
          &head, definition, to: (winners.first { key(of: $0) == own } ?? first).column)
      } else if let second = winners.dropFirst().first, let first = winners.first {
        head.clashing.formUnion(winners.map(\.column))
        head.clashes.append(
          MatrixHead.Clash(
            column: definition, first: address(first), second: address(second)))
      }
    }
    bindByMarks(&head)
  }

  private func key(of candidate: Candidate) -> LabelKey? {
    scan.grid.cell(inLine: candidate.line, column: candidate.column).flatMap { scan.key($0) }
  }

  private func address(_ candidate: Candidate) -> CellAddress {
    CellAddress(row: scan.grid.lines[candidate.line].index, column: candidate.column)
  }

  /// The lowest cell of each sheet column whose text is a label of the form.
  private func candidates(in lines: Range<Int>) -> [Candidate] {
    var byColumn: [Int: Candidate] = [:]
    for line in lines {
      for (cell, key) in scan.labels(inLine: line) {
        guard let definitions = form.columns[key] else { continue }
        let column = scan.grid.cells[cell].column
        byColumn[column] = Candidate(line: line, column: column, definitions: definitions)
      }
    }
    return byColumn.values.sorted { $0.column < $1.column }
  }

  /// How many of a column's merged heads stand over a candidate.
  private func score(_ candidate: Candidate, _ definition: Int, top: Int) -> Int {
    guard form.heads.indices.contains(definition) else { return 0 }
    let wanted = form.heads[definition]
    var score = 0
    for line in top..<candidate.line {
      let cell = TableHead.cell(over: candidate.column, inLine: line, of: scan, merges: merges)
      if let cell, let key = scan.key(cell), wanted.contains(key) { score += 1 }
    }
    return score
  }

  /// Binds a column without any label by its mark, where the other marks agree with their labels.
  private func bindByMarks(_ head: inout MatrixHead) {
    guard let line = head.markLine else { return }
    for cell in scan.grid.lines[line].cells {
      let column = scan.grid.cells[cell].column
      guard head.roles[column] == nil, !head.clashing.contains(column),
        let key = MarkLine.mark(in: cell, of: scan),
        let definition = form.marks.firstIndex(of: key),
        head.columns[definition] == nil, isUnlabelled(column, head),
        marksAgree(head, line: line)
      else { continue }
      bind(&head, definition, to: column)
    }
  }

  private func isUnlabelled(_ column: Int, _ head: MatrixHead) -> Bool {
    (head.top..<head.body).allSatisfy {
      $0 == head.markLine || scan.grid.cell(inLine: $0, column: column) == nil
    }
  }

  private func marksAgree(_ head: MatrixHead, line: Int) -> Bool {
    head.roles.allSatisfy { column, definition in
      guard let cell = scan.grid.cell(inLine: line, column: column),
        let key = MarkLine.mark(in: cell, of: scan)
      else { return true }
      return key == form.marks[definition]
    }
  }
}
