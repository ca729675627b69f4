import Indicators
import SheetModel

/// Registers of one unit and period in several sheets or files, as hamlets keep them: their counts
/// are added where no child stands in two of them.
///
/// Where rows may be one child, nothing is added: the counts stay apart, and merging tells both.
package struct RegisterParts {
  /// A sheet that a register stands in.
  package struct Source: Hashable {
    var file: String
    var sheet: String

    /// A sheet of a file.
    package init(file: String, sheet: String) {
      self.file = file
      self.sheet = sheet
    }
  }

  /// What a register counts for.
  private struct Subject: Hashable, Comparable {
    var period: ReportingPeriod
    var unit: String

    static func < (a: Subject, b: Subject) -> Bool { (a.period, a.unit) < (b.period, b.unit) }
  }

  /// The figures, those of registers in parts as one.
  package private(set) var observations: [Observation] = []
  /// What was added, for people to know.
  package private(set) var notices: [MigrationReport.Issue] = []

  /// Joins figures given in the order of the files; `linked` are the sheets that may share a child.
  package init(_ given: [Observation], linked: [Source: Set<Source>]) {
    var parts: [Subject: [Source]] = [:]
    for observation in given {
      guard let (subject, source) = Self.part(observation) else { continue }
      if parts[subject]?.contains(source) != true { parts[subject, default: []].append(source) }
    }
    let joined = parts.filter { _, sources in
      sources.count > 1
        && !sources.contains { source in
          !(linked[source] ?? []).isDisjoint(with: sources)
        }
    }
    var sums: [ObservationKey: Int] = [:]
    for observation in given {
      guard let (subject, _) = Self.part(observation), joined[subject] != nil else {
        observations.append(observation)
        continue
      }
      if let index = sums[observation.key] {
        observations[index].add(observation)
      } else {
        sums[observation.key] = observations.count
        observations.append(observation)
      }
    }
    for (subject, sources) in joined.sorted(by: { $0.key < $1.key }) {
      for source in sources.dropFirst() {
        notices.append(
          MigrationReport.Issue(
            "register-parts", at: Place(file: source.file, sheet: source.sheet),
            other: Place(file: sources[0].file, sheet: sources[0].sheet),
            detail: "\(subject.unit, of: .unit) \(subject.period)", isNotice: true))
      }
    }
  }

  private static func part(_ observation: Observation) -> (Subject, Source)? {
    guard observation.isCounted, let origin = observation.origin else { return nil }
    return (
      Subject(period: observation.key.period, unit: observation.key.unit),
      Source(file: origin.file, sheet: origin.sheet)
    )
  }
}

extension Observation {
  /// Adds the count of another part of a register, and its place.
  fileprivate mutating func add(_ other: Observation) {
    let sum = (value ?? .zero).adding(other.value ?? .zero) ?? value
    value = sum
    status = sum.map { $0.isZero ? .zero : .reported } ?? status
    if !other.explanation.isEmpty, explanation != other.explanation {
      explanation += explanation.isEmpty ? other.explanation : "; " + other.explanation
    }
    guard let more = other.origin else { return }
    origin?.file += " | " + more.file
    origin?.sha256 += " | " + more.sha256
    origin?.sheet += " | " + more.sheet
    origin?.cell += " | " + more.cell
  }
}
