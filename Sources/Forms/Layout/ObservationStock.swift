import FormModel
import Indicators
import Units

/// Observations by key, handed out to the cells of forms; what nobody takes is left over.
struct ObservationStock {
  /// What one form gets.
  struct Given {
    var filling = MatrixFilling()
    /// Observations of cells that the form computes from others.
    var computed: [(cell: FormCell, observation: Observation)] = []
  }

  private let observations: [Observation]
  private var indexes: [ObservationKey: Int] = [:]
  private var isTaken: [Bool]

  init(_ observations: [Observation]) {
    self.observations = observations
    isTaken = Array(repeating: false, count: observations.count)
    for (index, observation) in observations.enumerated() where indexes[observation.key] == nil {
      indexes[observation.key] = index
    }
  }

  /// The observations that no form took, in their order.
  var leftovers: [Observation] { zip(observations, isTaken).filter { !$0.1 }.map(\.0) }

  /// The figures and explanations of a form; forms asked for twice both get them.
  mutating func take(for request: FormRequest, matrix: MatrixDefinition) -> Given {
    var given = Given()
    var explanations: [Int: [String]] = [:]
    for cell in matrix.figureCells {
      guard let key = key(of: cell, request: request, matrix: matrix), let index = indexes[key]
      else { continue }
      let observation = observations[index]
      switch matrix.content(cell) {
      case nil: continue
      case .closed:
        // A closed cell shows `x` whatever is known; a figure for it must not vanish.
        if observation.value != nil { continue }
      case .open:
        given.filling.figures[cell] = FormFigure(
          value: observation.value, status: observation.status)
        if observation.status == .missing, Self.isEllipsis(observation.origin?.typed ?? "") {
          given.filling.ellipses.insert(cell)
        }
      case .sum, .quotient: given.computed.append((cell, observation))
      }
      isTaken[index] = true
      let text = observation.explanation
      if !text.isEmpty, !(explanations[cell.row] ?? []).contains(text) {
        explanations[cell.row, default: []].append(text)
      }
    }
    Self.keepUncomputable(&given, matrix: matrix)
    given.filling.explanations = explanations.mapValues { $0.joined(separator: "; ") }
    return given
  }

  /// Puts figures of computed cells into the form where a part that they are computed from is
  /// missing: old data often has a total alone, which must not be lost or made smaller.
  private static func keepUncomputable(_ given: inout Given, matrix: MatrixDefinition) {
    let evaluation = FormEvaluation(matrix)
    var rest: [(cell: FormCell, observation: Observation)] = []
    for (cell, observation) in given.computed {
      let figures = given.filling.figures
      let computed = evaluation.computed(cell) { figures[$0] }
      var lacksPart = computed?.status == .missing
      if case .sum(let parts)? = matrix.content(cell) {
        lacksPart =
          lacksPart
          || parts.contains { evaluation.figure(of: $0) { figures[$0] }.status == .missing }
      }
      if observation.value != nil, lacksPart {
        given.filling.figures[cell] = FormFigure(
          value: observation.value, status: observation.status)
      } else {
        rest.append((cell, observation))
      }
    }
    given.computed = rest
  }

  private func key(
    of cell: FormCell, request: FormRequest, matrix: MatrixDefinition
  ) -> ObservationKey? {
    guard let target = matrix.rows[cell.row].target, let unit = request.unit,
      let period = request.period
    else { return nil }
    return ObservationKey(
      set: request.definition.set, form: request.definition.id,
      formVersion: request.definition.version, indicator: target.indicator,
      measure: target.measure, breakdown: matrix.breakdown(cell), unit: unit.code,
      period: period, unitsAt: request.unitsAt)
  }

  private static func isEllipsis(_ text: String) -> Bool {
    let signs = text.unicodeScalars.filter { $0 != " " && $0 != "\u{A0}" }
    return !signs.isEmpty && signs.allSatisfy { $0 == "…" || $0 == "." }
  }
}
