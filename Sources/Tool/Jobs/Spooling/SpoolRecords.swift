import Indicators
import Units

extension Observation: SpoolRecord {
  var weight: Int {
    var weight = 400 + key.breakdown.count * 64 + explanation.utf8.count + key.unit.utf8.count
    weight += key.breakdown.reduce(0) { $0 + $1.breakdown.utf8.count + $1.category.utf8.count }
    weight += key.set.utf8.count + key.form.utf8.count + key.indicator.code.utf8.count
    guard let origin else { return weight }
    weight += 160 + origin.file.utf8.count + origin.sha256.utf8.count
    return weight + origin.sheet.utf8.count + origin.cell.utf8.count + origin.typed.utf8.count
  }

  func write(to bytes: inout SpoolWriter) {
    bytes.append(key.set, as: .set)
    bytes.append(key.form, as: .form)
    bytes.append(key.formVersion)
    bytes.append(key.indicator.list, as: .list)
    bytes.append(key.indicator.code, as: .code)
    bytes.append(choice: key.measure)
    bytes.append(key.breakdown)
    bytes.append(key.unit, as: .unit)
    bytes.append(key.period.year)
    bytes.append(choice: key.period.kind)
    switch key.period.part {
    case .year: break
    case .half(let part), .quarter(let part): bytes.append(part)
    }
    bytes.append(key.unitsAt.map { $0.year * 10_000 + $0.month * 100 + $0.day } ?? 0)
    bytes.append(value)
    bytes.append(choice: status)
    bytes.append(explanation, as: .explanation)
    bytes.append(origin != nil)
    guard let origin else { return }
    bytes.append(origin.file, as: .file)
    bytes.append(origin.sha256, as: .sha256)
    bytes.append(origin.sheet, as: .sheet)
    bytes.append(origin.cell, as: .cell)
    bytes.append(origin.typed, as: .typed)
  }

  init?(from bytes: inout SpoolReader) {
    let (set, form, version) = (bytes.text(.set), bytes.text(.form), bytes.number())
    let indicator = IndicatorID(list: bytes.text(.list), code: bytes.text(.code))
    let measure: Measure = bytes.choice(else: .count)
    let (breakdown, unit) = (bytes.breakdownValues(), bytes.text(.unit))
    let year = bytes.number()
    let part: ReportingPeriod.Part =
      switch bytes.choice(else: ReportingPeriod.Kind.year) {
      case .year: .year
      case .half: .half(bytes.number())
      case .quarter: .quarter(bytes.number())
      }
    guard let period = ReportingPeriod(year: year, part: part) else { return nil }
    let day = bytes.number()
    let unitsAt = CalendarDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)
    self.init(
      key: ObservationKey(
        set: set, form: form, formVersion: version, indicator: indicator, measure: measure,
        breakdown: breakdown, unit: unit, period: period, unitsAt: unitsAt),
      value: bytes.decimal(), status: bytes.choice(else: .missing),
      explanation: bytes.text(.explanation), origin: nil)
    guard bytes.flag() else { return }
    origin = Origin(
      file: bytes.text(.file), sha256: bytes.text(.sha256), sheet: bytes.text(.sheet),
      cell: bytes.text(.cell), typed: bytes.text(.typed))
  }
}

/// A figure of an input, with its place there.
struct GivenFigure: SpoolRecord {
  var observation: Observation
  /// The input, from 0.
  var file: Int
  /// The line in it, from 1.
  var line: Int

  /// By key, then by place.
  static func precedes(_ a: GivenFigure, _ b: GivenFigure) -> Bool {
    if a.observation.key < b.observation.key { return true }
    if b.observation.key < a.observation.key { return false }
    return (a.file, a.line) < (b.file, b.line)
  }

  var weight: Int { observation.weight + 16 }

  init(observation: Observation, file: Int, line: Int) {
    self.observation = observation
    self.file = file
    self.line = line
  }

  func write(to bytes: inout SpoolWriter) {
    observation.write(to: &bytes)
    bytes.append(file)
    bytes.append(line)
  }

  init?(from bytes: inout SpoolReader) {
    guard let observation = Observation(from: &bytes) else { return nil }
    self.observation = observation
    file = bytes.number()
    line = bytes.number()
  }
}

extension MappingPiece: SpoolRecord {
  var weight: Int { observation.weight + 64 }

  func write(to bytes: inout SpoolWriter) {
    observation.write(to: &bytes)
    bytes.append(target)
    bytes.append(value)
    bytes.append(isEstimated)
    bytes.append(isKept)
    bytes.append(choice: confidence)
    bytes.append(number)
  }

  init?(from bytes: inout SpoolReader) {
    guard let observation = Observation(from: &bytes) else { return nil }
    self.init(
      observation: observation, target: bytes.text(), value: bytes.decimal(),
      isEstimated: bytes.flag(), isKept: bytes.flag(),
      confidence: bytes.choice(else: .sourced), number: bytes.number())
  }
}

extension MappingRest: SpoolRecord {
  var weight: Int { observation.weight + 24 }

  func write(to bytes: inout SpoolWriter) {
    observation.write(to: &bytes)
    bytes.append(reason.map { $0 + 1 } ?? 0)
    bytes.append(number)
  }

  init?(from bytes: inout SpoolReader) {
    guard let observation = Observation(from: &bytes) else { return nil }
    let reason = bytes.number()
    self.init(
      observation: observation, reason: reason > 0 ? reason - 1 : nil, number: bytes.number())
  }
}

extension UnitMapping.Figure: SpoolRecord {
  var weight: Int { observation.weight + 64 + missing.reduce(0) { $0 + 32 + $1.utf8.count } }

  func write(to bytes: inout SpoolWriter) {
    observation.write(to: &bytes)
    bytes.append(isEstimated)
    bytes.append(missing.count)
    for part in missing { bytes.append(part) }
  }

  init?(from bytes: inout SpoolReader) {
    guard let observation = Observation(from: &bytes) else { return nil }
    self.init(observation: observation, sources: [])
    isEstimated = bytes.flag()
    let count = bytes.number()
    for _ in 0..<max(0, count) where !bytes.isBroken { missing.append(bytes.text()) }
  }
}
