import Indicators
import Observations
import SheetModel
import Units
import WorkbookIO

/// A mapping on its way from its inputs into its outputs, in bounded memory.
final class MappingOutput: MappingStorage {
  /// How many figures were written, and how many of them are estimates.
  private(set) var count = 0
  private(set) var estimated = 0
  private(set) var summary: MappingSummary
  private let spool: SpoolFile
  private let merge: SpoolMerge<GivenFigure>
  private var stream = ObservationStream()
  private var isAtEnd = false
  private var figureFile: ObservationWriter
  private var restFile: ObservationWriter?

  init(
    _ merge: SpoolMerge<GivenFigure>, to figureFile: ObservationWriter,
    rest restFile: ObservationWriter?, summary: MappingSummary, spool: SpoolFile
  ) {
    self.merge = merge
    self.figureFile = figureFile
    self.restFile = restFile
    self.summary = summary
    self.spool = spool
  }

  func pieces() -> SpooledSorter<MappingPiece> { SpooledSorter(spool, MappingPiece.precedes) }
  func figures() -> SpooledSorter<UnitMapping.Figure> {
    SpooledSorter(spool) { $0.observation.key < $1.observation.key }
  }
  func rest() -> SpooledSorter<MappingRest> { SpooledSorter(spool, MappingRest.precedes) }

  /// The next observation of all inputs, of each key one; conflicts were told before.
  func next() throws(WorkbookError) -> Observation? {
    while !isAtEnd {
      let figure = try merge.next()
      isAtEnd = figure == nil
      if let whole = stream.take(figure?.observation, conflict: { _ in }) { return whole }
    }
    return nil
  }

  func take(_ figure: UnitMapping.Figure) throws(WorkbookError) {
    count += 1
    if figure.isEstimated { estimated += 1 }
    try figureFile.append(figure.observation)
    if !figure.missing.isEmpty {
      try summary.add(lacking: figure.missing, figure.observation.key.unit)
    }
  }

  func take(_ observation: Observation, left reason: Int) throws(WorkbookError) {
    try restFile?.append(observation)
    try summary.add(left: reason, observation.key)
  }

  /// Hands the last bytes of both files over.
  func finish() throws(WorkbookError) {
    try figureFile.finish()
    try restFile?.finish()
  }

  /// Hands out what the mapping leaves for people.
  func tellSummary(_ take: (UnitMappingNotice) -> Void) throws(WorkbookError) {
    try summary.tell(take)
  }
}
