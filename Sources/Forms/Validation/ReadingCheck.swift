import FormModel
import Indicators
import SheetModel

/// Reports what stands in the way of reading each cell of figures.
///
/// A number typed as text is a warning, unless a total with a live formula has passed it over: then
/// the total is wrong, this cell is the cause and the finding an error. Formulas that were never
/// calculated have one cause in a sheet and are one finding, at the first of them.
package enum ReadingCheck {
  /// Checks every bound cell.
  package static func check(_ figures: FormFigures, into log: inout FindingLog) {
    var uncalculated: [FormCell] = []
    let passedOver = TextOperands.passedOver(figures)
    for cell in figures.cells {
      guard let bound = figures.form.cells[cell], let issue = bound.reading.issue else { continue }
      switch issue {
      case .formulaWithoutValue: uncalculated.append(cell)
      case .errorValue where bound.hasFormula && hasUnreadableOperand(cell, figures): continue
      case .numberAsText:
        guard !OverwriteCheck.typedOver(cell, figures), !BaseCheck.isMixedUp(cell, figures),
          let value = bound.reading.value
        else {
          continue
        }
        log.add(
          .numberAsText(value: value), passedOver[cell] == nil ? .warning : .error, at: cell,
          of: figures, related: figures.related(passedOver[cell] ?? [], to: cell))
      default:
        log.add(kind(of: issue), .error, at: cell, of: figures)
      }
    }
    guard let first = uncalculated.first else { return }
    let others = uncalculated.dropFirst().compactMap { figures.address($0) }
    log.add(
      .formulaWithoutValue(cells: uncalculated.count), .warning, at: first, of: figures,
      related: others.map { Finding.Related(cell: $0) })
  }

  private static func hasUnreadableOperand(_ cell: FormCell, _ figures: FormFigures) -> Bool {
    figures.operands(cell).contains { figures.state($0) == .unreadable }
  }

  private static func kind(of issue: FigureReading.Issue) -> Finding.Kind {
    switch issue {
    case .notANumber, .numberAsText: .notANumber
    case .ambiguous(let readings): .ambiguousNumber(readings: readings)
    case .errorValue: .errorValue
    case .formulaWithoutValue: .formulaWithoutValue(cells: 1)
    case .dateForNumber: .dateForNumber
    case .booleanForNumber: .booleanForNumber
    case .tooManyDigits: .tooManyDigits
    }
  }
}

/// Whether a wrong total is wrong because its formula passes over numbers typed as text.
package enum TextOperands {
  /// The totals that passed a text over, by the cell of the text.
  package static func passedOver(_ figures: FormFigures) -> [FormCell: [FormCell]] {
    guard figures.hasFormulas,
      figures.form.cells.values.contains(where: { $0.reading.issue == .numberAsText })
    else { return [:] }
    var totals: [FormCell: [FormCell]] = [:]
    for total in figures.cells where explain(total, figures) {
      for part in figures.operands(total)
      where figures.form.cells[part]?.reading.issue == .numberAsText {
        totals[part, default: []].append(total)
      }
    }
    return totals
  }

  /// Whether the sum of the operands that are no text is exactly what the total's formula shows.
  package static func explain(_ total: FormCell, _ figures: FormFigures) -> Bool {
    guard case .sum(let parts) = figures.content(total),
      let bound = figures.form.cells[total], bound.hasFormula, let shown = figures.value(total)
    else { return false }
    var all = ExactDecimal.zero
    var native = ExactDecimal.zero
    for part in parts {
      guard let value = figures.value(part) else { continue }
      all = all.adding(value) ?? all
      guard figures.form.cells[part]?.reading.issue != .numberAsText else { continue }
      native = native.adding(value) ?? native
    }
    return shown == native && shown != all
  }
}
