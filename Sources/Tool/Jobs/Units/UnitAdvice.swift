import FormModel
import Indicators
import Reports
import Units

/// What helps somebody who asked for a unit that is none: the code that lost its zeros, the code of a
/// name, what became of a unit that ended.
struct UnitAdvice: Sendable {
  /// The units that may be meant, by code.
  private let meant: [ReportingUnit]
  private let fate: UnitFate?

  /// Advice on a text in the place of a unit's code, on a day or on any.
  init(_ text: String, on day: CalendarDate?, _ library: TemplateLibrary) {
    let lookup = UnitLookup(library.units)
    let padded = lookup.padded(text)
    let code =
      padded != text
      ? padded
      : library.units.units(code: text).isEmpty
        ? lookup.codeOfName(text, on: day) : nil
    meant =
      code.map { code in
        day.flatMap { library.units.unit(code: code, on: $0) }.map { [$0] }
          ?? library.units.units(code: code).suffix(1)
      } ?? []
    fate = day.flatMap { library.history.fate(ofCode: code ?? text, by: $0) }
  }

  /// Sentences with a blank before them; empty without advice.
  func text(_ language: Language) -> String {
    var text = ""
    if let unit = meant.first {
      text += language.say(
        " Có phải \(unit.code) (\(unit.name))?", " Is \(unit.code) (\(unit.name)) meant?")
    }
    if let fate { text += " " + fate.text(in: language) }
    return text
  }
}
