import FormModel
import Indicators
import Layout
import Units

/// One form of one unit and period that is to be written.
struct FormSubject {
  /// Unit and period, by which observations are found.
  struct Place: Hashable, Comparable {
    var unit: String
    var period: ReportingPeriod
    /// The day whose unit the code means, where that is not the period's last.
    var unitsAt: CalendarDate?

    init(unit: String, period: ReportingPeriod, unitsAt: CalendarDate? = nil) {
      self.unit = unit
      self.period = period
      self.unitsAt = unitsAt == period.lastDay ? nil : unitsAt
    }

    init(_ key: ObservationKey) {
      self.init(unit: key.unit, period: key.period, unitsAt: key.unitsAt)
    }

    /// The day on which the code is to be read.
    var unitDay: CalendarDate { unitsAt ?? period.lastDay }

    static func < (a: Place, b: Place) -> Bool {
      if a.unit != b.unit { return a.unit < b.unit }
      if a.period != b.period { return a.period < b.period }
      return b.unitsAt.map { day in a.unitsAt.map { $0 < day } ?? true } ?? false
    }
  }

  var definition: FormDefinition
  var unit: ReportingUnit
  var place: Place
  var breakdowns: [Breakdown]

  var form: String { definition.id }
  var request: FormRequest {
    var request = FormRequest(
      definition: definition, unit: unit, period: place.period, breakdowns: breakdowns)
    if let day = place.unitsAt {
      request.unitsAt = day
      // Whoever reads the paper sees a unit that was not there in the period.
      request.statement =
        "\(place.period.title): số liệu tính theo đơn vị hành chính ngày \(day.vietnamese), không phải "
        + "đơn vị của kỳ."
    }
    return request
  }
}

/// Which forms of which units and periods an export is to write.
struct FormSubjects {
  /// By unit, period, and the order of the library.
  let all: [FormSubject]

  /// The subjects in groups of one unit and period each.
  var byUnitAndPeriod: [[FormSubject]] {
    var groups: [[FormSubject]] = []
    for subject in all {
      if groups.last?.first?.place == subject.place {
        groups[groups.count - 1].append(subject)
      } else {
        groups.append([subject])
      }
    }
    return groups
  }

  /// What was asked for, filled up from what the observations hold.
  ///
  /// Figures that were put to the units of another day are taken for `unitsAt` alone.
  /// - Throws: `JobFailure` for a form, unit or period that is none, for a blank form without unit or
  ///   period, and for figures of another day's units.
  init(
    library: TemplateLibrary, observations: [Observation], forms: [String], units: [String],
    period: String?, unitsAt: CalendarDate? = nil, isBlank: Bool
  ) throws {
    let wanted = try period.map(ReportingPeriod.asked)
    for form in forms where library.form(form) == nil {
      throw JobFailure.notice(.unknownForm(form, known: library.forms.map(\.id)), .usage)
    }
    var places: [FormSubject.Place: Set<String>] = [:]
    if isBlank {
      guard let wanted, !units.isEmpty else {
        throw JobFailure.notice(.unitAndPeriodNeeded, .usage)
      }
      let matrices = library.forms.filter { $0.matrix != nil }.map(\.id)
      for unit in units {
        places[.init(unit: unit, period: wanted, unitsAt: unitsAt)] = Set(
          forms.isEmpty ? matrices : forms)
      }
    } else {
      for observation in observations {
        let place = FormSubject.Place(observation.key)
        guard wanted == nil || wanted == place.period, units.isEmpty || units.contains(place.unit),
          forms.isEmpty || forms.contains(observation.key.form)
        else { continue }
        if let day = place.unitsAt, day != unitsAt {
          let now = library.units.unit(code: place.unit, on: day)
          let then = library.units.unit(code: place.unit, on: place.period.lastDay)
          throw JobFailure.notice(
            .units(
              .days(
                .figuresOfOtherUnits(
                  FiguresOfOtherUnits(
                    place: place, day: day, now: now?.name, then: then?.name, asked: unitsAt)))),
            .badData)
        }
        if let unitsAt, place.unitsAt == nil, place.period.lastDay != unitsAt {
          throw JobFailure.notice(
            .units(.days(.figuresNotMapped(place, asked: unitsAt))), .badData)
        }
        places[place, default: []].insert(observation.key.form)
      }
    }
    all = try places.keys.sorted().flatMap { place in
      let unit = try Self.unit(place, library)
      let asked = places[place] ?? []
      return try library.forms.filter { asked.contains($0.id) }.map { definition in
        guard definition.periods.contains(place.period.kind) else {
          throw JobFailure.notice(
            .periodNotForForm(form: definition.id, period: place.period), .usage)
        }
        return FormSubject(
          definition: definition, unit: unit, place: place,
          breakdowns: library.set(definition.set)?.breakdowns ?? [])
      }
    }
  }

  private static func unit(
    _ place: FormSubject.Place, _ library: TemplateLibrary
  ) throws -> ReportingUnit {
    guard let unit = library.units.unit(code: place.unit, on: place.unitDay) else {
      let advice = UnitAdvice(place.unit, on: place.unitDay, library)
      throw JobFailure.notice(.unknownUnit(place.unit, on: place.unitDay, advice), .badData)
    }
    return unit
  }
}

extension ReportingPeriod {
  /// The period that an option names.
  /// - Throws: `JobFailure` for a text that is none.
  static func asked(_ text: String) throws -> ReportingPeriod {
    guard let period = ReportingPeriod(text) else {
      throw JobFailure.notice(.notAPeriod(text), .usage)
    }
    return period
  }
}
