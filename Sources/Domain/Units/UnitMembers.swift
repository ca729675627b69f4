import Indicators

/// What a unit is made of, as a tree: a district that became it, with the communes below it.
struct UnitMembers {
  /// What a sum comes to.
  enum Sum {
    /// The figure, and the pieces that are inside of what the units beside them reported.
    case figure(UnitMapping.Figure, inside: [(MappingPiece, ReportingUnit)])
    case tooLarge
  }

  private let members: UnitCrosswalk.Members
  private let day: CalendarDate
  private var roots: [ReportingUnit] = []
  private var below: [String: [ReportingUnit]] = [:]

  init(_ members: UnitCrosswalk.Members, on day: CalendarDate, registry: UnitRegistry) {
    self.members = members
    self.day = day
    let all = (members.whole + members.partial).sorted { $0.code < $1.code }
    let codes = Set(all.map(\.code))
    for unit in all {
      var above = unit.parentCode
      var levels = UnitRegistry.mostLevels
      while let code = above, !codes.contains(code), levels > 0 {
        above = registry.unit(code: code, on: day)?.parentCode
        levels -= 1
      }
      if let code = above, codes.contains(code), code != unit.code {
        below[code, default: []].append(unit)
      } else {
        roots.append(unit)
      }
    }
  }

  /// Adds the pieces of one key; a unit that gave none makes the sum missing.
  func sum(of pieces: [MappingPiece], key: ObservationKey) -> Sum {
    var state = State(given: Dictionary(grouping: pieces, by: \.observation.key.unit))
    for unit in roots { state.missing += collect(unit, &state, levels: UnitRegistry.mostLevels) }
    guard !state.isTooLarge else { return .tooLarge }
    state.missing += members.unlisted
    let sources = state.used.map(\.observation)
    let status = FormFigure(state.total)
    let isOpen = state.total == nil && state.missing.isEmpty && !state.used.isEmpty
    let result: FormFigure =
      state.missing.isEmpty ? (isOpen ? .notApplicable : status) : .missing
    var figure = UnitMapping.Figure(
      observation: Observation(
        key: key, value: result.value?.normalized, status: result.status,
        origin: Origin.joined(sources.compactMap(\.origin))), sources: sources)
    figure.isCombined = true
    figure.isEstimated = state.used.contains(where: \.isEstimated)
    figure.missing = state.missing
    figure.partial = state.missing.isEmpty ? nil : state.total
    figure.confidence =
      state.used.map(\.confidence).max { $0.doubt < $1.doubt } ?? .sourced
    figure.observation.explanation = MappingNote.text(of: figure, own: sources)
    return .figure(figure, inside: state.inside)
  }

  private struct State {
    var given: [String: [MappingPiece]]
    var total: ExactDecimal?
    var used: [MappingPiece] = []
    var inside: [(MappingPiece, ReportingUnit)] = []
    var missing: [String] = []
    var isTooLarge = false
  }

  /// Takes what a unit gave, else what those below it did; gives back the names of what lacks.
  private func collect(_ unit: ReportingUnit, _ state: inout State, levels: Int) -> [String] {
    let pieces = state.given[unit.code] ?? []
    let parts = levels > 0 ? below[unit.code] ?? [] : []
    let isGiven = !pieces.isEmpty && pieces.allSatisfy { $0.observation.status != .missing }
    if isGiven {
      state.used += pieces
      for piece in pieces {
        guard let value = piece.value else { continue }
        if let sum = (state.total ?? .zero).adding(value) {
          state.total = sum
        } else {
          state.isTooLarge = true
        }
      }
      for part in parts { setInside(part, of: unit, &state, levels: levels - 1) }
      return []
    }
    // What says that it has no figure is a source too.
    state.used += pieces
    var missing: [String] = []
    for part in parts { missing += collect(part, &state, levels: levels - 1) }
    if !parts.isEmpty, missing.count < parts.count { return missing }
    // A unit that may not have been there any more is not waited for.
    return pieces.isEmpty && !unit.certainlyExisted(on: day) ? [] : ["\(unit.code) \(unit.name)"]
  }

  private func setInside(
    _ unit: ReportingUnit, of other: ReportingUnit, _ state: inout State, levels: Int
  ) {
    guard levels >= 0 else { return }
    state.inside += (state.given[unit.code] ?? []).map { ($0, other) }
    for part in below[unit.code] ?? [] { setInside(part, of: other, &state, levels: levels - 1) }
  }
}

/// What the explanation of a mapped figure says of its making, in the forms' own language.
enum MappingNote {
  static func text(
    of figure: UnitMapping.Figure, own sources: [Observation], isRate: Bool = false
  ) -> String {
    var notes: [String] = []
    if !figure.missing.isEmpty {
      let partial = figure.partial.map { " (mới cộng được \($0.normalized))" } ?? ""
      notes.append("Chưa đủ\(partial): thiếu \(figure.missing.joined(separator: ", "))")
    }
    if figure.isEstimated { notes.append("Ước tính: chia theo tỷ trọng") }
    if isRate { notes.append("Tính lại từ tử số và mẫu số") }
    for source in sources where !source.explanation.isEmpty {
      notes.append("\(source.key.unit): \(source.explanation)")
    }
    return notes.joined(separator: "; ")
  }
}
